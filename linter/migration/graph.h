// The revision graph of one environment. What is wrong with it is data, not an error: a graph with cycles, missing
// parents and duplicates can still be asked for its heads and an order.
//
//   RevisionGraph graph(revisions);
//   for (size_t head : graph.Heads()) ...   // indices into the revisions

#ifndef RETORT_LINTER_MIGRATION_GRAPH_H_
#define RETORT_LINTER_MIGRATION_GRAPH_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "linter/migration/revision.h"

namespace retort {

class RevisionGraph {
 public:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  // Keeps its own copy. Revisions without an id (unreadable files) are in the list but have no edges and are no heads.
  explicit RevisionGraph(std::vector<Revision> revisions);

  const std::vector<Revision>& revisions() const { return revisions_; }
  const Revision& operator[](size_t index) const { return revisions_[index]; }
  size_t Find(absl::string_view id) const;  // kNone; the one that Alembic keeps (the last) when an id is used twice
  // False: a revision's identifiers are not known, so that what seems missing or a head may be neither.
  bool IsComplete() const;

  const std::vector<size_t>& Parents(size_t index) const { return parents_[index]; }  // by down_revision
  const std::vector<size_t>& Children(size_t index) const { return children_[index]; }
  const std::vector<size_t>& DependsOn(size_t index) const { return depends_on_[index]; }  // ids and labels resolved
  const std::vector<size_t>& Dependents(size_t index) const { return dependents_[index]; }

  std::vector<size_t> Heads() const;         // revisions that no down_revision names: what `alembic heads` prints
  bool IsEffectiveHead(size_t index) const;  // a head that another revision depends on: no row of the version table
  std::vector<size_t> Bases() const;
  // The labels that hold for a revision: its own, its ancestors', and those of descendants back to a branch point.
  std::vector<std::string> LabelsOf(size_t index) const;
  // The newest revision that is an ancestor of both (or one of them), or kNone.
  size_t ForkPoint(size_t a, size_t b) const;
  bool IsAncestor(size_t ancestor, size_t descendant) const;  // by parents and depends_on; true for itself

  struct MissingReference {
    size_t from;
    Reference reference;
    bool is_dependency;  // depends_on
  };
  const std::vector<MissingReference>& Missing() const { return missing_; }
  // Pairs of revisions with one id, the one that Alembic keeps (the last loaded) second; and label clashes.
  struct Duplicate {
    size_t first;
    size_t second;
    std::string id;
    bool is_label;  // `id` is a branch label of `first`, and the id or a branch label of `second`
  };
  const std::vector<Duplicate>& Duplicates() const { return duplicates_; }
  struct Cycle {
    std::vector<size_t> members;  // each names the next one, the last names the first; one member: a self-loop
    bool through_depends_on;
  };
  const std::vector<Cycle>& Cycles() const { return cycles_; }

  // Every revision that Alembic would run, once, parents and dependencies first, ties in the order of files; where a
  // cycle makes that impossible, its first member by order of files goes ahead.
  const std::vector<size_t>& UpgradeOrder() const { return order_; }

 private:
  void IndexIds();
  void IndexLabels();
  void Link();
  void FindCycles();
  void FindOrder();
  bool IsShadowed(size_t index) const;
  std::vector<bool> Ancestors(size_t of, bool through_depends_on) const;

  std::vector<Revision> revisions_;
  absl::flat_hash_map<std::string, size_t> by_id_;
  absl::flat_hash_map<std::string, size_t> by_label_;
  std::vector<std::vector<size_t>> parents_, children_, depends_on_, dependents_;
  std::vector<MissingReference> missing_;
  std::vector<Duplicate> duplicates_;
  std::vector<Cycle> cycles_;
  std::vector<size_t> order_;
};

}  // namespace retort

#endif  // RETORT_LINTER_MIGRATION_GRAPH_H_
