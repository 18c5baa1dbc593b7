"""Actions on schemas, views, sequences, functions, triggers, policies, extensions: each returns its step, or None."""

import names
from build import Step
from model import Function, Sequence, View, literal, quote
from source import call


def create_schema(history):
    free = [name for name in names.SCHEMAS if name not in history.state.schemas]
    if not free:
        return None
    source, name = history.source, history.source.pick(free)
    history.state.schemas.append(name)
    exists = "IF NOT EXISTS " if source.chance(0.4) else ""
    return Step(
        source.execute(f"CREATE SCHEMA {exists}{quote(name)}"), source.execute(f"DROP SCHEMA {quote(name)}"), (name,)
    )


def drop_schema(history):
    empty = [name for name in history.state.schemas if not history.state.in_schema(name)]
    if not empty:
        return None
    source, name = history.source, history.source.pick(empty)
    history.state.schemas.remove(name)
    return Step(source.execute(f"DROP SCHEMA {quote(name)}"), source.execute(f"CREATE SCHEMA {quote(name)}"), (name,))


# ---- Views


def _query(view):
    table = view.tables[0]
    return f"SELECT {', '.join(quote(column.name) for column in view.columns)} FROM {table.sql}"


def _create_view(history, view, replace=False):
    kind = "MATERIALIZED VIEW" if view.materialized else "OR REPLACE VIEW" if replace else "VIEW"
    return history.source.execute(f"CREATE {kind} {view.sql} AS\n{_query(view)}{view.tail}")


def _drop_view(history, view):
    exists = "IF EXISTS " if history.source.chance(0.3) else ""
    return history.source.execute(f"DROP {'MATERIALIZED ' if view.materialized else ''}VIEW {exists}{view.sql}")


def create_view(history):
    source = history.source
    table = history.table(lambda one: not one.partition_of, lambda one: not one.parent, lambda one: one.columns)
    if not table:
        return None
    schema = history.schema() if source.chance(0.3) else None
    name = history.relation_name(f"{table.name.lower()}_{source.pick(['view', 'summary', 'active'])}", schema)
    view = View(schema, name, [table], materialized=source.chance(0.35))
    view.columns = source.sample(table.columns, min(len(table.columns), source.randint(1, 4)))
    view.tail = source.pick(["", "", f"\nWHERE {quote(view.columns[0].name)} IS NOT NULL"])
    view.shown = {column: column.name for column in view.columns}
    step = Step(_create_view(history, view, replace=source.chance(0.2)), _drop_view(history, view), (table, view))
    history.state.views.append(view)
    return step


def drop_view(history):
    found = [view for view in history.state.views if not view.indexes]
    if not found:
        return None
    view = history.source.pick(found)
    if view.tail:
        view.tail = f"\nWHERE {quote(view.columns[0].name)} IS NOT NULL"
    history.state.views.remove(view)
    return Step(_drop_view(history, view), _create_view(history, view), (view, *view.tables))


def index_view(history):
    found = [view for view in history.state.views if view.materialized]
    if not found:
        return None
    source, view = history.source, history.source.pick(found)
    good = [one for one in view.columns if one.kind.family in ("integer", "text", "uuid", "time")]
    if not good:
        return None
    name = history.relation_name(f"ix_{view.name}_{good[0].name}"[:50], view.schema)
    shown = view.shown[good[0]]
    view.indexes.append(name)
    prefix = f"{quote(view.schema)}." if view.schema else ""
    up = source.execute(f"CREATE INDEX {quote(name)} ON {view.sql} ({quote(shown)})")
    if source.chance(0.4):
        up += "\n" + source.execute(f"REFRESH MATERIALIZED VIEW {view.sql}")
    return Step(up, source.execute(f"DROP INDEX {prefix}{quote(name)}"), (view,))


def rename_view(history):
    if not history.state.views:
        return None
    source, view = history.source, history.source.pick(history.state.views)
    old, new = view.name, history.relation_name(f"{view.name[:40]}_renamed", view.schema)
    kind = "MATERIALIZED VIEW" if view.materialized else "VIEW"
    prefix = f"{quote(view.schema)}." if view.schema else ""
    view.name = new
    up = source.execute(f"ALTER {kind} {prefix}{quote(old)} RENAME TO {quote(new)}")
    return Step(up, source.execute(f"ALTER {kind} {prefix}{quote(new)} RENAME TO {quote(old)}"), (view,))


# ---- Sequences


def create_sequence(history):
    source, schema = history.source, history.schema()
    made = Sequence(schema, history.relation_name(source.pick(["order_number", "ticket_seq", "Counter"]), schema))
    options = source.pick(
        ["", " START 100", " INCREMENT BY 5 MINVALUE 10", " AS integer CACHE 20", " CYCLE MAXVALUE 1000"]
    )
    python = (
        f"op.execute(sa.schema.CreateSequence(sa.Sequence({made.name!r}{f', schema={schema!r}' if schema else ''})))"
    )
    up = python if not options and source.chance(0.4) else source.execute(f"CREATE SEQUENCE {made.sql}{options}")
    history.state.sequences.append(made)
    return Step(up, source.execute(f"DROP SEQUENCE {made.sql}"), (made,))


