"""Writes a random history's objects as Python for Alembic or as SQL, and keeps the source of randomness.

    source = Source(1); source.execute("DROP TABLE t")  # 'op.execute("DROP TABLE t")'
"""

import json
import random
import textwrap

from model import Enum, Kind, Table, literal, quote


class Source(random.Random):
    def chance(self, probability):
        return self.random() < probability

    def pick(self, values):
        return values[self.randrange(len(values))]

    def text(self, value):
        return json.dumps(value, ensure_ascii=False) if self.chance(0.6) else repr(value)

    def name(self, value):
        return f"op.f({self.text(value)})" if value and self.chance(0.15) else self.text(value) if value else "None"

    def execute(self, sql):
        """One of the ways in which people send SQL."""
        way = self.randrange(12)
        if "\n" in sql or way < 3:
            body = f'"""\n{textwrap.indent(sql, "    ")}\n"""' if "\n" in sql else f'"""{sql} """'
        else:
            body = self.text(sql)
        if way == 3:
            return f"op.execute(sa.text({body}))"
        if way == 4:
            return f"op.get_bind().execute(sa.text({body}))"
        if way == 5:
            return f"bind = op.get_bind()\nbind.execute(sa.text({body}))"
        return f"op.execute({body})"


def keywords(**values):
    return "".join(f", {name}={value}" for name, value in values.items() if value is not None)


def in_schema(named, keyword="schema"):
    return f", {keyword}={named.schema!r}" if named.schema else ""


# ---- Types


def enum_python(enum, create_type=None, generic=False):
    labels = ", ".join(repr(label) for label in enum.labels)
    more = keywords(schema=repr(enum.schema) if enum.schema else None, create_type=create_type)
    return f"{'sa.Enum' if generic else 'postgresql.ENUM'}({labels}, name={enum.name!r}{more})"


def kind_of(enum):
    return Kind(enum_python(enum, "False"), enum.sql, "enum", enum)


def kind_python(column, created=()):
    """`created`: enums that this table creates by being created."""
    of = column.kind.of
    if not isinstance(of, Enum):
        return column.kind.python
    return enum_python(of, generic=True) if of in created else enum_python(of, "False")


def kind_sql(column):
    return column.kind.of.sql if column.kind.of else column.kind.sql


# ---- Columns


def column_python(source, column, created=(), inline="", nullable=None):
    """sa.Column(...); `inline`: more arguments."""
    extra = inline
    if column.identity:
        extra += f", sa.Identity(always={column.identity == 'ALWAYS'})"
    if column.generated:
        extra += f", sa.Computed({source.text(column.generated)}, persisted=True)"
    if column.default:
        plain = column.default[1:-1]
        quoted = column.default.startswith("'") and column.default.endswith("'") and "'" not in plain
        default = source.text(plain) if quoted and source.chance(0.5) else f"sa.text({source.text(column.default)})"
        extra += f", server_default={default}"
    shown = column.nullable if nullable is None else nullable
    if not shown or source.chance(0.6):
        extra += f", nullable={shown}"
    if column.comment:
        extra += f", comment={source.text(column.comment)}"
    return f"sa.Column({source.text(column.name)}, {kind_python(column, created)}{extra})"


def column_sql(column):
    text = f"{quote(column.name)} "
    if column.serial:
        return text + ("bigserial" if column.kind.sql == "bigint" else "serial") + " NOT NULL"
    text += kind_sql(column)
    if column.generated:
        text += f" GENERATED ALWAYS AS ({column.generated}) STORED"
    if column.identity:
        text += f" GENERATED {column.identity} AS IDENTITY"
    if column.default:
        text += f" DEFAULT {column.default}"
    return text + ("" if column.nullable or column.identity else " NOT NULL")


# ---- Constraints and indexes


def names(columns):
    return [column.name for column in columns]


def quoted(columns):
    return ", ".join(quote(column.name) for column in columns)


def check_text(constraint):
    return constraint.text.format(*[quote(column.name) for column in constraint.columns])


def constraint_sql(constraint, name=None):
    """What stands after ADD."""
    written = constraint.written if name is None else name
    text = f"CONSTRAINT {quote(written)} " if written else ""
    if constraint.kind == "check":
        text += f"CHECK ({check_text(constraint)})"
    elif constraint.kind == "exclude":
        text += f"EXCLUDE USING gist ({quoted(constraint.columns)} WITH &&)"
    elif constraint.kind == "foreignkey":
        target = f"{constraint.target.sql} ({quoted(constraint.target_columns)})"
        text += f"FOREIGN KEY ({quoted(constraint.columns)}) REFERENCES {target}"
        if "ondelete" in constraint.options:
            text += f" ON DELETE {constraint.options['ondelete']}"
        if "deferrable" in constraint.options:
            text += " DEFERRABLE INITIALLY DEFERRED"
    else:
        text += f"{'PRIMARY KEY' if constraint.kind == 'primary' else 'UNIQUE'} ({quoted(constraint.columns)})"
    return text + ("" if constraint.valid else " NOT VALID")


def foreign_key_keywords(constraint):
    action = constraint.options.get("ondelete")
    deferred = "deferrable" in constraint.options
    return keywords(
        ondelete=repr(action) if action else None,
        deferrable="True" if deferred else None,
        initially="'DEFERRED'" if deferred else None,
        postgresql_not_valid=None if constraint.valid else "True",
    )


