// What a function does, call by call, to the transactions that it sends.

#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/alembic/effect.h"
#include "linter/alembic/existence.h"
#include "linter/alembic/lowering.h"

namespace retort {
namespace {

using python::Attribute;
using python::Call;
using python::Event;
using python::Value;

constexpr absl::string_view kDirectivePrefix = "alembic.op.";

// The name of the directive that a path calls: "create_table" for alembic.op.create_table; empty otherwise.
absl::string_view DirectiveName(absl::string_view path) {
  if (!absl::StartsWith(path, kDirectivePrefix)) return "";
  const absl::string_view name = path.substr(kDirectivePrefix.size());
  return absl::StrContains(name, '.') ? "" : name;
}

bool IsCallOf(const Value& value, absl::string_view method) {
  const Call* call = value.As<Call>();
  return call != nullptr && CalledName(*call) == method;
}

// One function's events, in order.
class TraceReader {
 public:
  explicit TraceReader(const ScriptContext& context) : context_(context) { transactions_.emplace_back(); }

  void Read(const python::Trace& trace) {
    for (size_t i = 0; i < trace.events.size() && !stopped_; ++i) ReadEvent(trace, i);
  }
  std::vector<Transaction> Take() {
    std::vector<Transaction> sent;
    for (Transaction& transaction : transactions_) {
      if (!transaction.statements.empty()) sent.push_back(std::move(transaction));
    }
    return sent;
  }

 private:
  // `with op.batch_alter_table("t") as batch_op`: its directives are sent when the block ends.
  struct Batch {
    const Value* value;
    Name table;
    std::vector<Statement> deferred;
    bool rebuilds;  // recreate="always": PostgreSQL gets a new table
  };

  void ReadEvent(const python::Trace& trace, size_t index) {
    const Event& event = trace.events[index];
    switch (event.kind) {
      case Event::Kind::kEnter:
        return Enter(event);
      case Event::Kind::kExit:
        return Exit(event);
      case Event::Kind::kUnknown:
        return SendUnknown(event);
      case Event::Kind::kRaise:
        return SendRaise(event);
      case Event::Kind::kCall:
        if (const Call* call = event.value->As<Call>()) ReadCall(*call, trace, index);
    }
  }

  void Enter(const Event& event) {
    if (IsCallOf(*event.value, "batch_alter_table")) {
      const Arguments arguments(*event.value->As<Call>());
      const Value* recreate = arguments.Get(2, "recreate");
      batches_.push_back({event.value.get(),
                          {NamePart(arguments.Get(1, "schema")), NamePart(arguments.Get(0, "table_name"))},
                          {},
                          recreate != nullptr && recreate->Text() != nullptr && *recreate->Text() == "always"});
    } else if (IsCallOf(*event.value, "autocommit_block")) {
      transactions_.push_back({.atomic = false, .statements = {}});
    }
  }

  void Exit(const Event& event) {
    if (!batches_.empty() && batches_.back().value == event.value.get()) {
      Batch batch = std::move(batches_.back());
      batches_.pop_back();
      if (batch.rebuilds) return SendRebuilding(batch, event);
      Emit(std::move(batch.deferred), event);
    } else if (IsCallOf(*event.value, "autocommit_block")) {
      transactions_.emplace_back();
    }
  }

  void ReadCall(const Call& call, const python::Trace& trace, size_t index) {
    const Event& event = trace.events[index];
    const std::string path = PathOf(*call.callee);
    const absl::string_view directive = DirectiveName(path);
    if (!directive.empty()) return ReadDirective(directive, call, event);
    if (const auto* attribute = call.callee->As<Attribute>()) {
      if (Batch* batch = FindBatch(*attribute->object)) return ReadBatchDirective(attribute->name, call, event, *batch);
      if (ReadMethod(*attribute, call, event)) return;
    }
    switch (EffectOf(call, path, trace, index)) {
      case CallEffect::kNone:
        return;
      case CallEffect::kRows:
        return SendAction(ChangeRows{.kind = ChangeRows::Kind::kUpdate, .table = {"", std::string(kHole)}}, event);
      case CallEffect::kAnything:
        if (call.callee->IsUnknown()) {
          return SendAction(Opaque{.what = "a call", .reason = "what is called is not known"}, event);
        }
        return SendAction(Opaque{.what = absl::StrCat(CalledName(call), "()"),
                                 .reason = "a function of another module is not followed"},
                          event);
    }
  }

  void ReadDirective(absl::string_view name, const Call& call, const Event& event) {
    Directive directive(Arguments(call), event.at, CertaintyOf(event), context_);
    if (const DirectiveKind* kind = FindDirective(name)) {
      Lower(*kind, directive);
    } else {
      SendCustom(name, call, directive);
    }
    Emit(directive.TakeStatements(), event);
  }

  void ReadBatchDirective(absl::string_view name, const Call& call, const Event& event, Batch& batch) {
    const DirectiveKind* kind = FindDirective(name);
    const int position = kind == nullptr ? -1 : kind->table_position;
    std::optional<Arguments::Batch> table;
    if (position >= 0) table = {batch.table, position};
    Directive directive(Arguments(call, table), event.at, CertaintyOf(event), context_);
    if (kind == nullptr) {
      directive.SendOpaque(absl::StrCat("batch_op.", name), "a custom directive", Reach::kNamed, {batch.table});
    } else if (kind->outside_batch) {
      directive.Send(Raise{.error = "AttributeError",
                           .message = absl::StrCat("'BatchOperations' object has no attribute '", name, "'")});
    } else {
      Lower(*kind, directive);
    }
    // execute() is the one that does not wait for the end of the block.
    if (position < 0) return Emit(directive.TakeStatements(), event);
    std::vector<Statement> statements = directive.TakeStatements();
    AddGuards(event, statements);
    std::move(statements.begin(), statements.end(), std::back_inserter(batch.deferred));
  }

