// How the machine runs statements that branch: every branch that may be taken is run, then what they left is joined.

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "linter/python/machine.h"
#include "linter/python/operators.h"

namespace retort::python {
namespace {

constexpr size_t kMaxUnrolled = 2000;

}  // namespace

Flow Machine::If(NodeId statement) {
  // Decided conditions are skipped or taken; the first that is not forks into itself and all that follow.
  std::vector<NodeId> clauses = {statement};
  for (const NodeId child : syntax_.Children(statement)) {
    if (syntax_[child].field == Field::kAlternative) clauses.push_back(child);
  }
  const std::function<Flow(size_t)> run = [&](size_t i) -> Flow {
    for (; i < clauses.size(); ++i) {
      const NodeId condition = syntax_.Child(clauses[i], Field::kCondition);
      if (condition == kNoNode) return Block(syntax_.Child(clauses[i], Field::kBody));
      const ValuePtr value = Eval(condition);
      const std::optional<bool> truth = Truth(*value);
      const NodeId body = syntax_.Child(clauses[i], Field::kConsequence);
      if (truth.has_value() && *truth) return Block(body);
      if (truth.has_value()) continue;
      const Deeper deeper(*this);
      if (deeper.too_deep()) {
        TooDeep(clauses[i]);
        return Flow::kNext;
      }
      return Fork({Tested(condition, value, true), Tested(condition, value, false)},
                  [&](size_t branch) { return branch == 0 ? Block(body) : run(i + 1); });
    }
    return Flow::kNext;
  };
  return run(0);
}

Flow Machine::Match(NodeId statement) {
  ValuePtr subject;
  std::string source;
  for (const NodeId child : syntax_.Children(statement)) {
    if (syntax_[child].field != Field::kSubject) continue;
    subject = subject == nullptr ? Eval(child) : UnknownAt(child, "several values");
    source = SourceOf(child);
  }
  // Cases that certainly do not match are left out, and so are those behind one that certainly does.
  std::vector<NodeId> cases;
  std::vector<Condition> conditions;
  bool decided = false;
  for (const NodeId child : syntax_.Children(syntax_.Child(statement, Field::kBody))) {
    if (syntax_[child].kind != Kind::kCase || decided) continue;
    const NodeId pattern = syntax_.ChildOf(child, Kind::kCasePattern);
    const bool guarded = syntax_.Child(child, Field::kGuard) != kNoNode;
    const std::optional<bool> matches = subject == nullptr ? std::nullopt : Matches(pattern, *subject);
    if (matches.has_value() && !*matches) continue;
    decided = matches.has_value() && !guarded;
    if (decided && cases.empty()) {
      BindPatternNames(pattern, subject);
      return Block(syntax_.Child(child, Field::kConsequence));
    }
    cases.push_back(child);
    conditions.push_back({Condition::Kind::kOther, nullptr, true, absl::StrCat(source, " is ", SourceOf(pattern))});
  }
  if (!decided) {
    conditions.push_back({Condition::Kind::kOther, nullptr, true, absl::StrCat(source, " is none of the cases")});
  }
  return Fork(std::move(conditions), [&](size_t i) {
    if (i == cases.size()) return Flow::kNext;
    BindPatternNames(syntax_.ChildOf(cases[i], Kind::kCasePattern), nullptr);
    const NodeId guard = syntax_.Child(cases[i], Field::kGuard);
    if (guard != kNoNode) Eval(guard + 1);
    return Block(syntax_.Child(cases[i], Field::kConsequence));
  });
}

// Whether a pattern matches: literals, dotted names, alternatives of them, and names, which match everything.
std::optional<bool> Machine::Matches(NodeId pattern, const Value& subject) {
  const std::string text(syntax_.Text(pattern));
  if (text == "_") return true;
  while (syntax_[pattern].kind == Kind::kCasePattern || syntax_[pattern].kind == Kind::kUnionPattern ||
         syntax_[pattern].kind == Kind::kParenthesized) {
    const NodeId first = pattern + 1;
    if (first >= syntax_[pattern].after) return std::nullopt;
    const bool single = syntax_[first].after == syntax_[pattern].after;
    if (!single) {
      if (syntax_[pattern].kind != Kind::kUnionPattern) return std::nullopt;
      bool known = true;
      for (const NodeId child : syntax_.Children(pattern)) {
        if (syntax_[child].kind == Kind::kToken) continue;
        const std::optional<bool> matches = Matches(child, subject);
        if (matches.value_or(false)) return true;
        known = known && matches.has_value();
      }
      return known ? std::optional<bool>(false) : std::nullopt;
    }
    pattern = first;
  }
  const Kind kind = syntax_[pattern].kind;
  if (kind == Kind::kIdentifier || kind == Kind::kDottedName) {
    if (!absl::StrContains(text, '.')) return true;
    return std::nullopt;
  }
  const bool literal = kind == Kind::kString || kind == Kind::kInteger || kind == Kind::kTrue || kind == Kind::kFalse ||
                       kind == Kind::kNone || kind == Kind::kConcatenatedString;
  return literal ? Equal(subject, *Eval(pattern)) : std::nullopt;
}

// `whole`: what a pattern that is only a name stands for, or nullptr.
void Machine::BindPatternNames(NodeId pattern, const ValuePtr& whole) {
  for (NodeId id = pattern; id < syntax_[pattern].after; ++id) {
    if (syntax_[id].kind != Kind::kIdentifier) continue;
    const bool is_all = whole != nullptr && syntax_.Text(id) == syntax_.Text(pattern);
    Bind(syntax_.Text(id), is_all ? whole : UnknownAt(id, "a part of what is matched"), syntax_.At(id));
  }
}

// Runs alternatives of which one happens, all from the same state.
Flow Machine::Fork(std::vector<Condition> branches, const std::function<Flow(size_t)>& run) {
  std::vector<Outcome> outcomes(branches.size());
  const size_t mark = trail_.size();
  for (size_t i = 0; i < branches.size(); ++i) {
    outcomes[i].condition = Push(std::move(branches[i]));
    outcomes[i].flow = run(i);
    Pop(outcomes[i].condition);
    outcomes[i].writes = Rewind(mark);
  }
  return Merge(outcomes);
}

Flow Machine::Merge(std::vector<Outcome>& outcomes) {
  Flow merged = Flow::kRaise;
  for (const Outcome& outcome : outcomes) {
    if (outcome.flow == Flow::kStop) return Flow::kStop;
    merged = std::min(merged, outcome.flow);
  }
  std::vector<const Writes*> joined;
  std::vector<ConditionPtr> conditions;
  for (Outcome& outcome : outcomes) {
    if (outcome.flow == Flow::kRaise && merged != Flow::kRaise) continue;
    if (outcome.flow == Flow::kReturn && merged != Flow::kReturn) {
      // The locals of a function that has returned do not matter any more.
      absl::erase_if(outcome.writes, [&](const auto& write) { return write.first.first == frames_.back().scope; });
      if (outcome.writes.empty()) continue;
    }
    joined.push_back(&outcome.writes);
    conditions.push_back(outcome.condition);
  }
  Join(joined, conditions);
  for (const Outcome& outcome : outcomes) {
    if (outcome.flow != merged && outcome.guards) LeaveEarly(outcome);
  }
  return merged;
}

void Machine::LeaveEarly(const Outcome& outcome) {
  const Flow flow = outcome.flow;
  if (flow == Flow::kReturn) Close(frames_.back().early_return, outcome.condition);
  if (flow == Flow::kRaise) Close(early_raise_, outcome.condition);
  if (loops_.empty() || loops_.back() == nullptr) return;
  if (flow == Flow::kBreak) Close(loops_.back()->early_break, outcome.condition);
  if (flow == Flow::kContinue) Close(loops_.back()->early_continue, outcome.condition);
}

Flow Machine::For(NodeId statement) {
  const NodeId target = syntax_.Child(statement, Field::kLeft);
  const NodeId body = syntax_.Child(statement, Field::kBody);
  const NodeId right = syntax_.Child(statement, Field::kRight);
  const ValuePtr iterated = Eval(right);
  const std::optional<Sequence> items = Iterate(*iterated, right);
  if (!items.has_value()) return OnceUnknown(statement, target, iterated);
  const bool all = items->complete && items->items.size() <= kMaxUnrolled;
  Loop loop(conditions_.size());
  loops_.push_back(&loop);
  Flow flow = Flow::kNext;
  for (size_t i = 0; i < std::min(items->items.size(), kMaxUnrolled) && flow == Flow::kNext; ++i) {
    Assign(target, items->items[i], syntax_.At(target));
    flow = Iteration(body, loop);
  }
  for (size_t i = 0; i < items->maybe.size() && flow == Flow::kNext; ++i) {
    Condition there = *items->maybe[i].second;
    Condition absent = there;
    absent.holds = !absent.holds;
    flow = Fork({std::move(there), std::move(absent)}, [&](size_t branch) {
      if (branch == 1) return Flow::kNext;
      Assign(target, items->maybe[i].first, syntax_.At(target));
      return Iteration(body, loop);
    });
  }
  loops_.pop_back();
  const bool bounded = all || (!items->maybe.empty() && items->items.size() <= kMaxUnrolled);
  if (flow == Flow::kNext && !bounded) flow = OnceUnknown(statement, target, iterated);
  return AfterLoop(statement, flow, loop);
}

// One round of a loop; kNext when the next one follows.
Flow Machine::Iteration(NodeId body, Loop& loop) {
  const Flow flow = Block(body);
  Open(loop.early_continue);
  return flow == Flow::kContinue ? Flow::kNext : flow;
}

Flow Machine::AfterLoop(NodeId statement, Flow flow, Loop& loop) {
  const NodeId alternative = syntax_.ChildOf(statement, Kind::kElse);
  if (flow == Flow::kNext && alternative != kNoNode)
    flow = Block(syntax_.Child(alternative, Field::kBody));
  else if (flow == Flow::kBreak)
    flow = Flow::kNext;
  Open(loop.early_break);
  return flow;
}

// A loop that ends when its condition does, and nothing else ends it.
bool Machine::Counts(NodeId loop) const {
  const Kind condition = syntax_[syntax_.Unwrap(syntax_.Child(loop, Field::kCondition))].kind;
  if (condition == Kind::kTrue || condition == Kind::kInteger) return false;
  for (NodeId id = loop; id < syntax_[loop].after; ++id) {
    const Kind kind = syntax_[id].kind;
    if (kind == Kind::kBreak || kind == Kind::kReturn || kind == Kind::kRaise) return false;
  }
  return true;
}

Flow Machine::While(NodeId statement) {
  const NodeId condition = syntax_.Child(statement, Field::kCondition);
  const NodeId body = syntax_.Child(statement, Field::kBody);
  std::optional<bool> truth = Truth(*Eval(condition));
  Loop loop(conditions_.size());
  loops_.push_back(&loop);
  Flow flow = Flow::kNext;
  const bool counts = Counts(statement);
  const size_t mark = trail_.size();
  const size_t events = events_.size();
  for (size_t i = 0; counts && i < kMaxUnrolled && flow == Flow::kNext && truth.value_or(false); ++i) {
    flow = Iteration(body, loop);
    if (flow == Flow::kNext) truth = Truth(*Eval(condition));
  }
  loops_.pop_back();
  if (flow == Flow::kNext && truth.value_or(true)) {
    // How many rounds there are is not known after all.
    Rewind(mark);
    events_.resize(events);
    return OnceUnknown(statement, kNoNode, nullptr);
  }
  return AfterLoop(statement, flow, loop);
}

// A loop of unknown length: its body is run once, for any round of it.
Flow Machine::OnceUnknown(NodeId statement, NodeId target, const ValuePtr& items) {
  const NodeId body = syntax_.Child(statement, Field::kBody);
  Loop loop(conditions_.size());
  loops_.push_back(&loop);
  Condition around = Looped(statement, items);
  Condition none = around;
  none.holds = false;
  const Flow flow = Fork({std::move(around), std::move(none)}, [&](size_t i) {
    Forget(body);
    if (i == 1) return Flow::kNext;
    if (target != kNoNode) Assign(target, Each(items, target), syntax_.At(target));
    const Flow round = Iteration(body, loop);
    Forget(body);
    return round == Flow::kBreak ? Flow::kNext : round;
  });
  Open(loop.early_break);
  loops_.pop_back();
  return flow;
}

// Whatever the region may write is not known any more.
void Machine::Forget(NodeId region) {
  for (NodeId id = region; id < syntax_[region].after; ++id) {
    const Kind kind = syntax_[id].kind;
    if (kind == Kind::kFunction || kind == Kind::kClass || kind == Kind::kLambda) {
      id = syntax_[id].after - 1;
      continue;
    }
    if (kind != Kind::kIdentifier || !Spend(1, id)) continue;
    const absl::string_view name = syntax_.Text(id);
    Scope* owner = OwnerOf(name);
    const auto found = owner->variables.find(name);
    if (found == owner->variables.end() || found->second.value == nullptr) continue;
    const NodeId parent = syntax_[id].parent;
    const Field field = syntax_[id].field;
    const bool mutates = IsMutable(*found->second.value) && (field == Field::kObject || field == Field::kValue);
    if (mutates || IsTarget(id, parent)) Write(owner, name, {UnknownAt(id, "assigned in a loop"), syntax_.At(id)});
  }
}

bool Machine::IsTarget(NodeId id, NodeId parent) const {
  const auto is_pattern = [&](NodeId node) {
    const Kind kind = syntax_[node].kind;
    return kind == Kind::kPatternList || kind == Kind::kTuplePattern || kind == Kind::kListPattern ||
           kind == Kind::kListSplatPattern || kind == Kind::kAsPatternTarget || kind == Kind::kCasePattern ||
           kind == Kind::kTuple;
  };
  for (int i = 0; i < 8 && is_pattern(parent); ++i) {
    id = parent;
    parent = syntax_[id].parent;
  }
  const Field field = syntax_[id].field;
  return field == Field::kLeft || field == Field::kAlias || syntax_[parent].kind == Kind::kAsPattern ||
         syntax_[parent].kind == Kind::kCase || syntax_[parent].kind == Kind::kDelete ||
         (field == Field::kName && syntax_[parent].kind == Kind::kNamedExpression);
}

Flow Machine::Try(NodeId statement) {
  std::vector<NodeId> handlers;
  for (const NodeId child : syntax_.Children(statement)) {
    const Kind kind = syntax_[child].kind;
    if (kind == Kind::kExcept || kind == Kind::kExceptGroup) handlers.push_back(child);
  }
  const bool caught = !handlers.empty();
  const size_t mark = trail_.size();
  const Guard outer_raise = early_raise_;
  if (caught && !early_raise_.closed) early_raise_.start = conditions_.size();
  std::vector<Outcome> outcomes(1);
  in_try_ += caught ? 1 : 0;
  outcomes[0].flow = Block(syntax_.Child(statement, Field::kBody));
  in_try_ -= caught ? 1 : 0;
  const NodeId otherwise = syntax_.ChildOf(statement, Kind::kElse);
  if (outcomes[0].flow == Flow::kNext && otherwise != kNoNode) {
    outcomes[0].flow = Block(syntax_.Child(otherwise, Field::kBody));
  }
  Flow flow = outcomes[0].flow;
  if (caught) {
    ReopenRaise(outer_raise);
    early_raise_.start = outer_raise.start;
    outcomes[0].writes = Rewind(mark);
    for (const NodeId handler : handlers) outcomes.push_back(RunHandler(handler, outcomes[0].writes));
    flow = Merge(outcomes);
  }
  const NodeId last = syntax_.ChildOf(statement, Kind::kFinally);
  if (last == kNoNode || flow == Flow::kStop) return flow;
  const Flow after = Block(syntax_.ChildOf(last, Kind::kBlock));
  return after == Flow::kNext ? flow : after;
}

// "an exception is raised", "NoSuchTableError is raised"
Condition Machine::Caught(NodeId handler) const {
  std::string what = "an exception";
  const NodeId first = syntax_.ChildAt(handler, 0);
  if (first != kNoNode && syntax_[first].kind != Kind::kBlock) {
    const bool named = syntax_[first].kind == Kind::kAsPattern;
    const std::string type = SourceOf(named ? first + 1 : first);
    if (type != "Exception" && type != "BaseException") what = type;
  }
  return {Condition::Kind::kOther, nullptr, true, absl::StrCat(what, " is raised")};
}

// An except branch begins anywhere in the body: what the body writes may or may not have been written.
Machine::Outcome Machine::RunHandler(NodeId handler, const Writes& body) {
  const size_t mark = trail_.size();
  const Writes unchanged;
  Join({&body, &unchanged});
  Outcome outcome;
  outcome.condition = Push(Caught(handler));
  for (const NodeId child : syntax_.Children(handler)) {
    for (NodeId id = child; syntax_[child].kind != Kind::kBlock && id < syntax_[child].after; ++id) {
      const bool alias = syntax_[id].field == Field::kAlias && syntax_[id].kind == Kind::kIdentifier;
      const bool target = syntax_[syntax_[id].parent].kind == Kind::kAsPatternTarget;
      if (alias || target) Bind(syntax_.Text(id), UnknownAt(id, "an exception"), syntax_.At(id));
    }
  }
  outcome.flow = Block(syntax_.ChildOf(handler, Kind::kBlock));
  // Raising again is what would have happened without the handler.
  outcome.guards = outcome.flow != Flow::kRaise;
  Pop(outcome.condition);
  outcome.writes = Rewind(mark);
  return outcome;
}

}  // namespace retort::python
