"""Prints how much Retort understands of projects, as a Markdown table: of every call of a directive that Python's own
parser finds in their revisions, whether Retort knows all that is asked of the database there.

    coverage.py READ_CALLS PROJECT...

A call counts once, however often a loop runs it; it is known when it is known each time. Revisions that the project
itself keeps for another database than PostgreSQL are counted apart.
"""

import ast
import collections
import json
import functools
import os
import re
import subprocess
import sys

# Methods of op that ask nothing of the database by themselves; batch_alter_table's block counts by what is in it.
_NO_DIRECTIVES = {"f", "get_bind", "get_context", "inline_literal", "batch_alter_table", "run_async"}
_NO_STATEMENT = "nothing is sent from this place: it never runs on PostgreSQL, asks for nothing, or its SQL stands elsewhere"


_OTHER_DATABASES = {"sqlite", "mysql", "mariadb", "oracle", "mssql"}
_URL = re.compile(r"(postgres|postgresql|sqlite|mysql|mariadb|oracle|mssql)(\+\w+)?://")


def databases_of(path):
    """The databases of the URLs that a module writes down, and the names of the modules that it imports."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            nodes = list(ast.walk(ast.parse(file.read())))
    except (OSError, SyntaxError):
        return set(), set()
    urls = [_URL.match(node.value) for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {url[1] for url in urls if url}, modules


@functools.lru_cache(maxsize=None)
def is_for_other_database(folder):
    """Whether a folder of revisions is named after another database, or its env.py, with the modules beside it that it
    imports, connects to no PostgreSQL but to another database."""
    if os.path.basename(folder) in _OTHER_DATABASES:
        return True
    script = folder
    while not os.path.exists(os.path.join(script, "env.py")) and script != os.path.dirname(script):
        script = os.path.dirname(script)
    databases, modules = databases_of(os.path.join(script, "env.py"))
    for module in modules:
        databases |= databases_of(os.path.join(os.path.dirname(script), module + ".py"))[0]
    return bool(databases & _OTHER_DATABASES) and databases <= _OTHER_DATABASES


class DirectiveCalls(ast.NodeVisitor):
    """`op.x(...)` and `batch_op.x(...)`: their places (line, column in bytes, both from 1), and where they end."""

    def __init__(self):
        self.names, self.places = {"op"}, {}

    def visit_With(self, node):
        for item in node.items:
            call, name = item.context_expr, item.optional_vars
            if isinstance(call, ast.Call) and isinstance(name, ast.Name):
                if isinstance(call.func, ast.Attribute) and call.func.attr == "batch_alter_table":
                    self.names.add(name.id)
        self.generic_visit(node)

    def visit_Call(self, node):
        callee = node.func
        if isinstance(callee, ast.Attribute) and isinstance(callee.value, ast.Name) and callee.value.id in self.names:
            if callee.attr not in _NO_DIRECTIVES:
                self.places[node.lineno, node.col_offset + 1] = (node.end_lineno, node.end_col_offset + 1)
        self.generic_visit(node)


def directive_calls(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        try:
            tree = ast.parse(file.read())
        except SyntaxError:
            return {}
    calls = DirectiveCalls()
    calls.visit(tree)
    return calls.places


def call_around(calls, place):
    """The call whose text holds a place: a statement of SQL stands where its text does, inside of op.execute()."""
    around = [start for start, end in calls.items() if start <= place < end]
    return max(around, default=None)


class Project:
    """The counts of one project."""

    def __init__(self, revisions):
        self.files = len({revision["path"] for revision in revisions})
        self.calls = self.key = self.all = self.elsewhere = self.other = 0
        self.reasons, self.examples = collections.Counter(), {}
        statements = collections.defaultdict(list)
        for revision in revisions:
            for statement in revision["upgrade"] + revision["downgrade"]:
                statements[statement["path"]].append(statement)
        for path in sorted({revision["path"] for revision in revisions} | set(statements)):
            self._read(path, statements[path])

    def _read(self, path, statements):
        calls = directive_calls(path)
        if is_for_other_database(os.path.dirname(path)):
            self.other += len(calls)
            return
        gaps = collections.defaultdict(list)  # by place of a call; also an empty list, for whatever was read
        for statement in statements:
            place = statement["line"], statement["column"]
            gaps[call_around(calls, place) or ("elsewhere", *place)] += statement["gaps"]
        for place in calls:
            self._count(gaps.get(place), path, place)
        for place, more in gaps.items():  # code that is no directive: bind.execute, sessions
            if place[0] == "elsewhere":
                self.elsewhere += 1
                self._note([gap for gap in more if gap["key"]], "elsewhere: ", path, place[1:])

    def _note(self, gaps, prefix, path, place):
        for what in sorted({gap["what"] for gap in gaps}):
            self.reasons[prefix + what] += 1
            self.examples.setdefault(prefix + what, f"{path}:{place[0]}")

    def _count(self, gaps, path, place):
        self.calls += 1
        if gaps is None:
            gaps = [{"key": False, "what": _NO_STATEMENT}]
        self.key += not any(gap["key"] for gap in gaps)
        self.all += all(gap["what"] == _NO_STATEMENT for gap in gaps)
        self._note(gaps, "", path, place)

    def row(self, name):
        def percent(part):
            return f"{100 * part / self.calls:.2f} %" if self.calls else "-"

        silent = self.reasons[_NO_STATEMENT]
        counts = f"{self.files} | {self.calls} | {percent(self.key)} | {percent(self.all)}"
        return f"| {name} | {counts} | {silent} | {self.other} |"


def read(program, path):
    done = subprocess.run([program, path], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        print(f"coverage: {path}: {done.stderr.strip()}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def total(projects):
    whole = Project([])
    for project in projects.values():
        for name in ("files", "calls", "key", "all", "elsewhere", "other"):
            setattr(whole, name, getattr(whole, name) + getattr(project, name))
        whole.reasons += project.reasons
        whole.examples = {**project.examples, **whole.examples}
    return whole


def main(program, paths):
    read_projects = {os.path.basename(os.path.normpath(path)): read(program, os.path.abspath(path)) for path in paths}
    projects = {name: Project(revisions) for name, revisions in read_projects.items() if revisions}
    whole = total(projects)
    print("| project | revisions | op calls | key arguments known | all known | nothing sent | other database |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, project in projects.items():
        print(project.row(name))
    print(whole.row("**all**"))
    print("\n| calls | what is not known |\n|---:|---|")
    for what, count in whole.reasons.most_common():
        example = f" ({os.path.relpath(whole.examples[what], os.path.commonpath(paths))})" if "-v" in sys.argv else ""
        print(f"| {count} | {what}{example} |")
    sys.exit(0 if len(projects) == len(paths) else 1)


main(sys.argv[1], [os.path.abspath(path) for path in sys.argv[2:] if path != "-v"])