  // connection.execute(...), e.create(...), Session(bind).execute(...).
  bool ReadMethod(const Attribute& attribute, const Call& call, const Event& event) {
    Directive directive(Arguments(call), event.at, CertaintyOf(event), context_);
    if (LowerSchemaCall(call, directive)) {
      Emit(directive.TakeStatements(), event);
      return true;
    }
    const bool raw = attribute.name == "exec_driver_sql";
    const bool executes = raw || attribute.name == "execute" || attribute.name == "scalar" ||
                          attribute.name == "scalars" || attribute.name == "executescalar";
    if (!executes || call.arguments.empty()) return false;
    const Value* parameters = call.Argument(1, "parameters");
    SendSql(call.arguments[0].get(), !raw, parameters != nullptr && !parameters->IsNone(), directive);
    Emit(directive.TakeStatements(), event);
    return true;
  }

  // A directive that a library or the project registered: it may do anything to what it names.
  static void SendCustom(absl::string_view name, const Call& call, Directive& directive) {
    std::vector<Name> touches;
    for (const python::ValuePtr& argument : call.arguments) {
      if (const std::string* text = argument->Text()) touches.push_back({"", *text});
    }
    for (const python::Keyword& keyword : call.keywords) {
      if (const std::string* text = keyword.value->Text()) touches.push_back({"", *text});
    }
    directive.SendOpaque(absl::StrCat("op.", name), "a custom directive", Reach::kNamed, std::move(touches));
  }

  void SendUnknown(const Event& event) {
    const auto* unknown = event.value->As<python::Unknown>();
    SendAction(Opaque{.what = "code", .reason = unknown == nullptr ? "not followed" : unknown->reason}, event);
  }

  void SendAction(Action action, const Event& event) {
    Statement statement{.at = event.at, .operations = {}, .sql = ""};
    statement.operations.push_back({.at = event.at, .certainty = CertaintyOf(event), .action = std::move(action)});
    transactions_.back().statements.push_back(std::move(statement));
  }

  // What the conditions of the event ask of the database. An operation may have further conditions of its own.
  static void AddGuards(const Event& event, std::vector<Statement>& statements) {
    if (!event.conditional || event.in_try || event.conditions == nullptr) return;
    const ExistenceTests tests = ReadExistenceTests(*event.conditions);
    for (Statement& statement : statements) {
      for (Operation& operation : statement.operations) {
        if (operation.guards.has_value() || operation.certainty == Certainty::kCertain) continue;
        operation.guards = tests;
        const auto* create = std::get_if<CreateEnum>(&operation.action);
        const bool implied = create != nullptr && create->sender == CreateEnum::Sender::kTableEvent;
        if (implied || !operation.condition.empty()) operation.guards->exact = false;
      }
    }
  }

  // After an exception that nothing catches, nothing is sent.
  void Emit(std::vector<Statement> statements, const Event& event) {
    AddGuards(event, statements);
    for (Statement& statement : statements) {
      if (stopped_) return;
      for (const Operation& operation : statement.operations) {
        const bool certain = operation.certainty == Certainty::kCertain && !event.in_try;
        stopped_ = stopped_ || (certain && std::holds_alternative<Raise>(operation.action));
      }
      transactions_.back().statements.push_back(std::move(statement));
    }
  }

  static void Lower(const DirectiveKind& kind, Directive& directive) {
    if (std::optional<Raise> missing = MissingArgument(kind, directive.arguments())) {
      directive.Send(*std::move(missing));
    } else {
      kind.lower(directive);
    }
  }

  // `raise` in the revision itself. One that only may happen is a guard, and changes nothing.
  void SendRaise(const Event& event) {
    if (event.conditional || event.in_try) return;
    const Call* call = event.value->As<Call>();
    const std::string path = PathOf(call != nullptr ? *call->callee : *event.value);
    Raise raise{.error = path.substr(path.rfind('.') + 1)};
    if (call != nullptr && !call->arguments.empty()) raise.message = NamePart(call->arguments[0].get());
    SendAction(std::move(raise), event);
    stopped_ = true;
  }

  // Alembic copies the table into a new one that takes its name.
  void SendRebuilding(const Batch& batch, const Event& event) {
    SendAction(Opaque{.what = "batch_alter_table(recreate=\"always\")",
                      .reason = "the table is replaced by a copy",
                      .reach = Reach::kNamed,
                      .touches = {batch.table, {batch.table.schema, absl::StrCat("_alembic_tmp_", batch.table.name)}}},
               event);
  }

  Batch* FindBatch(const Value& object) {
    for (Batch& batch : batches_) {
      if (batch.value == &object) return &batch;
    }
    return nullptr;
  }

  static Certainty CertaintyOf(const Event& event) {
    return event.conditional ? Certainty::kConditional : Certainty::kCertain;
  }

  const ScriptContext& context_;
  std::vector<Transaction> transactions_;
  std::vector<Batch> batches_;
  bool stopped_ = false;  // by an exception
};

}  // namespace

std::vector<Transaction> LowerTrace(const python::Trace& trace, const ScriptContext& context) {
  TraceReader reader(context);
  reader.Read(trace);
  return reader.Take();
}

}  // namespace retort
