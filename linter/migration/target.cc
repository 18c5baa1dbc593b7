#include "linter/migration/target.h"

#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"

namespace retort {
namespace {

using Targets = absl::StatusOr<std::vector<size_t>>;

constexpr size_t kShortestPrefix = 4;  // as in Alembic

std::string IdsOf(const RevisionGraph& graph, const std::vector<size_t>& revisions) {
  return absl::StrJoin(revisions, ", ",
                       [&](std::string* out, size_t index) { absl::StrAppend(out, Printable(graph[index].id)); });
}

absl::Status Unknown(const RevisionGraph& graph, absl::string_view word) {
  std::vector<std::string> known = {"head", "heads", "base"};
  for (const Revision& revision : graph.revisions()) {
    if (!revision.id.empty()) known.push_back(revision.id);
    for (const Reference& label : revision.labels) known.push_back(label.id);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("there is no revision \"", Printable(word), "\"", Printable(DidYouMean(word, known))));
}

Targets FindPrefix(const RevisionGraph& graph, absl::string_view word) {
  std::vector<size_t> found;
  for (size_t i = 0; i < graph.revisions().size(); ++i) {
    if (absl::StartsWith(graph[i].id, word) && graph.Find(graph[i].id) == i) found.push_back(i);
  }
  if (found.empty() || word.size() < kShortestPrefix) return Unknown(graph, word);
  if (found.size() > 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("several revisions begin with \"", Printable(word), "\": ", IdsOf(graph, found)));
  }
  return found;
}

std::vector<size_t> HeadsOfBranch(const RevisionGraph& graph, absl::string_view label) {
  std::vector<size_t> heads;
  const size_t revision = graph.Find(label);
  for (const size_t head : graph.Heads()) {
    const std::vector<std::string> labels = graph.LabelsOf(head);
    const bool has_label = std::find(labels.begin(), labels.end(), label) != labels.end();
    if (has_label || (revision != RevisionGraph::kNone && graph.IsAncestor(revision, head))) heads.push_back(head);
  }
  return heads;
}

// Alembic leaves out a head that another revision depends on.
std::vector<size_t> RealHeads(const RevisionGraph& graph) {
  std::vector<size_t> heads = graph.Heads();
  heads.erase(std::remove_if(heads.begin(), heads.end(), [&](size_t head) { return graph.IsEffectiveHead(head); }),
              heads.end());
  return heads;
}

Targets FindAbsolute(const RevisionGraph& graph, absl::string_view word) {
  if (word == "base") return std::vector<size_t>();
  if (word == "heads") return RealHeads(graph);
  if (word == "head") {
    const std::vector<size_t> heads = graph.Heads();
    if (heads.size() > 1) {
      return absl::InvalidArgumentError(
          absl::StrCat("there are several heads: ", IdsOf(graph, heads), "; name one of them, or say heads"));
    }
    return heads;
  }
  const size_t at = word.find('@');
  if (at != absl::string_view::npos) {
    const absl::string_view end = word.substr(at + 1);
    if (end != "head" && end != "heads") return FindAbsolute(graph, end);
    const std::vector<size_t> heads = HeadsOfBranch(graph, word.substr(0, at));
    return heads.empty() ? Targets(Unknown(graph, word.substr(0, at))) : Targets(heads);
  }
  if (const size_t found = graph.Find(word); found != RevisionGraph::kNone) return std::vector<size_t>{found};
  for (size_t i = 0; i < graph.revisions().size(); ++i) {
    for (const Reference& label : graph[i].labels) {
      if (label.id == word) return HeadsOfBranch(graph, word);
    }
  }
  return FindPrefix(graph, word);
}

// `steps` revisions up or down from `start`, while the way is clear.
Targets Walk(const RevisionGraph& graph, std::vector<size_t> start, int steps, absl::string_view word) {
  for (int i = 0; i < std::abs(steps); ++i) {
    std::vector<size_t> next;
    if (steps > 0 && start.empty()) {
      next = graph.Bases();
    } else if (start.size() == 1) {
      next = steps > 0 ? graph.Children(start[0]) : graph.Parents(start[0]);
      if (steps < 0 && next.empty() && i + 1 == std::abs(steps)) return std::vector<size_t>();  // base
    }
    if (next.size() != 1) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", Printable(word), "\" is ", next.empty() ? "beyond the end" : "ambiguous"));
    }
    start = std::move(next);
  }
  return start;
}

}  // namespace

absl::StatusOr<std::vector<size_t>> FindTarget(const RevisionGraph& graph, absl::string_view word) {
  const size_t sign = word.find_last_of("+-");
  int steps = 0;
  const bool is_relative = sign != absl::string_view::npos && graph.Find(word) == RevisionGraph::kNone &&
                           absl::SimpleAtoi(word.substr(sign), &steps);
  if (!is_relative) return FindAbsolute(graph, word);
  absl::string_view from = word.substr(0, sign);
  if (from.empty()) from = steps > 0 ? "base" : "heads";
  const Targets start = FindAbsolute(graph, from);
  return start.ok() ? Walk(graph, *start, steps, word) : start;
}

absl::StatusOr<size_t> FindOneTarget(const RevisionGraph& graph, absl::string_view word) {
  const Targets found = FindTarget(graph, word);
  if (!found.ok()) return found.status();
  if (found->size() == 1) return found->front();
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", Printable(word), "\" is ", found->empty() ? "no revision" : "several revisions: ", IdsOf(graph, *found)));
}

}  // namespace retort
