"""Single faults in a revision's source, as a hurried edit or a merge makes them.

    for kind, text in mutants(random.Random(1), "def upgrade(): ..."): ...   # at most one of each kind
"""

import ast
import re


class _File:
    """A revision's text, with the places of the statements of its two functions."""

    def __init__(self, text):
        self.text = text
        self.starts = [0]
        for line in text.encode().splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.bytes = text.encode()
        tree = ast.parse(text)
        self.functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}

    def span(self, node):
        return self.starts[node.lineno - 1] + node.col_offset, self.starts[node.end_lineno - 1] + node.end_col_offset

    def bodies(self, direction):
        """Lists of statements: the function's, and those of its blocks."""
        function = self.functions.get(direction)
        nodes = [function, *ast.walk(function)] if function else []
        return [node.body for node in nodes if isinstance(node, (ast.FunctionDef, ast.With, ast.If)) and node.body]

    def statements(self, direction):
        """Calls that stand alone: nothing else is lost with them."""
        return [
            one
            for body in self.bodies(direction)
            for one in body
            if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call)
        ]

    def calls(self, direction, *names):
        function = self.functions.get(direction)
        found = [node for node in ast.walk(function) if isinstance(node, ast.Call)] if function else []
        return [one for one in found if _name(one.func) in names]

    def source(self, node):
        begin, end = self.span(node)
        return self.bytes[begin:end].decode()

    def replaced(self, *edits):
        """Each: (node or span, text)."""
        text = self.bytes
        spans = [(self.span(where) if isinstance(where, ast.AST) else where, new) for where, new in edits]
        for (begin, end), new in sorted(spans, reverse=True):
            text = text[:begin] + new.encode() + text[end:]
        return text.decode()

    def matches(self, pattern, direction=None):
        """Places of a pattern in the functions."""
        found = []
        for name in [direction] if direction else ["upgrade", "downgrade"]:
            if name in self.functions:
                begin, end = self.span(self.functions[name])
                found += [
                    (begin + one.start(), begin + one.end()) for one in re.finditer(pattern, self.bytes[begin:end])
                ]
        return found


def _name(function):
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _pick(source, values):
    return values[source.randrange(len(values))]  # ValueError: there is none


def _lose_statement(direction):
    return lambda source, file: file.replaced((_pick(source, file.statements(direction)), "pass"))


def _repeat_statement(direction):
    def mutate(source, file):
        one = _pick(source, file.statements(direction))
        text = file.source(one)
        return file.replaced((one, f"{text}\n{' ' * one.col_offset}{text}"))

    return mutate


def _swap_statements(direction):
    def mutate(source, file):
        calls = file.statements(direction)
        pairs = [
            (one, two)
            for body in file.bodies(direction)
            for one, two in zip(body, body[1:])
            if one in calls and two in calls
        ]
        one, two = _pick(source, pairs)
        return file.replaced((one, file.source(two)), (two, file.source(one)))

    return mutate


def _lose_match(pattern, new="", direction=None):
    return lambda source, file: file.replaced((_pick(source, file.matches(pattern, direction)), new))


def _lose_call(direction, pattern):
    """A statement whose text has the pattern."""

    def mutate(source, file):
        found = [one for one in file.statements(direction) if re.search(pattern, file.source(one), re.IGNORECASE)]
        return file.replaced((_pick(source, found), "pass"))

    return mutate


def _empty(direction):
    def mutate(source, file):
        body = file.functions[direction].body
        if isinstance(body[0], ast.Pass):
            raise ValueError
        return file.replaced(((file.span(body[0])[0], file.span(body[-1])[1]), "pass"))

    return mutate


def _misspell(names, place):
    """The string at a place of a call's arguments."""

    def mutate(source, file):
        calls = [one for direction in ("upgrade", "downgrade") for one in file.calls(direction, *names)]
        strings = [
            one.args[place]
            for one in calls
            if len(one.args) > place and isinstance(getattr(one.args[place], "value", None), str)
        ]
        one = _pick(source, strings)
        return file.replaced((one, repr(one.value + "_x")))

    return mutate


def _other_type(source, file):
    return _lose_match(rb"sa\.Integer(?:\(\))?", "sa.String()")(source, file)


