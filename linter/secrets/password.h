// What a password, key or token is worth, given what stands around it.
//
//   JudgePassword({.value = "postgres", .user = "postgres"})  ->  SecretVerdict::kDevelopment

#ifndef RETORT_LINTER_SECRETS_PASSWORD_H_
#define RETORT_LINTER_SECRETS_PASSWORD_H_

#include <string>
#include <vector>

#include "linter/facts/setting.h"
#include "linter/secrets/host.h"
#include "linter/secrets/names.h"

namespace retort {

struct Password {
  std::string value;                    // decoded
  std::string user = {};                // of a URL or DSN
  std::vector<std::string> names = {};  // database, service: a password equal to one of them is no secret
  NameKind kind = NameKind::kPassword;
  FileRole role = FileRole::kProduction;
};

SecretVerdict JudgePassword(const Password& password);

// `user:password@localhost`, `scott:tiger@localhost`: nobody means it, on a host that stands for one or is local.
bool IsExamplePair(const Password& password, HostKind host);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_PASSWORD_H_
