"""The differences that are accepted on purpose: lines "revision: reason" in a file; "#" starts a comment.

A line may end its revision with " [alembic 1.13]": it is about releases that start with that version alone.
"""

import re

import alembic
import sqlalchemy

_LINE = re.compile(r"(?P<revision>[\w.]+)(?: \[(?P<software>alembic|sqlalchemy) (?P<version>[\d.]+)\])?: (?P<reason>.+)")
_INSTALLED = {"alembic": alembic.__version__, "sqlalchemy": sqlalchemy.__version__}


class Accepted:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
        matches = [_LINE.fullmatch(line) or self._refuse(line) for line in lines]
        self.revisions = {match["revision"] for match in matches if self._is_about_these_releases(match)}

    @staticmethod
    def _refuse(line):
        raise ValueError(f'accepted.txt: "{line}" is not "revision: reason"')

    @staticmethod
    def _is_about_these_releases(match):
        return not match["software"] or (_INSTALLED[match["software"]] + ".").startswith(match["version"] + ".")

    def without(self, differences):
        return [difference for difference in differences if difference.revision not in self.revisions]

    def stale(self, revisions, differences):
        """Those among the revisions that are accepted to differ, and do not."""
        different = {difference.revision for difference in differences}
        return sorted(self.revisions & {revision.id for revision in revisions} - different)
