#include "linter/sql/render.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/quote.h"
#include "linter/sql/render_parts.h"

namespace retort {
namespace {

std::string From(absl::string_view word, const std::vector<Name>& reads) {
  return reads.empty() ? "" : absl::StrCat(" ", word, " ", NamesText(reads));
}

// Without a condition only when it is known that there is none.
std::string Where(const Known<bool>& filtered) { return filtered.Is(false) ? "" : absl::StrCat(" WHERE ", kHole); }

}  // namespace

std::string KnownText(const Known<std::string>& text) { return text.known() ? text.value() : std::string(kHole); }

std::string KnownIdentifier(const Known<std::string>& name) { return Quoted(KnownText(name)); }

std::string NamesText(const std::vector<Name>& names) {
  return absl::StrJoin(names, ", ", [](std::string* out, const Name& name) { absl::StrAppend(out, QuotedName(name)); });
}

std::string RenderAction(const ChangeRows& change) {
  const std::string table = QuotedName(change.table);
  switch (change.kind) {
    case ChangeRows::Kind::kInsert:
      return absl::StrCat("INSERT INTO ", table, " SELECT ", kHole, From("FROM", change.reads));
    case ChangeRows::Kind::kUpdate:
      return absl::StrCat("UPDATE ", table, " SET ", kHole, " = ", kHole, From("FROM", change.reads),
                          Where(change.filtered));
    case ChangeRows::Kind::kDelete:
      return absl::StrCat("DELETE FROM ", table, From("USING", change.reads), Where(change.filtered));
    case ChangeRows::Kind::kTruncate:
      return absl::StrCat("TRUNCATE ", table, When(change.cascade, " CASCADE"));
    case ChangeRows::Kind::kMerge:
      return absl::StrCat("MERGE INTO ", table, " USING ", change.reads.empty() ? kHole : NamesText(change.reads),
                          " ON ", kHole, " WHEN MATCHED THEN DO NOTHING");
    case ChangeRows::Kind::kCopy:
      return absl::StrCat("COPY ", table, " FROM STDIN");
  }
  return "";
}

std::string RenderAction(const SetParameter& set) {
  if (set.value == Known<std::string>("")) return absl::StrCat("RESET ", set.parameter);
  // A list of schemas is several values; anything else is one.
  const std::string value = KnownText(set.value);
  const bool is_list = set.parameter == "search_path";
  return absl::StrCat("SET ", When(set.local, "LOCAL "), set.parameter, " = ", is_list ? value : QuotedText(value));
}

std::string RenderAction(const TransactionCommand& command) {
  const std::string savepoint = Quoted(command.savepoint);
  switch (command.kind) {
    case TransactionCommand::Kind::kBegin:
      return "BEGIN";
    case TransactionCommand::Kind::kCommit:
      return "COMMIT";
    case TransactionCommand::Kind::kRollback:
      return "ROLLBACK";
    case TransactionCommand::Kind::kSavepoint:
      return absl::StrCat("SAVEPOINT ", savepoint);
    case TransactionCommand::Kind::kRelease:
      return absl::StrCat("RELEASE SAVEPOINT ", savepoint);
    case TransactionCommand::Kind::kRollbackTo:
      return absl::StrCat("ROLLBACK TO SAVEPOINT ", savepoint);
    case TransactionCommand::Kind::kPrepare:
      return absl::StrCat("PREPARE TRANSACTION ", QuotedText(command.savepoint));
  }
  return "";
}

std::string RenderAction(const LockTable& lock) {
  return absl::StrCat("LOCK TABLE ", NamesText(lock.tables), " IN ", lock.mode, " MODE", When(lock.nowait, " NOWAIT"));
}

std::string RenderAction(const Maintain& maintain) {
  const std::string name = maintain.name.name.empty() ? "" : absl::StrCat(" ", QuotedName(maintain.name));
  switch (maintain.kind) {
    case Maintain::Kind::kVacuum:
      return absl::StrCat("VACUUM", name);
    case Maintain::Kind::kVacuumFull:
      return absl::StrCat("VACUUM FULL", name);
    case Maintain::Kind::kAnalyze:
      return absl::StrCat("ANALYZE", name);
    case Maintain::Kind::kCluster:
      return absl::StrCat("CLUSTER", name);
    case Maintain::Kind::kReindex:
      return absl::StrCat("REINDEX ", SqlWord(maintain.object), When(maintain.concurrently, " CONCURRENTLY"), name);
  }
  return "";
}

std::string RenderAction(const Inspect& inspect) {
  if (inspect.command == "SELECT") return absl::StrCat("SELECT ", kHole, From("FROM", inspect.reads));
  return absl::StrCat(inspect.command, " ", kHole);
}

std::string RenderAction(const Raise&) { return ""; }
std::string RenderAction(const Opaque&) { return ""; }

std::string RenderWithHoles(const Action& action) {
  return std::visit([](const auto& kind) { return RenderAction(kind); }, action);
}

std::string TypeSql(const Type& type) { return TypeText(type); }

std::string ShowHoles(absl::string_view sql) { return absl::StrReplaceAll(sql, {{kHole, kUnknownMark}}); }

std::string Render(const Action& action) { return ShowHoles(RenderWithHoles(action)); }

}  // namespace retort
