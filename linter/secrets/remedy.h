// What to write instead of a credential, in the syntax of the file where it stands.
//
//   Remedy(SettingFormat::kCompose, "services.db.environment.POSTGRES_PASSWORD", /*is_url=*/false)
//     ->  "`${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}`"

#ifndef RETORT_LINTER_SECRETS_REMEDY_H_
#define RETORT_LINTER_SECRETS_REMEDY_H_

#include <string>

#include "absl/strings/string_view.h"
#include "linter/facts/setting.h"

namespace retort {

std::string Remedy(SettingFormat format, absl::string_view name, bool is_url);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_REMEDY_H_
