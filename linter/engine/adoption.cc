#include "linter/engine/adoption.h"

#include <utility>

namespace retort {
namespace {

Name InPublic(const Name& name) { return name.schema.empty() ? Name{"public", name.name} : name; }

// Inserts every name that an operation brings into being.
struct Created {
  absl::flat_hash_set<Name>& names;

  void Add(const Name& name) const { names.insert(InPublic(name)); }
  void operator()(const CreateTable& create) const { Add(create.table); }
  void operator()(const RenameTable& rename) const { Add({rename.to.schema, rename.to.name}); }
  void operator()(const CreateEnum& create) const { Add(create.type); }
  void operator()(const CreateDomain& create) const { Add(create.type); }
  void operator()(const CreateComposite& create) const { Add(create.type); }
  void operator()(const RenameType& rename) const { Add(rename.to); }
  void operator()(const CreateSequence& create) const { Add(create.sequence); }
  void operator()(const CreateView& create) const { Add(create.view); }
  void operator()(const CreateIndex& create) const {
    if (create.name.known()) Add({create.table.schema, create.name.value()});
  }
  void operator()(const AddConstraint& add) const {
    if (add.constraint.name.known()) Add({add.table.schema, add.constraint.name.value()});
  }
  void operator()(const RenameObject& rename) const { Add(rename.to); }
  void operator()(const CreateFunction& create) const { Add(create.function); }
  void operator()(const CreateSchema& create) const { names.insert({"", create.schema}); }
  void operator()(const CreateExtension& create) const { names.insert({"", create.extension}); }
  template <typename Other>
  void operator()(const Other&) const {}
};

}  // namespace

Adoption::Adoption(const RevisionGraph& graph) {
  for (const Revision& revision : graph.revisions()) {
    for (const Transaction& transaction : revision.upgrade.transactions) {
      for (const Statement& statement : transaction.statements) {
        for (const Operation& operation : statement.operations) std::visit(Created{created_}, operation.action);
      }
    }
  }
  for (const size_t base : graph.Bases()) {
    const Procedure::Body body = graph[base].upgrade.body;
    if (body == Procedure::Body::kEmpty && !graph.Children(base).empty()) starts_empty_ = true;
  }
}

bool Adoption::IsForeign(const Name& name) const {
  return name.known() && !created_.contains(InPublic(name)) && !created_.contains({"", name.name});
}

}  // namespace retort
