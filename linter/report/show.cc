#include "linter/report/show.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/base/text.h"
#include "linter/postgres/locks.h"
#include "linter/report/json_text.h"
#include "linter/report/lock_text.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"
#include "linter/sql/render.h"

namespace retort {
namespace {

constexpr char kIndent[] = "        ";

std::string Ids(const std::vector<Reference>& references) {
  return absl::StrJoin(references, ", ",
                       [](std::string* out, const Reference& reference) { *out += OneLine(reference.id); });
}

uint32_t LineOf(const ShownRevision& shown, const Span& at) {
  return RangeOf(shown.sources, at, ColumnUnit::kCodePoints).start.line;
}

std::vector<TableLock> LocksOf(const ShownRevision& shown, const Operation& operation) {
  return LocksOf(operation.action, shown.versions.postgres.version);
}

// What the operation sends: its own SQL when it was written as such, with marks for what is not known.
std::string SqlOf(const Statement& statement, const Operation& operation) {
  const bool is_written = !statement.sql.empty() && statement.operations.size() == 1;
  return Printable(is_written ? ShowHoles(statement.sql) : Render(operation.action));
}

// Why there is nothing to show, or too little; empty for an operation that is understood.
std::string Shortfall(const Action& action) {
  if (const auto* raise = std::get_if<Raise>(&action)) {
    return absl::StrCat("raises ", OneLine(raise->error), ": ", OneLine(raise->message));
  }
  const auto* opaque = std::get_if<Opaque>(&action);
  if (opaque == nullptr || opaque->on_purpose) return "";
  return absl::StrCat("not understood: ", OneLine(opaque->what), ": ", OneLine(opaque->reason));
}

class TextShow {
 public:
  explicit TextShow(const ShownRevision& shown) : shown_(shown) {}

  std::string Write() {
    const Revision& revision = shown_.revision;
    absl::StrAppend(&out_, OneLine(revision.id), "  ", OneLine(revision.message), "\n",
                    PathFrom(shown_.working_directory, PathOf(shown_.sources, revision.where.file)), "\n");
    absl::StrAppend(&out_, "revises ", revision.parents.empty() ? "nothing" : Ids(revision.parents));
    if (!revision.depends_on.empty()) absl::StrAppend(&out_, ", depends on ", Ids(revision.depends_on));
    if (!revision.labels.empty()) absl::StrAppend(&out_, ", labelled ", Ids(revision.labels));
    out_ += "\n";
    WriteProcedure("upgrade", revision.upgrade);
    WriteProcedure("downgrade", revision.downgrade);
    return std::move(out_);
  }

 private:
  void WriteProcedure(absl::string_view name, const Procedure& procedure) {
    absl::StrAppend(&out_, "\n", name, "\n");
    bool any = false;
    for (const Transaction& transaction : procedure.transactions) {
      if (!transaction.atomic) absl::StrAppend(&out_, kIndent, "-- outside the transaction\n");
      for (const Statement& statement : transaction.statements) {
        for (const Operation& operation : statement.operations) WriteOperation(statement, operation);
        any = any || !statement.operations.empty();
      }
      if (!transaction.atomic) absl::StrAppend(&out_, kIndent, "-- in a transaction again\n");
    }
    if (!any)
      absl::StrAppend(&out_, kIndent, procedure.body == Procedure::Body::kAbsent ? "there is none" : "does nothing",
                      "\n");
  }

  void WriteOperation(const Statement& statement, const Operation& operation) {
    std::vector<std::string> lines;
    if (operation.certainty == Certainty::kConditional) {
      lines.push_back(absl::StrCat("-- ", operation.condition.empty() ? "perhaps" : OneLine(operation.condition)));
    }
    const std::string sql = SqlOf(statement, operation);
    if (!sql.empty()) lines.push_back(sql);
    if (const std::string shortfall = Shortfall(operation.action); !shortfall.empty()) {
      lines.push_back(absl::StrCat("-- ", shortfall));
    }
    for (const TableLock& lock : LocksOf(shown_, operation)) lines.push_back(absl::StrCat("-- lock: ", LockText(lock)));
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string margin = i == 0 ? absl::StrFormat("%6d  ", LineOf(shown_, operation.at)) : kIndent;
      const std::string text = absl::StrReplaceAll(lines[i], {{"\t", "    "}, {"\n", absl::StrCat("\n", kIndent)}});
      absl::StrAppend(&out_, margin, text, "\n");
    }
  }

  const ShownRevision& shown_;
  std::string out_;
};

Json JsonOf(const ShownRevision& shown, const Statement& statement, const Operation& operation) {
  Json locks = Json::array();
  for (const TableLock& lock : LocksOf(shown, operation)) {
    locks.push_back({{"on", LockedText(lock)},
                     {"mode", std::string(LockModeName(lock.mode))},
                     {"blocks_reads", BlocksReads(lock.mode)},
                     {"blocks_writes", BlocksWrites(lock.mode)}});
  }
  const std::string shortfall = Shortfall(operation.action);
  return {{"line", LineOf(shown, operation.at)},
          {"operation", std::string(ActionName(operation.action))},
          {"sql", SqlOf(statement, operation)},
          {"conditional", operation.certainty == Certainty::kConditional},
          {"condition", OneLine(operation.condition)},
          {"problem", shortfall.empty() ? Json(nullptr) : Json(shortfall)},
          {"locks", std::move(locks)}};
}

Json JsonOf(const ShownRevision& shown, const Procedure& procedure) {
  Json transactions = Json::array();
  for (const Transaction& transaction : procedure.transactions) {
    Json operations = Json::array();
    for (const Statement& statement : transaction.statements) {
      for (const Operation& operation : statement.operations) operations.push_back(JsonOf(shown, statement, operation));
    }
    transactions.push_back({{"atomic", transaction.atomic}, {"operations", std::move(operations)}});
  }
  return transactions;
}

Json IdsJson(const std::vector<Reference>& references) {
  Json ids = Json::array();
  for (const Reference& reference : references) ids.push_back(reference.id);
  return ids;
}

}  // namespace

std::string ShowText(const ShownRevision& shown) { return TextShow(shown).Write(); }

std::string ShowJson(const ShownRevision& shown) {
  const Revision& revision = shown.revision;
  return JsonText({{"revision", revision.id},
                   {"path", PathFrom(shown.working_directory, PathOf(shown.sources, revision.where.file))},
                   {"message", revision.message},
                   {"parents", IdsJson(revision.parents)},
                   {"depends_on", IdsJson(revision.depends_on)},
                   {"labels", IdsJson(revision.labels)},
                   {"upgrade", JsonOf(shown, revision.upgrade)},
                   {"downgrade", JsonOf(shown, revision.downgrade)}});
}

}  // namespace retort
