#include "linter/alembic/meaning.h"

#include <algorithm>
#include <map>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/alembic/program.h"
#include "linter/source/mapped_text.h"
#include "linter/sql/lexer.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

using python::Module;

template <typename T, typename... Ts>
constexpr bool kIsOneOf = (std::is_same_v<T, Ts> || ...);

// An operation of these kinds leaves out something that its statement says: values, conditions, events.
bool IsAbridged(const Action& action) {
  return std::visit(
      [](const auto& kind) {
        using T = std::decay_t<decltype(kind)>;
        if constexpr (std::is_same_v<T, CreateTable>) return !kind.complete;
        if constexpr (std::is_same_v<T, Opaque>) return true;
        return kIsOneOf<T, AlterTable, CreateFunction, CreateTrigger, CreatePolicy, ChangeRows, Maintain, Inspect,
                        Raise>;
      },
      action);
}

// SQL with one space between its tokens, keywords and plain names in lower case.
std::string CanonicalSql(absl::string_view sql) {
  return absl::StrJoin(Tokenize(sql), " ", [](std::string* out, const SqlToken& token) {
    absl::StrAppend(out, token.kind == TokenKind::kWord ? absl::AsciiStrToLower(token.text) : std::string(token.text));
  });
}

// A value that is bound elsewhere is printed as NULL.
bool SaysEverything(absl::string_view sql) {
  if (sql.empty() || HasHole(sql)) return false;
  const std::vector<SqlToken> tokens = Tokenize(sql);
  return std::none_of(tokens.begin(), tokens.end(), [](const SqlToken& token) { return token.Is("null"); });
}

// An action that is no SQL.
std::string InWords(const Action& action) {
  if (const auto* opaque = std::get_if<Opaque>(&action))
    return absl::StrCat("something that is not understood: ", opaque->what);
  if (const auto* raise = std::get_if<Raise>(&action)) return absl::StrCat("an error: ", raise->error);
  return std::string(ActionName(action));
}

// What the SQL of an operation does not show.
absl::string_view Remark(const Action& action) {
  const auto* create = std::get_if<CreateEnum>(&action);
  if (create == nullptr) return "";
  if (create->if_absent) return " (unless it exists)";
  return create->sender == CreateEnum::Sender::kTableEvent ? " (with its table)" : "";
}

class ProcedureReader {
 public:
  ProcedureMeaning Read(const Procedure& procedure) {
    if (procedure.body == Procedure::Body::kAbsent) meaning_.operations.push_back("absent");
    if (procedure.body == Procedure::Body::kRaises) meaning_.operations.push_back("raises");
    meaning_.places.resize(meaning_.operations.size(), procedure.at);
    for (const Transaction& transaction : procedure.transactions) {
      const absl::string_view where = transaction.atomic ? "" : "outside of a transaction: ";
      for (const Statement& statement : transaction.statements) ReadStatement(statement, where);
    }
    return std::move(meaning_);
  }

  bool SaysAll() const { return says_all_; }

 private:
  void ReadStatement(const Statement& statement, absl::string_view where) {
    bool is_abridged = statement.operations.empty();
    for (const Operation& operation : statement.operations) is_abridged = is_abridged || IsAbridged(operation.action);
    if (is_abridged && SaysEverything(statement.sql)) {
      const bool is_certain = std::all_of(statement.operations.begin(), statement.operations.end(),
                                          [](const auto& one) { return one.certainty == Certainty::kCertain; });
      says_all_ = says_all_ && is_certain;
      return Add(absl::StrCat(where, is_certain ? "" : "sometimes: ", CanonicalSql(statement.sql)), statement.at);
    }
    for (const Operation& operation : statement.operations) ReadOperation(operation, where);
    says_all_ = says_all_ && !is_abridged;
  }

  void ReadOperation(const Operation& operation, absl::string_view where) {
    const bool is_certain = operation.certainty == Certainty::kCertain;
    std::string sql = RenderWithHoles(operation.action);
    says_all_ = says_all_ && is_certain && !HasHole(sql);
    if (sql.empty()) sql = InWords(operation.action);
    Add(absl::StrCat(where, is_certain ? "" : "sometimes: ", ShowHoles(sql), Remark(operation.action)), operation.at);
  }

  void Add(std::string operation, Span at) {
    meaning_.operations.push_back(std::move(operation));
    meaning_.places.push_back(at);
  }

  ProcedureMeaning meaning_;
  bool says_all_ = true;
};

std::string Ids(absl::string_view name, const std::vector<Reference>& references) {
  std::vector<std::string> ids;
  for (const Reference& reference : references) ids.push_back(reference.id);
  std::sort(ids.begin(), ids.end());
  return absl::StrCat(name, " ", absl::StrJoin(ids, "\n  "), "\n");
}

// The code that one of the procedures may depend on: the whole module but the other one.
std::string CodeWithout(absl::string_view other, const Revision& revision, absl::string_view text) {
  const Module module = Module::Parse(0, text);
  std::string all;
  for (const auto& [name, code] : CodeByFunction(ReadProgram(module, text), module, revision)) {
    if (name != other) absl::StrAppend(&all, name, ":", code.size(), "\n", code, "\n");
  }
  return all;
}

ProcedureMeaning ReadOne(const Procedure& procedure, absl::string_view other, const Revision& revision,
                         absl::string_view text) {
  ProcedureReader reader;
  ProcedureMeaning meaning = reader.Read(procedure);
  if (!reader.SaysAll()) meaning.code = CodeWithout(other, revision, text);
  return meaning;
}

void AppendProcedure(absl::string_view name, const ProcedureMeaning& procedure, std::string& out) {
  absl::StrAppend(&out, name, " ", procedure.operations.size(), " ", procedure.code.size(), "\n");
  for (const std::string& operation : procedure.operations) {
    absl::StrAppend(&out, operation.size(), " ", operation, "\n");
  }
  absl::StrAppend(&out, procedure.code, "\n");
}

}  // namespace

Meaning ReadMeaning(const Revision& revision, absl::string_view text) {
  Meaning meaning;
  meaning.identifiers = absl::StrCat("revision ", revision.id, "\n", Ids("down_revision", revision.parents),
                                     Ids("depends_on", revision.depends_on), Ids("branch_labels", revision.labels));
  meaning.upgrade = ReadOne(revision.upgrade, "downgrade", revision, text);
  meaning.downgrade = ReadOne(revision.downgrade, "upgrade", revision, text);
  return meaning;
}

std::string MeaningText(const Meaning& meaning) {
  std::string out = meaning.identifiers;
  AppendProcedure("upgrade", meaning.upgrade, out);
  AppendProcedure("downgrade", meaning.downgrade, out);
  return out;
}

}  // namespace retort
