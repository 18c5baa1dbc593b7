"""Random changes of rows by SQLAlchemy's expressions: bulk_insert, insert, update, delete."""

_TABLE = """{name} = sa.table({table},
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("Flag", sa.Boolean()),
    sa.column("score", sa.Float){schema}
)
"""
_VALUES = {
    "id": ["1", "-5", "10 ** 3", "None"],
    "name": ['"x"', "'it\\'s'", "'50%'", "None", "'a' + 'b'", "':y'", "'two\\nlines'", "'back\\\\slash'"],
    "Flag": ["True", "False", "None"],
    "score": ["1.5", "2", "-0.25", "None"],
}


def _row(parts, columns):
    return "{" + ", ".join(f"{column!r}: {parts.pick(_VALUES[column])}" for column in columns) + "}"


def _condition(parts, name):
    return parts.pick(
        [
            f"{name}.c.id == 5",
            f"{name}.c.name == 'x'",
            f"{name}.c.name != None",
            f"{name}.c.id.in_([1, 2, 3])",
            f"sa.and_({name}.c.id > 1, {name}.c.name.is_(None))",
            f"sa.or_({name}.c.score < 0.5, {name}.c.name.like('a%'))",
            f"~{name}.c.Flag",
            f"{name}.c.id.between(1, 5)",
        ]
    )


def rows(parts):
    name = f"table_{parts.count()}"
    schema = parts.schema()
    definition = _TABLE.format(
        name=name, table=parts.text(parts.table()), schema=f",\n    schema={schema!r}" if schema else ""
    )
    if parts.chance(0.5):
        parts.prelude.append(definition)
        definition = ""
    columns = parts.some(list(_VALUES), 1, 4)
    kind = parts.randrange(5)
    if kind < 2:
        some = ", ".join(_row(parts, columns) for _ in range(parts.randint(1, 3)))
        return f"{definition}op.bulk_insert({name}, [{some}])"
    if kind == 2:
        values = parts.pick([f"({_row(parts, columns)})", "(name=sa.func.lower('X'))", "(id=1, name='y')"])
        return f"{definition}op.execute({name}.insert().values{values})"
    if kind == 3:
        values = parts.pick([f"({_row(parts, columns)})", "(name=sa.null())", f"(score={name}.c.score + 1)"])
        update = parts.pick([f"{name}.update()", f"sa.update({name})"])
        return f"{definition}op.execute({update}.where({_condition(parts, name)}).values{values})"
    delete = parts.pick([f"{name}.delete()", f"sa.delete({name})"])
    return f"{definition}op.execute({delete}.where({_condition(parts, name)}))"
