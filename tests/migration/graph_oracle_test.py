"""Reads revision graphs as JSON, a list of lists of revisions; prints what Alembic's own RevisionMap makes of each."""

import graphlib
import json
import sys
import warnings

from alembic.script.revision import Revision, RevisionError, RevisionMap

warnings.simplefilter("ignore")


def has_cycle(revisions, names):
    try:
        list(graphlib.TopologicalSorter({r["id"]: [d for n in names for d in r[n]] for r in revisions}).static_order())
    except graphlib.CycleError:
        return True
    return False


def judge(revisions):
    result = {
        "cycle": has_cycle(revisions, ["parents"]),
        "any_cycle": has_cycle(revisions, ["parents", "depends_on"]),
    }
    graph = RevisionMap(
        lambda: [
            Revision(r["id"], tuple(r["parents"]), dependencies=tuple(r["depends_on"]), branch_labels=tuple(r["labels"]))
            for r in revisions
        ]
    )
    try:
        result["heads"] = sorted(graph.heads)
    except (RevisionError, KeyError) as error:
        return {**result, "error": type(error).__name__}
    if result["any_cycle"]:
        return result
    revision = {r["id"]: graph.get_revision(r["id"]) for r in revisions}
    result["bases"] = sorted(graph.bases)
    result["effective"] = sorted(h for h in graph.heads if not revision[h]._is_real_head)
    result["plan"] = sorted(r.revision for r in graph.iterate_revisions("heads", "base"))
    result["labels"] = {h: sorted(revision[h].branch_labels) for h in graph.heads}
    result["ancestors"] = {
        i: sorted(a.revision for a in graph._get_ancestor_nodes([r], include_dependencies=True))
        for i, r in revision.items()
    }
    return result


print(json.dumps([judge(revisions) for revisions in json.load(sys.stdin)]))
