"""The parts that actions of random histories share: a step, fresh names, fresh columns and constraints.

    history = History(seed); column = history.column(table)
"""

import dataclasses

import names
from model import Column, Constraint, Index, State, quote
from source import Source, call, constraint_sql, foreign_key_keywords, kind_of, check_text
from source import names as names_of


@dataclasses.dataclass
class Step:
    """What an action writes into a revision: its upgrade, and what undoes it."""

    up: str
    down: str
    touches: tuple = ()
    what: str = ""


class History:
    def __init__(self, seed):
        self.source = Source(seed)
        self.state = State()
        self.counted = 0
        self.fresh_enums = set()  # added to by this revision

    def count(self):
        self.counted += 1
        return self.counted

    # ---- Names

    def unused(self, wanted, taken):
        while wanted in taken:
            wanted = f"{wanted.rstrip('0123456789_')}_{self.count()}"
        return wanted

    def relation_name(self, wanted, schema):
        """Of all time: a name that comes again would meet SQLAlchemy's memory of types."""
        name = self.unused(wanted, self.state.taken(schema) | self.state.used_names)
        self.state.used_names.add(name)
        return name

    def schema(self):
        return self.source.pick(self.state.schemas) if self.state.schemas and self.source.chance(0.35) else None

    def table(self, *conditions, rows=None):
        """A table to work on, or None."""
        found = [table for table in self.state.tables if all(condition(table) for condition in conditions)]
        return self.source.pick(found) if found else None

    # ---- Columns

    def kind(self, enums=True, own=False):
        if enums and self.state.enums() and self.source.chance(0.15):
            return kind_of(self.source.pick(self.state.enums()))
        return self.source.pick(names.KINDS)

    def default(self, kind):
        if kind.family == "enum":
            labels = [label for label in kind.of.labels if label not in kind.of.added]
            return "'" + self.source.pick(labels).replace("'", "''") + "'" if labels else None
        choices = names.DEFAULTS.get(kind.family)
        return self.source.pick(choices) if choices else None

    def column(self, table, kind=None, filled=False, plain=False):
        """`filled`: rows are there, so that it must be nullable or have a default."""
        taken = {column.name for one in [table, *table.children] for column in one.columns}
        column = Column(self.unused(self.source.pick(names.COLUMNS), taken), kind or self.kind())
        column.nullable = self.source.chance(0.6)
        if self.source.chance(0.25) or (filled and not column.nullable):
            column.default = self.default(column.kind)
        if filled and not column.default:
            column.nullable = True
        if not (plain or filled or table.children) and column.kind.family == "integer" and self.source.chance(0.06):
            column.identity, column.default = self.source.pick(["ALWAYS", "BY DEFAULT"]), None
            column.nullable = False
        if self.source.chance(0.05):
            column.comment = self.source.pick(names.COMMENTS)
        column.has_null = filled and not column.default
        column.distinct = not filled or table.rows < 2 and not column.has_null
        return column

    # ---- Constraints

    def label(self, prefix, table, columns):
        return "_".join([prefix, table.name, *names_of(columns)])[:50]

    def constraint(self, table, kind, columns, unnamed=0.2, **values):
        """With PostgreSQL's name when it is unnamed and that name is free."""
        constraint = Constraint(kind, "", columns, **values)
        last = {"primary": "pkey", "unique": "key", "foreignkey": "fkey", "check": "check", "exclude": "excl"}[kind]
        parts = [table.name, *([] if kind == "primary" else names_of(columns)), last]
        default = "_".join(parts)
        free = default not in self.state.taken(table.schema) and default not in {one.name for one in table.constraints}
        if free and len(default) < 60 and self.source.chance(unnamed):
            constraint.name = default
            return constraint
        prefix = {"primary": "pk", "unique": "uq", "foreignkey": "fk", "check": "ck", "exclude": "ex"}[kind]
        taken = self.state.taken(table.schema) | self.state.used_names | {one.name for one in table.constraints}
        constraint.name = constraint.written = self.unused(self.label(prefix, table, columns), taken)
        self.state.used_names.add(constraint.name)
        return constraint

    def foreign_key(self, table, column, target, key, **values):
        constraint = self.constraint(table, "foreignkey", [column], target=target, target_columns=list(key), **values)
        if self.source.chance(0.4):
            actions = ["CASCADE", "CASCADE", "RESTRICT", "NO ACTION"] + (["SET NULL"] if column.nullable else [])
            constraint.options["ondelete"] = self.source.pick(actions)
        if self.source.chance(0.08):
            constraint.options["deferrable"] = True
        return constraint

    def index(self, table, columns, **values):
        taken = self.state.taken(table.schema) | self.state.used_names
        name = self.unused(self.label("ix", table, columns), taken)
        self.state.used_names.add(name)
        return Index(name, columns, **values)

    # ---- What adds and drops a constraint

    def add_constraint(self, table, constraint):
        source = self.source
        if source.chance(0.2) or constraint.kind == "exclude" or not constraint.valid and constraint.kind == "check":
            return source.execute(f"ALTER TABLE {table.sql} ADD {constraint_sql(constraint)}")
        columns = ", ".join(source.text(name) for name in names_of(constraint.columns))
        name = source.name(constraint.written)
        if constraint.kind == "foreignkey":
            return self._create_foreign_key(table, constraint, name, columns)
        if constraint.kind == "check":
            after, method = source.text(check_text(constraint)), "create_check_constraint"
        else:
            after = f"[{columns}]"
            method = "create_primary_key" if constraint.kind == "primary" else "create_unique_constraint"
        return call(source, table, method, name, after)

    def _create_foreign_key(self, table, constraint, name, columns):
        source, target = self.source, constraint.target
        remote = ", ".join(source.text(name) for name in names_of(constraint.target_columns))
        schema = f", referent_schema={target.schema!r}" if target.schema else ""
        after = f"{source.text(target.name)}, [{columns}], [{remote}]{schema}{foreign_key_keywords(constraint)}"
        return call(source, table, "create_foreign_key", name, after, keyword="source_schema")

    def drop_constraint(self, table, constraint):
        source = self.source
        if source.chance(0.2) or constraint.kind == "exclude":
            exists = "IF EXISTS " if source.chance(0.3) else ""
            return source.execute(f"ALTER TABLE {table.sql} DROP CONSTRAINT {exists}{quote(constraint.name)}")
        kind = f"type_={constraint.kind!r}" if source.chance(0.9) else ""
        return call(source, table, "drop_constraint", source.name(constraint.name), kind)
