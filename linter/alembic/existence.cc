#include "linter/alembic/existence.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "linter/alembic/arguments.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Condition;
using python::Sequence;
using python::Value;
using Kind = ExistenceTest::Kind;

// An unknown is its expression.
const Value& Expression(const Value& value) {
  const auto* unknown = value.As<python::Unknown>();
  return unknown == nullptr || unknown->expression == nullptr ? value : *unknown->expression;
}

// The operands when `value` is that operator; nullptr otherwise.
const Call* AsOperator(const Value& value, absl::string_view op) {
  const Call* call = value.As<Call>();
  const auto* name = call == nullptr ? nullptr : call->callee->As<python::Reference>();
  return name != nullptr && name->path == op ? call : nullptr;
}

const Value& Operand(const Call& call, size_t i) { return Expression(*call.arguments[i]); }

bool IsText(const Value& value, absl::string_view text) { return value.Text() != nullptr && *value.Text() == text; }

// What an inspector lists: get_columns("t").
struct Listing {
  Kind kind;
  Name table;
  bool names;  // its items are names; otherwise dicts with a "name"

  friend bool operator==(const Listing&, const Listing&) = default;
};

std::optional<Listing> ReadListing(const Value& value) {
  struct Method {
    absl::string_view name;
    Kind kind;
    bool of_table;
    bool names;
  };
  constexpr Method kMethods[] = {
      {"get_table_names", Kind::kTable, false, true},
      {"get_view_names", Kind::kView, false, true},
      {"get_materialized_view_names", Kind::kView, false, true},
      {"get_sequence_names", Kind::kSequence, false, true},
      {"get_schema_names", Kind::kSchema, false, true},
      {"get_enums", Kind::kEnum, false, false},
      {"get_columns", Kind::kColumn, true, false},
      {"get_indexes", Kind::kIndex, true, false},
      {"get_unique_constraints", Kind::kConstraint, true, false},
      {"get_foreign_keys", Kind::kConstraint, true, false},
      {"get_check_constraints", Kind::kConstraint, true, false},
  };
  const Call* call = value.As<Call>();
  if (call == nullptr || call->callee->As<Attribute>() == nullptr || !call->complete) return std::nullopt;
  const std::string name = CalledName(*call);
  const auto method = std::find_if(std::begin(kMethods), std::end(kMethods), [&](auto& m) { return m.name == name; });
  if (method == std::end(kMethods)) return std::nullopt;
  const std::string schema = NamePart(call->Argument(method->of_table ? 1 : 0, "schema"));
  const Value* table = method->of_table ? call->Argument(0, "table_name") : nullptr;
  if (method->of_table && table == nullptr) return std::nullopt;
  return Listing{method->kind, {schema, table == nullptr ? "" : NamePart(table)}, method->names};
}

// The listing when `value` is any one of its items: `for column in inspector.get_columns("t")`.
std::optional<Listing> ItemOf(const Value& value) {
  const Call* each = AsOperator(value, "each");
  return each == nullptr ? std::nullopt : ReadListing(Operand(*each, 0));
}

// The listing when `value` is the name of any one of its items: `column["name"]`, `column.get("name")`.
std::optional<Listing> NameOfItem(const Value& value) {
  std::optional<Listing> listing = ItemOf(value);
  if (listing.has_value()) return listing->names ? listing : std::nullopt;
  const Call* call = value.As<Call>();
  if (call == nullptr || call->arguments.empty()) return std::nullopt;
  if (AsOperator(value, "[]") != nullptr) {
    listing = IsText(Operand(*call, 1), "name") ? ItemOf(Operand(*call, 0)) : std::nullopt;
  } else if (const Attribute* get = call->callee->As<Attribute>(); get != nullptr && get->name == "get") {
    listing = IsText(Operand(*call, 0), "name") ? ItemOf(Expression(*get->object)) : std::nullopt;
  }
  return listing.has_value() && !listing->names ? listing : std::nullopt;
}

