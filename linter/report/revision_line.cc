#include "linter/report/revision_line.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

std::string Ids(const std::vector<Reference>& references) {
  return absl::StrJoin(references, ", ",
                       [](std::string* out, const Reference& reference) { *out += OneLine(reference.id); });
}

Json IdsJson(const std::vector<Reference>& references) {
  Json ids = Json::array();
  for (const Reference& reference : references) ids.push_back(OneLine(reference.id));
  return ids;
}

Json IdsJson(const RevisionGraph& graph, const std::vector<size_t>& revisions) {
  Json ids = Json::array();
  for (const size_t index : revisions) ids.push_back(OneLine(graph[index].id));
  return ids;
}

absl::string_view HeadMark(const RevisionGraph& graph, size_t index) {
  return graph.IsEffectiveHead(index) ? "effective head" : "head";
}

std::string NameAndLabels(const RevisionGraph& graph, size_t index) {
  const std::vector<std::string> labels = graph.LabelsOf(index);
  return absl::StrCat(OneLine(graph[index].id),
                      labels.empty() ? "" : absl::StrCat(" (", OneLine(absl::StrJoin(labels, ", ")), ")"));
}

}  // namespace

std::vector<std::string> RevisionMarks(const RevisionGraph& graph, size_t index) {
  std::vector<std::string> marks;
  const bool is_head =
      !graph[index].id.empty() && graph.Children(index).empty() && graph.Find(graph[index].id) == index;
  if (is_head) marks.emplace_back(HeadMark(graph, index));
  if (graph.Children(index).size() > 1) marks.emplace_back("branchpoint");
  if (graph[index].parents.size() > 1) marks.emplace_back("mergepoint");
  return marks;
}

std::string HeadLine(const RevisionGraph& graph, size_t index) {
  return absl::StrCat(NameAndLabels(graph, index), " (", HeadMark(graph, index), ")");
}

std::string HistoryLine(const RevisionGraph& graph, size_t index) {
  const Revision& revision = graph[index];
  std::string line = revision.parents.empty() ? "<base>" : Ids(revision.parents);
  if (!revision.depends_on.empty()) absl::StrAppend(&line, " (", Ids(revision.depends_on), ")");
  absl::StrAppend(&line, " -> ", NameAndLabels(graph, index));
  for (const std::string& mark : RevisionMarks(graph, index)) absl::StrAppend(&line, " (", mark, ")");
  if (!revision.message.empty()) absl::StrAppend(&line, ", ", OneLine(revision.message));
  return line;
}

std::string RevisionLines(const std::vector<ListedRevisions>& lists, LineWriter write) {
  std::string out;
  for (const ListedRevisions& list : lists) {
    if (lists.size() > 1) absl::StrAppend(&out, out.empty() ? "" : "\n", OneLine(list.environment), "\n");
    for (const size_t index : list.revisions) absl::StrAppend(&out, write(list.graph, index), "\n");
  }
  return out;
}

Json RevisionJson(const RevisionGraph& graph, size_t index, const Sources& sources, absl::string_view directory) {
  const Revision& revision = graph[index];
  Json labels = Json::array();
  for (const std::string& label : graph.LabelsOf(index)) labels.push_back(OneLine(label));
  return {{"revision", OneLine(revision.id)},
          {"path", PathFrom(directory, PathOf(sources, revision.where.file))},
          {"message", OneLine(revision.message)},
          {"parents", IdsJson(revision.parents)},
          {"children", IdsJson(graph, graph.Children(index))},
          {"depends_on", IdsJson(revision.depends_on)},
          {"labels", std::move(labels)},
          {"marks", RevisionMarks(graph, index)}};
}

std::string RevisionsJson(const std::vector<ListedRevisions>& lists, const Sources& sources,
                          absl::string_view directory) {
  Json environments = Json::array();
  for (const ListedRevisions& list : lists) {
    Json revisions = Json::array();
    for (const size_t index : list.revisions) {
      revisions.push_back(RevisionJson(list.graph, index, sources, directory));
    }
    environments.push_back({{"name", OneLine(list.environment)}, {"revisions", std::move(revisions)}});
  }
  return JsonText({{"environments", std::move(environments)}});
}

}  // namespace retort
