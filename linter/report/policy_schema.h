// The JSON schema of the configuration, for editors that check TOML by one.

#ifndef RETORT_LINTER_REPORT_POLICY_SCHEMA_H_
#define RETORT_LINTER_REPORT_POLICY_SCHEMA_H_

#include <string>

namespace retort {

std::string PolicySchema();

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_POLICY_SCHEMA_H_
