#!/usr/bin/python3
"""Writes an Alembic project with a long history: generate.py FOLDER REVISIONS [SEED].

The mix of directives, the ways to write them, the sizes and the names follow what was measured over 28 public projects
(3,872 revision files). The same seed gives the same bytes; real Alembic loads and renders every history.
"""

import pathlib
import random
import sys
import textwrap

INI = """\
[alembic]
script_location = %(here)s/alembic
prepend_sys_path = .

[loggers]
keys = root

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARN
handlers = console

[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
"""

ENV = '''\
import os

from alembic import context
from sqlalchemy import create_engine, pool

url = os.environ.get("DATABASE_URL", "postgresql://")


def run_migrations_offline() -> None:
    context.configure(url=url, literal_binds=True, dialect_opts={"paramstyle": "named"})
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    engine = create_engine(url, poolclass=pool.NullPool, connect_args={"options": "-c lock_timeout=5s"})
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
'''

NOUNS = """account address article asset audit badge batch booking branch budget campaign cart catalog channel claim
comment company contract coupon course credit customer delivery device document event export feature file folder group
import invitation invoice item job label lead ledger license line member message metric note notice offer option organisation
page partner payment permission plan policy position price product profile project quote rating receipt region report
request review role route rule schedule segment session setting shipment shop signal site stock subscription supplier
tag target task team template tenant ticket token topic transfer unit upload vendor version visit voucher wallet
webhook widget workspace""".split()
FIELDS = """active address amount archived_at body code color count currency deleted_at description due_at email enabled
expires_at external_id format height hidden is_default key kind language last_seen_at level locale memo mode name notes
number origin owner_id parent_id path payload phone position priority published_at quantity rank reason reference score
sent_at slug source started_at state status subject subtitle summary tax title token total url uuid value verified_at
weight width zone""".split()
# (how SQLAlchemy spells it, weight), after the frequency of column types.
TYPES = [("sa.String(length=255)", 18), ("sa.String()", 8), ("sa.Integer()", 16), ("sa.Integer", 4),
         ("sa.DateTime(timezone=True)", 5), ("sa.DateTime()", 3), ("sa.Text()", 7), ("sa.Boolean()", 6.5),
         ("sa.BigInteger()", 4), ("sa.Float()", 2), ("sa.Numeric(precision=12, scale=2)", 2), ("sa.Date()", 1.5),
         ("sa.JSON()", 2), ("postgresql.JSONB(astext_type=sa.Text())", 3), ("postgresql.UUID(as_uuid=True)", 4),
         ("sa.VARCHAR(length=64)", 3), ("postgresql.ARRAY(sa.String())", 1)]


class Table:
    def __init__(self, name):
        self.name, self.columns, self.indexes = name, ["id"], []


class Step:
    """What one revision does: the lines of both functions, the constants above them, and a message."""

    def __init__(self, message):
        self.message, self.up, self.down, self.constants = message, [], [], []


