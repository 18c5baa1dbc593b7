#include "linter/report/github.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "linter/base/text.h"
#include "linter/report/place.h"
#include "linter/report/text.h"
#include "linter/report/wording.h"
#include "linter/source/files.h"

namespace retort {
namespace {

// As actions/toolkit escapes them.
std::string Data(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}});
}
std::string Property(absl::string_view text) { return absl::StrReplaceAll(Data(text), {{":", "%3A"}, {",", "%2C"}}); }

absl::string_view CommandFor(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      return "notice";
  }
  return "error";
}

std::string Place(const Report& report, const Span& at) {
  const LineRange range = RangeOf(report.sources, at, ColumnUnit::kCodePoints);
  std::string place = absl::StrCat("file=", Property(PathFrom(report.root, PathOf(report.sources, at.file))),
                                   ",line=", range.start.line, ",endLine=", range.end.line);
  // GitHub takes columns only within one line.
  if (range.start.line == range.end.line) {
    absl::StrAppend(&place, ",col=", range.start.column, ",endColumn=", range.end.column);
  }
  return place;
}

std::string Annotation(const Report& report, const Finding& finding) {
  std::string text = MessageOf(finding);
  if (!finding.why.empty()) absl::StrAppend(&text, "\nwhy: ", finding.why);
  if (const std::string help = HelpOf(finding); !help.empty()) absl::StrAppend(&text, "\nhelp: ", help);
  return absl::StrCat("::", CommandFor(finding.severity), " title=", Property(finding.rule), ",",
                      Place(report, finding.at), "::", Data(text), "\n");
}

}  // namespace

std::string GithubReport(const Report& report) {
  std::vector<const Finding*> findings;
  for (const Finding& finding : report.findings) findings.push_back(&finding);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  std::string out;
  for (const Finding* finding : findings) absl::StrAppend(&out, Annotation(report, *finding));
  for (const std::string& line : report.header) absl::StrAppend(&out, OneLine(line), "\n");
  return absl::StrCat(out, SummaryLine(report.summary), "\n");
}

}  // namespace retort
