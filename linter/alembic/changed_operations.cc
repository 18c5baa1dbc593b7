#include "linter/alembic/changed_operations.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/sql/lexer.h"

namespace retort {
namespace {

constexpr size_t kShown = 4;
constexpr size_t kContext = 24;    // bytes before and after what differs
constexpr size_t kMaxPiece = 100;  // bytes of one operation

// On one line, with single spaces.
std::string OneLineOf(absl::string_view sql) {
  std::string line(sql);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  absl::RemoveExtraAsciiWhitespace(&line);
  return Printable(line);
}

// A statement that may hold a secret is shown without its literals.
std::string Discreet(const std::string& operation) {
  constexpr absl::string_view kHints[] = {"password", "secret", "token", "credential", "api_key", "apikey"};
  const std::string lower = absl::AsciiStrToLower(operation);
  const bool is_open = std::none_of(std::begin(kHints), std::end(kHints),
                                    [&](absl::string_view hint) { return absl::StrContains(lower, hint); });
  if (is_open) return OneLineOf(operation);
  const std::vector<SqlToken> tokens = Tokenize(operation);
  return OneLineOf(absl::StrJoin(tokens, " ", [](std::string* out, const SqlToken& token) {
    const bool is_literal = token.IsString() || token.kind == TokenKind::kBroken;
    absl::StrAppend(out, is_literal ? "'...'" : token.text);
  }));
}

bool ContinuesCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// text[begin, end), with dots where something is left out; never cuts a character in two.
std::string Cut(absl::string_view text, size_t begin, size_t end) {
  end = std::min({end, text.size(), begin + kMaxPiece});
  while (begin > 0 && ContinuesCharacter(text[begin])) --begin;
  while (end < text.size() && ContinuesCharacter(text[end])) ++end;
  return absl::StrCat(begin > 0 ? "..." : "", text.substr(begin, end - begin), end < text.size() ? "..." : "");
}

std::string Whole(const std::string& operation) {
  const std::string line = Discreet(operation);
  return Cut(line, 0, line.size());
}

// Both, as far as they differ.
std::string Pair(const std::string& before, const std::string& now) {
  const std::string a = Discreet(before);
  const std::string b = Discreet(now);
  if (a == b) return absl::StrCat("another literal in ", Cut(b, 0, b.size()));
  const size_t same = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
  const size_t shorter = std::min(a.size(), b.size()) - same;
  size_t same_end = 0;
  while (same_end < shorter && a[a.size() - 1 - same_end] == b[b.size() - 1 - same_end]) ++same_end;
  const auto piece = [&](const std::string& text) {
    const size_t begin = text.size() <= kMaxPiece || same <= kContext ? 0 : same - kContext;
    return Cut(text, begin, text.size() <= kMaxPiece ? text.size() : text.size() - same_end + kContext);
  };
  return absl::StrCat("was ", piece(a), "; is ", piece(b));
}

// The indices of operations that the other side does not have, equal ones paired off.
std::vector<size_t> OnlyIn(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  std::map<std::string, size_t> open;
  for (const std::string& operation : other) ++open[operation];
  std::vector<size_t> only;
  for (size_t i = 0; i < one.size(); ++i) {
    const auto found = open.find(one[i]);
    if (found == open.end() || found->second == 0) {
      only.push_back(i);
    } else {
      --found->second;
    }
  }
  return only;
}

}  // namespace

void AppendChangedOperations(const ProcedureMeaning& before, const ProcedureMeaning& now, Span function,
                             std::vector<std::pair<Span, std::string>>& changed) {
  if (before.operations == now.operations) return;
  const std::vector<size_t> gone = OnlyIn(before.operations, now.operations);
  const std::vector<size_t> added = OnlyIn(now.operations, before.operations);
  std::vector<std::pair<Span, std::string>> all;
  if (gone.empty() && added.empty()) all.emplace_back(function, "the same operations in another order");
  const bool paired = gone.size() == added.size();
  for (size_t i = 0; paired && i < gone.size(); ++i) {
    all.emplace_back(now.places[added[i]], Pair(before.operations[gone[i]], now.operations[added[i]]));
  }
  for (size_t i = 0; !paired && i < gone.size(); ++i) {
    all.emplace_back(function, absl::StrCat("was here: ", Whole(before.operations[gone[i]])));
  }
  for (size_t i = 0; !paired && i < added.size(); ++i) {
    all.emplace_back(now.places[added[i]], absl::StrCat("is new: ", Whole(now.operations[added[i]])));
  }
  const size_t shown = std::min(all.size(), kShown);
  std::move(all.begin(), all.begin() + shown, std::back_inserter(changed));
  if (all.size() > shown) changed.emplace_back(function, absl::StrCat("and ", all.size() - shown, " more"));
}

}  // namespace retort
