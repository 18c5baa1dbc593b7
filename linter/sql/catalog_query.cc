#include "linter/sql/catalog_query.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "linter/schema/name.h"
#include "linter/sql/literal.h"

namespace retort {
namespace {

using Tokens = std::span<const SqlToken>;

Name NameIn(absl::string_view text) {
  std::vector<std::string> parts;
  for (const SqlToken& token : Tokenize(text)) {
    if (token.IsName()) parts.push_back(token.Name());
  }
  if (parts.empty()) return {};
  return {parts.size() > 1 ? parts[parts.size() - 2] : "", parts.back()};
}

class Facts {
 public:
  explicit Facts(const MappedText& body) : body_(body) {}

  bool Read(Tokens tokens) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind == TokenKind::kOperator ? !ReadOperator(tokens, i) : !IsHarmless(tokens, i)) return false;
    }
    return !facts_.empty();
  }

  // 'public.mood' as a table or a type.
  bool AddObject(const SqlToken& literal, bool is_type) {
    const std::optional<std::string> text = Value(literal);
    if (!text.has_value()) return false;
    const Name name = NameIn(*text);
    return Add(is_type ? "typname" : "relname", name.name) && (name.schema.empty() || Add("nspname", name.schema));
  }

  absl::flat_hash_map<std::string, std::string> Take() { return std::move(facts_); }

 private:
  static bool IsHarmless(Tokens tokens, size_t i) {
    if (tokens[i].Is("not")) return i + 1 < tokens.size() && tokens[i + 1].Is("attisdropped");
    for (const absl::string_view word : {"or", "union", "except", "intersect", "like", "ilike", "similar", "between",
                                         "is", "having", "offset", "case", "any", "all", "some"}) {
      if (tokens[i].Is(word)) return false;
    }
    return true;
  }

  bool ReadOperator(Tokens tokens, size_t i) {
    const absl::string_view text = tokens[i].text;
    if (text == "::" || text == "*") return true;
    if (i == 0 || i + 1 >= tokens.size()) return false;
    if (text == ">") return tokens[i - 1].Is("attnum");
    if (text != "=" || tokens[i - 1].IsString()) return false;
    if (!tokens[i + 1].IsString()) return true;  // a join, or a sub-select whose own facts are read
    if (!tokens[i - 1].IsName()) return false;
    const bool is_cast = i + 3 < tokens.size() && tokens[i + 2].text == "::";
    if (is_cast && tokens[i + 3].Is("regclass")) return AddObject(tokens[i + 1], false);
    if (is_cast && tokens[i + 3].Is("regtype")) return AddObject(tokens[i + 1], true);
    if (is_cast && tokens[i + 3].Is("regnamespace")) return AddValue("nspname", tokens[i + 1]);
    return AddValue(absl::AsciiStrToLower(tokens[i - 1].text), tokens[i + 1]);
  }

  bool AddValue(std::string column, const SqlToken& literal) {
    std::optional<std::string> value = Value(literal);
    return value.has_value() && Add(std::move(column), *std::move(value));
  }

  bool Add(std::string column, std::string value) {
    const auto [fact, is_new] = facts_.try_emplace(std::move(column), value);
    return is_new || fact->second == value;
  }

  std::optional<std::string> Value(const SqlToken& literal) const {
    const MappedText value = LiteralValue(body_, literal);
    if (HasHole(value.text())) return std::nullopt;
    return value.text();
  }

  const MappedText& body_;
  absl::flat_hash_map<std::string, std::string> facts_;
};

bool EndsAt(Tokens tokens, size_t close) {
  int depth = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    depth += tokens[i].Is('(') - tokens[i].Is(')');
    if (depth == 0) return i == close;
  }
  return false;
}

// ( ... ) around all of it.
bool IsParenthesized(Tokens tokens) {
  return tokens.size() >= 2 && tokens[0].Is('(') && EndsAt(tokens, tokens.size() - 1);
}

// to_regtype('mood') IS [NOT] NULL
std::optional<CatalogQuery> ReadLookUp(const MappedText& body, Tokens tokens) {
  const bool is_type = tokens[0].Is("to_regtype");
  if (tokens.size() < 6 || !(is_type || tokens[0].Is("to_regclass"))) return std::nullopt;
  if (!tokens[1].Is('(') || !tokens[2].IsString()) return std::nullopt;
  size_t at = 3;
  if (at + 1 < tokens.size() && tokens[at].text == "::") at += 2;
  if (!tokens[at].Is(')') || at + 2 >= tokens.size() || !tokens[at + 1].Is("is")) return std::nullopt;
  const bool negated = tokens[at + 2].Is("not");
  const size_t null = at + 2 + negated;
  if (null + 1 != tokens.size() || !tokens[null].Is("null")) return std::nullopt;
  Facts facts(body);
  if (!facts.AddObject(tokens[2], is_type)) return std::nullopt;
  return CatalogQuery{negated, facts.Take()};
}

}  // namespace

std::optional<CatalogQuery> ReadCatalogQuery(const MappedText& body, Tokens condition) {
  bool negated = false;
  while (!condition.empty() && (condition[0].Is("not") || IsParenthesized(condition))) {
    if (condition[0].Is("not")) {
      negated = !negated;
      condition = condition.subspan(1);
    } else {
      condition = condition.subspan(1, condition.size() - 2);
    }
  }
  if (condition.empty()) return std::nullopt;
  if (!condition[0].Is("exists")) {
    std::optional<CatalogQuery> query = ReadLookUp(body, condition);
    if (query.has_value()) query->when_present = query->when_present != negated;
    return query;
  }
  Facts facts(body);
  if (!IsParenthesized(condition.subspan(1)) || !facts.Read(condition.subspan(2, condition.size() - 3))) {
    return std::nullopt;
  }
  return CatalogQuery{!negated, facts.Take()};
}

}  // namespace retort