def _other_kind(source, file):
    """drop_index of what a constraint made, and the other way round."""
    calls = [one for direction in ("upgrade", "downgrade") for one in file.calls(direction, "drop_index")]
    call = _pick(source, [one for one in calls if len(one.args) > 0 and _table(one)])
    receiver = file.source(call.func).rpartition(".")[0]
    return file.replaced(
        (call, f"{receiver}.drop_constraint({file.source(call.args[0])}, {file.source(_table(call))})")
    )


def _table(call):
    return (
        call.args[1]
        if len(call.args) > 1
        else next((one.value for one in call.keywords if one.arg == "table_name"), None)
    )


def _lose_argument(name):
    """sa.PrimaryKeyConstraint and the like in op.create_table."""

    def mutate(source, file):
        tables = [one for direction in ("upgrade", "downgrade") for one in file.calls(direction, "create_table")]
        found = [one for table in tables for one in table.args if isinstance(one, ast.Call) and _name(one.func) == name]
        begin, end = file.span(_pick(source, found))
        end += len(re.match(rb"\s*,?", file.bytes[end:])[0])
        return file.replaced(((begin, end), ""))

    return mutate


def _without_autocommit(source, file):
    return _lose_match(rb"with op\.get_context\(\)\.autocommit_block\(\):", "if True:")(source, file)


MUTATIONS = {
    "an operation of the upgrade is lost": _lose_statement("upgrade"),
    "an operation of the downgrade is lost": _lose_statement("downgrade"),
    "an operation of the upgrade is repeated": _repeat_statement("upgrade"),
    "an operation of the downgrade is repeated": _repeat_statement("downgrade"),
    "two operations of the upgrade are swapped": _swap_statements("upgrade"),
    "two operations of the downgrade are swapped": _swap_statements("downgrade"),
    "the upgrade is emptied": _empty("upgrade"),
    "the downgrade is emptied": _empty("downgrade"),
    "the enum is not dropped": _lose_call("downgrade", r"DROP TYPE|\.drop\("),
    "the enum is not created": _lose_call("upgrade", r"CREATE TYPE|\.create\("),
    "create_type=False is removed": _lose_match(rb",\s*create_type=False"),
    "checkfirst is turned round": _lose_match(rb"checkfirst=True", "checkfirst=False"),
    "IF EXISTS is removed": _lose_match(rb"IF (?:NOT )?EXISTS "),
    "a column is misspelt": _misspell(["drop_column", "alter_column", "Column"], 0),
    "a column of a table is misspelt": _misspell(["drop_column", "alter_column"], 1),
    "a table is misspelt": _misspell(["create_table", "drop_table", "add_column", "batch_alter_table"], 0),
    "a constraint or an index is misspelt": _misspell(["create_index", "drop_index", "drop_constraint"], 0),
    "nullable=True becomes False": _lose_match(rb"nullable=True", "nullable=False", "upgrade"),
    "a server default is removed": _lose_match(
        rb",\s*server_default=(?:'[^']*'|\"[^\"]*\"|sa\.text\([^()]*(?:\(\))?[^()]*\))"
    ),
    "a default does not fit": _lose_match(
        rb"server_default=(?:sa\.text\()?['\"][^'\"]*['\"]\)?", "server_default='no such value'"
    ),
    "an integer becomes a string": _other_type,
    "USING is removed": _lose_match(rb",\s*postgresql_using=(?:'[^']*'|\"[^\"]*\")"),
    "an index is dropped as a constraint": _other_kind,
    "a primary key is removed": _lose_argument("PrimaryKeyConstraint"),
    "a unique constraint is removed": _lose_argument("UniqueConstraint"),
    "a schema is removed": _lose_match(rb",\s*schema=['\"][^'\"]*['\"]"),
    "autocommit_block is removed": _without_autocommit,
    "an enum has another label": _lose_match(rb"(?<=Enum\()['\"][^'\"]*['\"]", "'another'"),
}


def mutants(source, text):
    """(kind, text) of each mutation that can be made and changes something."""
    try:
        file = _File(text)
    except SyntaxError:
        return
    for kind, mutate in MUTATIONS.items():
        try:
            mutated = mutate(source, file)
            ast.parse(mutated)
        except (ValueError, KeyError, SyntaxError):
            continue
        if mutated != text:
            yield kind, mutated