class History:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.tables, self.enums, self.count = [], {}, 0

    def fresh(self, words):
        self.count += 1
        return f"{self.random.choice(words)}_{self.count}"

    def type(self):
        kinds, weights = zip(*TYPES)
        return self.random.choices(kinds, weights)[0]

    def column(self, table, name, nullable=True):
        kind, default = self.type(), ""
        if kind != "sa.JSON()":  # which no index can hold
            table.columns.append(name)
        if not nullable or self.random.random() < 0.1:
            if "Boolean" in kind:
                default = ", server_default=sa.text('false')"
            elif "Integer" in kind:
                default = ", server_default='0'"
            elif "DateTime" in kind:
                default = ", server_default=sa.func.now()"
            elif "String" in kind or "Text" in kind or "VARCHAR" in kind:
                default = ", server_default=''" if "ARRAY" not in kind and "JSONB" not in kind else ""
        nullable = nullable or not default
        return f"sa.Column('{name}', {kind}{default}, nullable={nullable})"

    def table(self):
        return self.random.choice(self.tables)

    def create_table(self, step):
        table = Table(self.fresh(NOUNS))
        lines = ["sa.Column('id', sa.Integer(), autoincrement=True, nullable=False),"]
        for name in self.random.sample(FIELDS, self.random.choice([2, 3, 4, 4, 5, 6, 8, 11])):
            lines.append(self.column(table, name, self.random.random() < 0.6) + ",")
        if self.tables and self.random.random() < 0.5:
            other = self.table().name
            table.columns.append(f"{other}_id")
            lines.append(f"sa.Column('{other}_id', sa.Integer(), nullable=True),")
            lines.append(f"sa.ForeignKeyConstraint(['{other}_id'], ['{other}.id'], ondelete='CASCADE'),")
        lines.append("sa.PrimaryKeyConstraint('id'),")
        step.up += ["op.create_table(", f"    '{table.name}',", *("    " + line for line in lines), ")"]
        step.down.insert(0, f"op.drop_table('{table.name}')")
        if self.random.random() < 0.5:
            column = self.random.choice(table.columns)
            name = f"ix_{table.name}_{column}"
            table.indexes.append(name)
            step.up.append(f"op.create_index(op.f('{name}'), '{table.name}', ['{column}'], unique=False)")
            step.down.insert(0, f"op.drop_index(op.f('{name}'), table_name='{table.name}')")
        self.tables.append(table)

    def add_column(self, step):
        table, name = self.table(), self.fresh(FIELDS)
        step.up.append(f"op.add_column('{table.name}', {self.column(table, name, self.random.random() < 0.75)})")
        step.down.insert(0, f"op.drop_column('{table.name}', '{name}')")

    def batch(self, step):
        table, name, other = self.table(), self.fresh(FIELDS), self.fresh(FIELDS)
        index = f"ix_{table.name}_{name}"
        step.up += [f"with op.batch_alter_table('{table.name}', schema=None) as batch_op:",
                    f"    batch_op.add_column(sa.Column('{name}', sa.Integer(), nullable=True))",
                    f"    batch_op.add_column({self.column(table, other)})",
                    f"    batch_op.create_index(batch_op.f('{index}'), ['{name}'], unique=False)", ""]
        step.down += [f"with op.batch_alter_table('{table.name}', schema=None) as batch_op:",
                      f"    batch_op.drop_index(batch_op.f('{index}'))", f"    batch_op.drop_column('{other}')",
                      f"    batch_op.drop_column('{name}')", ""]

    def create_index(self, step):
        table = self.table()
        columns = self.random.sample(table.columns, min(len(table.columns), self.random.choice([1, 1, 1, 2])))
        name = f"ix_{table.name}_{self.fresh(['by'])}"
        listed = ", ".join(f"'{column}'" for column in columns)
        if self.random.random() < 0.2:
            step.up += ["with op.get_context().autocommit_block():",
                        f"    op.create_index('{name}', '{table.name}', [{listed}], postgresql_concurrently=True)"]
        else:
            step.up.append(f"op.create_index('{name}', '{table.name}', [{listed}], unique=False)")
        step.down.insert(0, f"op.drop_index('{name}', table_name='{table.name}')")

    def foreign_key(self, step):
        table, other = self.table(), self.table()
        column = self.fresh(["ref"])
        table.columns.append(column)
        name = f"fk_{table.name}_{column}"
        step.up += [f"op.add_column('{table.name}', sa.Column('{column}', sa.Integer(), nullable=True))",
                    f"op.create_foreign_key('{name}', '{table.name}', '{other.name}', ['{column}'], ['id'])"]
        step.down[:0] = [f"op.drop_constraint('{name}', '{table.name}', type_='foreignkey')",
                         f"op.drop_column('{table.name}', '{column}')"]

    def alter_column(self, step):
        table, name = self.table(), self.fresh(FIELDS)
        table.columns.append(name)
        arguments = [f"    '{table.name}',", f"    '{name}',", "    existing_type=sa.String(length=64),"]
        step.up += [f"op.add_column('{table.name}', sa.Column('{name}', sa.String(length=64), nullable=True))",
                    "op.alter_column(", *arguments, "    type_=sa.String(length=255),", "    existing_nullable=True,", ")"]
        step.down[:0] = ["op.alter_column(", *arguments, "    server_default=None,", ")",
                         f"op.drop_column('{table.name}', '{name}')"]

    def unique(self, step):
        table, column = self.table(), self.fresh(FIELDS)
        table.columns.append(column)
        name = f"uq_{table.name}_{column}"
        step.up += [f"op.add_column('{table.name}', sa.Column('{column}', sa.String(length=64), nullable=True))",
                    f"op.create_unique_constraint('{name}', '{table.name}', ['{column}'])"]
        step.down[:0] = [f"op.drop_constraint('{name}', '{table.name}', type_='unique')",
                         f"op.drop_column('{table.name}', '{column}')"]

    def update(self, step):
        table = self.table()
        column = self.random.choice(table.columns)
        condition = f"{column} IS NULL AND id > {self.random.randrange(1000)}"
        form = self.random.random()
        if form < 0.4:
            step.up.append(f"op.execute(\"UPDATE {table.name} SET id = id WHERE {condition}\")")
        elif form < 0.7:
            step.up += ["op.execute(", '    """', f"    UPDATE {table.name} AS t", "    SET id = s.id", "    FROM (",
                        f"        SELECT id, count(*) AS n FROM {table.name} WHERE {condition} GROUP BY id",
                        "    ) AS s", "    WHERE s.id = t.id AND s.n > 1", '    """', ")"]
        elif form < 0.85:
            step.constants.append(f"TABLE = '{table.name}'")
            step.up.append(f"op.execute(f\"DELETE FROM {{TABLE}} WHERE {condition}\")")
        else:
            step.up += ["connection = op.get_bind()",
                        f"op.execute(sa.text('UPDATE {table.name} SET id = id WHERE {condition}'))"]
        step.down.append("op.execute('SELECT 1')")

    def trigger(self, step):
        table, name = self.table(), self.fresh(["touch"])
        step.up += ["op.execute(", '    """', f"    CREATE FUNCTION {name}() RETURNS trigger AS $$", "    BEGIN",
                    "        NEW.id := OLD.id;", "        RETURN NEW;", "    END;", "    $$ LANGUAGE plpgsql", '    """', ")",
                    f"op.execute('CREATE TRIGGER {name} BEFORE UPDATE ON {table.name} '",
                    f"           'FOR EACH ROW EXECUTE FUNCTION {name}()')"]
        step.down[:0] = [f"op.execute('DROP TRIGGER {name} ON {table.name}')", f"op.execute('DROP FUNCTION {name}()')"]

    def enum(self, step):
        table, column = self.table(), self.fresh(["state", "kind", "mode"])
        labels = self.random.sample(["new", "open", "paid", "sent", "done", "failed", "closed"], 4)
        name = f"{column}_type"
        self.enums[name] = labels
        table.columns.append(column)
        written = ", ".join(f"'{label}'" for label in labels)
        step.constants.append(f"{column} = postgresql.ENUM({written}, name='{name}', create_type=False)")
        step.up += [f"op.execute(\"CREATE TYPE {name} AS ENUM ({written})\")",
                    f"op.add_column('{table.name}', sa.Column('{column}', {column}, nullable=True))"]
        step.down[:0] = [f"op.drop_column('{table.name}', '{column}')", f"op.execute('DROP TYPE {name}')"]

    def add_value(self, step):
        if not self.enums:
            return self.enum(step)
        name, label = self.random.choice(list(self.enums)), self.fresh(["label"])
        step.up += ["with op.get_context().autocommit_block():",
                    f"    op.execute(\"ALTER TYPE {name} ADD VALUE IF NOT EXISTS '{label}'\")"]
        step.down.append(f"op.execute('COMMENT ON TYPE {name} IS NULL')")

    def guarded(self, step):
        table, name = self.table(), self.fresh(FIELDS)
        step.up += ["if op.get_context().dialect.name == 'postgresql':",
                    f"    op.add_column('{table.name}', {self.column(table, name)})"]
        step.down.insert(0, f"op.drop_column('{table.name}', '{name}')")

    def seed_rows(self, step):
        name = self.fresh(NOUNS)
        self.tables.append(Table(name))
        step.up += [f"rows = op.create_table('{name}', sa.Column('id', sa.Integer(), nullable=False),",
                    "                       sa.Column('label', sa.String(length=64), nullable=False),",
                    "                       sa.PrimaryKeyConstraint('id'))", "op.bulk_insert(rows, [",
                    *(f"    {{'id': {i}, 'label': 'label {i}'}}," for i in range(self.random.randrange(3, 12))), "])"]
        step.down.insert(0, f"op.drop_table('{name}')")

    ADDITIVE = [("create_table", 24), ("add_column", 38)]
    ANY = ADDITIVE + [("create_index", 14), ("foreign_key", 8), ("alter_column", 11), ("unique", 4), ("update", 17),
                      ("batch", 5), ("enum", 2), ("add_value", 1.5), ("trigger", 1.5), ("guarded", 3), ("seed_rows", 2)]

    def step(self, kinds):
        names, weights = zip(*kinds)
        parts = self.random.choices(names, weights, k=self.random.choices([1, 2, 3, 5, 10], [38, 28, 19, 11, 4])[0])
        if not self.tables:
            parts.insert(0, "create_table")
        step = Step(" ".join([parts[0].replace("_", " "), "for", self.random.choice(NOUNS)]))
        for part in dict.fromkeys(parts) if "update" in parts else parts:
            getattr(self, part)(step)
        return step


