// The moment of a subject that belongs to no environment: a settings file, a comment.
//
//   const Nowhere nowhere;
//   rules.Look(setting, nowhere.moment, true, findings);

#ifndef RETORT_LINTER_ENGINE_NOWHERE_H_
#define RETORT_LINTER_ENGINE_NOWHERE_H_

#include "rules/rule.h"

namespace retort {

struct Nowhere {
  Nowhere() = default;
  Nowhere(const Nowhere&) = delete;
  Nowhere& operator=(const Nowhere&) = delete;

  const Environment environment = {};
  const EnvScript env_script = {};
  const RevisionGraph graph{{}};
  const History history = {};
  const Revision revision = {};
  const Catalog catalog = {};
  const Moment moment{environment, env_script, graph, history, revision, catalog};
};

}  // namespace retort

#endif  // RETORT_LINTER_ENGINE_NOWHERE_H_
