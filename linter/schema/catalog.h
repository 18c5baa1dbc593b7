// The database as the replay knows it just before an operation. Look-ups have three answers, because some operations
// cannot be understood and some databases were not made by Alembic: no finding is built on `kUnknown`.
//
//   Catalog catalog;
//   const Catalog::Mark mark = catalog.Now();
//   catalog.Apply(operation);
//   catalog.FindType({"", "status"}).existence;      // Existence::kThere
//   catalog.Rewind(mark);                            // as if it had never been applied

#ifndef RETORT_LINTER_SCHEMA_CATALOG_H_
#define RETORT_LINTER_SCHEMA_CATALOG_H_

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/operation.h"

namespace retort {

enum class Existence { kAbsent, kThere, kUnknown };

class Catalog {
 public:
  struct Object {
    Existence existence = Existence::kAbsent;
    Span created_at;   // the operation that created it; an empty span when unknown
    uint32_t run = 0;  // the run that created it
    // The last operation that touched this type was SQLAlchemy's own CREATE TYPE for a column, not a statement.
    CreateEnum::Sender sender = CreateEnum::Sender::kStatement;
    Known<std::vector<std::string>> labels = kUnknown;
  };

  // A run is one `alembic upgrade`: it forgets what SQLAlchemy remembered of the types it created.
  void StartRun();

  // The object of that name, as far as it is known. "public" and no schema are the same.
  Object FindType(const Name& type) const;
  Object FindTable(const Name& table) const;

  // Created in the current run, so that no other session can use it yet.
  bool IsNew(const Name& table) const;

  // Whether CREATE TYPE is sent at all: SQLAlchemy sends it for a table's column only once a run. Unknown when an
  // earlier, conditional operation may have sent it.
  Known<bool> Sends(const CreateEnum& create) const;

  // Changes the catalogue as PostgreSQL would, also where PostgreSQL would refuse: the replay goes on with the state
  // that the author meant. A conditional operation leaves what it touches unknown unless that makes no difference.
  void Apply(const Operation& operation);

  using Mark = size_t;
  Mark Now() const { return journal_.size(); }
  void Rewind(Mark mark);

 private:
  using Objects = absl::flat_hash_map<Name, Object>;
  struct Change;
  friend struct Applier;

  Object Find(const Objects& objects, const Name& name) const;
  void Put(Objects& objects, const Name& name, Object object);

  Objects types_;
  Objects tables_;
  absl::flat_hash_map<Name, bool> memo_;  // types SQLAlchemy created in this run; false: perhaps
  bool anything_possible_ = false;        // an opaque operation of unlimited reach came before
  uint32_t run_ = 0;
  std::vector<std::function<void()>> journal_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_CATALOG_H_
