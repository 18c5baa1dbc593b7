// Whether a database was there before Alembic was: its first revision uses objects that no revision creates, or does
// nothing at all. What nobody creates is then unknown, not absent.
//
//   Adoption adoption(graph);
//   if (adoption.IsForeign(name) && is_root) catalog.Adopt(adoption.created());

#ifndef RETORT_LINTER_ENGINE_ADOPTION_H_
#define RETORT_LINTER_ENGINE_ADOPTION_H_

#include "absl/container/flat_hash_set.h"
#include "linter/migration/graph.h"
#include "linter/schema/name.h"

namespace retort {

class Adoption {
 public:
  explicit Adoption(const RevisionGraph& graph);

  // A base revision that does nothing: the schema was there, and `alembic stamp` said so.
  bool starts_empty() const { return starts_empty_; }
  // No revision creates a relation or type of the name.
  bool IsForeign(const Name& name) const;
  // All that revisions create, with "public" where there is no schema.
  const absl::flat_hash_set<Name>& created() const { return created_; }

 private:
  absl::flat_hash_set<Name> created_;
  bool starts_empty_ = false;
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_ADOPTION_H_
