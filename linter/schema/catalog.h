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
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "linter/base/known.h"
#include "linter/schema/name.h"
#include "linter/schema/operation.h"

namespace retort {

enum class Existence { kAbsent, kThere, kUnknown };

class Catalog {
 public:
  struct Object {
    Existence existence = Existence::kAbsent;
    Span created_at = {};  // the operation that created it; an empty span when unknown
    CreateEnum::Sender sender = CreateEnum::Sender::kStatement;  // of a type: who created it
    Known<std::vector<std::string>> labels = kUnknown;           // of an enum
    uint32_t run = 0;                                            // the run that created it
    uint32_t tainted = 0;                                        // the catalogue's own, when it was stored
  };

  // A run is one `alembic upgrade`: SQLAlchemy remembers in it which types it created for the columns of tables.
  void StartRun();

  // From now on, until the next call, the existence of these types is unknown: revisions that may run before or after
  // the current one remove them.
  void Doubt(absl::flat_hash_set<Name> types);

  // "public" and no schema are the same.
  Object FindType(const Name& type) const;
  Object FindTable(const Name& table) const;

  // Created in the current run, so that no other session can use it yet.
  bool IsNew(const Name& table) const;

  // Whether CREATE TYPE is sent at all: for the column of a table, SQLAlchemy sends it once a run. Unknown when an
  // earlier conditional operation may have sent it.
  Known<bool> Sends(const CreateEnum& create) const;

  // Changes the catalogue as PostgreSQL would. Where PostgreSQL would refuse, the replay goes on with what the author
  // meant. A conditional operation leaves what it touches unknown, unless it makes no difference.
  void Apply(const Operation& operation);

  using Mark = size_t;
  Mark Now() const { return journal_.size(); }
  void Rewind(Mark mark);  // undoes everything since `mark`, newest first

 private:
  struct Applier;
  enum Kind { kTypes, kTables, kMemo, kKinds };  // kMemo: the types SQLAlchemy created in this run
  using Objects = absl::flat_hash_map<Name, Object>;

  Object Find(Kind kind, const Name& name) const;
  void Put(Kind kind, const Name& name, Object object);
  // `after` certainly, or unknown when it is not certain that the operation runs and it would make a difference.
  void Change(Kind kind, const Name& name, Object after, Certainty certainty);
  void PutUnknown(Kind kind, Existence existence);  // of an object whose name is not known
  void Taint(Kind kind);                            // makes every object of the kind unknown

  Objects objects_[kKinds];
  absl::flat_hash_set<Name> doubted_;
  // How often a kind became unknown: what was stored before the last time is not known any more.
  uint32_t tainted_[kKinds] = {};
  bool unnamed_[kKinds] = {};  // an object of unknown name was created: what seems absent may be there
  uint32_t run_ = 0;
  std::vector<std::function<void(Catalog&)>> journal_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_CATALOG_H_
