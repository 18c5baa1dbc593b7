#include "linter/report/diff.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "linter/base/text.h"

namespace retort {
namespace {

constexpr int kMaxDistance = 400;  // beyond it, all between the first and the last difference is one change
constexpr size_t kContext = 3;
constexpr absl::string_view kStars = "********";

using Lines = std::vector<absl::string_view>;

// With their line breaks.
Lines SplitLines(absl::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// Lines [before, before + removed) become [after, after + added).
struct Change {
  size_t before = 0, removed = 0, after = 0, added = 0;
};

// Myers' greedy algorithm on what lies between the common beginning and the common end.
class Comparison {
 public:
  Comparison(const Lines& before, const Lines& after) : before_(before), after_(after) {
    const size_t shorter = std::min(before.size(), after.size());
    while (begin_ < shorter && before[begin_] == after[begin_]) ++begin_;
    while (end_ + begin_ < shorter && before[before.size() - 1 - end_] == after[after.size() - 1 - end_]) ++end_;
    rows_ = static_cast<int>(before.size() - begin_ - end_);
    columns_ = static_cast<int>(after.size() - begin_ - end_);
  }

  std::vector<Change> Changes() {
    if (rows_ == 0 && columns_ == 0) return {};
    const int distance = Search();
    if (distance < 0) {
      return {{begin_, static_cast<size_t>(rows_), begin_, static_cast<size_t>(columns_)}};
    }
    return Collect(distance);
  }

 private:
  int& Reach(int diagonal) { return reach_[static_cast<size_t>(diagonal + kMaxDistance + 1)]; }

  // The number of lines that differ, or -1 when there are too many.
  int Search() {
    reach_.assign(2 * kMaxDistance + 3, 0);
    for (int distance = 0; distance <= kMaxDistance; ++distance) {
      trace_.push_back(reach_);
      for (int diagonal = -distance; diagonal <= distance; diagonal += 2) {
        int row = GoesDown(diagonal, distance) ? Reach(diagonal + 1) : Reach(diagonal - 1) + 1;
        while (row < rows_ && row - diagonal < columns_ && IsSame(row, row - diagonal)) ++row;
        Reach(diagonal) = row;
        if (row >= rows_ && row - diagonal >= columns_) return distance;
      }
    }
    return -1;
  }

  // Comes from the diagonal above, by a line that is added; else by one that is removed.
  bool GoesDown(int diagonal, int distance) {
    return diagonal == -distance || (diagonal != distance && Reach(diagonal - 1) < Reach(diagonal + 1));
  }

  bool IsSame(int row, int column) const {
    return before_[begin_ + static_cast<size_t>(row)] == after_[begin_ + static_cast<size_t>(column)];
  }

  // Walks back from the end; each step is one line removed or added.
  std::vector<Change> Collect(int distance) {
    std::vector<Change> changes;
    int row = rows_, column = columns_;
    for (; distance > 0; --distance) {
      reach_ = trace_[static_cast<size_t>(distance)];
      const int diagonal = row - column;
      const bool down = GoesDown(diagonal, distance);
      const int from_row = Reach(down ? diagonal + 1 : diagonal - 1);
      const int from_column = from_row - (down ? diagonal + 1 : diagonal - 1);
      const Change step{begin_ + static_cast<size_t>(from_row), down ? 0u : 1u,
                        begin_ + static_cast<size_t>(from_column), down ? 1u : 0u};
      if (!changes.empty() && step.before + step.removed == changes.back().before &&
          step.after + step.added == changes.back().after) {
        Change& last = changes.back();
        last = {step.before, step.removed + last.removed, step.after, step.added + last.added};
      } else {
        changes.push_back(step);
      }
      row = from_row;
      column = from_column;
    }
    std::reverse(changes.begin(), changes.end());
    return changes;
  }

  const Lines& before_;
  const Lines& after_;
  size_t begin_ = 0, end_ = 0;
  int rows_ = 0, columns_ = 0;
  std::vector<int> reach_;               // the last row that is reached on each diagonal
  std::vector<std::vector<int>> trace_;  // before each distance
};

// "12,3"; the line before it when there are none.
std::string RangeOf(size_t first, size_t count) {
  return absl::StrCat(count == 0 ? first : first + 1, count == 1 ? "" : absl::StrCat(",", count));
}

class DiffWriter {
 public:
  explicit DiffWriter(const ChangedText& change)
      : change_(change), before_(SplitLines(change.before)), after_(SplitLines(change.after)) {
    size_t begin = 0;
    for (size_t i = 0; i < before_.size(); begin += before_[i++].size()) {
      for (const Span& span : change.conceal) {
        if (span.begin < begin + before_[i].size() && begin < span.end) concealed_.insert(before_[i]);
      }
    }
    for (const Span& span : change.conceal) {
      if (span.begin >= span.end || span.end > change.before.size()) continue;
      const absl::string_view secret = change.before.substr(span.begin, span.end - span.begin);
      for (const absl::string_view line : after_) {
        if (absl::StrContains(line, secret)) concealed_.insert(line);
      }
    }
  }

  std::string Write() {
    const std::vector<Change> changes = Comparison(before_, after_).Changes();
    if (changes.empty()) return "";
    const std::string shown = Printable(change_.path);
    absl::StrAppend(&out_, "--- ", change_.is_new ? "/dev/null" : absl::StrCat("a/", shown), "\n+++ b/", shown, "\n");
    for (size_t first = 0; first < changes.size();) {
      size_t last = first;
      const auto end = [&](size_t i) { return changes[i].before + changes[i].removed; };
      while (last + 1 < changes.size() && changes[last + 1].before - end(last) <= 2 * kContext) ++last;
      WriteHunk(changes, first, last);
      first = last + 1;
    }
    return std::move(out_);
  }

 private:
  void WriteHunk(const std::vector<Change>& changes, size_t first, size_t last) {
    const size_t lead = std::min(kContext, changes[first].before);
    const size_t begin = changes[first].before - lead, begin_after = changes[first].after - lead;
    const size_t end = std::min(before_.size(), changes[last].before + changes[last].removed + kContext);
    const size_t end_after =
        changes[last].after + changes[last].added + (end - changes[last].before - changes[last].removed);
    absl::StrAppend(&out_, "@@ -", RangeOf(begin, end - begin), " +", RangeOf(begin_after, end_after - begin_after),
                    " @@\n");
    size_t at = begin;
    for (size_t i = first; i <= last; ++i) {
      const Change& change = changes[i];
      for (; at < change.before; ++at) WriteLine(' ', before_[at]);
      for (; at < change.before + change.removed; ++at) WriteLine('-', before_[at]);
      for (size_t j = change.after; j < change.after + change.added; ++j) WriteLine('+', after_[j]);
    }
    for (; at < end; ++at) WriteLine(' ', before_[at]);
  }

  void WriteLine(char sign, absl::string_view line) {
    const bool ends = absl::EndsWith(line, "\n");
    if (ends) line.remove_suffix(1);
    const bool has_return = absl::EndsWith(line, "\r");
    const bool is_concealed = concealed_.count(ends ? absl::string_view(line.data(), line.size() + 1) : line) > 0;
    if (has_return) line.remove_suffix(1);
    absl::StrAppend(&out_, absl::string_view(&sign, 1), is_concealed ? std::string(kStars) : Printable(line),
                    has_return ? "\r" : "", "\n", ends ? "" : "\\ No newline at end of file\n");
  }

  const ChangedText& change_;
  Lines before_, after_;
  std::set<absl::string_view> concealed_;  // by what they say, so that a line is as secret wherever it stands
  std::string out_;
};

}  // namespace

std::string UnifiedDiff(const ChangedText& change) { return DiffWriter(change).Write(); }

}  // namespace retort
