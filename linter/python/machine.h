// The abstract machine behind the interpreter: scopes, control flow and values of one module. Its parts stand in
// statements.cc, branches.cc, expressions.cc, calls.cc, imports.cc, instances.cc, conditions.cc and so on.
//
//   Machine machine(syntax);
//   machine.RunModule();
//   Trace trace = machine.RunFunction("upgrade", {});

#ifndef RETORT_LINTER_PYTHON_MACHINE_H_
#define RETORT_LINTER_PYTHON_MACHINE_H_

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "linter/python/interpreter.h"
#include "linter/python/library.h"
#include "linter/python/page.h"
#include "linter/python/parser.h"
#include "linter/python/scope.h"
#include "linter/python/value.h"

namespace retort::python {

// How a statement ends. kStop: the budget is spent.
enum class Flow { kNext, kContinue, kBreak, kReturn, kRaise, kStop };

class Machine {
 public:
  Machine(const Syntax& syntax, Assumptions assumptions, const Library* library, std::string path);

  Trace RunModule();
  Trace RunFunction(absl::string_view name, std::vector<ValuePtr> arguments);
  const Variable* FindGlobal(absl::string_view name) const;
  std::vector<std::pair<std::string, ValuePtr>> Members(const Class& type) const;
  bool IsEnum(const Class& type) const;
  std::vector<std::string> OutsideBases(const Class& type) const;
  // Questions that are asked when nothing runs: see Interpreter.
  ValuePtr Construct(const Value& made);
  ValuePtr Ask(const ValuePtr& object, absl::string_view name, std::vector<ValuePtr> arguments);
  std::vector<Event> Fire(const Value& target, absl::string_view event, const std::vector<ValuePtr>& arguments);

 private:
  struct FunctionEntry {
    NodeId node;
    const Syntax* syntax;
    Scope* scope;
    std::vector<ValuePtr> defaults;  // in the order of the parameters that have one
    enum class Call { kPlain, kStatic, kClass, kContext, kProperty } call = Call::kPlain;
    bool decorated = false;
    int running = 0;
    bool recursion_said = false;                   // in this run
    std::optional<uint32_t> owner = std::nullopt;  // the class whose method it is
  };
  struct ClassEntry {
    NodeId node;
    Scope* scope;
    std::vector<ValuePtr> bases;
    std::string name = "";
    std::vector<std::string> fields = {};  // of a dataclass or a named tuple: in order, inherited ones first
    bool has_fields = false;
    bool is_tuple = false;
    bool decorated = false;  // by something that is not known
  };
  using ConditionPtr = std::shared_ptr<const Condition>;
  // A region whose rest is conditional once something may have left it early.
  struct Guard {
    bool closed = false;
    size_t mark = 0;
    size_t start = 0;                 // how many conditions held where the region began
    std::vector<ConditionPtr> exits;  // one for each way out: that it was not taken
  };
  struct Frame {
    Scope* scope;
    Guard early_return;
    ValuePtr result;
    ValuePtr yielded;
    Sequence yields = {Sequence::Kind::kList, {}, true};
    std::optional<uint32_t> function = std::nullopt;
    std::function<void(const ValuePtr&)> at_yield = nullptr;  // the body of the `with` that entered it
    ValuePtr truth = nullptr;  // an expression that is true when what was returned so far is; see AddResult
  };
  struct Loop {
    explicit Loop(size_t start) : early_break{false, 0, start, {}}, early_continue{false, 0, start, {}} {}
    Guard early_break;
    Guard early_continue;
  };
  struct Change {
    Scope* scope;
    absl::string_view name;
    Variable before;
  };
  using Writes = absl::flat_hash_map<std::pair<Scope*, absl::string_view>, Variable>;
  struct Outcome {
    Flow flow = Flow::kNext;
    Writes writes;
    ConditionPtr condition = nullptr;
    bool guards = true;  // leaving early makes what follows conditional
  };
  // One more level of statements, expressions or calls, for as long as it lives.
  class Deeper {
   public:
    explicit Deeper(Machine& machine) : machine_(machine) { ++machine_.depth_; }
    ~Deeper() { --machine_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;
    bool too_deep() const { return machine_.depth_ > kMaxDepth; }

   private:
    Machine& machine_;
  };