def constraint_python(source, constraint):
    """As an argument of op.create_table."""
    name = keywords(name=source.name(constraint.written) if constraint.written else None)
    columns = ", ".join(source.text(name) for name in names(constraint.columns))
    if constraint.kind == "check":
        return f"sa.CheckConstraint({source.text(check_text(constraint))}{name})"
    if constraint.kind == "foreignkey":
        target = ", ".join(source.text(f"{constraint.target.dotted}.{one}") for one in names(constraint.target_columns))
        return f"sa.ForeignKeyConstraint([{columns}], [{target}]{name}{foreign_key_keywords(constraint)})"
    if constraint.kind == "exclude":
        return f"postgresql.ExcludeConstraint(({columns}, '&&'){name}, using='gist')"
    return f"sa.{'PrimaryKey' if constraint.kind == 'primary' else 'Unique'}Constraint({columns}{name})"


def index_element(index):
    return index.expression.format(*[quote(name) for name in names(index.columns)])


def index_where(index):
    return index.where.format(*[quote(name) for name in names(index.columns)]) if index.where else None


def index_sql(index, table, concurrently=False, if_absent=False):
    words = ["CREATE", "UNIQUE INDEX" if index.unique else "INDEX", "CONCURRENTLY" if concurrently else ""]
    words += ["IF NOT EXISTS" if if_absent else "", quote(index.name), "ON", table.sql]
    words += [f"USING {index.method}" if index.method else ""]
    words += [f"({index_element(index) if index.expression else quoted(index.columns)})"]
    words += [f"INCLUDE ({quoted(index.include)})" if index.include else ""]
    words += [f"WHERE {index_where(index)}" if index.where else ""]
    return " ".join(word for word in words if word)


# ---- Tables


def call(source, table, method, before="", after="", keyword="schema", batch=None):
    """`op.method(before, table, after, schema=)` or the same in a batch."""
    if source.chance(0.2) if batch is None else batch:
        schema = in_schema(table)
        return (
            f"with op.batch_alter_table({source.text(table.name)}{schema}) as batch_op:\n"
            f"    batch_op.{method}({', '.join(part for part in (before, after) if part)})"
        )
    parts = ", ".join(part for part in (before, source.text(table.name), after) if part)
    return f"op.{method}({parts}{in_schema(table, keyword)})"


def create_table_python(source, table, created=()):
    parts = [column_python(source, column, created) for column in table.columns]
    parts += [constraint_python(source, constraint) for constraint in table.constraints]
    if table.partition_key:
        parts.append(f"postgresql_partition_by={f'RANGE ({quote(table.partition_key.name)})'!r}")
    if table.comment:
        parts.append(f"comment={source.text(table.comment)}")
    if table.schema:
        parts.append(f"schema={table.schema!r}")
    inner = "".join(f"    {part},\n" for part in parts)
    return f"op.create_table(\n    {source.text(table.name)},\n{inner})"


def create_table_sql(table, if_absent=False):
    parts = [column_sql(column) for column in table.columns if not column.inherited]
    parts += [constraint_sql(constraint) for constraint in table.constraints]
    tail = f" PARTITION BY RANGE ({quote(table.partition_key.name)})" if table.partition_key else ""
    tail += f" INHERITS ({table.parent.sql})" if table.parent else ""
    return (
        f"CREATE TABLE {'IF NOT EXISTS ' if if_absent else ''}{table.sql} (\n    "
        + ",\n    ".join(parts)
        + f"\n){tail}"
    )


def create_table(source, table, created=()):
    """The whole table with its indexes and comments; enums in `created` are created by it."""
    by_sql = not created and (table.sql_only or table.parent or source.chance(0.15))
    if by_sql:
        lines = [source.execute(create_table_sql(table))]
        lines += [source.execute(f"COMMENT ON TABLE {table.sql} IS {literal(table.comment)}")] if table.comment else []
        lines += [
            source.execute(f"COMMENT ON COLUMN {table.sql}.{quote(column.name)} IS {literal(column.comment)}")
            for column in table.columns
            if column.comment
        ]
    else:
        lines = [create_table_python(source, table, created)]
    lines += [create_index(source, table, index) for index in table.indexes]
    return "\n".join(lines)


def create_index(source, table, index, concurrently=False, by_sql=None):
    if index.expression and source.chance(0.5) or (source.chance(0.15) if by_sql is None else by_sql):
        return source.execute(index_sql(index, table, concurrently))
    columns = ", ".join(source.text(name) for name in names(index.columns))
    if index.expression:
        columns = f"sa.text({source.text(index_element(index))})"
    more = keywords(
        unique="True" if index.unique else source.pick(["False", None]),
        postgresql_using=repr(index.method) if index.method else None,
        postgresql_where=f"sa.text({source.text(index_where(index))})" if index.where else None,
        postgresql_include=repr(names(index.include)) if index.include else None,
        postgresql_concurrently="True" if concurrently else None,
    )
    return call(
        source,
        table,
        "create_index",
        source.name(index.name),
        f"[{columns}]{more}",
        batch=None if not concurrently else False,
    )


def drop_index(source, table, index, concurrently=False):
    if source.chance(0.2):
        schema = f"{quote(table.schema)}." if table.schema else ""
        words = ["DROP INDEX", "CONCURRENTLY" if concurrently else "", "IF EXISTS" if source.chance(0.3) else ""]
        return source.execute(" ".join(word for word in [*words, schema + quote(index.name)] if word))
    more = keywords(
        table_name=source.text(table.name) if source.chance(0.9) else None,
        schema=repr(table.schema) if table.schema else None,
        postgresql_concurrently="True" if concurrently else None,
    )
    return f"op.drop_index({source.name(index.name)}{more})"


def drop_table(source, table, cascade=False):
    if table.sql_only or cascade or source.chance(0.15):
        exists = "IF EXISTS " if source.chance(0.3) else ""
        return source.execute(f"DROP TABLE {exists}{table.sql}{' CASCADE' if cascade else ''}")
    return f"op.drop_table({source.text(table.name)}{in_schema(table)})"


def is_table(named):
    return isinstance(named, Table)