def own_sequence(history):
    """It becomes the default of a column, and the column's own."""
    source = history.source
    free = [one for one in history.state.sequences if not one.owner]
    found = [
        (table, column, made)
        for table in history.state.tables
        if table.is_plain()
        for column in table.columns
        for made in free
        if column.kind.family == "integer"
        and not (column.serial or column.identity or column.generated or column.default)
        and made.schema == table.schema
    ]
    if not found:
        return None
    table, column, made = source.pick(found)
    regclass = literal(made.sql)
    after = f"{column.name!r}, server_default=sa.text({f'nextval({regclass})'!r})"
    up = call(source, table, "alter_column", after=after)
    down = call(source, table, "alter_column", after=f"{column.name!r}, server_default=None")
    column.default, made.owner = f"nextval({regclass})", (table, column)
    if source.chance(0.5):
        up += "\n" + source.execute(f"ALTER SEQUENCE {made.sql} OWNED BY {table.sql}.{quote(column.name)}")
        down += "\n" + source.execute(f"ALTER SEQUENCE {made.sql} OWNED BY NONE")
    return Step(up, down, (table, made))


def alter_sequence(history):
    if not history.state.sequences:
        return None
    source, made = history.source, history.source.pick(history.state.sequences)
    up = source.execute(f"ALTER SEQUENCE {made.sql} INCREMENT BY {source.randint(2, 9)}")
    return Step(up, source.execute(f"ALTER SEQUENCE {made.sql} INCREMENT BY 1"), (made,))


# ---- Functions, triggers, policies

_BODY = "BEGIN\n    {}\n    RETURN NEW;\nEND;"


def _function(made, replace=True):
    head = f"CREATE {'OR REPLACE ' if replace else ''}FUNCTION {made.sql}"
    if made.trigger:
        return f"{head}() RETURNS trigger AS $$\n{_BODY.format(f'-- version {made.value}')}\n$$ LANGUAGE plpgsql"
    return f"{head}(a integer) RETURNS integer AS $$\n    SELECT a + {made.value}\n$$ LANGUAGE sql IMMUTABLE"


def create_function(history):
    source, schema = history.source, history.schema()
    wanted = source.pick(["touch_row", "notify_change", "add_some"])
    made = Function(schema, history.relation_name(wanted, schema), trigger=wanted != "add_some")
    up = source.execute(_function(made, replace=source.chance(0.6)))
    history.state.functions.append(made)
    arguments = "()" if made.trigger else "(integer)"
    return Step(up, source.execute(f"DROP FUNCTION {made.sql}{arguments}"), (made,))


def replace_function(history):
    if not history.state.functions:
        return None
    made = history.source.pick(history.state.functions)
    down = history.source.execute(_function(made))
    made.value += 1
    return Step(history.source.execute(_function(made)), down, (made,))


def create_trigger(history):
    source = history.source
    functions = [one for one in history.state.functions if one.trigger]
    table = history.table(lambda one: one.is_plain())
    if not functions or not table:
        return None
    function = source.pick(functions)
    name = history.unused(f"trg_{table.name.lower()}", set(table.triggers))
    event = source.pick(["BEFORE UPDATE", "BEFORE INSERT OR UPDATE", "AFTER INSERT"])
    up = f"CREATE TRIGGER {quote(name)} {event} ON {table.sql} FOR EACH ROW EXECUTE FUNCTION {function.sql}()"
    exists = "IF EXISTS " if source.chance(0.5) else ""
    table.triggers.append(name)
    down = source.execute(f"DROP TRIGGER {exists}{quote(name)} ON {table.sql}")
    return Step(source.execute(up), down, (table, function))


def create_policy(history):
    source = history.source
    table = history.table(lambda one: one.is_plain())
    columns = [one for one in table.columns if one.kind.family == "integer" and not one.kind.of] if table else []
    if not columns:
        return None
    column = source.pick(columns)
    name = f"policy_{history.count()}"
    lines = [f"CREATE POLICY {name} ON {table.sql} FOR SELECT USING ({quote(column.name)} > 0)"]
    back = [f"DROP POLICY {name} ON {table.sql}"]
    if not table.row_security:
        lines.insert(0, f"ALTER TABLE {table.sql} ENABLE ROW LEVEL SECURITY")
        back.append(f"ALTER TABLE {table.sql} DISABLE ROW LEVEL SECURITY")
        table.row_security = True
    table.policies.append((name, column))
    return Step("\n".join(map(source.execute, lines)), "\n".join(map(source.execute, back)), (table,))


def create_extension(history):
    source = history.source
    free = [name for name in names.EXTENSIONS if name not in history.state.extensions]
    if not free:
        return None
    name = source.pick(free)
    history.state.extensions.add(name)
    exists = "IF NOT EXISTS " if source.chance(0.8) else ""
    up = source.execute(f"CREATE EXTENSION {exists}{quote(name)}")
    return Step(up, source.execute(f"DROP EXTENSION {exists and 'IF EXISTS '}{quote(name)}"), (name,))


def grant(history):
    table = history.table()
    if not table:
        return None
    source = history.source
    down = source.execute(f"REVOKE SELECT ON {table.sql} FROM PUBLIC")
    return Step(source.execute(f"GRANT SELECT ON {table.sql} TO PUBLIC"), down, (table,))


ACTIONS = [(create_schema, 2), (drop_schema, 0.3), (create_view, 2.5), (drop_view, 0.8), (index_view, 0.5)]
ACTIONS += [
    (rename_view, 0.4),
    (create_sequence, 1.2),
    (own_sequence, 1),
    (alter_sequence, 0.4),
    (create_function, 1.5),
]
ACTIONS += [(replace_function, 0.5), (create_trigger, 1.5), (create_policy, 0.6), (create_extension, 1), (grant, 0.4)]
