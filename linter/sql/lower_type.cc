#include "linter/sql/lowering.h"

namespace retort {

void LowerCreateEnum(const PgQuery__CreateEnumStmt& create, Lowering& lowering) {
  CreateEnum type{.type = NameOf(Nodes(create.type_name, create.n_type_name))};
  std::vector<std::string> labels;
  bool known = true;
  for (const PgQuery__Node* label : Nodes(create.vals, create.n_vals)) {
    labels.emplace_back(StringOf(*label));
    known = known && !HasHole(labels.back());
  }
  if (known) type.labels = std::move(labels);
  const Wording& words = lowering.words();
  lowering.Add(std::move(type), lowering.SpanOf({2, words.NameEnd(2)}));  // behind CREATE TYPE
}

void LowerAlterEnum(const PgQuery__AlterEnumStmt& alter, Lowering& lowering) {
  const Name type = NameOf(Nodes(alter.type_name, alter.n_type_name));
  if (*alter.old_val != '\0') {
    lowering.Add(RenameEnumValue{.type = type, .value = KnownName(alter.old_val), .to = KnownName(alter.new_val)});
    return;
  }
  lowering.Add(AddEnumValue{.type = type,
                            .value = KnownName(alter.new_val),
                            .if_absent = alter.skip_if_new_val_exists != 0,
                            .before = alter.new_val_is_after ? "" : alter.new_val_neighbor,
                            .after = alter.new_val_is_after ? alter.new_val_neighbor : ""});
}

}  // namespace retort
