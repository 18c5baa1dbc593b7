// Reads texts from a JSON list and prints, for each, what Retort makes of it, for oracles that know better:
//   render  its operations as SQL again; null for what no operation stands for
//   binds   the text that the database gets, with U+FFFC for each parameter

#include <iostream>

#include "linter/sql/binds.h"
#include "linter/sql/read.h"
#include "linter/sql/render.h"
#include "nlohmann/json.hpp"

namespace {

retort::MappedText Whole(const std::string& sql) {
  retort::MappedText text;
  text.Append(sql, {0, 0, static_cast<uint32_t>(sql.size())});
  return text;
}

nlohmann::json Rendered(const retort::MappedText& text) {
  nlohmann::json rendered = nlohmann::json::array();
  for (const retort::Statement& statement : retort::ReadSql(text, {.binds = false}).statements) {
    for (const retort::Operation& operation : statement.operations) {
      const std::string again = retort::RenderWithHoles(operation.action);
      rendered.push_back(again.empty() ? nlohmann::json() : nlohmann::json(again));
    }
  }
  return rendered;
}

}  // namespace

int main(int, char** argv) {
  const bool renders = std::string(argv[1]) == "render";
  nlohmann::json all = nlohmann::json::array();
  for (const auto& json : nlohmann::json::parse(std::cin)) {
    const retort::MappedText text = Whole(json.get<std::string>());
    all.push_back(renders ? Rendered(text) : nlohmann::json(retort::ReplaceBinds(text).text()));
  }
  std::cout << all.dump() << "\n";
}