// The listing when `value` holds the names of its items, and nothing else.
std::optional<Listing> NamesIn(const Value& value) {
  if (std::optional<Listing> listing = ReadListing(value)) return listing->names ? listing : std::nullopt;
  if (const Sequence* sequence = value.As<Sequence>()) {
    const bool only = sequence->items.empty() && sequence->rest != nullptr;
    return only ? NameOfItem(Expression(*sequence->rest)) : std::nullopt;
  }
  if (const auto* dict = value.As<python::Dict>()) {
    const bool only = dict->items.empty() && dict->rest != nullptr;
    return only ? NameOfItem(Expression(*dict->rest)) : std::nullopt;
  }
  for (const absl::string_view type : {"list", "set", "tuple", "frozenset", "sorted"}) {
    const Call* made = AsOperator(value, absl::StrCat("builtins.", type));
    if (made != nullptr && !made->arguments.empty()) return NamesIn(Operand(*made, 0));
  }
  return std::nullopt;
}

ExistenceTest TestOf(const Listing& listing, const Value& name) {
  if (listing.kind == Kind::kTable || listing.kind == Kind::kView) {
    return {listing.kind, {listing.table.schema, NamePart(&name)}, "", true};
  }
  return {listing.kind, listing.table, NamePart(&name), true};
}

// `column["name"] == "x"`, for any column.
std::optional<std::pair<Listing, ExistenceTest>> ReadItemTest(const Value& test) {
  const Call* equal = AsOperator(test, "==");
  for (size_t i = 0; equal != nullptr && i < 2; ++i) {
    const std::optional<Listing> listing = NameOfItem(Operand(*equal, i));
    if (listing.has_value()) return {{*listing, TestOf(*listing, Operand(*equal, 1 - i))}};
  }
  return std::nullopt;
}

// inspector.has_table("t"); the dialect's own methods take a connection first.
std::optional<ExistenceTest> ReadHas(const Call& call) {
  const Attribute* method = call.callee->As<Attribute>();
  if (method == nullptr || !call.complete) return std::nullopt;
  const Attribute* object = method->object->As<Attribute>();
  const int first = object != nullptr && object->name == "dialect" ? 1 : 0;
  const auto argument = [&](int position, absl::string_view name) {
    const Value* value = call.Argument(first + position, name);
    return value == nullptr ? std::string(kHole) : NamePart(value);
  };
  const auto schema = [&](int position) { return NamePart(call.Argument(first + position, "schema")); };
  if (method->name == "has_table") return ExistenceTest{Kind::kTable, {schema(1), argument(0, "table_name")}, "", true};
  if (method->name == "has_index") {
    return ExistenceTest{Kind::kIndex, {schema(2), argument(0, "table_name")}, argument(1, "index_name"), true};
  }
  if (method->name == "has_sequence") {
    return ExistenceTest{Kind::kSequence, {schema(1), ""}, argument(0, "sequence_name"), true};
  }
  if (method->name == "has_type") return ExistenceTest{Kind::kEnum, {schema(1), ""}, argument(0, "type_name")};
  if (method->name == "has_schema") return ExistenceTest{Kind::kSchema, {}, argument(0, "schema_name")};
  return std::nullopt;
}

// What must be so, reduced to tests that are joined by "and".
class Facts {
 public:
  void Add(const Value& test, bool holds) {
    const Value& value = Expression(test);
    if (const Call* negation = AsOperator(value, "not")) return Add(Operand(*negation, 0), !holds);
    if (const Call* made = AsOperator(value, "builtins.bool"); made != nullptr && made->arguments.size() == 1) {
      return Add(Operand(*made, 0), holds);
    }
    const Call* joined = AsOperator(value, holds ? "and" : "or");
    if (joined != nullptr) {
      for (size_t i = 0; i < joined->arguments.size(); ++i) Add(Operand(*joined, i), holds);
      return;
    }
    for (const absl::string_view op : {"is", "=="}) {
      const Call* compared = AsOperator(value, op);
      if (compared == nullptr) continue;
      const Value& right = Operand(*compared, 1);
      if (right.IsNone() && op == "is") return Add(Operand(*compared, 0), !holds);
      if (const bool* flag = right.As<bool>()) return Add(Operand(*compared, 0), *flag == holds);
    }
    facts_.push_back({&value, holds});
  }

