#include "linter/sql/body.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "linter/sql/execute.h"
#include "linter/sql/guard.h"
#include "linter/sql/lexer.h"
#include "linter/sql/literal.h"
#include "linter/sql/split.h"
#include "linter/sql/statement.h"

namespace retort {
namespace {

using Words = std::initializer_list<absl::string_view>;

constexpr int kMaxDepth = 200;
constexpr size_t kMaxExits = 16;

Guard Left() { return Guard::Because("unless it is left before"); }

// Every Read...() returns false when the body is not PL/pgSQL as it is known here; then nothing after it is certain.
class BodyReader {
 public:
  BodyReader(const MappedText& body, std::vector<SqlToken> tokens, int nesting)
      : body_(body), tokens_(std::move(tokens)), nesting_(nesting) {}

  std::vector<Operation> Read() {
    SkipLabel();
    if (!ReadBlock() || at_ != tokens_.size()) GiveUp();
    for (const Exit& exit : exits_) Apply(exit.guard, exit.begin, operations_.size());
    return std::move(operations_);
  }

 private:
  enum class Raises { kNever, kPerhaps, kAlways };
  // A RETURN under a condition: what follows runs only if that did not hold.
  struct Exit {
    size_t begin;
    Guard guard;
  };

  bool Ahead(absl::string_view word, size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].Is(word);
  }
  bool AheadOneOf(Words words) const {
    return std::any_of(words.begin(), words.end(), [&](absl::string_view word) { return Ahead(word); });
  }
  bool Skip(absl::string_view word) {
    if (!Ahead(word)) return false;
    ++at_;
    return true;
  }
  bool SkipSemicolon() {
    if (at_ >= tokens_.size() || !tokens_[at_].Is(';')) return false;
    ++at_;
    return true;
  }
  void SkipLabel() {
    if (at_ + 2 < tokens_.size() && tokens_[at_].text == "<<" && tokens_[at_ + 2].text == ">>") at_ += 3;
  }
  // END IF; END LOOP name; END;
  bool SkipEnd(absl::string_view of) {
    if (!Skip("end") || (!of.empty() && !Skip(of))) return false;
    if (at_ < tokens_.size() && tokens_[at_].IsName()) ++at_;
    return SkipSemicolon() || (of.empty() && at_ == tokens_.size());
  }

  // The tokens up to one that `ends`, outside parentheses and CASE ... END. That one is the next.
  template <typename Ends>
  std::optional<std::span<const SqlToken>> TakeUntil(const Ends& ends) {
    const size_t begin = at_;
    int parentheses = 0, cases = 0;
    for (; at_ < tokens_.size(); ++at_) {
      const SqlToken& token = tokens_[at_];
      if (parentheses == 0 && cases == 0 && ends(token)) return std::span(tokens_).subspan(begin, at_ - begin);
      parentheses += token.Is('(') - token.Is(')');
      cases += token.Is("case") ? 1 : token.Is("end") && cases > 0 ? -1 : 0;
    }
    return std::nullopt;
  }
  std::optional<std::span<const SqlToken>> TakeUntilWord(absl::string_view word) {
    return TakeUntil([&](const SqlToken& token) { return token.Is(word); });
  }
  std::optional<std::span<const SqlToken>> TakeStatement() {
    const auto statement = TakeUntil([](const SqlToken& token) { return token.Is(';'); });
    SkipSemicolon();
    return statement;
  }

  void Apply(const Guard& guard, size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) guard.Apply(operations_[i]);
  }

  size_t CountEffects(size_t begin, size_t end) const {
    return std::count_if(operations_.begin() + begin, operations_.begin() + end, HasEffect);
  }

  // The last that is remembered stands for all that follow.
  void NoteExit(const Guard& rest) {
    if (exits_.size() == kMaxExits) return;
    exits_.push_back({operations_.size(), exits_.size() + 1 == kMaxExits ? Left() : rest});
  }

