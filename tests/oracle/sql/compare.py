"""Holds what Retort prints for a history against what Alembic prints, revision by revision.

    for difference in compare(alembic_text, retort_text): print(difference)
"""

import dataclasses
import difflib
import re

from alembic_sql import RAISED
from statements import sections

_RAISED = re.compile(rf"^{re.escape(RAISED)}(.*)$", re.MULTILINE)
_SAYS_RAISED = re.compile(r"^-- \S+:\d+: raises (.*)$", re.MULTILINE)


@dataclasses.dataclass
class Difference:
    heading: str  # "upgrade a -> b"; empty: before the first revision
    lines: list

    @property
    def revision(self):
        """Whose function it is: the revision that is reached by an upgrade, or left by a downgrade."""
        words = self.heading.split()
        if not words:
            return "(before the first revision)"
        return words[1] if words[0] == "downgrade" else words[-1]

    def __str__(self):
        return "\n  ".join([self.heading or self.revision, *self.lines])


def _raised(pattern, section):
    found = pattern.search(section.text)
    return found[1] if found else None


def _differences(wanted, found):
    """Of one revision, a line each. A revision that raises must be said to raise, after the same statements."""
    lines = []
    raises, says = _raised(_RAISED, wanted), _raised(_SAYS_RAISED, found)
    if (raises is None) != (says is None):
        lines.append(f"Alembic raises {raises}; Retort says {says}")
    if wanted.statements != found.statements:
        for line in difflib.ndiff(wanted.statements, found.statements):
            if line[0] in "-+":
                lines.append(("Alembic: " if line[0] == "-" else "Retort:  ") + line[2:])
    return lines


def compare(alembic_text, retort_text):
    wanted = sections(alembic_text)
    found = {section.heading: section for section in sections(retort_text)}
    differences = []
    for section in wanted:
        mine = found.get(section.heading)
        lines = _differences(section, mine) if mine else ["Retort does not print this revision"]
        if lines:
            differences.append(Difference(section.heading, lines))
    order = [section.heading for section in wanted]
    others = [heading for heading in found if heading not in order]
    differences += [Difference(heading, ["Alembic does not run this revision"]) for heading in others]
    if not differences and list(found) != order:
        differences.append(Difference("", ["the revisions are the same, in another order"]))
    return differences
