#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "linter/project/settings_reader.h"
#include "re2/re2.h"

namespace retort {
namespace {

absl::string_view NameOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

bool Matches(absl::string_view name, const RE2& pattern) { return RE2::FullMatch({name.data(), name.size()}, pattern); }

bool HasFolder(absl::string_view path, const RE2& pattern) {
  const std::vector<absl::string_view> steps = absl::StrSplit(path, '/');
  return std::any_of(steps.begin(), std::prev(steps.end()),
                     [&](absl::string_view step) { return Matches(step, pattern); });
}

bool IsCompose(absl::string_view name) {
  static const RE2 kCompose(R"((docker-)?compose([._-].*)?\.ya?ml)");
  return Matches(name, kCompose);
}

}  // namespace

SettingFormat SettingFormatOf(absl::string_view path) {
  const std::string name = absl::AsciiStrToLower(NameOf(path));
  static const RE2 kIni(R"(.*\.(ini|cfg|conf)(\.\w+)?)"), kDotenv(R"(\.env(rc)?([._-].*)?|.*\.env)");
  if (IsCompose(name)) return SettingFormat::kCompose;
  if (absl::EndsWith(name, ".yml") || absl::EndsWith(name, ".yaml")) return SettingFormat::kYaml;
  if (absl::EndsWith(name, ".toml")) return SettingFormat::kToml;
  if (absl::EndsWith(name, ".py")) return SettingFormat::kPython;
  if (Matches(name, kDotenv)) return SettingFormat::kDotenv;
  return Matches(name, kIni) ? SettingFormat::kIni : SettingFormat::kText;
}

FileRole FileRoleOf(absl::string_view path) {
  const std::string lower = absl::AsciiStrToLower(path);
  const absl::string_view name = NameOf(lower);
  static const RE2 kExample(R"((.*[._-])?(example|sample|template|dist|tmpl|tpl)([._-].*)?)"),
      kExampleFolder("docs?|examples?|samples?|templates?|tutorials?"),
      kTest(R"(conftest\.py|test_.*\.py|.*_tests?\.py|(.*[._-])?(test|tests|testing)([._-].*)?)"),
      kTestFolder("tests?|testing|fixtures?|testdata|__tests__|e2e|spec"),
      kProduction(R"(.*[._-](prod|production|staging|stage|live)([._-].*)?)"),
      kDevelopment(R"((.*[._-])?(dev|devel|develop|development|local|ci|override)([._-].*)?|\.gitlab-ci\.yml)"),
      kDevelopmentFolder(R"(\.devcontainer|\.github|\.circleci|\.gitlab|\.vscode|dev|local)");
  if (Matches(name, kExample) || HasFolder(lower, kExampleFolder)) return FileRole::kExample;
  if (Matches(name, kTest) || HasFolder(lower, kTestFolder)) return FileRole::kTest;
  if (Matches(name, kProduction)) return FileRole::kProduction;
  if (IsCompose(name) || Matches(name, kDevelopment) || HasFolder(lower, kDevelopmentFolder)) {
    return FileRole::kDevelopment;
  }
  return FileRole::kProduction;
}

}  // namespace retort
