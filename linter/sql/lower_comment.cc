#include "absl/strings/str_cat.h"
#include "linter/sql/lowering.h"

namespace retort {
namespace {

// The object is named by its table, or its view, and a part of it.
bool IsPart(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::kColumn:
    case ObjectKind::kConstraint:
    case ObjectKind::kTrigger:
    case ObjectKind::kPolicy:
    case ObjectKind::kRule:
      return true;
    default:
      return false;
  }
}

}  // namespace

void LowerComment(const PgQuery__CommentStmt& comment, Lowering& lowering) {
  const ObjectKind kind = KindOf(comment.objtype);
  if (kind == ObjectKind::kOther || comment.object == nullptr) {
    return lowering.Add(
        OpaqueOf(absl::StrCat("COMMENT ON ", WordsOf(comment.objtype)), "it only describes the object"));
  }
  CommentOn action{.kind = kind, .name = NameOf(*comment.object), .comment = KnownName(comment.comment)};
  const Nodes parts = ListOf(*comment.object);
  if (IsPart(kind) && parts.size() > 1) {
    action.part = std::string(StringOf(*parts.back()));
    action.name = NameOf(parts.first(parts.size() - 1));
  }
  lowering.Add(std::move(action));
}

}  // namespace retort
