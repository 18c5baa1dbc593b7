// The graph against Alembic's own RevisionMap, on random histories with branches, merges, dependencies, labels, cycles,
// missing parents and duplicates.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "linter/migration/graph.h"
#include "linter/migration/plan.h"
#include "linter/migration/target.h"

namespace retort {
namespace {

using nlohmann::json;
using testing::IsSupersetOf;

constexpr int kGraphs = 600;

std::vector<Reference> References(const json& ids) {
  std::vector<Reference> references;
  for (const std::string id : ids) references.push_back({id, {}});
  return references;
}

std::vector<Revision> Revisions(const json& graph) {
  std::vector<Revision> revisions;
  for (const json& from : graph) {
    Revision& revision = revisions.emplace_back();
    revision.id = from["id"];
    revision.parents = References(from["parents"]);
    revision.depends_on = References(from["depends_on"]);
    revision.labels = References(from["labels"]);
  }
  return revisions;
}

// Mostly sound histories; every third has something wrong with it somewhere.
json RandomGraph(std::mt19937& random) {
  const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
  const size_t count = 1 + random() % 12;
  const bool sound = !chance(33);
  std::vector<std::string> ids;
  for (size_t i = 0; i < count; ++i) ids.push_back(absl::StrCat("r", i));
  json graph = json::array();
  for (size_t i = 0; i < count; ++i) {
    json parents = json::array(), depends_on = json::array(), labels = json::array();
    const auto pick = [&] {
      if (!sound && chance(8)) return std::string("gone");
      return ids[!sound && chance(15) ? random() % count : random() % std::max<size_t>(1, i)];
    };
    if (i > 0 && !chance(10)) parents.push_back(chance(70) ? ids[i - 1] : pick());
    if (i > 1 && !parents.empty() && chance(15)) parents.push_back(pick());
    if (parents.size() == 2 && parents[0] == parents[1]) parents.erase(1);
    if (i > 0 && chance(10)) depends_on.push_back(pick());
    if (chance(15))
      labels.push_back(!sound && chance(30) ? pick() : absl::StrCat("label", random() % (sound ? 1000 : 5)));
    graph.push_back({{"id", ids[i]}, {"parents", parents}, {"depends_on", depends_on}, {"labels", labels}});
  }
  std::shuffle(graph.begin(), graph.end(), random);
  return graph;
}

json AskAlembic(const json& graphs) {
  const std::string in = testing::TempDir() + "/graphs.json", out = testing::TempDir() + "/answers.json";
  std::ofstream(in) << graphs;
  const std::string command = absl::StrCat("/usr/bin/python3 tests/migration/graph_oracle_test.py < ", in, " > ", out);
  EXPECT_EQ(system(command.c_str()), 0) << "the oracle needs Debian's alembic for /usr/bin/python3";
  return json::parse(std::ifstream(out), nullptr, false);
}

std::vector<std::string> Ids(const RevisionGraph& graph, const std::vector<size_t>& indices) {
  std::vector<std::string> ids;
  for (const size_t i : indices) ids.push_back(graph[i].id);
  return ids;
}

std::vector<std::string> Sorted(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

void ExpectValidOrder(const RevisionGraph& graph) {
  std::vector<size_t> place(graph.revisions().size());
  for (size_t i = 0; i < graph.UpgradeOrder().size(); ++i) place[graph.UpgradeOrder()[i]] = i;
  for (size_t i = 0; i < place.size(); ++i) {
    for (const size_t parent : graph.Parents(i)) EXPECT_LT(place[parent], place[i]);
    for (const size_t dependency : graph.DependsOn(i)) EXPECT_LT(place[dependency], place[i]);
  }
}

void ExpectSameCycles(const RevisionGraph& graph, const json& answer) {
  EXPECT_EQ(!graph.Cycles().empty(), answer["any_cycle"].get<bool>());
  const bool by_parents = std::any_of(graph.Cycles().begin(), graph.Cycles().end(),
                                      [](const RevisionGraph::Cycle& cycle) { return !cycle.through_depends_on; });
  EXPECT_EQ(by_parents, answer["cycle"].get<bool>());
  for (const RevisionGraph::Cycle& cycle : graph.Cycles()) {
    for (size_t i = 0; i < cycle.members.size(); ++i) {
      const size_t from = cycle.members[i], to = cycle.members[(i + 1) % cycle.members.size()];
      std::vector<size_t> named = graph.Parents(from);
      if (cycle.through_depends_on) {
        named.insert(named.end(), graph.DependsOn(from).begin(), graph.DependsOn(from).end());
      }
      EXPECT_THAT(named, testing::Contains(to));
    }
  }
}

void ExpectSameAncestors(const RevisionGraph& graph, const json& ancestors) {
  for (size_t i = 0; i < graph.revisions().size(); ++i) {
    std::vector<std::string> ours;
    for (size_t j = 0; j < graph.revisions().size(); ++j) {
      if (graph.IsAncestor(j, i)) ours.push_back(graph[j].id);
    }
    EXPECT_EQ(Sorted(ours), ancestors[graph[i].id].get<std::vector<std::string>>());
  }
}

// The revisions in their order, each with the rows of the version table after it, as Alembic runs them.
json RowsAfter(const RevisionGraph& graph, const std::vector<MigrationStep>& steps, std::set<std::string> rows) {
  json result = json::array();
  for (const MigrationStep& step : steps) {
    EXPECT_EQ(step.empty_before, rows.empty());
    for (const VersionChange& change : step.versions) {
      if (change.kind != VersionChange::Kind::kInsert) {
        EXPECT_EQ(rows.erase(change.from), 1u) << change.from;
      }
      if (change.kind != VersionChange::Kind::kDelete) {
        EXPECT_TRUE(rows.insert(change.to).second) << change.to;
      }
    }
    EXPECT_EQ(step.empty_after, rows.empty());
    result.push_back({graph[step.revision].id, rows});
  }
  return result;
}

void ExpectSamePlans(const RevisionGraph& graph, const json& answer) {
  EXPECT_EQ(RowsAfter(graph, PlanUpgrade(graph, {}, *FindTarget(graph, "heads")), {}), answer["upgrade"]);
  std::vector<size_t> rows;
  for (const std::string id : answer["upgrade"].back()[1]) rows.push_back(graph.Find(id));
  const std::set<std::string> ids = answer["upgrade"].back()[1].get<std::set<std::string>>();
  if (!answer["downgrade"].is_null()) {
    EXPECT_EQ(RowsAfter(graph, PlanDowngrade(graph, rows, {}, {1, 8}), ids), answer["downgrade"]);
  }
}

void ExpectSameHistory(const RevisionGraph& graph, const json& answer) {
  EXPECT_EQ(Sorted(Ids(graph, graph.Heads())), answer["heads"].get<std::vector<std::string>>());
  EXPECT_EQ(Sorted(Ids(graph, graph.Bases())), answer["bases"].get<std::vector<std::string>>());
  EXPECT_EQ(Sorted(Ids(graph, graph.UpgradeOrder())), answer["plan"].get<std::vector<std::string>>());
  std::vector<std::string> effective;
  for (const size_t head : graph.Heads()) {
    if (graph.IsEffectiveHead(head)) effective.push_back(graph[head].id);
    EXPECT_EQ(graph.LabelsOf(head), answer["labels"][graph[head].id].get<std::vector<std::string>>());
  }
  EXPECT_EQ(Sorted(effective), answer["effective"].get<std::vector<std::string>>());
  ExpectValidOrder(graph);
  ExpectSamePlans(graph, answer);
  ExpectSameAncestors(graph, answer["ancestors"]);
}

TEST(GraphOracleTest, AgreesWithAlembic) {
  std::mt19937 random(20);
  json graphs = json::array();
  for (int i = 0; i < kGraphs; ++i) graphs.push_back(RandomGraph(random));
  const json answers = AskAlembic(graphs);
  ASSERT_EQ(answers.size(), graphs.size());
  int histories = 0, key_errors = 0, label_clashes = 0, cycles = 0, stumbles = 0;
  for (size_t i = 0; i < graphs.size(); ++i) {
    SCOPED_TRACE(graphs[i].dump());
    const json& answer = answers[i];
    const RevisionGraph graph(Revisions(graphs[i]));
    const std::string error = answer.value("error", "");
    ExpectSameCycles(graph, answer);
    if (error == "KeyError") {
      ++key_errors;
      EXPECT_FALSE(graph.Missing().empty());
    } else if (error == "RevisionError") {
      ++label_clashes;
      EXPECT_FALSE(graph.Duplicates().empty());
    } else if (error == "stumbles") {
      ++stumbles;
    } else if (!error.empty()) {
      ++cycles;
      EXPECT_FALSE(graph.Cycles().empty());
    } else if (!answer["any_cycle"]) {
      ++histories;
      EXPECT_TRUE(graph.Missing().empty() && graph.Duplicates().empty());
      ExpectSameHistory(graph, answer);
    }
  }
  EXPECT_GT(histories, 200);
  EXPECT_GT(key_errors, 5);
  EXPECT_GT(label_clashes, 5);
  EXPECT_GT(cycles, 5);
  EXPECT_LT(stumbles, 10);
}

}  // namespace
}  // namespace retort
