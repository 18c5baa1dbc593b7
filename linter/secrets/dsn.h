// Connection strings that are no URLs: `host=db user=app password=x` of libpq and `Server=db;User Id=app;Password=x` of
// ODBC and ADO.

#ifndef RETORT_LINTER_SECRETS_DSN_H_
#define RETORT_LINTER_SECRETS_DSN_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "linter/secrets/host.h"
#include "linter/secrets/range.h"

namespace retort {

struct Dsn {
  Range at;  // the password, without its quotes
  std::string user;
  std::string password;  // without escapes
  std::string database;
  HostKind host = HostKind::kNone;
};

// Absent: no password in it, or too few other keywords to be sure what it is.
std::optional<Dsn> FindDsn(absl::string_view text);

}  // namespace retort

#endif  // RETORT_LINTER_SECRETS_DSN_H_
