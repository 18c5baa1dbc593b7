#include "linter/secrets/remedy.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/secrets/names.h"

namespace retort {
namespace {

// The variable that would carry it: the name itself when it looks like one, else what people call it.
std::string VariableFor(absl::string_view name, bool is_url) {
  constexpr size_t kLongestVariable = 40;
  const std::string variable = absl::AsciiStrToUpper(absl::StrJoin(WordsOf(name), "_"));
  const bool says_enough = NameKindOf(name) != NameKind::kOther && WordsOf(name).size() > 1;
  if (!variable.empty() && variable.size() <= kLongestVariable && !absl::ascii_isdigit(variable[0]) &&
      (says_enough || name == variable)) {
    return variable;
  }
  return is_url ? "DATABASE_URL" : variable == "PASSWORD" ? "DB_PASSWORD" : "SECRET";
}

}  // namespace

std::string Remedy(SettingFormat format, absl::string_view name, bool is_url) {
  const std::string variable = VariableFor(name, is_url);
  switch (format) {
    case SettingFormat::kCompose:
      return absl::StrCat("write `${", variable, ":?set ", variable, "}`, or mount it as a secret");
    case SettingFormat::kYaml:
      return absl::StrCat("refer to a secret of the platform (`${{ secrets.", variable, " }}`, secretKeyRef)");
    case SettingFormat::kIni:
      if (!is_url) return absl::StrCat("remove it here and read os.environ[\"", variable, "\"] in env.py");
      return "remove it here and let env.py set it: config.set_main_option(\"sqlalchemy.url\", "
             "os.environ[\"DATABASE_URL\"].replace(\"%\", \"%%\"))";
    case SettingFormat::kPython:
      return absl::StrCat("read os.environ[\"", variable, "\"], or declare a settings field without a default");
    case SettingFormat::kDotenv:
      return "keep this file out of git, and commit an example file with placeholders";
    case SettingFormat::kToml:
    case SettingFormat::kText:
      return absl::StrCat("read it from the environment variable ", variable);
  }
  return "";
}

}  // namespace retort
