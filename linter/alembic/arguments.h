// Reads the arguments of a call as what Alembic and SQLAlchemy take them for: names, flags, lists of columns.
//
//   Arguments arguments(call);
//   Known<bool> nullable = arguments.Flag("nullable", true);
//   Known<std::string> name = arguments.Text(0, "index_name");

#ifndef RETORT_LINTER_ALEMBIC_ARGUMENTS_H_
#define RETORT_LINTER_ALEMBIC_ARGUMENTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/base/known.h"
#include "linter/python/value.h"
#include "linter/schema/name.h"

namespace retort {

// A str, op.f("name") or quoted_name("name"): its text. None and nothing at all are the empty text.
Known<std::string> TextOf(const python::Value* value);

// The same for a part of a `Name`: what is not known is a hole.
std::string NamePart(const python::Value* value);

// The strings of a list or tuple, a hole for each that is not known; one hole when the list itself is not known.
std::vector<std::string> NamesOf(const python::Value* value);

// The same for the names of columns: a str is iterated, letter by letter, and `sa.column("a")` is its name.
std::vector<std::string> ColumnNamesOf(const python::Value* value);
std::string ColumnNameOf(const python::Value& value);

// An int.
std::optional<int64_t> IntegerOf(const python::Value* value);

inline bool IsGiven(const python::Value* value) { return value != nullptr && !value->IsNone(); }

// The last part of the dotted name that is called: "Column" for `sa.Column(...)`, "with_variant" for
// `x.with_variant(...)`.
std::string CalledName(const python::Call& call);

// The path of a called name that leads into SQLAlchemy, or empty: "sqlalchemy.Column".
std::string SqlAlchemyPath(const python::Value& callee);

// The call that this value is, if it is a call of that SQLAlchemy name, from whichever module it was imported.
const python::Call* AsSqlAlchemyCall(const python::Value& value, absl::string_view name);

class Arguments {
 public:
  // In a batch block, directives are written without their table: `table_position` is where it would stand.
  struct Batch {
    Name table;
    int table_position = 0;
  };

  explicit Arguments(const python::Call& call, std::optional<Batch> batch = std::nullopt)
      : call_(call), batch_(std::move(batch)) {}

  // nullptr when it is not given; `position` < 0: by name only.
  const python::Value* Get(int position, absl::string_view name) const;
  Known<std::string> Text(int position, absl::string_view name) const { return TextOf(Get(position, name)); }
  // `otherwise` when it is not given or None; unknown also when keywords were unpacked from something unknown.
  Known<bool> Flag(absl::string_view name, bool otherwise, int position = -1) const;
  bool Is(absl::string_view name) const { return Flag(name, false).Is(true); }
  Name Table(int position, absl::string_view name, absl::string_view schema = "schema") const;
  const python::Call& call() const { return call_; }
  bool in_batch() const { return batch_.has_value(); }
  // Where the argument that Alembic has at `position` stands here.
  int Position(int position) const {
    return batch_.has_value() && position > batch_->table_position ? position - 1 : position;
  }

 private:
  const python::Call& call_;
  std::optional<Batch> batch_;
};

}  // namespace retort

#endif  // RETORT_LINTER_ALEMBIC_ARGUMENTS_H_
