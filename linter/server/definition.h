// Objects of the catalogue as the operations that would make them anew, and as lines that can be compared.
//
//   for (const Action& action : SchemaOf(catalog)) ... Render(action)
//   for (const DescribedPart& part : PartsOf(object, look_up)) ... part.what

#ifndef RETORT_LINTER_SERVER_DEFINITION_H_
#define RETORT_LINTER_SERVER_DEFINITION_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "linter/schema/catalog.h"
#include "linter/schema/downgrade_outcome.h"
#include "linter/schema/operation.h"

namespace retort {

// The object of that number, as it was at the moment that is described; nullptr when there is none.
using LookUp = std::function<const Object*(Oid)>;

// The object without what is made later: foreign keys, indexes, triggers, comments.
std::vector<Action> DefinitionOf(const Object& object, const LookUp& look_up);

// What is made when all objects are there.
std::vector<Action> LaterDefinitionOf(const Object& object, const LookUp& look_up);

// The whole schema, in an order in which it can be made; names sorted within each kind.
std::vector<Action> SchemaOf(const Catalog& catalog);

// A part of an object: "column "email" of table "user"" and its definition as SQL.
struct DescribedPart {
  std::string what = {};
  std::string definition = {};
  bool is_enum = false;
  Span at = {};
};
std::vector<DescribedPart> PartsOf(const Object& object, const LookUp& look_up);

}  // namespace retort

#endif  // RETORT_LINTER_SERVER_DEFINITION_H_
