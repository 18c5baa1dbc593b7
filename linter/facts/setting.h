// One literal in a configuration file, a settings module or a migration that may be a credential, already judged.
// The text of the literal is not in here: nothing that reports can print what it does not have.

#ifndef RETORT_LINTER_FACTS_SETTING_H_
#define RETORT_LINTER_FACTS_SETTING_H_

#include <string>

#include "linter/source/span.h"

namespace retort {

enum class FileRole { kProduction, kDevelopment, kExample, kTest };

enum class SecretVerdict {
  kNone,         // no literal, or not secret by its type
  kPlaceholder,  // driver://user:pass@localhost/dbname, <password>, changeme
  kDevelopment,  // postgres:postgres, 1234: known to everybody
  kSecret,
};

struct Setting {
  Span at;          // the literal without its quotes; for a URL its password
  std::string key;  // the path in the file: "services.db.environment.POSTGRES_PASSWORD", "[alembic] sqlalchemy.url"
  FileRole role = FileRole::kProduction;
  SecretVerdict verdict = SecretVerdict::kNone;
  bool is_url = false;            // a database URL
  std::string shown;              // a URL with *** for all that is secret; a token's public prefix; else empty
  std::string kind;               // "password", "AWS access key id", "private key", "database URL"
  bool is_fallback = false;       // the default of os.getenv, Field, ${VAR:-...}
  bool local_host = false;        // a URL or DSN whose host is loopback, a single label, or missing
  bool has_password = false;      // a URL with a literal password, whatever it is worth
  bool template_default = false;  // `alembic init` wrote it
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_SETTING_H_
