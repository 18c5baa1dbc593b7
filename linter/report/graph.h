// The revisions of each environment as a picture, with what is a head, what is applied, and what was found.
//
//   GraphText(shown, Paint(false))
//   GraphSvg(shown)        // for a browser
//   GraphDot(shown)        // for Graphviz
//   GraphMermaid(shown)    // for Markdown
//   GraphJson(shown)

#ifndef RETORT_LINTER_REPORT_GRAPH_H_
#define RETORT_LINTER_REPORT_GRAPH_H_

#include <string>
#include <vector>

#include "linter/finding/report.h"
#include "linter/migration/graph.h"
#include "linter/report/paint.h"

namespace retort {

struct ShownEnvironment {
  std::string name;
  const RevisionGraph& graph;
  const std::vector<bool>& is_new;  // by index in the graph
  bool knows_applied = false;       // false: everything is new because nothing is known
};

struct ShownGraphs {
  std::vector<ShownEnvironment> environments;
  const Report& report;
};

std::string GraphText(const ShownGraphs& shown, const Paint& paint);
std::string GraphSvg(const ShownGraphs& shown);
std::string GraphDot(const ShownGraphs& shown);
std::string GraphMermaid(const ShownGraphs& shown);
std::string GraphJson(const ShownGraphs& shown);

}  // namespace retort

#endif  // RETORT_LINTER_REPORT_GRAPH_H_
