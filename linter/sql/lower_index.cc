#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/sql/lowering.h"
#include "linter/sql/quote.h"

namespace retort {
namespace {

using Nulls = IndexElement::Nulls;

// In parentheses, or a call.
std::string ExpressionAt(const Wording& words, size_t at) {
  const size_t item_end = words.ItemEnd(at);
  const size_t open = words.Find('(', at);
  if (open >= item_end) return words.Text(at, at + 1);  // CURRENT_DATE
  const size_t close = words.Close(open);
  return words.Text(words.Unwrapped({at, close + 1}));
}

std::string OperatorClassOf(const PgQuery__IndexElem& element) {
  std::vector<std::string> names = StringsOf(Nodes(element.opclass, element.n_opclass));
  for (std::string& name : names) name = Quoted(name);
  std::string text = absl::StrJoin(names, ".");
  std::vector<std::string> options;
  for (const PgQuery__Node* node : Nodes(element.opclassopts, element.n_opclassopts)) {
    if (node->node_case != PG_QUERY__NODE__NODE_DEF_ELEM) continue;
    const std::optional<std::string> value = ConstantOf(node->def_elem->arg);
    options.push_back(absl::StrCat(node->def_elem->defname, value.has_value() ? "=" : "", value.value_or("")));
  }
  return options.empty() ? text : absl::StrCat(text, "(", absl::StrJoin(options, ", "), ")");
}

void ReadTail(size_t at, CreateIndex& index, Lowering& lowering) {
  const Wording& words = lowering.words();
  const size_t where = words.Find("where", at);
  if (where < words.size()) index.where = words.Text(where + 1);
  const size_t options = std::min({words.Find("with", at), words.Find("tablespace", at), where});
  index.options = words.Text(options, where);
}

}  // namespace

IndexElement ElementOf(const PgQuery__IndexElem& tree, const Wording& words, size_t at) {
  IndexElement element{.column = ColumnName(tree.name),
                       .operator_class = OperatorClassOf(tree),
                       .collation = NameOf(Nodes(tree.collation, tree.n_collation)),
                       .descending = tree.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC};
  if (tree.expr != nullptr) element.expression = ExpressionAt(words, at);
  if (tree.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST) element.nulls = Nulls::kFirst;
  if (tree.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST) element.nulls = Nulls::kLast;
  return element;
}

void LowerCreateIndex(const PgQuery__IndexStmt& create, Lowering& lowering) {
  const Wording& words = lowering.words();
  CreateIndex index{.table = NameOf(create.relation),
                    .name = KnownName(create.idxname),
                    .unique = create.unique != 0,
                    .concurrently = create.concurrent != 0,
                    .if_absent = create.if_not_exists != 0,
                    .only = create.relation->inh == 0,
                    .nulls_not_distinct = create.nulls_not_distinct != 0};
  if (absl::string_view(create.access_method) != "btree") index.method = create.access_method;
  const size_t open = words.Find('(', words.At(create.relation->location));
  const std::vector<Wording::Range> items = words.Items(open + 1);
  const Nodes elements(create.index_params, create.n_index_params);
  for (size_t i = 0; i < elements.size(); ++i) {
    const size_t at = i < items.size() ? items[i].begin : words.size();
    index.elements.push_back(ElementOf(*elements[i]->index_elem, words, at));
  }
  for (const PgQuery__Node* node : Nodes(create.index_including_params, create.n_index_including_params)) {
    index.include.push_back(node->index_elem->name);
  }
  ReadTail(words.Close(open) + 1, index, lowering);
  lowering.Add(std::move(index));
}

}  // namespace retort
