// What the render_*.cc files share: the parts of statements as text, with holes.
//
//   ConstraintText(constraint)   // CONSTRAINT ck_age CHECK (age > 0)

#ifndef RETORT_LINTER_SQL_RENDER_PARTS_H_
#define RETORT_LINTER_SQL_RENDER_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "linter/schema/operation.h"

namespace retort {

// The empty text when it is not wanted.
inline absl::string_view When(bool wanted, absl::string_view text) { return wanted ? text : absl::string_view(); }

std::string TypeText(const Type& type);                           // render_type.cc
std::string CollationText(const Name& collation);                 // "C": always with quotes, as SQLAlchemy has it
std::string KnownText(const Known<std::string>& text);            // a hole when not known
std::string KnownIdentifier(const Known<std::string>& name);      // quoted; a hole when not known or empty
std::string NamesText(const std::vector<Name>& names);            // "a, app.b"
std::string SequenceOptionsText(const SequenceOptions& options);  // " START WITH 1", with a leading space
std::string IdentityText(const Identity& identity);               // "GENERATED ALWAYS AS IDENTITY (START WITH 1)"
std::string ColumnText(const Column& column);                     // "id INTEGER DEFAULT 0 NOT NULL"
std::string ConstraintText(const Constraint& constraint);         // as a table's element
std::string ColumnConstraintText(const Constraint& constraint);   // as a part of its column: "REFERENCES t (id)"
std::string IndexElementText(const IndexElement& element);        // "name varchar_pattern_ops DESC"

std::string RenderAction(const CreateTable& create);  // render_table.cc
std::string RenderAction(const DropTable& drop);
std::string RenderAction(const RenameTable& rename);
std::string RenderAction(const AttachPartition& attach);
std::string RenderAction(const DetachPartition& detach);
std::string RenderAction(const AlterTable& alter);
std::string RenderAction(const AddColumn& add);
std::string RenderAction(const DropColumn& drop);
std::string RenderAction(const AlterColumn& alter);

std::string RenderAction(const AddConstraint& add);  // render_constraint.cc
std::string RenderAction(const DropConstraint& drop);
std::string RenderAction(const RenameConstraint& rename);
std::string RenderAction(const ValidateConstraint& validate);
std::string RenderAction(const AlterConstraint& alter);
std::string RenderAction(const CreateIndex& create);
std::string RenderAction(const DropIndex& drop);

std::string RenderAction(const CreateEnum& create);  // render_type.cc
std::string RenderAction(const AddEnumValue& add);
std::string RenderAction(const RenameEnumValue& rename);
std::string RenderAction(const CreateDomain& create);
std::string RenderAction(const AlterDomain& alter);
std::string RenderAction(const CreateComposite& create);
std::string RenderAction(const AlterComposite& alter);
std::string RenderAction(const DropType& drop);
std::string RenderAction(const RenameType& rename);

std::string RenderAction(const CreateSequence& create);  // render_object.cc
std::string RenderAction(const AlterSequence& alter);
std::string RenderAction(const CreateView& create);
std::string RenderAction(const RefreshView& refresh);
std::string RenderAction(const CreateFunction& create);
std::string RenderAction(const CreateTrigger& create);
std::string RenderAction(const CreatePolicy& create);
std::string RenderAction(const CreateExtension& create);
std::string RenderAction(const CreateSchema& create);
std::string RenderAction(const DropObject& drop);
std::string RenderAction(const RenameObject& rename);
std::string RenderAction(const CommentOn& comment);

std::string RenderAction(const ChangeRows& change);  // render.cc
std::string RenderAction(const SetParameter& set);
std::string RenderAction(const TransactionCommand& command);
std::string RenderAction(const LockTable& lock);
std::string RenderAction(const Maintain& maintain);
std::string RenderAction(const Inspect& inspect);
std::string RenderAction(const Raise& raise);
std::string RenderAction(const Opaque& opaque);

}  // namespace retort

#endif  // RETORT_LINTER_SQL_RENDER_PARTS_H_
