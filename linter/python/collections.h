// Known lists, sets and dicts as Python treats them: keys and members are unique, and what is not known stays so.
//
//   Dict dict;
//   PutItem(dict, key, value);
//   FindItem(dict, *key)   // the value; nullptr: certainly absent; nullopt: cannot be known

#ifndef RETORT_LINTER_PYTHON_COLLECTIONS_H_
#define RETORT_LINTER_PYTHON_COLLECTIONS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "linter/python/value.h"

namespace retort::python {

std::optional<ValuePtr> FindItem(const Dict& dict, const Value& key);
void PutItem(Dict& dict, ValuePtr key, ValuePtr value);

// dict.update(other)
void MergeInto(Dict& dict, const Value& other);

// Appends to a list or tuple; adds to a set.
void AddItem(Sequence& sequence, ValuePtr item);

bool IsAscii(absl::string_view text);

}  // namespace retort::python

#endif  // RETORT_LINTER_PYTHON_COLLECTIONS_H_