  // Reads another file, for as long as it lives.
  class Turn {
   public:
    Turn(Machine& machine, const Syntax& to, NodeId at) : machine_(machine), before_(machine.syntax_) {
      machine_.syntax_ = before_.Turned(to, before_.At(at));
    }
    ~Turn() { machine_.syntax_ = before_; }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Machine& machine_;
    const Page before_;
  };

  // What happens as long as it lives is no part of what the revision does.
  class Aside {
   public:
    Aside(Machine& machine, size_t steps);
    ~Aside();
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;
    size_t mark() const { return mark_; }

   private:
    Machine& machine_;
    const size_t limit_;
    const size_t events_;
    const size_t mark_;
    const std::vector<ConditionPtr> conditions_;
    const Guard raise_;
    const int in_try_;
    const bool exhausted_;
  };

  bool Spend(size_t steps, NodeId at);
  ValuePtr TooDeep(NodeId at);

  // Values.
  ValuePtr Make(Span at, Value value) const;
  template <typename T>
  ValuePtr New(NodeId at, T data) const {
    return Make(syntax_.At(at), Value{syntax_.At(at), std::move(data)});
  }
  ValuePtr UnknownAt(NodeId at, absl::string_view reason) const;

  // Names.
  Scope* NewScope(Scope::Kind kind, Scope* parent);
  Scope* current() const { return frames_.back().scope; }
  Scope* OwnerOf(absl::string_view name) const;
  ValuePtr Lookup(NodeId identifier);
  void Bind(absl::string_view name, ValuePtr value, Span at);
  void Write(Scope* scope, absl::string_view name, Variable variable);
  Writes Rewind(size_t mark);
  void Join(const std::vector<const Writes*>& outcomes, const std::vector<ConditionPtr>& conditions = {});
  void JoinSince(size_t mark, const ConditionPtr& condition);

  // Statements.
  Flow Block(NodeId block);
  Flow Statement(NodeId statement);
  Flow Simple(NodeId statement);
  Flow Compound(NodeId statement);
  void Declare(NodeId statement);
  Flow ExpressionStatement(NodeId statement);
  void MarkStatement(const ValuePtr& value, NodeId statement);
  bool IsForgottenCoroutine(NodeId expression);
  Flow Return(NodeId statement);
  Flow Raise(NodeId statement);
  Flow Assert(NodeId statement);
  Flow If(NodeId statement);
  Flow For(NodeId statement);
  Flow While(NodeId statement);
  Flow Try(NodeId statement);
  Flow With(NodeId statement);
  Flow WithItems(NodeId statement, const std::vector<NodeId>& items, size_t first);
  std::optional<Flow> WithHelper(NodeId expression, const std::function<Flow(const ValuePtr&)>& block);
  Flow Match(NodeId statement);
  Flow OnceUnknown(NodeId statement, NodeId target, const ValuePtr& items);
  Flow Iteration(NodeId body, Loop& loop);
  bool Counts(NodeId loop) const;
  Flow AfterLoop(NodeId statement, Flow flow, Loop& loop);
  void Forget(NodeId region);
  bool IsTarget(NodeId id, NodeId parent) const;
  Condition Caught(NodeId handler) const;
  Outcome RunHandler(NodeId handler, const Writes& body);
  Flow Fork(std::vector<Condition> branches, const std::function<Flow(size_t)>& run);
  Flow Merge(std::vector<Outcome>& outcomes);
  void LeaveEarly(const Outcome& outcome);
  void Close(Guard& guard, const ConditionPtr& last);
  void Open(Guard& guard);
  void ReopenRaise(const Guard& outer);

