#include "linter/git/repository.h"

#include <algorithm>
#include <iterator>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "linter/base/text.h"
#include "linter/git/command.h"

namespace retort {
namespace {

// Git's own words: the line that says what ended it, or the first.
std::string Complaint(const ProcessResult& result) {
  const std::vector<absl::string_view> lines = absl::StrSplit(result.errors, '\n', absl::SkipEmpty());
  const auto fatal = std::find_if(lines.begin(), lines.end(),
                                  [](absl::string_view line) { return absl::StartsWith(line, "fatal: "); });
  if (fatal != lines.end()) return Printable(absl::StripPrefix(*fatal, "fatal: "));
  return lines.empty() ? absl::StrCat("it ended with code ", result.exit_code) : Printable(lines.front());
}

absl::Status WhyNotOpen(const ProcessResult& result, absl::string_view folder) {
  if (absl::StrContains(result.errors, "dubious ownership") || absl::StrContains(result.errors, "unsafe repository")) {
    return absl::PermissionDeniedError(
        absl::StrCat("the repository belongs to somebody else and git does not trust it (`git config --global --add "
                     "safe.directory ",
                     Printable(folder), "` makes it)"));
  }
  if (absl::StrContains(result.errors, "not a git repository"))
    return absl::NotFoundError("this folder is not in a git repository");
  if (absl::StrContains(result.errors, "must be run in a work tree")) {
    return absl::FailedPreconditionError("the git repository has no work tree here");
  }
  return absl::UnknownError(absl::StrCat("git cannot read the repository: ", Complaint(result)));
}

absl::string_view TakeLine(absl::string_view& text) {
  const absl::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

std::string Lines(const std::vector<std::string>& items) { return absl::StrCat(absl::StrJoin(items, "\n"), "\n"); }

constexpr absl::string_view kMainNames[] = {"HEAD", "main", "master", "trunk", "develop"};

// How far a remote-tracking branch is from being the one to compare with; smaller is better.
std::pair<int, int> Rank(absl::string_view remote, absl::string_view branch) {
  const int remote_rank = remote == "origin" ? 0 : remote == "upstream" ? 1 : 2;
  return {remote_rank, std::find(std::begin(kMainNames), std::end(kMainNames), branch) - std::begin(kMainNames)};
}

}  // namespace

absl::StatusOr<Repository> Repository::Open(absl::string_view folder) {
  const absl::StatusOr<ProcessResult> result =
      RunGit(folder, {"rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-object-format",
                      "--show-toplevel", "HEAD^{commit}"});
  if (!result.ok()) return result.status();
  Repository repository;
  absl::string_view rest = result->output;
  const bool in_work_tree = TakeLine(rest) == "true";
  repository.is_shallow_ = TakeLine(rest) == "true";
  if (TakeLine(rest) == "sha256") repository.format_ = ObjectFormat::kSha256;
  // The root may have line breaks in its name; what follows it has none. Before the first commit it is the question
  // itself.
  absl::ConsumeSuffix(&rest, "\n");
  const size_t root_end = rest.rfind('\n');
  if (!in_work_tree || root_end == absl::string_view::npos) return WhyNotOpen(*result, folder);
  repository.root_ = std::string(rest.substr(0, root_end));
  if (result->exit_code == 0) repository.head_ = std::string(rest.substr(root_end + 1));
  return repository;
}

absl::StatusOr<std::string> Repository::Ask(const std::vector<std::string>& question, absl::string_view input) const {
  absl::StatusOr<ProcessResult> result = RunGit(root_, question, input);
  if (!result.ok()) return result.status();
  if (result->exit_code != 0) {
    return absl::UnknownError(absl::StrCat("git ", question[0], ": ", Complaint(*result)));
  }
  return std::move(result->output);
}

absl::StatusOr<std::string> Repository::Resolve(absl::string_view name) const {
  const absl::StatusOr<ProcessResult> result =
      RunGit(root_, {"rev-parse", "--verify", "--quiet", "--end-of-options", absl::StrCat(name, "^{commit}")});
  if (!result.ok()) return result.status();
  if (result->exit_code != 0) return absl::NotFoundError(absl::StrCat("\"", Printable(name), "\" is not a commit"));
  return std::string(absl::StripSuffix(result->output, "\n"));
}

absl::StatusOr<std::vector<std::string>> Repository::References() const {
  const absl::StatusOr<std::string> listing =
      Ask({"for-each-ref", "--count=1000", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags"});
  if (!listing.ok()) return listing.status();
  return std::vector<std::string>(absl::StrSplit(*listing, '\n', absl::SkipEmpty()));
}

absl::StatusOr<std::optional<Branch>> Repository::DefaultBranch() const {
  std::vector<std::string> question = {"for-each-ref", "--format=%(refname) %(objectname) %(symref)"};
  for (const absl::string_view name : kMainNames) question.push_back(absl::StrCat("refs/remotes/*/", name));
  const absl::StatusOr<std::string> listing = Ask(question);
  if (!listing.ok()) return listing.status();
  std::optional<Branch> best;
  std::pair<int, int> best_rank;
  for (const absl::string_view line : absl::StrSplit(*listing, '\n', absl::SkipEmpty())) {
    const std::vector<absl::string_view> parts = absl::StrSplit(line, ' ');  // no reference has a space
    const std::vector<absl::string_view> path = absl::StrSplit(parts[0], '/');
    if (parts.size() != 3 || path.size() != 4) continue;
    const std::pair<int, int> rank = Rank(path[2], path[3]);
    if (best.has_value() && best_rank <= rank) continue;
    const absl::string_view name = parts[2].empty() ? parts[0] : parts[2];
    best = Branch{std::string(absl::StripPrefix(name, "refs/remotes/")), std::string(parts[1])};
    best_rank = rank;
  }
  return best;
}

absl::StatusOr<std::optional<std::string>> Repository::MergeBase(absl::string_view a, absl::string_view b) const {
  if (a == b) return std::string(a);
  const absl::StatusOr<ProcessResult> result = RunGit(root_, {"merge-base", std::string(a), std::string(b)});
  if (!result.ok()) return result.status();
  if (result->exit_code == 0) return std::string(absl::StripSuffix(result->output, "\n"));
  if (result->exit_code == 1) return std::nullopt;
  return absl::UnknownError(absl::StrCat("git merge-base: ", Complaint(*result)));
}

absl::StatusOr<std::vector<TreeEntry>> Repository::ListTree(absl::string_view commit,
                                                            const std::vector<std::string>& folders) const {
  std::vector<TreeEntry> entries;
  if (folders.empty()) return entries;
  std::vector<std::string> question = {"ls-tree", "-r", "-z", "--full-tree", std::string(commit), "--"};
  if (std::find(folders.begin(), folders.end(), "") == folders.end()) {
    for (const std::string& folder : folders) question.push_back(absl::StrCat(folder, "/"));
  }
  const absl::StatusOr<std::string> listing = Ask(question);
  if (!listing.ok()) return listing.status();
  for (const absl::string_view line : absl::StrSplit(*listing, '\0', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> facts_and_path =
        absl::StrSplit(line, absl::MaxSplits('\t', 1));
    const std::vector<absl::string_view> facts = absl::StrSplit(facts_and_path.first, ' ');  // mode, type, id
    if (facts.size() != 3 || facts[1] != "blob") continue;
    entries.push_back({std::string(facts_and_path.second), std::string(facts[2]), facts[0] == "120000"});
  }
  return entries;
}

absl::StatusOr<std::vector<std::optional<std::string>>> Repository::ReadBlobs(
    const std::vector<std::string>& ids) const {
  absl::StatusOr<std::vector<std::optional<std::string>>> texts = ReadObjects(ids);
  if (texts.ok()) return texts;
  // In a partial clone `cat-file` ends at the first object that it may not fetch; `rev-list` never fetches.
  const absl::StatusOr<std::string> listing =
      Ask({"rev-list", "--objects", "--no-walk", "--ignore-missing", "--missing=allow-any", "--stdin"}, Lines(ids));
  if (!listing.ok()) return texts.status();
  absl::flat_hash_set<absl::string_view> here;
  for (const absl::string_view line : absl::StrSplit(*listing, '\n')) here.insert(line.substr(0, line.find(' ')));
  std::vector<std::string> readable;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(readable), [&](const auto& id) { return here.contains(id); });
  if (readable.size() == ids.size()) return texts.status();
  texts = ReadObjects(readable);
  if (!texts.ok()) return texts;
  std::vector<std::optional<std::string>> all(ids.size());
  for (size_t i = 0, next = 0; i < ids.size(); ++i) {
    if (here.contains(ids[i])) all[i] = std::move((*texts)[next++]);
  }
  return all;
}

absl::StatusOr<std::vector<std::optional<std::string>>> Repository::ReadObjects(
    const std::vector<std::string>& ids) const {
  std::vector<std::optional<std::string>> texts;
  if (ids.empty()) return texts;
  const absl::StatusOr<std::string> output = Ask({"cat-file", "--batch", "--buffer"}, Lines(ids));
  if (!output.ok()) return output.status();
  for (absl::string_view rest = *output; !rest.empty();) {
    const absl::string_view header = TakeLine(rest);  // "<id> blob <size>" or "<id> missing"
    size_t size = 0;
    if (!absl::SimpleAtoi(header.substr(header.rfind(' ') + 1), &size)) {
      texts.push_back(std::nullopt);
      continue;
    }
    texts.push_back(std::string(rest.substr(0, size)));
    rest.remove_prefix(std::min(rest.size(), size + 1));
  }
  if (texts.size() != ids.size()) return absl::UnknownError("git cat-file: its answer is not complete");
  return texts;
}

absl::StatusOr<std::vector<std::string>> Repository::TrackedFiles(absl::string_view folder) const {
  std::vector<std::string> question = {"ls-files", "-z", "--full-name", "--"};
  if (!folder.empty()) question.push_back(std::string(folder));
  const absl::StatusOr<std::string> listing = Ask(question);
  if (!listing.ok()) return listing.status();
  return std::vector<std::string>(absl::StrSplit(*listing, '\0', absl::SkipEmpty()));
}

absl::StatusOr<std::vector<std::string>> Repository::ChangedFiles(absl::string_view commit) const {
  const absl::StatusOr<std::string> tracked =
      Ask({"diff-index", "-z", "--name-only", "--no-renames", "--ignore-submodules", std::string(commit), "--"});
  if (!tracked.ok()) return tracked.status();
  const absl::StatusOr<std::string> others =
      Ask({"ls-files", "-z", "--full-name", "--others", "--exclude-standard", "--"});
  if (!others.ok()) return others.status();
  return std::vector<std::string>(absl::StrSplit(absl::StrCat(*tracked, *others), '\0', absl::SkipEmpty()));
}

}  // namespace retort