  ExistenceTests Read() {
    for (const auto& [value, holds] : facts_) {
      if (const auto item = ReadItemTest(*value); holds && item.has_value()) listings_.push_back(item->first);
    }
    for (const auto& [value, holds] : facts_) ReadFact(*value, holds);
    return std::move(tests_);
  }

 private:
  void ReadFact(const Value& value, bool holds) {
    const bool is_true = value.As<bool>() != nullptr && *value.As<bool>() == holds;
    // The loop around `if column["name"] == "x"`, or the column itself, which is true.
    const std::optional<Listing> item = ItemOf(value);
    const bool is_loop = item.has_value() && std::find(listings_.begin(), listings_.end(), *item) != listings_.end();
    if (is_true || (holds && is_loop)) return;
    std::optional<ExistenceTest> test = ReadTest(value);
    if (!test.has_value() && holds) {
      if (auto one = ReadItemTest(value)) test = std::move(one->second);
    }
    if (!test.has_value() && !holds) test = ReadNegated(value);
    if (!test.has_value()) {
      tests_.exact = false;
      return;
    }
    if (!holds) test->exists = !test->exists;
    test->at = value.at;
    if (std::find(tests_.all.begin(), tests_.all.end(), *test) == tests_.all.end()) tests_.all.push_back(*test);
  }

  static std::optional<ExistenceTest> ReadTest(const Value& value) {
    const Call* call = value.As<Call>();
    if (call == nullptr) return std::nullopt;
    if (AsOperator(value, "in") != nullptr) {
      const std::optional<Listing> listing = NamesIn(Operand(*call, 1));
      return listing.has_value() ? std::optional<ExistenceTest>(TestOf(*listing, Operand(*call, 0))) : std::nullopt;
    }
    if (AsOperator(value, "builtins.any") != nullptr && call->arguments.size() == 1) {
      const Sequence* sequence = call->arguments[0]->As<Sequence>();
      const bool only = sequence != nullptr && sequence->items.empty() && sequence->rest != nullptr;
      const auto item = only ? ReadItemTest(Expression(*sequence->rest)) : std::nullopt;
      return item.has_value() ? std::optional<ExistenceTest>(item->second) : std::nullopt;
    }
    return ReadHas(*call);
  }

  // not (a and b), where all but one are known to hold; and any `or` that comes down to one test.
  std::optional<ExistenceTest> ReadNegated(const Value& value) const {
    if (AsOperator(value, "and") == nullptr) return std::nullopt;
    Facts inner;
    inner.Add(value, true);
    std::vector<std::pair<const Value*, bool>> others;
    for (const auto& fact : inner.facts_) {
      if (std::find(facts_.begin(), facts_.end(), fact) == facts_.end()) others.push_back(fact);
    }
    inner.facts_ = std::move(others);
    ExistenceTests tests = inner.Read();
    return tests.exact && tests.all.size() == 1 ? std::optional<ExistenceTest>(tests.all[0]) : std::nullopt;
  }

  std::vector<std::pair<const Value*, bool>> facts_;
  std::vector<Listing> listings_;
  ExistenceTests tests_;
};

}  // namespace

ExistenceTests ReadExistenceTests(const python::Conditions& conditions) {
  Facts facts;
  bool exact = true;
  std::vector<python::ValuePtr> loops;
  for (const Condition& condition : conditions) {
    if (condition.test == nullptr) {
      exact = false;
    } else if (condition.kind == Condition::Kind::kLoop) {
      python::Call each;
      each.callee = python::MakeValue({}, python::Reference{"each"});
      each.arguments.push_back(condition.test);
      loops.push_back(python::MakeValue({}, std::move(each)));
      facts.Add(*loops.back(), condition.holds);
    } else {
      facts.Add(*condition.test, condition.holds);
    }
  }
  ExistenceTests tests = facts.Read();
  tests.exact = tests.exact && exact;
  return tests;
}

}  // namespace retort
