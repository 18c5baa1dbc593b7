// Prints every statement that Retort reads in the revisions below some paths as JSON, with what it does not know of it;
// coverage.py makes a table of that.
//
//   read_calls PATH...

#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "linter/engine/reading.h"
#include "nlohmann/json.hpp"
#include "tests/coverage/gaps.h"

namespace retort {
namespace {

using Json = nlohmann::ordered_json;

Json Statements(const Procedure& procedure, const Sources& sources) {
  Json json = Json::array();
  for (const Transaction& transaction : procedure.transactions) {
    for (const Statement& statement : transaction.statements) {
      const Position start = sources[statement.at.file].Locate(statement.at.begin, ColumnUnit::kBytes);
      Json gaps = Json::array();
      for (const Gap& gap : GapsOf(statement)) gaps.push_back({{"key", gap.key}, {"what", gap.what}});
      json.push_back({{"path", sources.PathOf(statement.at.file)},
                      {"line", start.line},
                      {"column", start.column},
                      {"gaps", std::move(gaps)}});
    }
  }
  return json;
}

Json Revisions(const Reading& reading) {
  Json json = Json::array();
  for (const Chapter& chapter : reading.chapters) {
    for (const Revision& revision : chapter.graph.revisions()) {
      json.push_back({{"path", reading.sources.PathOf(revision.where.file)},
                      {"upgrade", Statements(revision.upgrade, reading.sources)},
                      {"downgrade", Statements(revision.downgrade, reading.sources)}});
    }
  }
  return json;
}

}  // namespace
}  // namespace retort

int main(int argc, char** argv) {
  retort::Options options;
  options.use_git = false;
  for (int i = 1; i < argc; ++i) options.paths.push_back(argv[i]);
  options.working_directory = std::filesystem::current_path().string();
  const retort::DiskFiles files;
  retort::Rulings rulings(files, options);
  const auto reading = retort::ReadProject(files, options, rulings, retort::Pool(options.jobs));
  if (!reading.ok()) {
    std::cerr << reading.status().ToString() << "\n";
    return 1;
  }
  std::cout << retort::Revisions(*reading).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  return 0;
}
