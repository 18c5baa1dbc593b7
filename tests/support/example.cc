#include "tests/support/example.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/source/files.h"

namespace retort {
namespace {

constexpr absl::string_view kEnvironmentFolder = "/project/alembic";

struct Part {
  TestFile file;
  bool base = false;
};

// `--- versions/1_a.py @base` without the dashes.
Part ReadHeader(absl::string_view header) {
  Part part;
  part.base = absl::ConsumeSuffix(&header, "@base");
  part.file.path = NormalPath(JoinPath(kEnvironmentFolder, absl::StripAsciiWhitespace(header)));
  const bool revision = IsBelow(part.file.path, kVersionsFolder) && absl::EndsWith(part.file.path, ".py");
  part.file.frame = revision ? Frame::kImports : Frame::kNone;
  return part;
}

std::vector<Part> ReadParts(absl::string_view text) {
  std::vector<Part> parts;
  for (absl::string_view line : absl::StrSplit(absl::StripSuffix(text, "\n"), '\n')) {
    if (absl::ConsumePrefix(&line, "--- ")) {
      parts.push_back(ReadHeader(line));
    } else {
      if (parts.empty()) {
        parts.push_back({{JoinPath(kVersionsFolder, "example_1.py"), "", Frame::kBody}, false});
      }
      absl::StrAppend(&parts.back().file.text, line, "\n");
    }
  }
  return parts;
}

std::vector<std::string> SelectedRules(const Rule& rule) {
  std::vector<std::string> ids;
  for (const Rule* other : AllRules()) {
    if (other->on_by_default || other->id == rule.id) ids.emplace_back(other->id);
  }
  return ids;
}

}  // namespace

Example ReadExample(const Rule& rule, absl::string_view text) {
  std::vector<TestFile> now;
  std::vector<TestFile> base;
  if (!rule.given.empty()) {
    const absl::string_view given = absl::StripPrefix(rule.given, "\n");
    now.push_back({JoinPath(kVersionsFolder, "given_1.py"), std::string(given), Frame::kBody});
    base = now;
  }
  bool has_base = false;
  for (Part& part : ReadParts(absl::StripPrefix(text, "\n"))) {
    has_base = has_base || part.base;
    if (part.file.frame == Frame::kBody) part.file.frame = FrameOf(part.file.text);
    (part.base ? base : now).push_back(std::move(part.file));
  }
  Example example{FrameProject(now), {}, {}};
  if (has_base) example.base = FrameProject(base).texts;
  example.options = OptionsFor(example.project);
  example.options.select = SelectedRules(rule);
  if (rule.id == "empty-history") example.options.ignore.clear();
  return example;
}

}  // namespace retort
