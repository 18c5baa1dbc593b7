#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "linter/ignore/commented_text.h"

namespace retort {
namespace {

// The end of a text that a quote opens at `at`, behind its closing quote; the text's end when it has none.
size_t SkipQuoted(absl::string_view text, size_t at, absl::string_view quote, bool has_escapes) {
  for (size_t i = at + quote.size(); i < text.size(); ++i) {
    if (has_escapes && text[i] == '\\') {
      ++i;
    } else if (absl::StartsWith(text.substr(i), quote)) {
      return i + quote.size();
    }
  }
  return text.size();
}

size_t LineEnd(absl::string_view text, size_t at) { return LineAt(text, at).end; }

size_t Indentation(absl::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// "key: |2-", with or without a comment behind it.
bool OpensBlock(absl::string_view line) {
  const size_t mark = line.find_last_of("|>");
  if (mark == absl::string_view::npos || mark == 0) return false;
  const absl::string_view before = absl::StripTrailingAsciiWhitespace(line.substr(0, mark));
  absl::string_view after = line.substr(mark + 1);
  after = absl::StripAsciiWhitespace(after.substr(0, after.find(" #")));
  return before.size() < mark && (absl::EndsWith(before, ":") || absl::EndsWith(before, "-")) &&
         after.find_first_not_of("+-0123456789") == absl::string_view::npos;
}

// A quote opens a text only where a value may begin.
bool MayOpen(absl::string_view text, size_t at) {
  return at == 0 || absl::ascii_isspace(text[at - 1]) || absl::StrContains(",[{:(", text.substr(at - 1, 1));
}

}  // namespace

CommentedText CommentsOfToml(absl::string_view text) {
  CommentedText result{text, {}, {}};
  for (size_t i = 0; i < text.size();) {
    const absl::string_view rest = text.substr(i);
    if (rest[0] == '#') {
      result.comments.push_back({i, LineEnd(text, i)});
      i = result.comments.back().end;
    } else if (absl::StartsWith(rest, "\"\"\"") || absl::StartsWith(rest, "'''")) {
      const size_t end = SkipQuoted(text, i, rest.substr(0, 3), rest[0] == '"');
      result.units.push_back({LineAt(text, i).begin, end});
      i = end;
    } else if (rest[0] == '"' || rest[0] == '\'') {
      // A quote that its line does not close is a mistake of that line only.
      i = std::min(SkipQuoted(text, i, rest.substr(0, 1), rest[0] == '"'), LineEnd(text, i));
    } else {
      ++i;
    }
  }
  return result;
}

CommentedText CommentsOfYaml(absl::string_view text) {
  CommentedText result{text, {}, {}};
  for (size_t i = 0; i < text.size();) {
    const ByteRange line = LineAt(text, i);
    if (i == line.begin && OpensBlock(text.substr(line.begin, line.end - line.begin))) {
      // What is deeper than the line that opens the block is its text.
      const size_t depth = Indentation(text.substr(line.begin, line.end - line.begin));
      size_t end = line.end;
      for (size_t next = end + 1; next < text.size(); next = end + 1) {
        const ByteRange inner = LineAt(text, next);
        const absl::string_view content = text.substr(inner.begin, inner.end - inner.begin);
        if (!absl::StripAsciiWhitespace(content).empty() && Indentation(content) <= depth) break;
        end = std::max(inner.end, next);
      }
      const size_t comment = text.substr(0, line.end).find(" #", line.begin);
      if (comment != absl::string_view::npos) result.comments.push_back({comment + 1, line.end});
      result.units.push_back({line.begin, end});
      i = end + 1;
    } else if (text[i] == '#' && (i == 0 || absl::ascii_isspace(text[i - 1]))) {
      result.comments.push_back({i, line.end});
      i = line.end;
    } else if ((text[i] == '"' || text[i] == '\'') && MayOpen(text, i)) {
      i = SkipQuoted(text, i, text.substr(i, 1), text[i] == '"');
    } else {
      ++i;
    }
  }
  return result;
}

}  // namespace retort
