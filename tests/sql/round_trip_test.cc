// Reading what is rendered gives the action again: thousands of random actions of every type that says all of itself.

#include <gtest/gtest.h>

#include <random>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "linter/base/pool.h"
#include "linter/sql/render.h"
#include "tests/sql/read_text.h"
#include "tests/support/operation_text.h"

namespace retort {
namespace {

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  Action Any() {
    static constexpr Action (Generator::*kMake[])() = {
        &Generator::Table,     &Generator::Partition, &Generator::Drops,    &Generator::Renames,  &Generator::Columns,
        &Generator::Altered,   &Generator::Keys,      &Generator::Index,    &Generator::Types,    &Generator::Domains,
        &Generator::Sequences, &Generator::Views,     &Generator::Routines, &Generator::Commands,
    };
    return (this->*kMake[Below(std::size(kMake))])();
  }

 private:
  size_t Below(size_t limit) { return random_() % limit; }
  bool Flip() { return Below(2) == 0; }
  template <typename Value, size_t kCount>
  Value Pick(const Value (&values)[kCount]) {
    return values[Below(kCount)];
  }

  std::string Word() {
    static const std::string kWords[] = {"a", "b", "user", "Order", "größe", "order", "a b", "say \"x\"", "_1", "x$y"};
    return Pick(kWords);
  }
  Name Named() { return {Flip() ? "" : Word(), Word()}; }
  std::vector<std::string> Words(size_t least = 1) {
    std::vector<std::string> words;
    for (size_t count = least + Below(3); words.size() < count;) words.push_back(Word());
    return words;
  }
  std::string Expression() {
    static const std::string kExpressions[] = {
        "0", "'it''s'", "now()", "lower(a)", "E'a\\nb'", "a || ', b'", "'{\"a\": [1]}'::jsonb", "(a + 1) * 2", "-1.5"};
    return Pick(kExpressions);
  }
  std::string Condition() {
    static const std::string kConditions[] = {"a > 0", "a IS NOT NULL AND b IN (1, 2)", "(x)", "a LIKE '%)' OR b"};
    return Pick(kConditions);
  }
  Known<std::string> MaybeName() { return Flip() ? Word() : std::string(); }

  Type AnyType() {
    static const Type kTypes[] = {
        {.name = {"", "int4"}},
        {.name = {"", "varchar"}, .modifiers = {"30"}},
        {.name = {"", "numeric"}, .modifiers = {"10", "2"}},
        {.name = {"", "timestamptz"}, .modifiers = {"3"}},
        {.name = {"", "timetz"}},
        {.name = {"", "interval"}, .modifiers = {"7176", "2"}},
        {.name = {"", "bpchar"}, .modifiers = {"3"}},
        {.name = {"app", "Mood"}},
        {.name = {"", "vector"}, .modifiers = {"3"}},
        {.name = {"", "text"}, .dimensions = 2},
    };
    return Pick(kTypes);
  }

  SequenceOptions Options(bool altered) {
    SequenceOptions options;
    if (Flip()) options.increment = -2;
    if (Flip()) options.start = 5;
    if (altered && Flip()) options.restart = 7;
    if (Flip()) options.minimum = -99;
    if (Flip()) options.no_maximum = true;
    if (Flip()) options.cache = 4;
    if (Flip()) options.cycle = Flip();
    return options;
  }

  Column AnyColumn() {
    Column column{.name = Word(), .type = AnyType(), .nullable = Flip()};
    switch (Below(5)) {
      case 0:
        column.type = {.name = {"", "bigserial"}};
        column.nullable = false;
        break;
      case 1:
        column.identity = Identity{.always = Flip(), .sequence = Options(false)};
        column.nullable = false;
        break;
      case 2:
        column.generated = Generated{.expression = Expression()};
        break;
      case 3:
        column.server_default = Expression();
        break;
      default:
        break;
    }
    if (Flip() && column.type.name.name == "varchar") column.collation = {Flip() ? "" : "app", "de_DE"};
    return column;
  }

  IndexElement Element() {
    IndexElement element;
    (Flip() ? element.column : element.expression) = Flip() ? "a" : Word();
    if (element.column.empty()) element.expression = "lower(a)";
    if (Flip()) element.collation = {"", "C"};
    if (Flip()) element.operator_class = Flip() ? "text_ops" : "app.my_ops";
    element.descending = Flip();
    element.nulls = static_cast<IndexElement::Nulls>(Below(3));
    return element;
  }

