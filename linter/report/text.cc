#include "linter/report/text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/report/concealed.h"
#include "linter/report/frame.h"
#include "linter/report/paint.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

Ink InkOf(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return Ink::kRed;
    case Severity::kWarning:
      return Ink::kYellow;
    case Severity::kInfo:
      return Ink::kBlue;
  }
  return Ink::kRed;
}

// The number with a comma between thousands.
std::string Grouped(size_t number) {
  std::string digits = absl::StrCat(number);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string GroupedCount(size_t number, absl::string_view singular) {
  return absl::StrCat(Grouped(number), " ", singular, number == 1 ? "" : "s");
}

class TextWriter {
 public:
  TextWriter(const Report& report, const TextStyle& style)
      : report_(report), style_(style), paint_(style.color), concealed_(report) {}

  std::string Write() {
    for (const std::string& line : report_.header) absl::StrAppend(&out_, OneLine(line), "\n");
    if (!report_.header.empty()) out_ += "\n";
    for (const Finding& finding : report_.findings) WriteFinding(finding);
    if (style_.show_not_understood) WriteNotUnderstood();
    const bool hint = report_.summary.not_understood > 0 && !style_.show_not_understood;
    absl::StrAppend(&out_, SummaryLine(report_.summary), hint ? " (--show-not-understood lists them)" : "", "\n");
    return std::move(out_);
  }

 private:
  std::string PlaceOf(const Span& at) const {
    const Position start = RangeOf(report_.sources, at, ColumnUnit::kCodePoints).start;
    const std::string path = PathFrom(report_.working_directory, PathOf(report_.sources, at.file));
    return absl::StrCat(path, ":", start.line, ":", start.column);
  }

  size_t GutterOf(const Finding& finding) const {
    uint32_t last = LastLine(report_.sources[finding.at.file], finding.at);
    for (const Related& related : finding.related) {
      last = std::max(last, LastLine(report_.sources[related.at.file], related.at));
    }
    return absl::StrCat(last).size();
  }

  void WriteFrame(const Span& at, Ink ink, char mark, size_t gutter) {
    out_ += Frame(report_.sources[at.file], at, concealed_.In(at.file), {paint_, ink, mark, gutter});
  }

  // `label: text`, with the text's further lines below its first.
  void WriteNote(size_t gutter, absl::string_view label, absl::string_view text) {
    if (text.empty()) return;
    const std::string margin(gutter + 1, ' ');
    absl::StrAppend(&out_, margin, paint_(Ink::kBlue, "="), " ", paint_(Ink::kBold, absl::StrCat(label, ":")), " ",
                    Wrapped(Printable(text), margin.size() + label.size() + 4), "\n");
  }

  void WriteFinding(const Finding& finding) {
    const Ink ink = InkOf(finding.severity);
    const size_t gutter = GutterOf(finding);
    const std::string margin(gutter, ' ');
    absl::StrAppend(&out_, paint_(ink, absl::StrCat(SeverityName(finding.severity), "[", finding.rule, "]")),
                    paint_(Ink::kBold, absl::StrCat(": ", OneLine(finding.message))), "\n");
    absl::StrAppend(&out_, margin, paint_(Ink::kBlue, "-->"), " ", PlaceOf(finding.at), "\n");
    WriteFrame(finding.at, ink, '^', gutter);
    WriteNote(gutter, "when", finding.when);
    WriteNote(gutter, "why", finding.why);
    WriteNote(gutter, "help", HelpOf(finding));
    for (const Fix& fix : finding.fixes) {
      WriteNote(gutter, fix.safety == Safety::kSafe ? "fix" : "fix (unsafe)", fix.title);
    }
    for (const Related& related : finding.related) {
      absl::StrAppend(&out_, margin, paint_(Ink::kBlue, ":::"), " ", PlaceOf(related.at), ": ",
                      OneLine(related.message), "\n");
      WriteFrame(related.at, Ink::kBlue, '-', gutter);
    }
    out_ += "\n";
  }

  void WriteNotUnderstood() {
    if (report_.not_understood.empty()) return;
    absl::StrAppend(&out_, paint_(Ink::kBold, "not understood:"), "\n");
    for (const NotUnderstood& part : report_.not_understood) {
      absl::StrAppend(&out_, "  ", PlaceOf(part.at), ": ", OneLine(part.reason), "\n");
    }
    out_ += "\n";
  }

  const Report& report_;
  const TextStyle& style_;
  const Paint paint_;
  const Concealed concealed_;
  std::string out_;
};

}  // namespace

std::string SummaryLine(const Summary& summary) {
  std::vector<std::string> counts;
  const auto add = [&](size_t number, absl::string_view singular) {
    if (number > 0) counts.push_back(GroupedCount(number, singular));
  };
  add(summary.errors, "error");
  add(summary.warnings, "warning");
  add(summary.infos, "info");
  std::string line = absl::StrCat(counts.empty() ? "no findings" : absl::StrJoin(counts, ", "), " in ",
                                  GroupedCount(summary.revisions, "revision"), " of ",
                                  GroupedCount(summary.environments, "environment"));
  std::vector<std::string> silent;
  if (summary.suppressed > 0) silent.push_back(absl::StrCat(Grouped(summary.suppressed), " suppressed"));
  if (summary.known > 0) silent.push_back(absl::StrCat(Grouped(summary.known), " known from the baseline"));
  if (!silent.empty()) absl::StrAppend(&line, " (", absl::StrJoin(silent, ", "), ")");
  const std::string operations = GroupedCount(summary.operations, "operation");
  if (summary.not_understood > 0) {
    absl::StrAppend(&line, "; ", Grouped(summary.not_understood), " of ", operations,
                    summary.not_understood == 1 ? " was" : " were", " not understood");
  } else if (summary.operations > 0) {
    absl::StrAppend(&line, "; ", operations, " understood");
  }
  return line;
}

std::string TextReport(const Report& report, const TextStyle& style) { return TextWriter(report, style).Write(); }

}  // namespace retort
