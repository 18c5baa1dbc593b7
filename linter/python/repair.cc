#include "linter/python/repair.h"

#include <utility>

namespace retort::python {
namespace {

bool IsOperand(Kind parent) {
  switch (parent) {
    case Kind::kCall:
    case Kind::kAttribute:
    case Kind::kSubscript:
    case Kind::kBinary:
    case Kind::kBoolean:
    case Kind::kComparison:
    case Kind::kConditional:
      return true;
    default:
      return false;
  }
}

// The nodes `top` ... `splat` begin at the same place, each the first child of the one before. The star moves to the
// front of them: in memory they stand one behind the other, so all of them take one step back.
void MoveToFront(Syntax& syntax, NodeId top, NodeId splat) {
  std::vector<Node>& nodes = syntax.nodes;
  for (NodeId link = top; link < splat; ++link) {
    for (NodeId child = nodes[link + 1].after; child < nodes[link].after; child = nodes[child].after) {
      nodes[child].parent = link + 1;
    }
  }
  Node star = nodes[splat];
  nodes[splat + 1].field = std::exchange(star.field, nodes[top].field);
  star.end = nodes[top].end;
  star.after = nodes[top].after;
  star.parent = nodes[top].parent;
  star.broken = nodes[top].broken;
  nodes[top].field = Field::kNone;
  for (NodeId link = splat; link > top; --link) {
    nodes[link] = nodes[link - 1];
    nodes[link].begin = nodes[splat + 1].begin;
    nodes[link].parent = link - 1;
  }
  nodes[top] = star;
}

}  // namespace

void RepairSplats(Syntax& syntax) {
  for (NodeId id = kRoot + 1; id < syntax.nodes.size(); ++id) {
    if (syntax[id].kind != Kind::kListSplat || syntax[id].after == id + 1) continue;
    NodeId top = id;
    while (top > kRoot + 1 && syntax[top].parent + 1 == top && IsOperand(syntax[syntax[top].parent].kind)) {
      top = syntax[top].parent;
    }
    if (top != id) MoveToFront(syntax, top, id);
  }
}

}  // namespace retort::python
