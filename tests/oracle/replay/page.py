"""Writes what was measured into a page.

    replace_section("docs/replay.md", "Measured", ["1,000 histories"])   # what stood below "## Measured" goes
"""

import re


def replace_section(path, heading, lines):
    """At the end of the page when it has no such section."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    section = "\n".join([f"## {heading}", "", *lines]) + "\n"
    pattern = re.compile(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    if pattern.search(text):
        text = pattern.sub(lambda found: section + ("" if found.end() == len(text) else "\n"), text, count=1)
    else:
        text = f"{text.rstrip()}\n\n{section}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