  // Conditions.
  ConditionPtr Push(Condition condition);
  void Pop(const ConditionPtr& condition);
  Condition Tested(NodeId expression, const ValuePtr& value, bool holds) const;
  Condition Looped(NodeId statement, const ValuePtr& items) const;
  std::string SourceOf(NodeId node) const;
  Condition NotTaken(const Guard& guard, const ConditionPtr& last) const;
  ValuePtr AsExpression(const Condition& condition) const;
  ValuePtr Symbol(NodeId at, absl::string_view reason, absl::string_view op, std::vector<ValuePtr> operands) const;
  ValuePtr Each(const ValuePtr& container, NodeId at) const;
  void AddResult(const ValuePtr& value);
  void Import(NodeId statement);
  void ImportFrom(NodeId statement, std::string module);
  Scope* ModuleScope() const;
  std::string Imported(absl::string_view module) const;
  ValuePtr Follow(const ValuePtr& reference, NodeId at);
  LoadedModule* LoadModule(absl::string_view name);
  ValuePtr NameIn(LoadedModule& loaded, const std::string& name, NodeId at);
  ValuePtr FromStars(const std::vector<std::string>& stars, const std::string& name, NodeId at);
  void RunStatements(LoadedModule& loaded, const std::vector<uint32_t>& statements, NodeId at);
  bool IsRebound(const Scope& module, absl::string_view name) const;
  ValuePtr MissingName(Scope& module, NodeId identifier);
  ValuePtr FromOutsideStar(const Scope& module, NodeId identifier) const;
  void Assignment(NodeId assignment);
  void AugmentedAssignment(NodeId assignment);
  void Assign(NodeId target, const ValuePtr& value, Span at);
  void Unpack(const std::vector<NodeId>& targets, const ValuePtr& value, Span at);
  void Delete(NodeId target);
  std::optional<bool> Matches(NodeId pattern, const Value& subject);
  void BindPatternNames(NodeId pattern, const ValuePtr& whole);

  ValuePtr Define(NodeId function, const std::vector<NodeId>& decorators);
  ValuePtr Decorate(ValuePtr function, const std::vector<ValuePtr>& decorators, NodeId at);
  ValuePtr DefineClass(NodeId type, Span at, const std::vector<ValuePtr>& decorators);
  void ReadFields(ClassEntry& entry, const std::vector<ValuePtr>& decorators);
  void NumberMembers(uint32_t type, NodeId at);
  bool HasBase(const Class& type, absl::string_view path) const;
  bool IsWhole(const Class& type) const;
  ValuePtr MakeInstance(const Class& type, const Call& call, NodeId at);
  ValuePtr Initialize(const ValuePtr& instance, const Function& init, const Call& call, NodeId at);
  void InitializeOutside(const ValuePtr& object, const Call& call, NodeId at);
  ValuePtr FieldValue(const ClassEntry& entry, const Class& type, size_t index, const Call& call, NodeId at);
  ValuePtr InstanceAttribute(const ValuePtr& object, const Class& type, absl::string_view name, NodeId at);
  void SetAttribute(const ValuePtr& object, absl::string_view name, const ValuePtr& value, Span at);
  ValuePtr CallMethod(const Function& function, const ValuePtr& object, const Call& call, NodeId at);
  ValuePtr InvokeSuper(absl::string_view name, const Call& call, NodeId at);
  ValuePtr NamedTupleClass(const Call& call, NodeId at);
  ValuePtr WithoutMember(const ValuePtr& value) const;
  // Files and paths.
  ValuePtr PathMethod(const Call& path, absl::string_view name, const Call& call, NodeId at);
  ValuePtr InvokePathFunction(absl::string_view name, const Call& call, NodeId at);
  ValuePtr FileMethod(const Call& file, absl::string_view name, NodeId at);
  ValuePtr TextOfFile(const Value& path, NodeId at);
  ValuePtr MakePath(const std::string& path, NodeId at) const;
  ValuePtr MakeText(absl::string_view text, NodeId at) const;
  ValuePtr OwnPath(NodeId at) const;
  void Decorated(NodeId statement);