  Constraint AnyConstraint(bool altered) {
    Constraint constraint{.kind = static_cast<ConstraintKind>(Below(5)), .name = MaybeName()};
    switch (constraint.kind) {
      case ConstraintKind::kCheck:
        constraint.expression = Condition();
        constraint.no_inherit = Flip();
        break;
      case ConstraintKind::kForeignKey:
        constraint.columns = Words();
        constraint.referenced = Named();
        constraint.referenced_columns = Words(0);
        constraint.on_delete =
            Pick<std::string>({"", "CASCADE", "SET NULL", "SET NULL (a)", "RESTRICT", "SET DEFAULT"});
        constraint.on_update = Pick<std::string>({"", "CASCADE", "SET NULL"});
        constraint.match = Pick<std::string>({"", "FULL"});
        break;
      case ConstraintKind::kExclude:
        constraint.method = "gist";
        constraint.elements = {Element(), Element()};
        for (IndexElement& element : constraint.elements) element.exclusion_operator = Flip() ? "=" : "&&";
        if (Flip()) constraint.where = Condition();
        break;
      default:
        constraint.columns = Words();
        constraint.include = Words(0);
        constraint.nulls_not_distinct = constraint.kind == ConstraintKind::kUnique && Flip();
        break;
    }
    if (constraint.kind != ConstraintKind::kCheck) constraint.deferrable = Flip();
    constraint.initially_deferred = constraint.deferrable && Flip();
    const bool may_be_unchecked =
        constraint.kind == ConstraintKind::kForeignKey || constraint.kind == ConstraintKind::kCheck;
    if (altered && may_be_unchecked) constraint.validated = Flip();
    return constraint;
  }

