"""Reads revision graphs as JSON, a list of lists of revisions; prints what Alembic's own RevisionMap makes of each."""

import graphlib
import json
import sys
import warnings

from alembic.runtime.migration import HeadMaintainer, RevisionStep
from alembic.script.revision import Revision, RevisionError, RevisionMap

warnings.simplefilter("ignore")


def has_cycle(revisions, names):
    try:
        list(graphlib.TopologicalSorter({r["id"]: [d for n in names for d in r[n]] for r in revisions}).static_order())
    except graphlib.CycleError:
        return True
    return False


class Rows(HeadMaintainer):
    """The version table, without a database."""

    def _insert_version(self, version):
        self.heads.add(version)

    def _delete_version(self, version):
        self.heads.remove(version)

    def _update_version(self, from_, to_):
        self.heads.remove(from_)
        self.heads.add(to_)


def run(graph, order, heads, is_upgrade):
    """The rows of the version table after each step; None where Alembic itself stumbles over a merge."""
    for revision in order:
        revision.module = type("Module", (), {"upgrade": None, "downgrade": None})
    rows, result = Rows(None, heads), []
    for revision in order:
        try:
            rows.update_to_step(RevisionStep(graph, revision, is_upgrade))
        except (KeyError, AssertionError):
            return None
        result.append([revision.revision, sorted(rows.heads)])
    return result


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
    upgrade = list(reversed(list(graph.iterate_revisions("heads", "base", implicit_base=True))))
    result["upgrade"] = run(graph, upgrade, [], True)
    if result["upgrade"] is None:
        return {**result, "error": "stumbles"}
    rows = result["upgrade"][-1][1]
    downgrade = list(graph.iterate_revisions(tuple(rows), "base", select_for_downgrade=True))
    result["downgrade"] = run(graph, downgrade, rows, False)
    result["labels"] = {h: sorted(revision[h].branch_labels) for h in graph.heads}
    result["ancestors"] = {
        i: sorted(a.revision for a in graph._get_ancestor_nodes([r], include_dependencies=True))
        for i, r in revision.items()
    }
    return result


print(json.dumps([judge(revisions) for revisions in json.load(sys.stdin)]))
