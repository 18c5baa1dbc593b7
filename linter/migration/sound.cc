#include "linter/migration/sound.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "linter/base/text.h"

namespace retort {
namespace {

std::string Quoted(absl::string_view id) { return absl::StrCat("\"", Printable(id), "\""); }

// What is wrong, or nothing.
std::string Fault(const RevisionGraph& graph) {
  if (!graph.IsComplete()) return "there is a file whose revision cannot be read";
  if (!graph.Cycles().empty()) {
    const auto quote = [&](std::string* out, size_t index) { *out += Quoted(graph[index].id); };
    return absl::StrCat(absl::StrJoin(graph.Cycles().front().members, ", ", quote), " form a cycle");
  }
  if (!graph.Duplicates().empty()) return absl::StrCat(Quoted(graph.Duplicates().front().id), " is used twice");
  if (graph.Missing().empty()) return "";
  const RevisionGraph::MissingReference& missing = graph.Missing().front();
  return absl::StrCat(Quoted(graph[missing.from].id), " names ", Quoted(missing.reference.id),
                      ", which is no revision");
}

}  // namespace

absl::Status CheckSound(const RevisionGraph& graph) {
  const std::string fault = Fault(graph);
  if (fault.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(fault, ": retort check says more"));
}

}  // namespace retort
