#include "linter/sql/beginning.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "linter/sql/lexer.h"

namespace retort {
namespace {

using Words = std::initializer_list<absl::string_view>;

// Enough to see what a statement is and whom it names.
constexpr size_t kTokens = 24;

bool IsOneOf(const SqlToken& token, Words words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) { return token.Is(word); });
}

bool IsKnownName(const SqlToken& token) { return token.IsName() && !HasHole(token.text); }

class Beginning {
 public:
  explicit Beginning(absl::string_view statement) {
    Lexer lexer(statement);
    while (tokens_.size() < kTokens) {
      const std::optional<SqlToken> token = lexer.Next();
      if (!token.has_value()) break;
      tokens_.push_back(*token);
    }
  }

  Opaque Judge(std::string reason) {
    Opaque opaque{.reason = std::move(reason)};
    if (tokens_.empty() || !IsKnownName(tokens_[0])) {
      opaque.what = "SQL";
      return opaque;
    }
    const SqlToken verb = tokens_[at_++];
    opaque.what = absl::AsciiStrToUpper(verb.text);
    if (IsOneOf(verb, {"create", "alter", "drop"})) {
      JudgeDefinition(verb, opaque);
    } else if (IsOneOf(verb, {"select",  "values", "with",    "insert",  "update",  "delete", "merge",  "truncate",
                              "copy",    "grant",  "revoke",  "comment", "set",     "reset",  "show",   "lock",
                              "analyze", "vacuum", "reindex", "cluster", "refresh", "notify", "listen", "explain"})) {
      opaque.reach = Reach::kNothing;
    }
    return opaque;
  }

 private:
  bool Skip(Words words) {
    if (at_ >= tokens_.size() || !IsOneOf(tokens_[at_], words)) return false;
    ++at_;
    return true;
  }

  void JudgeDefinition(const SqlToken& verb, Opaque& opaque) {
    while (Skip({"or", "replace", "global", "local", "temp", "temporary", "unlogged", "unique", "constraint", "trusted",
                 "procedural", "recursive"})) {
    }
    if (at_ >= tokens_.size() || !IsKnownName(tokens_[at_])) return;
    if (tokens_[at_].Is("materialized") || tokens_[at_].Is("foreign") || tokens_[at_].Is("event")) {
      absl::StrAppend(&opaque.what, " ", absl::AsciiStrToUpper(tokens_[at_++].text));
      if (at_ >= tokens_.size()) return;
    }
    const SqlToken kind = tokens_[at_++];
    absl::StrAppend(&opaque.what, " ", absl::AsciiStrToUpper(kind.text));
    if (verb.Is("drop")) return;
    if (IsOneOf(kind, {"function", "procedure", "routine", "aggregate", "role", "user", "group", "database", "trigger",
                       "policy", "publication", "subscription", "operator", "cast", "collation", "statistics", "server",
                       "language", "tablespace"})) {
      opaque.reach = Reach::kNothing;
    } else if (IsOneOf(kind, {"table", "type", "view", "domain", "sequence"})) {
      NameTarget(opaque);
    }
  }

  // The object that is created or altered, if nothing before the first unknown part can lead to another one.
  void NameTarget(Opaque& opaque) {
    while (Skip({"if", "not", "exists", "only"})) {
    }
    std::optional<Name> name = ReadName();
    const bool followed = at_ < tokens_.size() && !HasHole(tokens_[at_].text);
    if (!name.has_value() || !followed || IsOneOf(tokens_[at_], {"rename", "set"})) return;
    opaque.reach = Reach::kNamed;
    opaque.touches.push_back(*std::move(name));
  }

  std::optional<Name> ReadName() {
    if (at_ >= tokens_.size() || !IsKnownName(tokens_[at_])) return std::nullopt;
    Name name{"", tokens_[at_++].Name()};
    if (at_ + 1 < tokens_.size() && tokens_[at_].Is('.') && IsKnownName(tokens_[at_ + 1])) {
      name = {name.name, tokens_[at_ + 1].Name()};
      at_ += 2;
    }
    return name;
  }

  std::vector<SqlToken> tokens_;
  size_t at_ = 0;
};

}  // namespace

Opaque BeginningOf(absl::string_view statement, std::string reason) {
  return Beginning(statement).Judge(std::move(reason));
}

}  // namespace retort
