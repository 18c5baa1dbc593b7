#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "linter/report/graph.h"
#include "linter/report/graph_facts.h"
#include "linter/report/graph_lanes.h"
#include "linter/report/place.h"
#include "linter/report/revision_line.h"
#include "linter/report/wording.h"

namespace retort {
namespace {

// The lines of a box: id and message, marks, findings.
std::vector<std::string> BoxLines(const ShownEnvironment& environment, const RevisionFindings& findings, size_t index) {
  const Revision& revision = environment.graph[index];
  std::vector<std::string> lines = {OneLine(revision.id)};
  if (!revision.message.empty()) lines.push_back(OneLine(revision.message));
  const std::vector<std::string> marks = GraphMarks(environment, index);
  if (!marks.empty()) lines.push_back(absl::StrJoin(marks, ", "));
  for (NamedFinding& finding : FindingNames(findings.Of(environment, revision))) {
    lines.push_back(std::move(finding.name));
  }
  return lines;
}

absl::string_view ColorOf(const ShownEnvironment& environment, const RevisionFindings& findings, size_t index) {
  const std::vector<const Finding*>& of = findings.Of(environment, environment.graph[index]);
  if (!of.empty()) return of.front()->severity == Severity::kError ? "#f8c8c4" : "#fbe7b2";
  return environment.knows_applied && !environment.is_new[index] ? "#e6e6e6" : "#d3efd3";
}

// Calls `edge` with a child, what it names, and whether that is a dependency.
template <typename Edge>
void ForEachEdge(const RevisionGraph& graph, size_t index, const Edge& edge) {
  for (const size_t parent : graph.Parents(index)) edge(parent, false);
  for (const size_t other : graph.DependsOn(index)) edge(other, true);
}

std::string DotText(absl::string_view text) { return absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}}); }

std::string MermaidText(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"#", "#35;"}, {"\"", "#quot;"}, {"<", "#lt;"}, {">", "#gt;"}, {"&", "#amp;"}, {"`", "#96;"}});
}

// Environments are told apart by the number in front of a revision's: e0r3.
std::string NodeName(size_t environment, size_t index) { return absl::StrCat("e", environment, "r", index); }

}  // namespace

std::string GraphDot(const ShownGraphs& shown) {
  const RevisionFindings findings(shown.report);
  std::string out = R"(digraph revisions {
  graph [rankdir=BT, fontname="sans-serif"];
  node [shape=box, style=filled, fontname="sans-serif"];
)";
  for (size_t e = 0; e < shown.environments.size(); ++e) {
    const ShownEnvironment& environment = shown.environments[e];
    absl::StrAppend(&out, "  subgraph cluster_", e, " {\n    label=\"", DotText(OneLine(environment.name)), "\";\n");
    for (const size_t index : NewestFirst(environment.graph)) {
      std::vector<std::string> lines;
      for (const std::string& line : BoxLines(environment, findings, index)) lines.push_back(DotText(line));
      absl::StrAppend(&out, "    ", NodeName(e, index), " [label=\"", absl::StrJoin(lines, "\\n"), "\", fillcolor=\"",
                      ColorOf(environment, findings, index), "\"];\n");
      ForEachEdge(environment.graph, index, [&](size_t other, bool is_dependency) {
        absl::StrAppend(&out, "    ", NodeName(e, other), " -> ", NodeName(e, index),
                        is_dependency ? " [style=dashed]" : "", ";\n");
      });
    }
    out += "  }\n";
  }
  return out + "}\n";
}

std::string GraphMermaid(const ShownGraphs& shown) {
  const RevisionFindings findings(shown.report);
  std::string out = "flowchart BT\n";
  for (size_t e = 0; e < shown.environments.size(); ++e) {
    const ShownEnvironment& environment = shown.environments[e];
    absl::StrAppend(&out, "  subgraph e", e, "[\"", MermaidText(OneLine(environment.name)), "\"]\n");
    for (const size_t index : NewestFirst(environment.graph)) {
      std::vector<std::string> lines;
      for (const std::string& line : BoxLines(environment, findings, index)) lines.push_back(MermaidText(line));
      absl::StrAppend(&out, "    ", NodeName(e, index), "[\"", absl::StrJoin(lines, "<br/>"), "\"]\n    style ",
                      NodeName(e, index), " fill:", ColorOf(environment, findings, index), ",color:#000\n");
      ForEachEdge(environment.graph, index, [&](size_t other, bool is_dependency) {
        absl::StrAppend(&out, "    ", NodeName(e, other), is_dependency ? " -.-> " : " --> ", NodeName(e, index), "\n");
      });
    }
    out += "  end\n";
  }
  return out;
}

std::string GraphJson(const ShownGraphs& shown) {
  const RevisionFindings findings(shown.report);
  Json environments = Json::array();
  for (const ShownEnvironment& environment : shown.environments) {
    Json revisions = Json::array();
    for (const size_t index : NewestFirst(environment.graph)) {
      Json& json = revisions.emplace_back(
          RevisionJson(environment.graph, index, shown.report.sources, shown.report.working_directory));
      json["applied"] = environment.knows_applied ? Json(!environment.is_new[index]) : Json(nullptr);
      json["findings"] = Json::array();
      for (const Finding* finding : findings.Of(environment, environment.graph[index])) {
        json["findings"].push_back({{"rule", std::string(finding->rule)},
                                    {"severity", std::string(SeverityName(finding->severity))},
                                    {"message", MessageOf(*finding)}});
      }
    }
    environments.push_back({{"name", OneLine(environment.name)}, {"revisions", std::move(revisions)}});
  }
  return JsonText({{"environments", std::move(environments)}});
}

}  // namespace retort