  void GiveUp() {
    Apply(Guard(), 0, operations_.size());
    const Span at = tokens_.empty() ? body_.At(0, 0) : body_.At(tokens_.front().begin, tokens_.back().end());
    operations_.push_back({.at = at, .action = Opaque{.what = "DO", .reason = "its body is not understood"}});
  }

  bool ReadStatements() {
    if (++depth_ > kMaxDepth) return false;
    while (at_ < tokens_.size() && !AheadOneOf({"elsif", "elseif", "else", "end", "exception", "when"})) {
      const bool dead = leaves_;
      const size_t begin = operations_.size();
      if (!ReadStatement()) return false;
      if (dead) Apply(Left(), begin, operations_.size());
    }
    --depth_;
    return at_ < tokens_.size();
  }

  bool ReadStatement() {
    SkipLabel();
    if (AheadOneOf({"declare", "begin"})) return ReadBlock();
    if (Skip("if")) return ReadIf();
    if (Skip("case")) return ReadCase();
    if (AheadOneOf({"loop", "while", "for", "foreach"})) return ReadLoop();
    if (AheadOneOf({"return", "exit", "continue"})) leaves_ = true;
    if (Ahead("raise")) NoteRaise();
    if (Skip("execute")) return ReadExecute();
    const bool changes_nothing =
        AheadOneOf({"return", "exit", "continue", "raise", "null", "get", "assert", "open", "fetch", "move", "close"});
    const auto statement = TakeStatement();
    if (!statement.has_value()) return false;
    if (!changes_nothing && !IsAssignment(*statement)) ReadSqlStatement(*statement);
    return true;
  }

  static bool IsAssignment(std::span<const SqlToken> statement) {
    int depth = 0;
    for (size_t i = 0; i < statement.size(); ++i) {
      depth += statement[i].Is('(') - statement[i].Is(')');
      if (depth == 0 && statement[i].text == ":=") return true;
    }
    return statement.size() > 1 && statement[1].text == "=";
  }

  void NoteRaise() {
    for (const absl::string_view level : {"notice", "warning", "info", "log", "debug"}) {
      if (Ahead(level, 1)) return;
    }
    if (raises_ != Raises::kAlways) raises_ = depth_ == handler_depth_ ? Raises::kAlways : Raises::kPerhaps;
  }

  // SQL, PERFORM, CALL. INTO names a variable in PL/pgSQL, not a new table.
  void ReadSqlStatement(std::span<const SqlToken> statement) {
    if (statement.empty()) return;
    const MappedText sql = PlainSql(body_, statement);
    const std::optional<Piece> piece = Splitter(sql.text()).Next();
    if (!piece.has_value()) return;
    for (Operation& operation : ReadPiece(sql, *piece, nesting_).operations) {
      operations_.push_back(std::move(operation));
    }
  }

  bool ReadExecute() {
    const auto statement = TakeStatement();
    if (!statement.has_value() || statement->empty()) return false;
    for (Operation& operation : Executed(body_, *statement, nesting_ + 1)) operations_.push_back(std::move(operation));
    return true;
  }

  bool ReadIf() {
    const auto condition = TakeUntilWord("then");
    if (!condition.has_value()) return false;
    const std::string test = JoinTokens(*condition);
    const Guard guard = Guard::IfCondition(body_, *condition);
    const bool left_before = std::exchange(leaves_, false);
    const size_t begin = operations_.size();
    if (!ReadBranch(guard)) return false;
    // Where the first branch changes something, the test says nothing of what is there afterwards.
    const bool decides_rest = CountEffects(begin, operations_.size()) == 0 && !AheadOneOf({"elsif", "elseif"});
    const Guard otherwise = decides_rest ? guard.Opposite() : Guard::Because(absl::StrCat("unless ", test));
    while (AheadOneOf({"elsif", "elseif"})) {
      ++at_;
      const auto other = TakeUntilWord("then");
      if (!other.has_value() || !ReadBranch(Guard::Because(absl::StrCat("if ", JoinTokens(*other))))) return false;
    }
    const bool has_else = Ahead("else");
    if (has_else && !ReadBranch(otherwise)) return false;
    if (leaves_) NoteExit(has_else ? Left() : otherwise);
    leaves_ = left_before;
    return SkipEnd("if");
  }

