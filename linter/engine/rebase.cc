#include "linter/engine/rebase.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/reparent.h"
#include "linter/base/text.h"
#include "linter/migration/sound.h"
#include "linter/migration/target.h"

namespace retort {
namespace {

using Flags = std::vector<bool>;

absl::Status Refuse(absl::string_view why) { return absl::InvalidArgumentError(why); }

std::string Quoted(const RevisionGraph& graph, size_t index) {
  return absl::StrCat("\"", Printable(graph[index].id), "\"");
}

std::string QuotedAll(const RevisionGraph& graph, const std::vector<size_t>& revisions) {
  return absl::StrJoin(revisions, ", ", [&](std::string* out, size_t index) { *out += Quoted(graph, index); });
}

class Planner {
 public:
  Planner(const CheckedGraph& checked, const Sources& sources)
      : checked_(checked), graph_(checked.graph), sources_(sources), heads_(graph_.Heads()) {}

  absl::StatusOr<Rebase> Plan(absl::string_view onto) {
    if (const absl::Status status = CheckSound(graph_); !status.ok()) return status;
    if (heads_.empty()) return Refuse("there are no revisions");
    const absl::StatusOr<size_t> base = onto.empty() ? AppliedHead() : NamedHead(onto);
    if (!base.ok()) return base.status();
    rebase_.onto = *base;
    if (heads_.size() == 1) return std::move(rebase_);
    below_ = Below(*base);
    for (const size_t head : heads_) {
      const absl::Status status = head == *base ? absl::OkStatus() : CheckSide(head, !onto.empty());
      if (!status.ok()) return status;
    }
    placed_ = below_;
    tip_ = *base;
    for (const size_t head : heads_) Place(head);
    if (const absl::Status status = CheckLeft(); !status.ok()) return status;
    return Edited();
  }

 private:
  absl::StatusOr<size_t> NamedHead(absl::string_view word) const {
    const absl::StatusOr<size_t> found = FindOneTarget(graph_, word);
    if (!found.ok() || graph_.Children(*found).empty()) return found;
    return Refuse(absl::StrCat(Quoted(graph_, *found), " is no head: ", Quoted(graph_, graph_.Children(*found).front()),
                               " follows it"));
  }

  absl::StatusOr<size_t> AppliedHead() const {
    if (heads_.size() == 1) return heads_.front();
    std::vector<size_t> applied;
    for (const size_t head : heads_) {
      if (!checked_.is_new[head]) applied.push_back(head);
    }
    if (applied.size() == 1) return applied.front();
    if (applied.size() > 1) {
      return Refuse(
          absl::StrCat("several heads are applied: ", QuotedAll(graph_, applied), "; retort merge joins them"));
    }
    const absl::string_view why =
        checked_.history.has_base ? "none of the heads is applied" : "it is not known what is applied";
    return Refuse(absl::StrCat(why, ": name the one that stays with --onto: ", QuotedAll(graph_, heads_)));
  }

  // The revision and all that it needs.
  Flags Below(size_t index) const {
    Flags below(graph_.revisions().size(), false);
    std::vector<size_t> todo = {index};
    while (!todo.empty()) {
      const size_t at = todo.back();
      todo.pop_back();
      if (below[at]) continue;
      below[at] = true;
      for (const auto* edges : {&graph_.Parents(at), &graph_.DependsOn(at)}) {
        todo.insert(todo.end(), edges->begin(), edges->end());
      }
    }
    return below;
  }

  // May all that leads to `head`, and not to the base of the rebase, move?
  absl::Status CheckSide(size_t head, bool is_named) const {
    if (below_[head]) return Refuse(absl::StrCat(Quoted(graph_, rebase_.onto), " depends on ", Quoted(graph_, head)));
    if (!is_named && graph_.ForkPoint(head, rebase_.onto) == RevisionGraph::kNone) {
      return Refuse(absl::StrCat(Quoted(graph_, head), " has no ancestor in common with ", Quoted(graph_, rebase_.onto),
                                 ": if they are not apart on purpose, name the one that stays with --onto"));
    }
    const Flags side = Below(head);
    for (size_t i = 0; i < side.size(); ++i) {
      if (!side[i] || below_[i]) continue;
      if (!checked_.is_new[i]) {
        return Refuse(absl::StrCat(Quoted(graph_, i), " is applied (", Printable(checked_.history.base),
                                   "): it cannot move behind ", Quoted(graph_, rebase_.onto),
                                   "; retort merge joins the heads"));
      }
      if (!is_named && !graph_[i].labels.empty()) {
        return Refuse(absl::StrCat(Quoted(graph_, i), " is labelled \"", Printable(graph_[i].labels[0].id),
                                   "\": if it is no branch on purpose, name the head that stays with --onto"));
      }
    }
    return absl::OkStatus();
  }

  // Puts the revision at the end of the line, after all that it needs: the newest first on a stack, no recursion.
  void Place(size_t head) {
    std::vector<size_t> stack = {head};
    while (!stack.empty()) {
      const size_t index = stack.back();
      std::optional<size_t> first;
      for (const auto* edges : {&graph_.Parents(index), &graph_.DependsOn(index)}) {
        for (const size_t needed : *edges) {
          if (!placed_[needed] && !first.has_value()) first = needed;
        }
      }
      if (first.has_value()) {
        stack.push_back(*first);
        continue;
      }
      stack.pop_back();
      if (placed_[index]) continue;
      placed_[index] = true;
      if (graph_.Parents(index) != std::vector<size_t>{tip_}) rebase_.moved.push_back({index, graph_[tip_].id, {}});
      tip_ = index;
    }
  }

  // What the head that stays only depends on must not be left behind as another head.
  absl::Status CheckLeft() const {
    Flags moves(graph_.revisions().size(), false);
    for (const MovedRevision& moved : rebase_.moved) moves[moved.revision] = true;
    for (size_t i = 0; i < below_.size(); ++i) {
      const std::vector<size_t>& children = graph_.Children(i);
      if (!below_[i] || i == rebase_.onto || children.empty()) continue;
      if (std::all_of(children.begin(), children.end(), [&](size_t child) { return moves[child]; })) {
        return Refuse(absl::StrCat("without ", QuotedAll(graph_, children), ", ", Quoted(graph_, i),
                                   " would be a head: ", Quoted(graph_, rebase_.onto),
                                   " needs it by depends_on; retort merge joins the heads"));
      }
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Rebase> Edited() {
    for (MovedRevision& moved : rebase_.moved) {
      const Revision& revision = graph_[moved.revision];
      const Source& source = sources_[revision.where.file];
      absl::StatusOr<std::vector<Edit>> edits =
          Reparent(revision, source.path(), source.text(), checked_.environment, moved.onto);
      if (!edits.ok()) return edits.status();
      moved.edits = *std::move(edits);
    }
    return std::move(rebase_);
  }

  const CheckedGraph& checked_;
  const RevisionGraph& graph_;
  const Sources& sources_;
  const std::vector<size_t> heads_;
  Flags below_;   // the head that stays, and what it needs
  Flags placed_;  // in the line
  size_t tip_ = 0;
  Rebase rebase_;
};

}  // namespace

absl::StatusOr<Rebase> PlanRebase(const CheckedGraph& checked, const Sources& sources, absl::string_view onto) {
  return Planner(checked, sources).Plan(onto);
}

}  // namespace retort
