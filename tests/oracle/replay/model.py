"""What exists at a point of a random history: enough to write a next revision that PostgreSQL takes.

    state = State(); table = Table(None, "users"); state.add(table); state.taken(None)  # {"users"}

Everything is compared by identity, so that a rename is an assignment.
"""

import dataclasses
import re

RESERVED = {"user", "order", "group", "end", "offset", "table", "check", "default", "references", "select", "all"}


def quote(name):
    """An identifier in SQL."""
    plain = re.fullmatch(r"[a-z_][a-z0-9_]*", name) and name not in RESERVED
    return name if plain else '"' + name.replace('"', '""') + '"'


def literal(text):
    return "'" + text.replace("'", "''") + "'"


@dataclasses.dataclass(eq=False)
class Named:
    schema: str  # None: the default one
    name: str

    @property
    def sql(self):
        return f"{quote(self.schema)}.{quote(self.name)}" if self.schema else quote(self.name)

    @property
    def dotted(self):
        """As it is written in sa.ForeignKey()."""
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclasses.dataclass(eq=False)
class Enum(Named):
    labels: list = dataclasses.field(default_factory=list)
    added: set = dataclasses.field(default_factory=set)  # by ADD VALUE: not to be used in the same transaction


@dataclasses.dataclass(eq=False)
class Domain(Named):
    base: str = "text"
    checks: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Composite(Named):
    attributes: list = dataclasses.field(default_factory=list)  # names


@dataclasses.dataclass(eq=False)
class Kind:
    """A column's type: Python, SQL, the family, and the type of ours that it is made of."""

    python: str
    sql: str
    family: str
    of: Named = None


@dataclasses.dataclass(eq=False)
class Column:
    name: str
    kind: Kind
    nullable: bool = True
    default: str = None  # SQL
    identity: str = None  # ALWAYS or BY DEFAULT
    generated: str = None  # SQL
    serial: bool = False
    comment: str = None
    has_null: bool = False  # of the rows that are there
    distinct: bool = True
    inherited: bool = False
    relaxed: bool = False  # NOT NULL once, so that a downgrade makes it so again


@dataclasses.dataclass(eq=False)
class Constraint:
    kind: str  # primary, unique, foreignkey, check, exclude
    name: str
    columns: list
    written: str = None  # the name in the source; None: PostgreSQL chooses
    text: str = ""  # of a check: "{0} > 0"
    target: object = None
    target_columns: list = dataclasses.field(default_factory=list)
    options: dict = dataclasses.field(default_factory=dict)  # keywords of Alembic's: ondelete="CASCADE"
    valid: bool = True


@dataclasses.dataclass(eq=False)
class Index:
    name: str
    columns: list
    unique: bool = False
    method: str = None
    where: str = None  # "{0} IS NOT NULL"
    expression: str = None  # "lower({0})"
    include: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Table(Named):
    columns: list = dataclasses.field(default_factory=list)
    constraints: list = dataclasses.field(default_factory=list)
    indexes: list = dataclasses.field(default_factory=list)
    triggers: list = dataclasses.field(default_factory=list)
    policies: list = dataclasses.field(default_factory=list)
    partitions: list = dataclasses.field(default_factory=list)
    partition_key: Column = None
    partition_of: object = None
    parent: object = None
    children: list = dataclasses.field(default_factory=list)
    comment: str = None
    rows: int = 0
    row_security: bool = False
    sql_only: bool = False  # a column has a type that Alembic cannot write

    def column(self, name):
        return next((column for column in self.columns if column.name == name), None)

    def primary(self):
        return next((one for one in self.constraints if one.kind == "primary"), None)

    def about(self, column):
        """The constraints and indexes that the column is part of."""
        found = [one for one in self.constraints if column in one.columns]
        return found + [index for index in self.indexes if column in index.columns or column in index.include]

    def keys(self):
        """What a foreign key may refer to: tuples of columns."""
        found = [one.columns for one in self.constraints if one.kind in ("primary", "unique")]
        return found + [one.columns for one in self.indexes if one.unique and not one.where and not one.expression]

    def is_plain(self):
        return not (self.partition_key or self.partition_of or self.parent or self.children)


@dataclasses.dataclass(eq=False)
class View(Named):
    tables: list = dataclasses.field(default_factory=list)
    columns: list = dataclasses.field(default_factory=list)
    materialized: bool = False
    tail: str = ""
    shown: dict = dataclasses.field(default_factory=dict)  # a column's name in the view
    indexes: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass(eq=False)
class Sequence(Named):
    owner: tuple = None
    used: bool = False


@dataclasses.dataclass(eq=False)
class Function(Named):
    trigger: bool = False
    used: bool = False
    value: int = 0


class State:
    def __init__(self):
        self.schemas = []
        self.tables, self.types, self.views, self.sequences, self.functions = [], [], [], [], []
        self.extensions = set()
        self.used_names = set()  # of all time, so that a name comes again only on purpose

    def taken(self, schema):
        """Names of relations and types, which share a row type's name space."""
        found = {named.name for named in [*self.types, *self.views, *self.sequences] if named.schema == schema}
        found |= {index for view in self.views if view.schema == schema for index in view.indexes}
        for table in self.tables:
            if table.schema == schema:
                found.add(table.name)
                found |= {index.name for index in table.indexes} | {one.name for one in table.constraints}
                found |= {f"{table.name}_{column.name}_seq" for column in table.columns}
        return found

    def enums(self):
        return [one for one in self.types if isinstance(one, Enum)]

    def users(self, named):
        """Columns of a type of ours, with their tables."""
        return [(table, column) for table in self.tables for column in table.columns if column.kind.of is named]

    def references(self, table):
        """Foreign keys of any table to this one."""
        return [(one, key) for one in self.tables for key in one.constraints if key.target is table]

    def views_of(self, table):
        return [view for view in self.views if table in view.tables]

    def in_view(self, column):
        return any(column in view.columns for view in self.views)

    def in_schema(self, schema):
        named = [*self.tables, *self.types, *self.views, *self.sequences, *self.functions]
        return [one for one in named if one.schema == schema]
