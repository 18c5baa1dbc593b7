#include "linter/project/postgres_image.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace retort {
namespace {

// Images whose tag begins with the server's version, and those that have it somewhere as "pg15".
constexpr absl::string_view kVersioned[] = {"postgres", "postgresql", "postgis"};
constexpr absl::string_view kSuffixed[] = {"pgvector", "timescaledb", "timescaledb-ha", "postgres", "postgis"};

bool IsOneOf(absl::string_view name, const absl::string_view* begin, const absl::string_view* end) {
  return std::find(begin, end, name) != end;
}

// "15", "15.4" and "9.6" at the front; a major version that exists.
std::optional<Version> LeadingVersion(absl::string_view text) {
  const auto number = [&] {
    size_t digits = 0;
    while (digits < text.size() && absl::ascii_isdigit(text[digits])) ++digits;
    int value = -1;
    if (!absl::SimpleAtoi(text.substr(0, digits), &value)) value = -1;
    text.remove_prefix(digits);
    return value;
  };
  Version version;
  version.major = number();
  if (version.major < 8 || version.major > 99) return std::nullopt;
  if (version.major < 10 && absl::ConsumePrefix(&text, ".")) version.minor = std::max(0, number());
  return version;
}

// ${NAME:-default} and ${NAME-default} become the default.
std::string WithDefaults(absl::string_view image) {
  std::string out;
  while (!image.empty()) {
    const size_t open = image.find("${");
    out += std::string(image.substr(0, open));
    if (open == absl::string_view::npos) break;
    const size_t close = std::min(image.find('}', open), image.size());
    const absl::string_view variable = image.substr(open + 2, close - open - 2);
    const size_t dash = variable.find('-');
    if (dash != absl::string_view::npos) out += std::string(variable.substr(dash + 1));
    image.remove_prefix(std::min(close + 1, image.size()));
  }
  return out;
}

}  // namespace

std::optional<Version> PostgresOfImage(absl::string_view written) {
  const std::string resolved = WithDefaults(written);
  absl::string_view image = absl::string_view(resolved).substr(0, resolved.find('@'));
  const size_t slash = image.rfind('/');
  if (slash != absl::string_view::npos) image.remove_prefix(slash + 1);
  const size_t colon = image.find(':');
  if (colon == absl::string_view::npos) return std::nullopt;
  const absl::string_view name = image.substr(0, colon), tag = image.substr(colon + 1);
  if (IsOneOf(name, std::begin(kSuffixed), std::end(kSuffixed))) {
    for (const absl::string_view part : absl::StrSplit(tag, '-')) {
      const std::optional<Version> version =
          absl::StartsWith(part, "pg") ? LeadingVersion(absl::StripPrefix(part, "pg")) : std::nullopt;
      if (version.has_value()) return version;
    }
  }
  return IsOneOf(name, std::begin(kVersioned), std::end(kVersioned)) ? LeadingVersion(tag) : std::nullopt;
}

std::vector<Version> ReadPostgresImages(absl::string_view yaml) {
  std::vector<Version> versions;
  for (absl::string_view line : absl::StrSplit(yaml, absl::ByAnyChar("\r\n"))) {
    line = absl::StripAsciiWhitespace(line);
    const bool is_item = absl::ConsumePrefix(&line, "- ");
    line = absl::StripLeadingAsciiWhitespace(line);
    const bool is_key = absl::ConsumePrefix(&line, "image:") || absl::ConsumePrefix(&line, "name:");
    if (!is_item && !is_key) continue;
    line = absl::StripAsciiWhitespace(line.substr(0, line.find(" #")));
    if (line.size() >= 2 && (line.front() == '"' || line.front() == '\'')) line = line.substr(1, line.size() - 2);
    const std::optional<Version> version = PostgresOfImage(line);
    if (version.has_value()) versions.push_back(*version);
  }
  return versions;
}

}  // namespace retort
