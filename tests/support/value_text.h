// The values that operations are made of, as operation_text.h prints them.

#ifndef RETORT_TESTS_SUPPORT_VALUE_TEXT_H_
#define RETORT_TESTS_SUPPORT_VALUE_TEXT_H_

#include <string>
#include <vector>

#include "linter/schema/operation.h"

namespace retort {

std::string ValueText(const Name& name);
std::string ValueText(const std::string& name);         // `?` when it is empty or has a hole
std::string ValueText(const Known<std::string>& name);  // "unnamed" when it is empty
std::string ValueText(const std::vector<std::string>& names);
std::string ValueText(const std::vector<Name>& names);
std::string ValueText(const Type& type);
std::string ValueText(const Column& column);
std::string ValueText(const Constraint& constraint);
std::string ValueText(const IndexElement& element);
std::string ValueText(const Identity& identity);
std::string ValueText(const SequenceOptions& options);
std::string ElementsText(const std::vector<IndexElement>& elements);

// " word" when it is set; " word text" when the text is not empty, with `?` for each hole.
std::string FlagText(bool set, absl::string_view word);
std::string FieldText(absl::string_view word, const std::string& text);
std::string FieldText(absl::string_view word, const Name& name);
std::string FieldText(absl::string_view word, const std::vector<std::string>& names);
std::string FieldText(absl::string_view word, const std::vector<Name>& names);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_VALUE_TEXT_H_
