// One literal in a configuration file, a settings module or a migration that may be a credential, already judged.
// The text of the literal is not in here: nothing that reports can print what it does not have.

#ifndef RETORT_LINTER_FACTS_SETTING_H_
#define RETORT_LINTER_FACTS_SETTING_H_

#include <string>
#include <vector>

#include "linter/source/span.h"

namespace retort {

enum class FileRole { kProduction, kDevelopment, kExample, kTest };

enum class SettingFormat { kIni, kToml, kYaml, kCompose, kDotenv, kPython, kText };

enum class SecretVerdict {
  kNone,         // no literal, or not secret by its type
  kPlaceholder,  // driver://user:pass@localhost/dbname, <password>, changeme
  kDevelopment,  // postgres:postgres, 1234: known to everybody
  kSecret,
};

struct Setting {
  Span at;          // the literal without its quotes; for a URL its password, and the whole URL when it has none
  std::string key;  // the path in the file: "services.db.environment.POSTGRES_PASSWORD", "[alembic] sqlalchemy.url";
                    // empty for a literal that has no name
  FileRole role = FileRole::kProduction;
  SettingFormat format = SettingFormat::kText;
  SecretVerdict verdict = SecretVerdict::kNone;
  bool is_url = false;            // a database URL
  std::string shown;              // a URL with *** for all that is secret; a token's public prefix; else empty
  std::string kind;               // "password", "AWS access key id", "private key", "database URL"
  std::string instead;            // what to write there instead, in the file's own syntax
  std::vector<Span> conceal;      // every credential on the lines of `at`, this one included: no output may print them
  bool is_fallback = false;       // the default of os.getenv, Field, ${VAR:-...}
  bool is_minor = false;          // a test-mode token, a browser key, a password hash: less than a secret of production
  bool local_host = false;        // a URL or DSN whose host is loopback, a single label, or missing; no URL at all
  bool named_host = false;        // a database URL whose host is written out and is no placeholder
  bool has_password = false;      // a URL with a literal password, whatever it is worth
  bool has_reference = false;     // a part of it comes from somewhere else: ${VAR}, a hole of an f-string
  bool template_default = false;  // `alembic init` wrote it
};

}  // namespace retort

#endif  // RETORT_LINTER_FACTS_SETTING_H_
