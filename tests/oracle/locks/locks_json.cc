// Reads SQL statements, a JSON array of texts, and prints what LocksOf says of each, for the oracle that runs them.

#include <algorithm>
#include <iostream>
#include <string>
#include <variant>

#include "linter/base/pool.h"
#include "linter/postgres/locks.h"
#include "linter/sql/read.h"
#include "nlohmann/json.hpp"

namespace {

constexpr const char* kTargets[] = {"named",      "its-table",   "its-indexes", "inherited",         "every",
                                    "referenced", "referencing", "partitioned", "default-partition", "dependents",
                                    "users"};

retort::SqlReading Read(const std::string& text) {
  retort::MappedText sql;
  sql.Append(text, {0, 0, static_cast<uint32_t>(text.size())});
  retort::SqlReading reading;
  retort::Pool(1).Run(1, [&](size_t) { reading = retort::ReadSql(sql, {.binds = false}); });
  return reading;
}

nlohmann::json Describe(const std::string& text, retort::Version postgres) {
  nlohmann::json kinds = nlohmann::json::array();
  nlohmann::json locks = nlohmann::json::array();
  for (const retort::Statement& statement : Read(text).statements) {
    for (const retort::Operation& operation : statement.operations) {
      kinds.push_back(operation.action.index());
      for (const retort::TableLock& lock : retort::LocksOf(operation.action, postgres)) {
        locks.push_back({{"relation", lock.relation.ToString()},
                         {"mode", std::string(retort::LockModeName(lock.mode))},
                         {"target", kTargets[static_cast<int>(lock.target)]}});
      }
    }
  }
  return {{"sql", text}, {"kinds", std::move(kinds)}, {"locks", std::move(locks)}};
}

nlohmann::json Modes() {
  nlohmann::json modes = nlohmann::json::array();
  for (int i = 0; i <= static_cast<int>(retort::LockMode::kAccessExclusive); ++i) {
    const auto mode = static_cast<retort::LockMode>(i);
    modes.push_back({{"name", std::string(retort::LockModeName(mode))},
                     {"reads", retort::BlocksReads(mode)},
                     {"writes", retort::BlocksWrites(mode)}});
  }
  return modes;
}

}  // namespace

// The argument is PostgreSQL's major version.
int main(int, char** argv) {
  const retort::Version postgres{std::stoi(argv[1])};
  nlohmann::json statements = nlohmann::json::array();
  for (const std::string text : nlohmann::json::parse(std::cin)) statements.push_back(Describe(text, postgres));
  const nlohmann::json answer = {{"statements", std::move(statements)},
                                 {"modes", Modes()},
                                 {"kinds", std::variant_size_v<retort::Action>},
                                 {"raise", retort::Action(retort::Raise{}).index()},
                                 {"opaque", retort::Action(retort::Opaque{}).index()}};
  std::cout << answer.dump(1) << "\n";
}