  // Expressions.
  ValuePtr Eval(NodeId expression);
  ValuePtr EvalCompound(NodeId expression);
  ValuePtr EvalNamed(NodeId node);
  ValuePtr EvalString(NodeId string);
  void AppendString(NodeId string, MappedText& text);
  void AppendInterpolation(NodeId interpolation, MappedText& text);
  ValuePtr EvalSequence(NodeId node, Sequence::Kind kind);
  ValuePtr EvalDictionary(NodeId node);
  ValuePtr EvalAttribute(NodeId node);
  ValuePtr AttributeOf(const ValuePtr& object, absl::string_view name, NodeId at);
  ValuePtr ClassAttribute(const Class& type, const ValuePtr& object, absl::string_view name, NodeId at);
  ValuePtr FindInClass(const Class& type, absl::string_view name) const;
  ValuePtr EvalSubscript(NodeId node);
  ValuePtr EvalSlice(const ValuePtr& object, NodeId slice);
  ValuePtr Item(const ValuePtr& object, const ValuePtr& key, NodeId at);
  ValuePtr EvalConditional(NodeId node);
  ValuePtr EvalBoolean(NodeId node);
  ValuePtr EvalComparison(NodeId node);
  std::optional<ValuePtr> OperateOnSets(absl::string_view op, const Value& left, const Value& right, NodeId at);
  ValuePtr EvalNot(NodeId node);
  void AssignItem(NodeId target, const ValuePtr& value);
  ValuePtr Compared(absl::string_view op, const ValuePtr& left, const ValuePtr& right, NodeId at) const;
  ValuePtr EvalBinary(NodeId node);
  ValuePtr Operate(absl::string_view op, const ValuePtr& left, const ValuePtr& right, NodeId at);
  ValuePtr Concatenate(const ValuePtr& left, const ValuePtr& right, NodeId at);
  ValuePtr Repeat(const ValuePtr& value, int64_t times, NodeId at);
  ValuePtr EvalUnary(NodeId node);
  ValuePtr EvalAwait(NodeId node);
  ValuePtr EvalYield(NodeId node);
  void Yield(const ValuePtr& value, NodeId node);
  ValuePtr FillTemplate(const Call& made, absl::string_view method, const Call& call, NodeId at);
  ValuePtr EvalComprehension(NodeId node);
  void RunClauses(NodeId comprehension, NodeId clause, bool certain, bool* complete,
                  const std::function<void(bool certain)>& body);
  ValuePtr Conditionally(NodeId expression, Condition condition);

  // The items of something that can be iterated; nullopt when not even some are known.
  std::optional<Sequence> Iterate(const Value& value, NodeId at);