  Action Table() {
    CreateTable table{.table = Named(), .if_absent = Flip(), .persistence = static_cast<Persistence>(Below(3))};
    std::vector<std::string> key;
    for (size_t i = Below(4); i > 0; --i) table.columns.push_back(AnyColumn());
    for (size_t i = Below(3); i > 0; --i) {
      Constraint constraint = AnyConstraint(false);
      if (constraint.kind == ConstraintKind::kPrimaryKey) constraint.kind = ConstraintKind::kUnique;
      table.constraints.push_back(std::move(constraint));
    }
    if (Flip()) table.inherits = {Named()};
    if (Flip()) table.partition_by = "RANGE (a, lower(b))";
    if (Flip()) table.options = "WITH (fillfactor=70) TABLESPACE fast";
    return table;
  }
  Action Partition() {
    const std::string bound =
        Pick<std::string>({"DEFAULT", "FOR VALUES IN (1, 'b')", "FOR VALUES FROM (1) TO (MAXVALUE)",
                           "FOR VALUES WITH (MODULUS 4, REMAINDER 0)"});
    switch (Below(3)) {
      case 0:
        return CreateTable{.table = Named(), .partition_of = Named(), .bound = bound};
      case 1:
        return AttachPartition{Named(), Named(), bound};
      default:
        return DetachPartition{Named(), Named(), Flip()};
    }
  }
  Action Drops() {
    switch (Below(7)) {
      case 0:
        return DropTable{Named(), Flip(), Flip()};
      case 1:
        return DropColumn{Named(), Word(), Flip(), Flip()};
      case 2:
        return DropConstraint{Named(), Word(), Flip(), Flip()};
      case 3:
        return DropIndex{Named(), Flip(), Flip(), Flip()};
      case 4:
        return DropType{Named(), Flip(), Flip()};
      case 5:
        return DropObject{.kind = Pick({ObjectKind::kTrigger, ObjectKind::kPolicy, ObjectKind::kRule}),
                          .name = {"", Word()},
                          .table = Named(),
                          .if_present = Flip(),
                          .cascade = Flip()};
      default:
        return DropObject{.kind = Pick({ObjectKind::kView, ObjectKind::kMaterializedView, ObjectKind::kSequence,
                                        ObjectKind::kForeignTable, ObjectKind::kStatistics}),
                          .name = Named(),
                          .if_present = Flip(),
                          .cascade = Flip()};
    }
  }
  Action Renames() {
    const Name name = Named();
    const Name to = Flip() ? Name{name.schema, name.name + "x"} : Name{"other", name.name};
    switch (Below(5)) {
      case 0:
        return RenameTable{name, to};
      case 1:
        return RenameType{name, to};
      case 2:
        return RenameConstraint{name, Word(), Word()};
      case 3:
        return AlterColumn{.table = name, .column = Word(), .rename_to = Word()};
      default:
        return RenameObject{.kind = Pick({ObjectKind::kView, ObjectKind::kMaterializedView, ObjectKind::kSequence}),
                            .name = name,
                            .to = to};
    }
  }
  Action Columns() {
    AddColumn add{.table = Named(), .column = AnyColumn(), .if_absent = Flip()};
    Constraint constraint = AnyConstraint(false);
    const bool in_column = constraint.kind == ConstraintKind::kForeignKey || constraint.kind == ConstraintKind::kCheck;
    if (!in_column || absl::StrContains(constraint.on_delete, "(") || Flip()) return add;
    if (constraint.kind == ConstraintKind::kForeignKey) {
      constraint.columns = {add.column.name};
      if (!constraint.referenced_columns.empty()) constraint.referenced_columns.resize(1);
    }
    add.constraints.push_back(std::move(constraint));
    return add;
  }
  Action Altered() {
    AlterColumn alter{.table = Named(), .column = Word()};
    switch (Below(7)) {
      case 0:
        alter.type = AnyType();
        if (Flip()) alter.collation = {"", "C"};
        if (Flip()) alter.conversion = Expression();
        break;
      case 1:
        alter.nullable = Known<bool>(Flip());
        break;
      case 2:
        alter.server_default = Known<std::string>(Flip() ? "" : Expression());
        break;
      case 3:
        alter.add_identity = Identity{.always = Flip(), .sequence = Options(false)};
        break;
      case 4:
        alter.drop_identity = true;
        alter.if_present = Flip();
        break;
      case 5:
        alter.drop_expression = true;
        break;
      default:
        alter.other = "SET STATISTICS 100";
        break;
    }
    return alter;
  }
  Action Keys() {
    switch (Below(4)) {
      case 0:
        return ValidateConstraint{Named(), Word()};
      case 1:
        return AlterConstraint{Named(), Word(), true, Flip()};
      case 2:
        return AddConstraint{Named(), Constraint{.kind = ConstraintKind::kUnique, .name = Word(), .index = Word()}};
      default:
        return AddConstraint{Named(), AnyConstraint(true)};
    }
  }
  Action Index() {
    CreateIndex index{.table = Named(), .elements = {Element()}, .unique = Flip(), .concurrently = Flip()};
    if (Flip()) {
      index.name = Word();
      index.if_absent = Flip();
    }
    while (Flip()) index.elements.push_back(Element());
    index.only = Flip();
    index.method = Flip() ? "" : "gin";
    index.include = Words(0);
    if (Flip()) index.where = Condition();
    index.nulls_not_distinct = index.unique.value() && Flip();
    if (Flip()) index.options = "WITH (fillfactor = 70) TABLESPACE fast";
    return index;
  }
  Action Types() {
    const Name type = Named();
    switch (Below(5)) {
      case 0:
        return CreateEnum{.type = type, .labels = std::vector<std::string>{"a", "it's", "ü"}};
      case 1:
        return AddEnumValue{.type = type, .value = Word(), .if_absent = Flip(), .before = Flip() ? Word() : ""};
      case 2:
        return RenameEnumValue{.type = type, .value = Word(), .to = Word()};
      case 3:
        return CreateComposite{.type = type, .columns = {{.name = Word(), .type = AnyType()}}};
      default: {
        AlterComposite alter{.type = type, .change = static_cast<AlterComposite::Change>(Below(4)), .cascade = Flip()};
        alter.column.name = Word();
        using Change = AlterComposite::Change;
        if (alter.change == Change::kAdd || alter.change == Change::kAlterType) alter.column.type = AnyType();
        if (alter.change == Change::kDrop) alter.if_present = Flip();
        if (alter.change == Change::kRename) alter.rename_to = Word();
        return alter;
      }
    }
  }
  Action Domains() {
    Constraint check{.kind = ConstraintKind::kCheck, .name = MaybeName(), .expression = "VALUE <> ''"};
    if (Flip()) {
      CreateDomain domain{.type = Named(), .base = AnyType(), .nullable = Flip(), .checks = {check}};
      if (Flip()) domain.server_default = Expression();
      return domain;
    }
    AlterDomain alter{.type = Named(), .change = static_cast<AlterDomain::Change>(Below(7))};
    using Change = AlterDomain::Change;
    if (alter.change == Change::kSetDefault) alter.server_default = Expression();
    if (alter.change == Change::kAddCheck) alter.check = check;
    if (alter.change == Change::kDropCheck || alter.change == Change::kValidate) alter.check.name = Word();
    if (alter.change == Change::kDropCheck) alter.if_present = Flip();
    return alter;
  }
  Action Sequences() {
    SequenceOptions options = Options(true);
    options.cache = 4;  // ALTER SEQUENCE wants one at least
    if (Flip()) {
      options.owner_table = Named();
      options.owner_column = Word();
    }
    if (Flip()) return AlterSequence{.sequence = Named(), .options = options, .if_present = Flip()};
    options.restart.reset();
    return CreateSequence{.sequence = Named(), .options = options, .if_absent = Flip(), .temporary = Flip()};
  }
  Action Views() {
    if (Below(4) == 0) return RefreshView{Named(), Flip()};
    CreateView view{.view = Named(), .query = "SELECT a FROM s.t JOIN o USING (b)", .reads = {{"s", "t"}, {"", "o"}}};
    if (Flip()) view.columns = Words();
    view.materialized = Flip();
    (view.materialized ? view.if_absent : view.or_replace) = Flip();
    if (view.materialized) view.with_data = Flip();
    if (!view.materialized) view.temporary = Flip();
    return view;
  }
  Action Routines() {
    if (Flip()) {
      return DropObject{.kind = Pick({ObjectKind::kFunction, ObjectKind::kProcedure}),
                        .name = Named(),
                        .arguments = Pick<std::string>({"*", "", "int4", "int4, app.\"Mood\"[]"}),
                        .if_present = Flip()};
    }
    return CreateFunction{.function = Named(),
                          .arguments = Pick<std::string>({"", "int4", "text, app.\"Mood\"[]"}),
                          .or_replace = Flip(),
                          .language = Pick<std::string>({"sql", "plpgsql"}),
                          .returns = Pick<std::string>({"trigger", "SETOF app.t", "int4[]"}),
                          .body = " BEGIN $$ END; ",
                          .volatility = Pick<std::string>({"", "stable", "immutable"}),
                          .security_definer = Flip(),
                          .sets_search_path = Flip()};
  }
  Action Commands() {
    switch (Below(9)) {
      case 0:
        return CreateExtension{
            .extension = Word(), .schema = Flip() ? "" : Word(), .if_absent = Flip(), .cascade = Flip()};
      case 1:
        return CreateSchema{Word(), Flip()};
      case 2:
        return CommentOn{.kind = Pick({ObjectKind::kTable, ObjectKind::kView, ObjectKind::kType}),
                         .name = Named(),
                         .comment = Flip() ? std::string() : "it's"};
      case 3:
        return CommentOn{.kind = Pick({ObjectKind::kColumn, ObjectKind::kConstraint, ObjectKind::kTrigger}),
                         .name = Named(),
                         .part = Word(),
                         .comment = std::string("x")};
      case 4:
        return SetParameter{Pick<std::string>({"lock_timeout", "app.tenant"}), Expression(), Flip()};
      case 5:
        return SetParameter{.parameter = Pick<std::string>({"lock_timeout", "all"})};
      case 6:
        return LockTable{{Named(), Named()}, Pick<std::string>({"SHARE", "ROW SHARE", "ACCESS EXCLUSIVE"}), Flip()};
      case 7:
        return ChangeRows{.kind = ChangeRows::Kind::kTruncate, .table = Named(), .cascade = Flip()};
      default:
        return AlterTable{Named(), AlterTable::Change::kSetUnlogged, "SET UNLOGGED"};
    }
  }

  std::mt19937 random_;
};

TEST(RoundTrip, RenderedActionsReadAsThemselves) {
  absl::flat_hash_map<size_t, int> seen;
  Pool(1).Run(1, [&](size_t) {
    Generator generator(20240229);
    for (int i = 0; i < 20'000 && !testing::Test::HasFailure(); ++i) {
      const Operation operation{.action = generator.Any()};
      ++seen[operation.action.index()];
      const std::string sql = RenderWithHoles(operation.action);
      MappedText text;
      text.Append(sql, {0, 0, static_cast<uint32_t>(sql.size())});
      const SqlReading reading = ReadSql(text, {.binds = false});
      ASSERT_EQ(reading.statements.size(), 1u) << sql;
      ASSERT_EQ(reading.statements[0].operations.size(), 1u) << sql;
      const Operation& read = reading.statements[0].operations[0];
      EXPECT_EQ(OperationText(read), OperationText(operation)) << sql;
      EXPECT_TRUE(read == operation) << sql << "\n" << OperationText(read);
    }
  });
  EXPECT_GE(seen.size(), 34u);  // of the types of actions
}

}  // namespace
}  // namespace retort
