// Plays the PostgreSQL server, and what SQLAlchemy does before it: executes operations against a catalogue, as far as
// they are understood, or refuses them as the real one would.
//
//   Catalog catalog;
//   Server server(catalog, {.postgres = {15, 0}});
//   server.StartRun();
//   server.StartTransaction(true);
//   std::optional<Refusal> refusal = server.Execute(operation);

#ifndef RETORT_LINTER_SERVER_SERVER_H_
#define RETORT_LINTER_SERVER_SERVER_H_

#include <optional>
#include <vector>

#include "linter/base/version.h"
#include "linter/schema/catalog.h"
#include "linter/schema/operation.h"
#include "linter/schema/refusal.h"

namespace retort {

struct ServerFacts {
  Version postgres = {18, 0};
};

class Server {
 public:
  Server(Catalog& catalog, ServerFacts facts) : catalog_(catalog), facts_(facts) {}

  // A connection of its own, with SQLAlchemy's memory of types empty.
  void StartRun();
  // The statements from here on commit together, or each by itself when it is no block.
  void StartTransaction(bool block);
  // Guards of operations are asked anew.
  void StartRevision() { answers_.clear(); }

  // Carries it out. A refusal is given only when it is certain, and then nothing has changed. What an operation does
  // that may not run, or that is not understood, leaves what it touches unknown.
  std::optional<Refusal> Execute(const Operation& operation);

  // Whether the operation runs: unknown when its guards do not decide it.
  Known<bool> Runs(const Operation& operation);

  // Goes on as its author meant it after a refusal, so that what follows from it is not refused again.
  void Assume(const Operation& operation);

  // Whether CREATE TYPE is sent at all: for the column of a table, SQLAlchemy sends it once a run.
  Known<bool> Sends(const CreateEnum& create) const;

 private:
  struct Answer {
    ExistenceTest test;
    Known<bool> holds;
  };
  Known<bool> Holds(const ExistenceTest& test);
  void Blend(Catalog::Mark mark, const Session& before_it);

  Catalog& catalog_;
  ServerFacts facts_;
  uint32_t transactions_ = 0;
  std::vector<Answer> answers_;          // to the guards of this revision, as they were first asked
  std::vector<ExistenceTest> previous_;  // the guards of the operation before
};

}  // namespace retort

#endif  // RETORT_LINTER_SERVER_SERVER_H_
