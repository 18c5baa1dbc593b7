// Operations as one line of text each, so that a test can say what it expects in the words of SQL.
//
//   EXPECT_EQ(OperationText(operation), "DropType mood if_present");

#ifndef RETORT_TESTS_SUPPORT_OPERATION_TEXT_H_
#define RETORT_TESTS_SUPPORT_OPERATION_TEXT_H_

#include <string>
#include <vector>

#include "linter/schema/operation.h"

namespace retort {

// `? ` stands before a conditional operation, `?` for a value that is not known.
std::string OperationText(const Operation& operation);

// One a line.
std::string OperationText(const std::vector<Operation>& operations);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_OPERATION_TEXT_H_
