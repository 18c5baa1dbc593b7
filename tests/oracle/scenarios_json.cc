// Prints the scenarios of a document as JSON, as the harness frames them, for oracles written in other languages.

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "nlohmann/json.hpp"
#include "tests/support/scenario.h"

int main(int argc, char** argv) {
  nlohmann::json scenarios = nlohmann::json::array();
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i]);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    for (const retort::Scenario& scenario : retort::ReadScenarios(argv[i], text)) {
      nlohmann::json json = {{"title", scenario.title}, {"texts", scenario.project.texts}};
      for (const auto& revision : scenario.project.revisions) {
        json["revisions"].push_back({{"id", revision.id}, {"path", revision.path}});
      }
      json["expected"] = nlohmann::json::array();
      for (const retort::Expectation& expected : scenario.expectations) {
        for (const auto& [path, block] : scenario.blocks) {
          if (expected.line < block.line || expected.line >= block.line + block.last) continue;
          json["expected"].push_back({{"rule", expected.rule}, {"path", path}});
        }
      }
      if (scenario.options.sqlalchemy.has_value()) {
        json["sqlalchemy"] = {scenario.options.sqlalchemy->major, scenario.options.sqlalchemy->minor};
      }
      scenarios.push_back(std::move(json));
    }
  }
  std::cout << scenarios.dump(1) << "\n";
}
