#include "tests/support/scenario.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/source/files.h"
#include "rules/rule.h"
#include "tests/support/markdown.h"

namespace retort {
namespace {

// One fenced block, as far as it can be read by itself.
struct Block {
  std::string path;
  ExpectedText text;
  uint32_t line = 0;
  bool pending = false;
  bool applied = false;
  bool whole = false;
  bool after_fix = false;
  bool base = false;
  bool gone = false;
  bool tip = false;
};

std::string PathOf(absl::string_view name) {
  const bool revision = absl::EndsWith(name, ".py") && !absl::StrContains(name, "/");
  return NormalPath(JoinPath(revision ? kVersionsFolder : kProjectFolder, name));
}

Block ReadBlock(const Fence& fence, std::string& problem) {
  Block block;
  block.line = fence.line;
  for (const absl::string_view word : fence.words) {
    absl::string_view name = word;
    if (absl::ConsumePrefix(&name, "file=")) {
      block.path = PathOf(name);
    } else if (word == "pending") {
      block.pending = true;
    } else if (word == "applied") {
      block.applied = true;
    } else if (word == "whole") {
      block.whole = true;
    } else if (word == "after-fix") {
      block.after_fix = true;
    } else if (word == "base") {
      block.base = true;
    } else if (word == "gone") {
      block.gone = true;
    } else if (word == "tip") {
      block.tip = true;
    } else {
      problem = absl::StrCat("line ", fence.line - 1, ": unknown word \"", word, "\"");
    }
  }
  if (block.gone && !block.base)
    problem = absl::StrCat("line ", fence.line - 1, ": only what is in the base can be gone");
  block.text = TakeExpectations(fence.text);
  if (block.path.empty()) problem = absl::StrCat("line ", fence.line - 1, ": a block without file=");
  if (!block.text.problem.empty()) problem = absl::StrCat(block.path, ", ", block.text.problem);
  return block;
}

TestFile FileOf(const Block& block) {
  const bool framed = !block.whole && absl::StartsWith(block.path, kVersionsFolder);
  return {block.path, block.text.text, framed ? FrameOf(block.text.text) : Frame::kNone};
}

std::optional<Version> ReadVersion(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '.');
  Version version;
  if (!absl::SimpleAtoi(parts[0], &version.major)) return std::nullopt;
  if (parts.size() > 1 && !absl::SimpleAtoi(parts[1], &version.minor)) return std::nullopt;
  return version;
}

// Reads one word of `<!-- options: ... -->`; false when it is none.
bool ReadOption(absl::string_view word, Options& options, bool& bare) {
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(word, absl::MaxSplits('=', 1));
  const auto [name, value] = parts;
  if (name == "select") {
    options.ignore.clear();
    return !(options.select = absl::StrSplit(value, ',')).empty();
  }
  if (name == "ignore") return !(options.ignore = absl::StrSplit(value, ',')).empty();
  if (name == "postgres") return (options.postgres = ReadVersion(value)).has_value();
  if (name == "sqlalchemy") return (options.sqlalchemy = ReadVersion(value)).has_value();
  if (name == "alembic") return (options.alembic = ReadVersion(value)).has_value();
  if (word == "all") return options.all = true;
  if (word == "bare") return bare = true;
  return false;
}

void CheckRules(const std::vector<std::string>& rules, std::string& problem) {
  for (const std::string& rule : rules) {
    if (FindRule(rule) == nullptr) problem = absl::StrCat("there is no rule \"", rule, "\"");
  }
}

std::vector<std::string> Applied(const TestProject& project, const std::vector<Block>& blocks) {
  std::vector<std::string> applied;
  for (const TestProject::Revision& revision : project.revisions) {
    const auto block = std::find_if(blocks.begin(), blocks.end(), [&](const Block& candidate) {
      return candidate.path == revision.path && !candidate.after_fix;
    });
    const bool last = &revision == &project.revisions.back();
    if (!revision.id.empty() && (last ? block->applied : !block->pending)) applied.push_back(revision.id);
  }
  return applied;
}

// A mended revision keeps its place in the history, and with it its frame.
void AddMended(const std::vector<TestFile>& files, const TestFile& mended, Scenario& scenario) {
  std::vector<TestFile> history = files;
  const auto place =
      std::find_if(history.begin(), history.end(), [&](const TestFile& old) { return old.path == mended.path; });
  if (place == history.end()) {
    scenario.problem = absl::StrCat("after-fix of a file that is not there: ", mended.path);
    return;
  }
  *place = mended;
  scenario.after[mended.path] = FrameProject(history).texts[mended.path];
}

// Replaces the file of that path, or comes last.
void Put(TestFile file, std::vector<TestFile>& files) {
  const auto old = std::find_if(files.begin(), files.end(), [&](const TestFile& one) { return one.path == file.path; });
  if (old == files.end()) {
    files.push_back(std::move(file));
  } else {
    *old = std::move(file);
  }
}

// What git has in the base branch: when this tree left it, and by now.
void AddPast(const std::vector<Block>& blocks, Scenario& scenario) {
  std::vector<TestFile> base, tip;
  for (const Block& block : blocks) {
    if (block.base) Put(FileOf(block), base);
  }
  tip = base;
  for (const Block& block : blocks) {
    if (block.tip) Put(FileOf(block), tip);
  }
  if (!base.empty()) scenario.base = FrameProject(base).texts;
  if (tip.size() > base.size()) scenario.tip = FrameProject(tip).texts;
  if (base.empty() && !tip.empty()) scenario.problem = "a tip without a base";
}

// Today: what the base has and is not gone, with what stands in its place.
void AddBlocks(const std::vector<Block>& blocks, Scenario& scenario) {
  std::vector<TestFile> files;
  std::vector<TestFile> mended;
  std::vector<Block> now;
  for (const Block& block : blocks) {
    if (block.after_fix) mended.push_back(FileOf(block));
    if (block.after_fix || block.gone || block.tip) continue;
    Put(FileOf(block), files);
    const auto replaced =
        std::find_if(now.begin(), now.end(), [&](const Block& old) { return old.base && old.path == block.path; });
    if (replaced != now.end()) now.erase(replaced);
    now.push_back(block);
  }
  scenario.project = FrameProject(files);
  AddPast(blocks, scenario);
  for (const Block& block : now) {
    const uint32_t lines = std::count(block.text.text.begin(), block.text.text.end(), '\n');
    const bool fresh = scenario.blocks
                           .emplace(block.path, Scenario::Block{scenario.project.lines_before[block.path],
                                                                block.text.first_line, std::max(lines, 1u), block.line})
                           .second;
    if (!fresh) scenario.problem = absl::StrCat("two blocks are called ", block.path);
    for (Expectation expected : block.text.expectations) {
      CheckRules({expected.rule}, scenario.problem);
      expected.line += block.line - 1;
      scenario.expectations.push_back(std::move(expected));
    }
  }
  for (const TestFile& file : mended) AddMended(files, file, scenario);
}

Scenario ReadScenario(absl::string_view document, const Section& section) {
  Scenario scenario;
  scenario.document = std::string(document);
  scenario.title = section.title;
  scenario.line = section.line;
  std::vector<Block> blocks;
  for (const Fence& fence : section.fences) blocks.push_back(ReadBlock(fence, scenario.problem));
  if (blocks.empty()) scenario.problem = "a scenario without files";
  AddBlocks(blocks, scenario);
  scenario.options = OptionsFor(scenario.project);
  scenario.options.applied = Applied(scenario.project, blocks);
  bool bare = false;
  for (const std::string& word : section.options) {
    if (!ReadOption(word, scenario.options, bare)) scenario.problem = absl::StrCat("unknown option \"", word, "\"");
  }
  if (bare) {
    for (auto it = scenario.project.texts.begin(); it != scenario.project.texts.end();) {
      it = scenario.blocks.count(it->first) > 0 ? std::next(it) : scenario.project.texts.erase(it);
    }
  }
  CheckRules(scenario.options.select, scenario.problem);
  CheckRules(scenario.options.ignore, scenario.problem);
  return scenario;
}

}  // namespace

std::vector<Scenario> ReadScenarios(absl::string_view document, absl::string_view text) {
  std::vector<Scenario> scenarios;
  for (const Section& section : ReadMarkdown(text)) scenarios.push_back(ReadScenario(document, section));
  return scenarios;
}

std::vector<Scenario> ReadScenarioFolder(const std::string& folder) {
  const DiskFiles disk;
  std::vector<Scenario> all;
  const absl::StatusOr<std::vector<DirectoryEntry>> entries = disk.List(folder);
  if (!entries.ok()) return all;
  for (const DirectoryEntry& entry : *entries) {
    const std::string path = JoinPath(folder, entry.name);
    std::vector<Scenario> some;
    if (entry.kind == FileKind::kDirectory) {
      some = ReadScenarioFolder(path);
    } else if (absl::EndsWith(path, ".md")) {
      some = ReadScenarios(path, disk.Read(path).value_or(""));
    }
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace retort
