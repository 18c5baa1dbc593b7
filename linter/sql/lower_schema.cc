#include "linter/sql/lowering.h"

namespace retort {
namespace {

struct Placed {
  const std::string& schema;

  void operator()(CreateTable& create) const { Place(create.table); }
  void operator()(CreateView& create) const { Place(create.view); }
  void operator()(CreateIndex& create) const { Place(create.table); }
  void operator()(CreateSequence& create) const { Place(create.sequence); }
  void operator()(CreateTrigger& create) const { Place(create.table); }
  template <typename Other>
  void operator()(Other&) const {}

 private:
  void Place(Name& name) const {
    if (name.schema.empty()) name.schema = schema;
  }
};

bool BeginsElement(const Wording& words, size_t at) { return words.Is(at, "create") || words.Is(at, "grant"); }

// The elements of CREATE SCHEMA, each from its first word to the next one's.
std::vector<Wording::Range> ElementsOf(const Wording& words) {
  std::vector<Wording::Range> elements;
  int depth = 0;
  for (size_t at = 1; at < words.size(); ++at) {
    depth += words.Is(at, '(') - words.Is(at, ')');
    if (depth != 0 || !BeginsElement(words, at)) continue;
    if (!elements.empty()) elements.back().end = at;
    elements.push_back({at, words.size()});
  }
  return elements;
}

void LowerElements(Nodes elements, const std::string& schema, Lowering& lowering) {
  const Wording& words = lowering.words();
  const std::vector<Wording::Range> ranges = ElementsOf(words);
  if (ranges.size() != elements.size()) {
    return lowering.Add(Opaque{.what = "CREATE SCHEMA", .reason = "its elements are not understood"});
  }
  for (size_t i = 0; i < elements.size(); ++i) {
    const Piece piece{words[ranges[i].begin].begin, words[ranges[i].end - 1].end()};
    Lowering element(lowering.sql(), piece, lowering.origin());
    LowerNode(*elements[i], element);
    for (Operation& operation : element.operations()) {
      std::visit(Placed{schema}, operation.action);
      lowering.Add(std::move(operation.action), lowering.SpanOf(ranges[i]));
    }
  }
}

}  // namespace

void LowerCreateTrigger(const PgQuery__CreateTrigStmt& create, Lowering& lowering) {
  lowering.Add(CreateTrigger{.table = NameOf(create.relation),
                             .trigger = create.trigname,
                             .function = NameOf(Nodes(create.funcname, create.n_funcname)),
                             .or_replace = create.replace != 0,
                             .constraint = create.isconstraint != 0,
                             .text = {lowering.words().Text(0)}});
}

void LowerCreatePolicy(const PgQuery__CreatePolicyStmt& create, Lowering& lowering) {
  lowering.Add(CreatePolicy{NameOf(create.table), create.policy_name, {lowering.words().Text(0)}});
}

void LowerCreateExtension(const PgQuery__CreateExtensionStmt& create, Lowering& lowering) {
  const Nodes options(create.options, create.n_options);
  const PgQuery__DefElem* schema = FindOption(options, "schema");
  lowering.Add(CreateExtension{.extension = create.extname,
                               .schema = schema == nullptr ? "" : ConstantOf(schema->arg).value_or(""),
                               .if_absent = create.if_not_exists != 0,
                               .cascade = FindOption(options, "cascade") != nullptr});
}

void LowerCreateSchema(const PgQuery__CreateSchemaStmt& create, Lowering& lowering) {
  // CREATE SCHEMA AUTHORIZATION joe: the schema is named after the role, if that is a name.
  std::string name = create.schemaname;
  if (name.empty() && create.authrole != nullptr) name = create.authrole->rolename;
  lowering.Add(CreateSchema{HasHole(name) ? "" : name, create.if_not_exists != 0});
  if (create.n_schema_elts > 0) LowerElements(Nodes(create.schema_elts, create.n_schema_elts), name, lowering);
}

}  // namespace retort
