#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/report/graph.h"
#include "linter/report/graph_columns.h"
#include "linter/report/graph_facts.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

constexpr size_t kMargin = 20;
constexpr size_t kRowHeight = 26;
constexpr size_t kColumnWidth = 18;
constexpr size_t kCharacterWidth = 8;  // of the widest usual monospaced font at 12 pixels, and a little more
constexpr absl::string_view kLineColors[] = {"#57606a", "#0969da", "#8250df", "#bf3989", "#1a7f37", "#9a6700"};

constexpr absl::string_view kStyle = R"(  <style>
    text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; white-space: pre; }
    .name, .id { font-weight: bold; }
    .marks { fill: #57606a; }
    .error { fill: #cf222e; }
    .warning { fill: #9a6700; }
    .info { fill: #0969da; }
    path { fill: none; stroke-width: 2; }
    .needs { stroke: #8c959f; stroke-dasharray: 4 3; stroke-width: 1; }
    circle { stroke: #1f2328; stroke-width: 2; }
  </style>
)";

std::string XmlText(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

std::string Styled(absl::string_view style, absl::string_view text) {
  return absl::StrCat("<tspan class=\"", style, "\">", XmlText(text), "</tspan>");
}

// In characters; those of scripts that are wide count twice.
size_t WidthOfText(absl::string_view text) {
  size_t width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) width += byte >= 0xE1 ? 2 : 1;
  }
  return width;
}

class Drawing {
 public:
  explicit Drawing(const ShownGraphs& shown) : shown_(shown), findings_(shown.report) {}

  std::string Write() {
    for (const ShownEnvironment& environment : shown_.environments) Draw(environment);
    return absl::StrCat("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"", width_ + kMargin, "\" height=\"",
                        top_ + kMargin, "\">\n", kStyle, "  <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
                        body_, "</svg>\n");
  }

 private:
  void Draw(const ShownEnvironment& environment) {
    top_ += kRowHeight;
    AddText(kMargin, top_, Styled("name", OneLine(environment.name)), WidthOfText(environment.name));
    layout_ = LayOut(environment.graph);
    for (const GraphLine& line : layout_.lines) DrawLine(line);
    DrawDependencies(environment.graph);
    for (size_t row = 0; row < layout_.rows.size(); ++row) DrawRevision(environment, row);
    top_ += layout_.rows.size() * kRowHeight;
  }

  static size_t X(size_t column) { return kMargin + kColumnWidth / 2 + column * kColumnWidth; }
  size_t Y(size_t row) const { return top_ + (row + 1) * kRowHeight; }

  // Down along the line's column, with a bend where it leaves the revision, and one where it reaches the parent.
  void DrawLine(const GraphLine& line) {
    const size_t begin = X(layout_.rows[line.from].column), end = X(layout_.rows[line.to].column);
    const size_t half = kRowHeight / 2, along = X(line.column);
    std::string path = absl::StrCat("M", begin, " ", Y(line.from));
    const auto bend = [&](size_t from_x, size_t to_x, size_t y) {
      absl::StrAppend(&path, "C", from_x, " ", y + half, " ", to_x, " ", y + half, " ", to_x, " ", y + kRowHeight);
    };
    if (along != begin) bend(begin, along, Y(line.from));
    absl::StrAppend(&path, "V", Y(line.to) - (along == end ? 0 : kRowHeight));
    if (along != end) bend(along, end, Y(line.to) - kRowHeight);
    absl::StrAppend(&body_, "  <path d=\"", path, "\" stroke=\"", kLineColors[line.column % std::size(kLineColors)],
                    "\"/>\n");
  }

  void DrawDependencies(const RevisionGraph& graph) {
    std::vector<size_t> row_of(graph.revisions().size(), 0);
    for (size_t row = 0; row < layout_.rows.size(); ++row) row_of[layout_.rows[row].revision] = row;
    for (size_t row = 0; row < layout_.rows.size(); ++row) {
      for (const size_t other : graph.DependsOn(layout_.rows[row].revision)) {
        absl::StrAppend(&body_, "  <path class=\"needs\" d=\"M", X(layout_.rows[row].column), " ", Y(row), "L",
                        X(layout_.rows[row_of[other]].column), " ", Y(row_of[other]), "\"/>\n");
      }
    }
  }

  void DrawRevision(const ShownEnvironment& environment, size_t row) {
    const auto [index, column] = layout_.rows[row];
    const std::vector<const Finding*>& findings = findings_.Of(environment, environment.graph[index]);
    const bool is_new = environment.is_new[index] || !environment.knows_applied;
    absl::StrAppend(&body_, "  <circle cx=\"", X(column), "\" cy=\"", Y(row), "\" r=\"5\" fill=\"",
                    findings.empty() ? (is_new ? "#4ac26b" : "#ffffff")
                                     : (findings.front()->severity == Severity::kError ? "#fa4549" : "#d4a72c"),
                    "\">", Title(findings), "</circle>\n");
    const Revision& revision = environment.graph[index];
    std::vector<std::string> words = {Styled("id", OneLine(revision.id))};
    size_t width = WidthOfText(revision.id);
    const auto add = [&](const std::string& text, std::string span) {
      words.push_back(std::move(span));
      width += WidthOfText(text) + 1;
    };
    const std::string marks = absl::StrJoin(GraphMarks(environment, index), ", ");
    if (!marks.empty()) add(marks + "()", Styled("marks", absl::StrCat("(", marks, ")")));
    if (!revision.message.empty()) add(revision.message, XmlText(OneLine(revision.message)));
    for (const NamedFinding& finding : FindingNames(findings)) {
      add(finding.name, Styled(SeverityName(finding.severity), finding.name));
    }
    AddText(X(layout_.columns), Y(row), absl::StrJoin(words, " "), width);
  }

  // What was found, where the pointer rests.
  static std::string Title(const std::vector<const Finding*>& findings) {
    if (findings.empty()) return "";
    const auto write = [](std::string* out, const Finding* finding) {
      absl::StrAppend(out, finding->rule, ": ", OneLine(MessageOf(*finding)));
    };
    return absl::StrCat("<title>", XmlText(absl::StrJoin(findings, "\n", write)), "</title>");
  }

  void AddText(size_t x, size_t y, absl::string_view text, size_t characters) {
    absl::StrAppend(&body_, "  <text x=\"", x, "\" y=\"", y + 4, "\">", text, "</text>\n");
    width_ = std::max(width_, x + characters * kCharacterWidth);
  }

  const ShownGraphs& shown_;
  const RevisionFindings findings_;
  GraphColumns layout_;  // of the environment that is drawn
  size_t top_ = 0;       // of it
  size_t width_ = 0;
  std::string body_;
};

}  // namespace

std::string GraphSvg(const ShownGraphs& shown) { return Drawing(shown).Write(); }

}  // namespace retort
