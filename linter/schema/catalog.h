// The database as the replay knows it just before an operation. Look-ups have three answers, because some operations
// cannot be understood and some databases were not made by Alembic: no finding is built on `kUnknown`.
//
//   const Catalog::Mark mark = catalog.Now();
//   server.Execute(operation);                        // linter/server changes it as PostgreSQL would
//   catalog.FindRelation({"", "user"}).existence      // Existence::kThere
//   catalog.Rewind(mark);                             // as if it had never been executed

#ifndef RETORT_LINTER_SCHEMA_CATALOG_H_
#define RETORT_LINTER_SCHEMA_CATALOG_H_

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "linter/schema/catalog_object.h"
#include "linter/schema/name.h"

namespace retort {

// What the connection remembers. A run is one `alembic upgrade` or `downgrade`.
struct Session {
  uint32_t run = 0;
  uint32_t transaction = 0;
  bool in_block = true;  // false: each statement commits by itself
  Known<std::vector<std::string>> search_path = std::vector<std::string>{"public"};
  absl::flat_hash_map<Name, Existence> remembered = {};  // SQLAlchemy: the types that it made for columns in this run
};

class Catalog {
 public:
  Catalog();

  // Objects of one space have different names.
  enum Space : uint8_t { kRelations, kTypes, kFunctions, kSchemas, kExtensions, kSpaces };

  struct Found {
    const Object* object = nullptr;  // also there when its existence is unknown, if anything is known of it
    Existence existence = Existence::kAbsent;

    bool there() const { return existence == Existence::kThere; }  // "public" without an object
    bool absent() const { return existence == Existence::kAbsent; }
    bool unknown() const { return existence == Existence::kUnknown; }
    template <typename T>
    const T* As() const {
      return object == nullptr ? nullptr : object->As<T>();
    }
  };

  // A name without a schema is looked for on the search path.
  Found FindRelation(const Name& name) const;  // tables, indexes, sequences, views: they share their names
  Found FindType(const Name& name) const;      // enums, domains, composite types; no table's
  Found FindFunction(const Name& name, absl::string_view arguments) const;  // "*": whatever its arguments
  Found FindSchema(absl::string_view name) const;
  Found FindExtension(absl::string_view name) const;

  const Object* Get(Oid oid) const;
  Existence ExistenceOf(const Object& object) const;
  const std::vector<Oid>& UsersOf(Oid oid) const;  // the objects that need it
  std::vector<Oid> All() const;                    // in the order of creation
  bool HasConstraint(const Name& name) const;      // any table of the schema has one of the name

  // Created in the current run, so that no other session can use it yet.
  bool IsNew(const Name& relation) const;

  // The schema that a name without one is created in; empty: not known.
  std::string CreationSchema() const;
  Name Canonical(const Name& name) const;  // with the schema in which it is created

  // ---- Changes: each is undone by Rewind.

  Oid Add(Object object);  // gives it a number
  void Set(Object object);
  void Remove(Oid oid);
  const Session& session() const { return *session_; }
  void SetSession(Session session);
  void Taint(Space space);        // from now on nothing is known of what is there, or is not
  void MayHoldMore(Space space);  // an object of unknown name was made: what seems absent may be there
  void TaintAll();

  using Mark = size_t;
  Mark Now() const { return journal_.size(); }
  void Rewind(Mark mark);  // undoes everything since `mark`, newest first
  struct Change {
    std::shared_ptr<const Object> before;  // nothing: it was not there
    std::shared_ptr<const Object> after;
  };
  // What has changed since `mark`, each object once, in the order of its first change.
  std::vector<Change> ChangesSince(Mark mark) const;
  bool TaintedSince(Mark mark) const;

  // ---- What is not in the journal: it belongs to the replay, not to the database.

  // From now on, until the next call, the existence of these is unknown: revisions that may run before or after the
  // current one remove or change them.
  void Doubt(absl::flat_hash_set<Name> names) { doubted_ = std::move(names); }
  // What nobody created is unknown, not absent: the database was there before Alembic.
  void Adopt(absl::flat_hash_set<Name> created) { adopted_ = true, created_ = std::move(created); }

 private:
  using Key = std::pair<Space, Name>;
  struct Doubts {
    std::array<uint32_t, kSpaces> taint = {};  // how often the space was tainted
    std::array<bool, kSpaces> more = {};
    bool operator==(const Doubts&) const = default;
  };
  struct Entry {
    Oid oid = 0;  // 0: of the session
    std::shared_ptr<const Object> before = {};
    std::shared_ptr<const Session> session = {};
    Doubts doubts = {};
  };

  static Space SpaceOf(const Object& object);
  void Note();  // in the journal, what is doubted now
  Found Find(Space space, const Name& name) const;
  Found Look(Space space, const Name& name) const;            // with a schema
  void Store(Oid oid, std::shared_ptr<const Object> object);  // without the journal
  void CountConstraints(const Object& object, int by);
  void Replace(Oid oid, std::shared_ptr<const Object> object);

  std::vector<std::shared_ptr<const Object>> objects_;  // by Oid
  absl::flat_hash_map<Key, Oid> names_;
  absl::flat_hash_map<Oid, std::vector<Oid>> users_;
  absl::flat_hash_map<Name, int> constraints_;
  std::shared_ptr<const Session> session_;
  Doubts doubts_;
  bool adopted_ = false;
  absl::flat_hash_set<Name> created_;
  absl::flat_hash_set<Name> doubted_;
  std::vector<Entry> journal_;
};

}  // namespace retort

#endif  // RETORT_LINTER_SCHEMA_CATALOG_H_
