// Walks any message of PostgreSQL's tree by its descriptor, so that no kind of node can be forgotten.
//
//   ForEachChild(message, [&](const ProtobufCMessage& child) { ... });

#ifndef RETORT_LINTER_SQL_CHILDREN_H_
#define RETORT_LINTER_SQL_CHILDREN_H_

#include <cstddef>
#include <cstdint>
#include <span>

#include "linter/sql/parser.h"

namespace retort {

template <typename See>
void ForEachChild(const ProtobufCMessage& message, const See& see) {
  const char* const base = reinterpret_cast<const char*>(&message);
  for (const ProtobufCFieldDescriptor& field : std::span(message.descriptor->fields, message.descriptor->n_fields)) {
    if (field.type != PROTOBUF_C_TYPE_MESSAGE) continue;
    const char* const place = base + field.offset;
    if (field.label == PROTOBUF_C_LABEL_REPEATED) {
      const size_t count = *reinterpret_cast<const size_t*>(base + field.quantifier_offset);
      ProtobufCMessage* const* const items = *reinterpret_cast<ProtobufCMessage* const* const*>(place);
      for (size_t i = 0; i < count; ++i) see(*items[i]);
      continue;
    }
    const bool is_choice = (field.flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0;
    if (is_choice && *reinterpret_cast<const uint32_t*>(base + field.quantifier_offset) != field.id) continue;
    const auto* const child = *reinterpret_cast<const ProtobufCMessage* const*>(place);
    if (child != nullptr) see(*child);
  }
}

}  // namespace retort

#endif  // RETORT_LINTER_SQL_CHILDREN_H_
