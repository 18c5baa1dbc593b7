"""Cuts the text of a migration into revisions and statements, so that two renderings can be compared.

    statements("DROP TABLE t; -- gone")  # ["DROP TABLE t"]
    sections(text)                       # one for each "-- Running upgrade a -> b"

White space outside of quotes is collapsed, comments and the final semicolons go; nothing else changes.
"""

import dataclasses
import re

_RUNNING = re.compile(r"^-- Running ([^\n]*)\n", re.MULTILINE)
# What may hide a semicolon, a quote or white space. An unfinished one reaches to the end of the text.
_TOKEN = re.compile(
    r"""
      (?P<comment> --[^\n]* | /\*(?P<nested>) )
    | (?P<quoted> (?<![A-Za-z0-9_$])[eE]'(?:[^'\\]|\\.|'')*(?:'|\Z)
                | '(?:[^']|'')*(?:'|\Z)
                | "(?:[^"]|"")*(?:"|\Z)
                | (?<![A-Za-z0-9_$])\$(?P<tag>[A-Za-z_]\w*|)\$.*?(?:\$(?P=tag)\$|\Z) )
    | (?P<end> ; )
    | (?P<space> \s+ )
    | (?P<other> [^\s;'"$\-/eE]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)


def _after_block_comment(text, position):
    """PostgreSQL's block comments nest."""
    depth = 1
    for match in re.compile(r"/\*|\*/").finditer(text, position):
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return match.end()
    return len(text)


def statements(text):
    """The statements of an SQL text; an empty one is none."""
    found, parts, position = [], [], 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        position = match.end()
        if match["comment"]:
            if match["nested"] is not None:
                position = _after_block_comment(text, position)
            parts.append(" ")
        elif match["end"]:
            found.append(parts)
            parts = []
        else:
            parts.append(" " if match["space"] else match.group())
    found.append(parts)
    return [statement for statement in map(_joined, found) if statement]


def _joined(parts):
    kept = []
    for part in parts:
        if part != " " or (kept and kept[-1] != " "):
            kept.append(part)
    return "".join(kept).strip()


@dataclasses.dataclass
class Section:
    heading: str  # "upgrade a -> b"; empty: before the first revision
    text: str
    statements: list


def sections(text):
    """The revisions of a rendering, and first what stands before them."""
    pieces = _RUNNING.split(text)
    headings = [""] + pieces[1::2]
    return [Section(heading.strip(), body, statements(body)) for heading, body in zip(headings, pieces[::2])]
