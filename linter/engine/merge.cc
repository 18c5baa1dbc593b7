#include "linter/engine/merge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/script.h"
#include "linter/alembic/template.h"
#include "linter/base/hash.h"
#include "linter/base/text.h"
#include "linter/migration/sound.h"
#include "linter/migration/target.h"

namespace retort {
namespace {

constexpr size_t kIdLength = 12;   // as Alembic's own
constexpr size_t kLongestId = 32;  // the column of alembic_version
constexpr char kTemplate[] = "script.py.mako";

// The heads that are to be joined.
absl::StatusOr<std::vector<size_t>> FindParents(const RevisionGraph& graph, const std::vector<std::string>& words) {
  if (words.empty()) return FindTarget(graph, "heads");
  std::vector<size_t> parents;
  for (const std::string& word : words) {
    const absl::StatusOr<std::vector<size_t>> found = FindTarget(graph, word);
    if (!found.ok()) return found.status();
    for (const size_t index : *found) {
      if (std::find(parents.begin(), parents.end(), index) != parents.end()) continue;
      if (!graph.Children(index).empty()) {
        return absl::InvalidArgumentError(absl::StrCat("\"", Printable(graph[index].id), "\" is no head: \"",
                                                       Printable(graph[graph.Children(index)[0]].id), "\" follows it"));
      }
      parents.push_back(index);
    }
  }
  if (parents.size() > 1) return parents;
  return absl::InvalidArgumentError("a merge needs two heads at least: name them, or none to merge all");
}

bool IsTaken(const RevisionGraph& graph, absl::string_view id) {
  return std::any_of(graph.revisions().begin(), graph.revisions().end(), [&](const Revision& revision) {
    return revision.id == id || std::any_of(revision.labels.begin(), revision.labels.end(),
                                            [&](const Reference& label) { return label.id == id; });
  });
}

std::string DerivedId(const RevisionGraph& graph, std::vector<std::string> parents) {
  std::sort(parents.begin(), parents.end());
  std::string seed = absl::StrJoin(parents, ",");
  std::string id = StableDigest(seed).substr(0, kIdLength);
  while (IsTaken(graph, id)) id = StableDigest(seed += ",").substr(0, kIdLength);
  return id;
}

absl::Status CheckId(const RevisionGraph& graph, const std::string& id) {
  const auto is_plain = [](char c) { return absl::ascii_isalnum(c) || c == '_' || c == '.'; };
  if (!std::all_of(id.begin(), id.end(), is_plain)) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", Printable(id), "\" is no id for a revision: letters, digits, _ and . are"));
  }
  if (id.size() > kLongestId) {
    return absl::InvalidArgumentError(
        absl::StrCat("the id has ", id.size(), " characters, and version_num holds ", kLongestId));
  }
  if (!IsTaken(graph, id)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("there is a revision or a label \"", id, "\" already"));
}

// The version folder that holds the file of the first parent.
absl::StatusOr<std::string> FolderOf(const Environment& environment, const std::string& parent_path) {
  for (const std::string& folder : environment.version_folders) {
    if (IsBelow(parent_path, folder)) return folder;
  }
  if (!environment.version_folders.empty()) return environment.version_folders.front();
  return absl::FailedPreconditionError("the environment has no folder for revisions");
}

absl::Status SetDate(const Environment& environment, absl::Time now, NewRevision& revision) {
  revision.date = now;
  revision.has_zone = !environment.timezone.empty();
  if (!revision.has_zone) {
    revision.zone = absl::LocalTimeZone();
  } else if (!absl::LoadTimeZone(environment.timezone, &revision.zone) &&
             !absl::LoadTimeZone(absl::AsciiStrToUpper(environment.timezone), &revision.zone)) {
    return absl::InvalidArgumentError(
        absl::StrCat("there is no timezone \"", Printable(environment.timezone), "\", which the configuration names"));
  }
  return absl::OkStatus();
}

// Does Alembic load the text as what it is meant to be?
bool IsRight(const std::string& text, const std::string& path, const Environment& environment,
             const NewRevision& wanted) {
  if (absl::StrContains(wanted.message, "\"\"\"") || absl::StrContains(wanted.message, "'''")) return false;
  const Revision revision = ReadRevision(0, path, text, environment);
  const bool same_parents =
      std::equal(revision.parents.begin(), revision.parents.end(), wanted.parents.begin(), wanted.parents.end(),
                 [](const Reference& parent, const std::string& id) { return parent.id == id; });
  const bool has_body = revision.upgrade.body != Procedure::Body::kAbsent;
  return revision.problems.empty() && revision.id == wanted.id && same_parents && has_body;
}

// Fills in the text of `plan`, from the environment's own template if that is possible.
absl::Status Write(const Files& files, const Environment& environment, const NewRevision& revision,
                   PlannedRevision& plan) {
  const std::string mako = files.Read(JoinPath(environment.script_folder, kTemplate)).value_or("");
  const std::optional<std::string> filled = FillTemplate(mako, revision);
  plan.own_template = filled.has_value() && IsRight(*filled, plan.path, environment, revision);
  plan.text = plan.own_template ? *filled : StandardRevision(environment, mako, revision);
  if (plan.own_template || IsRight(plan.text, plan.path, environment, revision)) return absl::OkStatus();
  return absl::InvalidArgumentError("the message cannot stand in a docstring: leave out quotes and backslashes");
}

}  // namespace

absl::StatusOr<PlannedRevision> PlanMerge(const Files& files, const Chapter& chapter, const Sources& sources,
                                          const MergeRequest& request) {
  const RevisionGraph& graph = chapter.graph;
  absl::Status status = CheckSound(graph);
  if (status.ok()) status = CheckId(graph, request.id);
  if (!status.ok()) return status;
  const absl::StatusOr<std::vector<size_t>> parents = FindParents(graph, request.revisions);
  if (!parents.ok()) return parents.status();
  PlannedRevision plan;
  for (const size_t parent : *parents) plan.parents.push_back(graph[parent].id);
  if (plan.parents.size() < 2) return plan;
  plan.id = request.id.empty() ? DerivedId(graph, plan.parents) : request.id;

  NewRevision revision{.id = plan.id, .parents = plan.parents, .message = request.message};
  if (revision.message.empty()) revision.message = absl::StrCat("merge ", absl::StrJoin(plan.parents, " and "));
  status = SetDate(chapter.environment, request.now, revision);
  if (!status.ok()) return status;
  const absl::StatusOr<std::string> folder =
      FolderOf(chapter.environment, sources.PathOf(graph[parents->front()].where.file));
  if (!folder.ok()) return folder.status();
  const std::string name = RevisionFileName(chapter.environment, revision).value_or(absl::StrCat(plan.id, "_merge.py"));
  plan.path = NormalPath(absl::StrCat(*folder, "/", name));
  if (!IsBelow(plan.path, *folder)) return absl::InvalidArgumentError("file_template leads out of the folder");
  status = Write(files, chapter.environment, revision, plan);
  if (!status.ok()) return status;
  return plan;
}

}  // namespace retort