  // Calls.
  ValuePtr EvalCall(NodeId node);
  Call Arguments(NodeId call, ValuePtr callee);
  void AddArgument(NodeId argument, Call& call);
  ValuePtr Invoke(Call call, NodeId at);
  ValuePtr Outside(Call call, NodeId at);
  void FollowCallbacks(const Call& call, NodeId at);
  ValuePtr InvokeFunction(const Function& function, const Call& call, NodeId at);
  std::pair<Flow, Frame> RunBody(const Function& function, const Call& call, NodeId at,
                                 std::function<void(const ValuePtr&)> at_yield = nullptr);
  void BindParameters(const FunctionEntry& entry, const Call& call, Scope* scope);
  ValuePtr OtherKeywords(const Call& call, const std::vector<absl::string_view>& named, NodeId at);
  ValuePtr ResultOf(const Frame& frame, NodeId at, bool falls_through) const;
  ValuePtr Assumed(const Value& value) const;
  ValuePtr Answer(const Call& call) const;
  ValuePtr InvokeClass(const Class& type, const Call& call, NodeId at);
  ValuePtr InvokeMethod(const Attribute& method, const Call& call, NodeId at);
  ValuePtr InvokeKnown(absl::string_view path, const Call& call, NodeId at);
  ValuePtr InvokeBuiltin(absl::string_view name, const Call& call, NodeId at);
  ValuePtr MethodOfType(absl::string_view name, const Call& call, NodeId at);
  ValuePtr Combine(bool product, const Call& call, NodeId at);
  ValuePtr Collect(absl::string_view name, const Call& call, NodeId at);
  ValuePtr MakeDict(const Call& call, NodeId at);
  ValuePtr FromKeys(const Call& call, NodeId at);
  ValuePtr Range(const Call& call, NodeId at);
  ValuePtr Enumerate(const Call& call, NodeId at);
  ValuePtr Zip(const Call& call, NodeId at);
  ValuePtr Convert(absl::string_view name, const Value& value, NodeId at);
  ValuePtr AnyOrAll(bool any, const Value& values, NodeId at);
  bool SortBy(const Keyword* key, bool reverse, std::vector<ValuePtr>& items, NodeId at);
  ValuePtr Extreme(bool least, const Call& call, NodeId at);
  ValuePtr Sum(const Value& values, NodeId at);
  ValuePtr Next(const Call& call, NodeId at);
  ValuePtr Map(bool filter, const Call& call, NodeId at);
  ValuePtr TextMethod(const Value& text, absl::string_view name, const Call& call, NodeId at);
  ValuePtr WholeTextMethod(const Value& text, absl::string_view name, const Call& call, NodeId at);
  ValuePtr AsSet(const Value& value, NodeId at);
  ValuePtr SequenceMethod(const ValuePtr& object, absl::string_view name, const Call& call, NodeId at);
  ValuePtr ChangeSequence(Sequence& sequence, absl::string_view name, const Call& call, NodeId at);
  ValuePtr DictView(const Dict& dict, absl::string_view name, NodeId at);
  ValuePtr DictItem(const ValuePtr& object, absl::string_view name, const Call& call, NodeId at);
  ValuePtr DictMethod(const ValuePtr& object, absl::string_view name, const Call& call, NodeId at);
  void Emit(Event::Kind kind, ValuePtr value, Span at);

  // Mutable values are replaced by changed ones wherever they are held.
  void Replace(const ValuePtr& before, const ValuePtr& after);
  void Contain(const ValuePtr& value);
  void SetItem(const ValuePtr& object, const ValuePtr& key, const ValuePtr& value, NodeId at);
  void DeleteItem(const ValuePtr& object, const ValuePtr& key, NodeId at);
  void Escape(const ValuePtr& object, NodeId at);

  static constexpr size_t kMaxSteps = 400'000;
  static constexpr int kMaxDepth = 900;
  static constexpr size_t kMaxFrames = 40;
  static constexpr int kMaxRecursion = 6;
  static constexpr size_t kMaxExits = 8;
  static constexpr size_t kMaxModules = 64;
  static constexpr size_t kMaxModuleText = size_t{2} << 20;
  static constexpr size_t kMaxModuleSteps = 60'000;

  Page syntax_;
  const Assumptions assumptions_;
  const Library* const library_;
  const std::string path_;
  std::map<std::string, LoadedModule, std::less<>> modules_;  // by dotted name; without a module: cannot be followed
  size_t module_text_ = 0;
  size_t step_limit_ = kMaxSteps;
  std::deque<Scope> scopes_;
  std::vector<FunctionEntry> functions_;
  std::vector<ClassEntry> classes_;
  std::vector<Frame> frames_;
  std::vector<std::pair<ValuePtr, ValuePtr>> listeners_;  // what @event.listens_for(...) is called with, the function
  std::vector<Loop*> loops_;
  std::vector<Change> trail_;
  std::vector<Event> events_;
  absl::flat_hash_set<const Value*> contained_;
  size_t steps_ = 0;
  int depth_ = 0;
  std::vector<ConditionPtr> conditions_;
  std::shared_ptr<const Conditions> shown_conditions_;  // the same as they are in events; nullptr when out of date
  std::string shown_condition_;
  absl::flat_hash_set<std::string> assumed_names_;  // the last names of what is assumed
  int in_try_ = 0;
  bool exhausted_ = false;
  bool raised_ = false;  // a function that was called ended by raising
  Guard early_raise_;
  bool star_import_ = false;
};

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_MACHINE_H_