class Project:
    """Writes steps as revision files that follow each other, with a fork and a merge now and then."""

    def __init__(self, folder, seed):
        self.folder = pathlib.Path(folder)
        self.versions = self.folder / "alembic" / "versions"
        self.random = random.Random(seed + 1)
        self.history = History(seed)
        self.minute = 0

    def write(self, parents, step):
        revision = f"{self.random.getrandbits(48):012x}"
        self.minute += 1
        date = (f"{2015 + self.minute // 4000}-{self.minute // 300 % 12 + 1:02}-{self.minute // 11 % 27 + 1:02} "
                f"{self.minute % 24:02}:{self.minute % 60:02}:00.{self.minute:06}")
        slug = step.message.replace(" ", "_") if step else "merge_heads"
        name = self.random.choices([f"{revision}_{slug}.py", f"{date[:10].replace('-', '_')}-{revision}_{slug}.py",
                                    f"{date[:10]}_{self.minute}_{slug}.py"], [52, 26, 12])[0]
        (self.versions / name).write_text(self.text(revision, parents, step, date), encoding="utf-8")
        return revision

    def text(self, revision, parents, step, date):
        down = {0: "None", 1: repr(parents[0]) if parents else ""}.get(len(parents), repr(tuple(parents)))
        annotated = self.random.random() < 0.2
        hint = {"revision": ": str", "down_revision": ": Union[str, None]"} if annotated else {}
        head = [f'"""{step.message if step else "merge heads"}', "", f"Revision ID: {revision}",
                f"Revises: {', '.join(parents)}", f"Create Date: {date}", "", '"""']
        if annotated:
            head += ["from typing import Sequence, Union", ""]
        head += ["from alembic import op", "import sqlalchemy as sa"]
        lines = step.up + step.down + step.constants if step else []
        if any("postgresql." in line for line in lines):
            head.append("from sqlalchemy.dialects import postgresql")
        head += ["", "# revision identifiers, used by Alembic.", f"revision{hint.get('revision', '')} = '{revision}'",
                 f"down_revision{hint.get('down_revision', '')} = {down}", "branch_labels = None", "depends_on = None", ""]
        if step and step.constants:
            head += [*step.constants, ""]
        arrow = " -> None" if annotated else ""
        return "\n".join([*head, "", f"def upgrade(){arrow}:", self.body(step.up if step else []), "", "",
                          f"def downgrade(){arrow}:", self.body(step.down if step else []), ""])

    def body(self, lines):
        if lines and self.random.random() < 0.7:
            lines = ["# ### commands auto generated by Alembic - please adjust! ###", *lines, "# ### end Alembic commands ###"]
        return textwrap.indent("\n".join(lines or ["pass"]).rstrip(), "    ")

    def generate(self, revisions):
        self.versions.mkdir(parents=True)
        (self.folder / "alembic.ini").write_text(INI, encoding="utf-8")
        (self.folder / "alembic" / "env.py").write_text(ENV, encoding="utf-8")
        head, left = [], revisions
        while left > 0:
            if left > 4 and head and self.random.random() < 0.02:
                # Both sides only add what has a name of its own, so that their order does not matter.
                sides = [self.write(head, self.history.step(History.ADDITIVE)) for _ in range(2)]
                head, left = [self.write(sides, None)], left - 3
            else:
                head, left = [self.write(head, self.history.step(History.ANY))], left - 1


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    Project(sys.argv[1], int(sys.argv[3]) if len(sys.argv) == 4 else 1).generate(int(sys.argv[2]))


if __name__ == "__main__":
    main()