  // THEN or ELSE, and its statements.
  bool ReadBranch(const Guard& guard) {
    ++at_;
    const size_t begin = operations_.size();
    const bool left_before = std::exchange(leaves_, false);
    if (!ReadStatements()) return false;
    leaves_ = leaves_ || left_before;
    Apply(guard, begin, operations_.size());
    return true;
  }

  bool ReadCase() {
    const bool left_before = std::exchange(leaves_, false);
    if (!TakeUntilWord("when").has_value()) return false;
    const Guard guard = Guard::Because("in a CASE");
    while (Ahead("when")) {
      if (!TakeUntilWord("then").has_value() || !ReadBranch(guard)) return false;
    }
    if (Ahead("else") && !ReadBranch(guard)) return false;
    if (leaves_) NoteExit(Left());
    leaves_ = left_before;
    return SkipEnd("case");
  }

  bool ReadLoop() {
    const bool left_before = std::exchange(leaves_, false);
    if (!TakeUntilWord("loop").has_value() || !ReadBranch(Guard::Because("in a loop"))) return false;
    if (leaves_) NoteExit(Left());
    leaves_ = left_before;
    return SkipEnd("loop");
  }

  bool ReadBlock() {
    if (Ahead("declare") && !TakeUntilWord("begin").has_value()) return false;
    if (!Skip("begin")) return false;
    const size_t begin = operations_.size();
    if (!ReadStatements()) return false;
    if (Skip("exception") && !ReadHandlers(begin, operations_.size())) return false;
    return SkipEnd("");
  }

  // WHEN duplicate_object THEN null; after the statements [begin, end).
  bool ReadHandlers(size_t begin, size_t end) {
    std::set<std::string> swallowed;
    bool understood = true;
    while (Skip("when")) {
      const auto errors = TakeUntilWord("then");
      if (!errors.has_value()) return false;
      const Raises before = std::exchange(raises_, Raises::kNever);
      const int depth_before = std::exchange(handler_depth_, depth_ + 1);
      const Guard guard = Guard::Because(absl::StrCat("if ", JoinTokens(*errors), " is raised"));
      if (!ReadBranch(guard)) return false;
      if (raises_ == Raises::kNever) AddErrors(*errors, swallowed);
      understood = understood && raises_ != Raises::kPerhaps;
      raises_ = before;
      handler_depth_ = depth_before;
    }
    // An error undoes the whole block, so what a block of several statements leaves is one of two states.
    if (!understood || (CountEffects(begin, end) > 1 && !swallowed.empty())) {
      Apply(Guard::Because("unless an error is raised"), begin, end);
    } else if (!swallowed.empty()) {
      Apply(Guard::Caught(std::move(swallowed)), begin, end);
    }
    return true;
  }

  void AddErrors(std::span<const SqlToken> condition, std::set<std::string>& errors) const {
    for (const SqlToken& token : condition) {
      if (token.IsString()) errors.insert(LiteralValue(body_, token).text());
      if (token.IsName() && !token.Is("or") && !token.Is("sqlstate")) errors.insert(token.Name());
    }
  }

  const MappedText& body_;
  const std::vector<SqlToken> tokens_;
  const int nesting_;
  size_t at_ = 0;
  int depth_ = 0;
  int handler_depth_ = -1;
  bool leaves_ = false;
  Raises raises_ = Raises::kNever;
  std::vector<Exit> exits_;
  std::vector<Operation> operations_;
};

}  // namespace

std::vector<Operation> ReadBody(const MappedText& body, int nesting) {
  std::vector<SqlToken> tokens;
  Lexer lexer(body.text());
  while (std::optional<SqlToken> token = lexer.Next()) {
    if (tokens.size() == kMaxTokens) {
      const Opaque opaque{.what = "DO", .reason = "it is too large to be read"};
      return {{.at = body.At(0, body.text().size()), .action = opaque}};
    }
    tokens.push_back(*token);
  }
  return BodyReader(body, std::move(tokens), nesting).Read();
}

}  // namespace retort
