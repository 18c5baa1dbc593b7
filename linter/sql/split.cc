#include "linter/sql/split.h"

#include <algorithm>
#include <vector>

namespace retort {
namespace {

// An upper bound of how deep the tree of a statement nests, token by token. Lists and AND/OR are flat in PostgreSQL's
// tree, so a separator forgets the operators before it; what binds less than a separator (UNION, JOIN, CASE, BETWEEN)
// is never forgotten inside its parentheses.
class Nesting {
 public:
  void Add(const SqlToken& token) {
    const bool opens = token.Is('(') || token.Is('[');
    const bool closes = token.Is(')') || token.Is(']');
    parentheses_ += opens ? 1 : closes && parentheses_ > 0 ? -1 : 0;
    if (deepest_ > kMaxNesting) return;
    if (opens) {
      levels_.push_back({below_, 0});
      ++below_;
    } else if (closes && levels_.size() > 1) {
      below_ = levels_.back().below;
      levels_.pop_back();
    } else if (token.Is(',') || token.Is("and") || token.Is("or")) {
      below_ -= levels_.back().operators;
      levels_.back().operators = 0;
    } else if (token.kind == TokenKind::kOperator || IsOperatorWord(token)) {
      ++levels_.back().operators;
      ++below_;
    } else if (IsStructureWord(token)) {
      ++below_;
    }
    deepest_ = std::max(deepest_, below_);
  }
  size_t deepest() const { return deepest_; }
  bool InParentheses() const { return parentheses_ > 0; }

 private:
  static bool IsOneOf(const SqlToken& token, std::initializer_list<absl::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](absl::string_view word) { return token.Is(word); });
  }
  static bool IsOperatorWord(const SqlToken& token) {
    if (token.kind != TokenKind::kWord) return false;
    return IsOneOf(token, {"not", "is", "in", "like", "ilike", "similar", "isnull", "notnull", "collate", "at",
                           "operator", "overlaps"});
  }
  static bool IsStructureWord(const SqlToken& token) {
    if (token.kind != TokenKind::kWord) return false;
    return IsOneOf(token, {"union", "intersect", "except", "join", "case", "between"});
  }

  struct Level {
    size_t below;  // the depth around the parenthesis
    size_t operators;
  };
  std::vector<Level> levels_ = {{0, 0}};
  size_t parentheses_ = 0;
  size_t below_ = 0;
  size_t deepest_ = 0;
};

// Whether a semicolon stands inside the body of CREATE FUNCTION ... BEGIN ATOMIC ... END.
class AtomicBody {
 public:
  void Add(const SqlToken& token) {
    if (token.kind != TokenKind::kWord) return;
    if (depth_ == 0) {
      if (after_begin_ && token.Is("atomic")) depth_ = 1;
    } else if (token.Is("case")) {
      ++depth_;
    } else if (token.Is("end")) {
      --depth_;
    }
    after_begin_ = token.Is("begin");
  }
  bool Inside() const { return depth_ > 0; }

 private:
  bool after_begin_ = false;
  size_t depth_ = 0;
};

}  // namespace

std::optional<Piece> Splitter::Next() {
  std::optional<Piece> piece;
  Nesting nesting;
  AtomicBody body;
  size_t tokens = 0;
  while (std::optional<SqlToken> token = lexer_.Next()) {
    if (token->Is(';') && !nesting.InParentheses() && !body.Inside()) {
      if (piece.has_value()) break;
      continue;
    }
    if (!piece.has_value()) piece = Piece{token->begin, 0};
    piece->end = token->end();
    nesting.Add(*token);
    body.Add(*token);
    ++tokens;
  }
  if (piece.has_value()) piece->too_large = tokens > kMaxTokens || nesting.deepest() > kMaxNesting;
  return piece;
}

}  // namespace retort
