#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"
#include "linter/report/graph.h"
#include "linter/report/graph_facts.h"
#include "linter/report/graph_lanes.h"
#include "linter/report/place.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

class TextGraph {
 public:
  TextGraph(const ShownGraphs& shown, const Paint& paint) : shown_(shown), paint_(paint), findings_(shown.report) {}

  std::string Write() {
    for (const std::string& line : shown_.report.header) absl::StrAppend(&out_, Printable(line), "\n");
    for (const ShownEnvironment& environment : shown_.environments) {
      if (!out_.empty()) out_ += "\n";
      absl::StrAppend(&out_, paint_(Ink::kBold, OneLine(environment.name)), "\n");
      WriteGraph(environment);
      WriteUnreadable(environment);
    }
    WriteFooter();
    return std::move(out_);
  }

 private:
  void WriteGraph(const ShownEnvironment& environment) {
    std::vector<GraphRow> rows = GraphRows(environment.graph);
    if (rows.empty()) {
      const std::vector<size_t> order = NewestFirst(environment.graph);
      if (!order.empty()) out_ += "(too many branches to draw)\n";
      for (const size_t revision : order) rows.push_back({revision, 0, 1, {}});
    }
    for (const GraphRow& row : rows) {
      for (size_t i = 0; i < row.columns; ++i) {
        absl::StrAppend(&out_, i == row.column ? Mark(environment, row.revision) : "|", " ");
      }
      absl::StrAppend(&out_, Description(environment, row.revision), "\n");
      for (const std::string& line : row.onward) absl::StrAppend(&out_, line, "\n");
    }
  }

  // o is applied; * is new, or everything when nothing is known.
  std::string Mark(const ShownEnvironment& environment, size_t revision) const {
    return environment.is_new[revision] || !environment.knows_applied ? paint_(Ink::kGreen, "*") : "o";
  }

  std::string Description(const ShownEnvironment& environment, size_t index) const {
    const Revision& revision = environment.graph[index];
    std::string text = paint_(Ink::kBold, OneLine(revision.id));
    std::vector<std::string> marks = GraphMarks(environment, index);
    if (!marks.empty()) absl::StrAppend(&text, " (", paint_(Ink::kBlue, absl::StrJoin(marks, ", ")), ")");
    if (!revision.message.empty()) absl::StrAppend(&text, " ", OneLine(revision.message));
    for (const NamedFinding& finding : FindingNames(findings_.Of(environment, revision))) {
      const Ink ink = finding.severity == Severity::kError ? Ink::kRed : Ink::kYellow;
      absl::StrAppend(&text, " ", paint_(ink, finding.name));
    }
    return text;
  }

  // Files whose revision is not known have no place in the graph.
  void WriteUnreadable(const ShownEnvironment& environment) {
    for (const Revision& revision : environment.graph.revisions()) {
      if (!revision.id.empty()) continue;
      const std::string path =
          PathFrom(shown_.report.working_directory, PathOf(shown_.report.sources, revision.where.file));
      absl::StrAppend(&out_, "? ", path, " has no revision that can be read\n");
    }
  }

  // How many revisions are new, or nothing when that is not known.
  std::string NewText() const {
    size_t count = 0;
    bool is_known = false;
    for (const ShownEnvironment& environment : shown_.environments) {
      is_known = is_known || environment.knows_applied;
      for (const size_t index : environment.graph.UpgradeOrder()) count += environment.is_new[index] ? 1 : 0;
    }
    return is_known ? absl::StrCat(", ", count, " of them new (*)") : "";
  }

  void WriteFooter() {
    const Summary& summary = shown_.report.summary;
    const size_t findings = summary.errors + summary.warnings + summary.infos;
    absl::StrAppend(&out_, "\n", Count(summary.revisions, "revision"), NewText(), ", ",
                    findings == 0 ? "no findings"
                                  : absl::StrCat(Count(findings, "finding"), ": retort check shows ",
                                                 findings == 1 ? "it" : "them"),
                    "\n");
  }

  const ShownGraphs& shown_;
  const Paint& paint_;
  const RevisionFindings findings_;
  std::string out_;
};

}  // namespace

std::string GraphText(const ShownGraphs& shown, const Paint& paint) { return TextGraph(shown, paint).Write(); }

}  // namespace retort
