#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/sql/lowering.h"
#include "linter/sql/quote.h"
#include "linter/sql/references.h"

namespace retort {
namespace {

// Behind AS, up to a clause that begins with its last WITH.
std::string QueryText(size_t from, bool has_clause, const Wording& words) {
  const size_t begin = words.Find("as", from) + 1;
  size_t end = words.size();
  for (size_t at = end; has_clause && at > begin; --at) {
    if (!words.Is(at - 1, "with")) continue;
    end = at - 1;
    break;
  }
  return words.Text(begin, end);
}

// CREATE RECURSIVE VIEW v (a) AS query  is  CREATE VIEW v (a) AS WITH RECURSIVE v (a) AS (query) SELECT a FROM v.
std::string RecursiveText(const CreateView& create, absl::string_view query) {
  std::vector<std::string> columns;
  for (const std::string& column : create.columns) columns.push_back(Quoted(column));
  const std::string list = absl::StrJoin(columns, ", ");
  const std::string name = Quoted(create.view.name);
  return absl::StrCat("WITH RECURSIVE ", name, " (", list, ") AS (", query, ") SELECT ", list, " FROM ", name);
}

bool IsRecursive(const Wording& words, size_t name) {
  return name >= 2 && words.Is(name - 1, "view") && words.Is(name - 2, "recursive");
}

}  // namespace

void LowerCreateView(const PgQuery__ViewStmt& create, Lowering& lowering) {
  const Wording& words = lowering.words();
  const size_t name = words.At(create.view->location);
  const bool checks = create.with_check_option != PG_QUERY__VIEW_CHECK_OPTION__NO_CHECK_OPTION;
  CreateView view{.view = NameOf(create.view),
                  .or_replace = create.replace != 0,
                  .temporary = PersistenceOf(create.view) == Persistence::kTemporary,
                  .query = QueryText(name, checks, words),
                  .columns = StringsOf(Nodes(create.aliases, create.n_aliases)),
                  .reads = ReferencesIn(create.query).tables};
  if (IsRecursive(words, name)) view.query = RecursiveText(view, view.query);
  lowering.Add(std::move(view));
}

void LowerCreateMaterialized(const PgQuery__CreateTableAsStmt& create, Lowering& lowering) {
  const Wording& words = lowering.words();
  const PgQuery__IntoClause& into = *create.into;
  const size_t last = words.size() - 1;
  const bool has_clause = words.Is(last, "data") &&
                          (words.Is(last - 1, "with") || (words.Is(last - 1, "no") && words.Is(last - 2, "with")));
  lowering.Add(CreateView{.view = NameOf(into.rel),
                          .materialized = true,
                          .if_absent = create.if_not_exists != 0,
                          .with_data = !into.skip_data,
                          .query = QueryText(words.At(into.rel->location), has_clause, words),
                          .columns = StringsOf(Nodes(into.col_names, into.n_col_names)),
                          .reads = ReferencesIn(create.query).tables});
}

void LowerRefresh(const PgQuery__RefreshMatViewStmt& refresh, Lowering& lowering) {
  lowering.Add(RefreshView{NameOf(refresh.relation), refresh.concurrent != 0});
}

}  // namespace retort
