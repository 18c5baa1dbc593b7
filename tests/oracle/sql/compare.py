"""Holds what Retort prints for a history against what Alembic prints, revision by revision.

    for difference in compare(alembic_text, retort_text): print(difference)
"""

import dataclasses
import difflib
import re

from alembic_sql import RAISED
from statements import sections

_RAISED = re.compile(rf"^{re.escape(RAISED)}([^\n]*)\n.*?(?=^-- Running |\Z)", re.MULTILINE | re.DOTALL)
_WHO = re.compile(r"^(?:upgrade|downgrade) .* -> (.*)$|^downgrade (.*) ->.*$")


@dataclasses.dataclass
class Difference:
    heading: str  # "upgrade a -> b"; empty: before the first revision
    wanted: list  # statements of Alembic
    found: list  # statements of Retort; None: the revision is missing
    raised: str  # what Alembic raised in this revision; empty: nothing

    @property
    def revision(self):
        """Whose function it is: the revision that is reached by an upgrade, or left by a downgrade."""
        words = self.heading.split()
        if words[:1] == ["downgrade"]:
            return words[1]
        return words[-1] if words else "(before the first revision)"

    def __str__(self):
        lines = [f"{self.heading or self.revision}" + (f"   (Alembic raises {self.raised})" if self.raised else "")]
        if self.found is None:
            return lines[0] + "\n  Retort does not print this revision"
        for line in difflib.ndiff(self.wanted, self.found):
            if line[0] in "-+":
                lines.append(f"  {'Alembic' if line[0] == '-' else 'Retort '} {line[2:]}")
        return "\n".join(lines)


def _raised(text):
    """What each section raised, by heading; and the text without what a revision does after it raised."""
    found, heading = {}, ""
    for line in text.splitlines():
        if line.startswith("-- Running "):
            heading = line[len("-- Running ") :].strip()
        elif line.startswith(RAISED):
            found[heading] = line[len(RAISED) :]
    return found


def compare(alembic_text, retort_text):
    """The revisions in which the two differ. Of a revision that raises, only what is sent before that is compared:
    Retort has to print it, and nothing after it but the rest of the version table's upkeep."""
    raised = _raised(alembic_text)
    retort_sections = sections(retort_text)
    found = dict(retort_sections)
    differences = []
    wanted = sections(alembic_text)
    for heading, statements in wanted:
        mine = found.get(heading)
        if mine != statements:
            differences.append(Difference(heading, statements, mine, raised.get(heading, "")))
    known = {heading for heading, _ in wanted}
    for heading, statements in retort_sections:
        if heading not in known:
            differences.append(Difference(heading, [], statements, ""))
    if not differences and [heading for heading, _ in wanted] != [heading for heading, _ in retort_sections]:
        differences.append(Difference("", ["the revisions in this order"], ["the revisions in another order"], ""))
    return differences
