// The operations of linter/schema/object_operation.h as operation_text.h prints them.

#ifndef RETORT_TESTS_SUPPORT_OBJECT_TEXT_H_
#define RETORT_TESTS_SUPPORT_OBJECT_TEXT_H_

#include <string>

#include "linter/schema/object_operation.h"

namespace retort {

std::string ObjectText(const CreateEnum& create);
std::string ObjectText(const AddEnumValue& add);
std::string ObjectText(const RenameEnumValue& rename);
std::string ObjectText(const CreateDomain& create);
std::string ObjectText(const AlterDomain& alter);
std::string ObjectText(const CreateComposite& create);
std::string ObjectText(const AlterComposite& alter);
std::string ObjectText(const DropType& drop);
std::string ObjectText(const RenameType& rename);
std::string ObjectText(const CreateSequence& create);
std::string ObjectText(const AlterSequence& alter);
std::string ObjectText(const CreateView& create);
std::string ObjectText(const RefreshView& refresh);
std::string ObjectText(const CreateFunction& create);
std::string ObjectText(const CreateTrigger& create);
std::string ObjectText(const CreatePolicy& create);
std::string ObjectText(const CreateExtension& create);
std::string ObjectText(const CreateSchema& create);
std::string ObjectText(const DropObject& drop);
std::string ObjectText(const RenameObject& rename);
std::string ObjectText(const CommentOn& comment);

}  // namespace retort

#endif  // RETORT_TESTS_SUPPORT_OBJECT_TEXT_H_
