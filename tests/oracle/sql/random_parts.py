"""The small parts of random revisions: names, texts, types, defaults, columns. All of them are Python source."""

import json
import os
import random
import textwrap

_HERE = os.path.dirname(os.path.abspath(__file__))
_COMMON = ["id", "name", "user_id", "created_at", "email", "status", "amount", "data", "parent_id", "is_active", "kind"]
_ODD = ["Order", "user", "group", "UserName", "with space", "two-words", "1st", "$x", "a$b", "end", "offset", "ünï"]
_ODD += ['quo"te', "dot.ted", "percent%", "per%scent", "co:lon", "_under", "CAPS", "paren(s)", "it's", "value"]
_TABLES = ["users", "account", "blog_post", "order_line", "tag", "audit_log", "User", "order", "Mixed Case", "a.b", "t"]
_SCHEMAS = ["app", "App", "audit", "order", "two words"]
# Types that cannot be what is asked of them here: they raise, or are arrays of arrays in the making.
_UNUSABLE = ("NullType", "UserDefinedType", '"YEAR TO MONTH"', "sa.Enum")


def _known_types():
    with open(os.path.join(_HERE, "body", "column_types.txt"), encoding="utf-8") as file:
        lines = [line.strip() for line in file if not line.startswith("#")]
    return [line for line in lines if line and "  # " not in line and not any(word in line for word in _UNUSABLE)]


_TYPES = _known_types()
_USUAL_TYPES = ["sa.Integer()", "sa.String(length=255)", "sa.Integer", "sa.DateTime(timezone=True)", "sa.Text()"]
_USUAL_TYPES += ["sa.Boolean()", "sa.BigInteger()", "postgresql.JSONB(astext_type=sa.Text())", "sa.VARCHAR(length=64)"]
_USUAL_TYPES += ["postgresql.UUID(as_uuid=True)", "sa.Numeric(precision=10, scale=2)", "sa.Date()", "sa.Float()"]
_WHOLE = ["sa.Integer()", "sa.Integer", "sa.BigInteger()"]
_DEFAULTS = ["sa.text('now()')", 'sa.text("0")', "'0'", '"x"', "sa.func.now()", "sa.false()", "sa.true()", "''"]
_DEFAULTS += ["sa.text('gen_random_uuid()')", "sa.text(\"'{}'::jsonb\")", "'it\\'s'", "'{}'", "sa.func.current_timestamp()"]
_DEFAULTS += ["sa.text('CURRENT_TIMESTAMP')", "sa.literal_column('1 + 1')", "'50%'", "'a\\\\b'", "sa.sql.func.now()"]
_DEFAULTS += ["sa.null()", "':x'", "sa.text(\"nextval('s'::regclass)\")", "'two  blanks'", "'line\\nbreak'", "'-- no'"]
_COMMENTS = ["a comment", "it's", "two\nlines", "50%", "back\\slash", ":x", 'say "x"', "semi;colon", "ünï", "  blanks  "]


class Parts(random.Random):
    """A source of randomness that also keeps what a revision needs at module level."""

    def __init__(self, seed):
        super().__init__(seed)
        self.prelude = []
        self._counted = 0

    def chance(self, probability):
        return self.random() < probability

    def pick(self, values):
        return values[self.randrange(len(values))]

    def some(self, values, least, most):
        return self.sample(values, min(len(values), self.randint(least, most)))

    def flag(self):
        return self.pick(["True", "False"])

    def count(self):
        self._counted += 1
        return self._counted

    def indent(self, text):
        return textwrap.indent(text, "    ")

    # ---- names

    def table(self):
        return self.pick(_TABLES) if self.chance(0.8) else self.pick(_COMMON + _ODD)

    def column_name(self):
        return self.pick(_COMMON if self.chance(0.75) else _ODD)

    def column_names(self, least, most):
        return self.some(_COMMON + (_ODD if self.chance(0.3) else []), least, most)

    def schema(self):
        return self.pick(_SCHEMAS) if self.chance(0.2) else None

    def text(self, value):
        """One of the ways in which people write a string."""
        way = self.randrange(12)
        if way < 5:
            return json.dumps(value, ensure_ascii=False)
        if way < 10:
            return repr(value)
        if way == 10 and len(value) > 2:
            return f"({value[:2]!r} {value[2:]!r})"
        if way == 11 and not set(value) & set("{}"):
            constant = f"NAME_{self.count()}"
            self.prelude.append(f"{constant} = {value!r}")
            return self.pick([constant, f'f"{{{constant}}}"', f"str({constant})", f'"%s" % {constant}'])
        return repr(value)

    def remote_names(self, count):
        """Of columns in another table; a dot would belong to the table's name."""
        return self.texts([name for name in self.column_names(count + 1, count + 1) if "." not in name][:count], False)

    def texts(self, values, tuples=True):
        inner = ", ".join(self.text(value) for value in values)
        return f"({inner},)" if tuples and self.chance(0.15) else f"[{inner}]"

    def name(self, prefix, columns, unnamed=0.15):
        """Of a constraint or index."""
        if self.chance(unnamed):
            return "None"
        name = "_".join([prefix, self.pick(_TABLES[:6]), *columns])[:60]
        if self.chance(0.3):
            return f"op.f({self.text(name)})"
        return self.text(name if self.chance(0.9) else name.title())

    def keywords(self, **values):
        """", a=1" for every value that is not None."""
        return "".join(f", {name}={value}" for name, value in values.items() if value is not None)

    def maybe(self, probability, *values):
        return self.pick(values) if self.chance(probability) else None

    def in_schema(self, keyword="schema"):
        schema = self.schema()
        return self.keywords(**{keyword: self.text(schema)}) if schema else ""

    def comment(self):
        return self.text(self.pick(_COMMENTS))

    # ---- types and defaults

    def enum(self):
        """From few names, so that one run meets a type again; the labels are those of the name."""
        number = self.randrange(25)
        labels = ", ".join(self.text(label) for label in ["new", "it's", "Two words", "x"][: 1 + number % 4])
        more = self.keywords(schema=self.text("app") if number % 5 == 0 else None)
        if self.chance(0.3):
            create = self.keywords(create_type=self.maybe(0.5, "False", "True"))
            return f"postgresql.ENUM({labels}, name={self.text(f'Kind{number}')}{more}{create})"
        if self.chance(0.3):
            check = self.keywords(create_constraint=self.maybe(0.3, "True"), length=self.maybe(0.3, "20"))
            return f"sa.Enum({labels}, name='kind{number}', native_enum=False{check})"
        inherit = self.keywords(inherit_schema=self.maybe(0.2, "True", "False")) if number % 5 else ""
        return f"sa.Enum({labels}, name={self.text(f'kind{number}')}{more}{inherit})"

    def type(self):
        if self.chance(0.5):
            return self.pick(_USUAL_TYPES)
        if self.chance(0.15):
            return self.enum()
        return self.pick(_TYPES)

    def server_default(self):
        return self.pick(_DEFAULTS)

    # ---- columns

    def foreign_key(self):
        # Not to a table that may be the one in the making: that raises when it has no such column.
        target = self.pick(["people.id", "country.code", "app.thing.id", "Mixed.Id", "Group.order"])
        return f"sa.ForeignKey({self.text(target)}{self.foreign_key_options(named=True)})"

    def foreign_key_options(self, named=False):
        action = ["'CASCADE'", '"SET NULL"', "'RESTRICT'", "'NO ACTION'", "'SET DEFAULT'"]
        deferred = self.chance(0.1)
        return self.keywords(
            name=self.name("fk", ["x"], unnamed=0.3) if named and self.chance(0.3) else None,
            onupdate=self.maybe(0.1, *action),
            ondelete=self.maybe(0.3, *action),
            deferrable="True" if deferred else None,
            initially=self.maybe(0.5, "'DEFERRED'", "'IMMEDIATE'") if deferred else None,
            match=self.maybe(0.03, "'FULL'", "'SIMPLE'"),
        )

    def column(self, name, key=False, flags=True):
        """sa.Column(...)"""
        extra, kind = [], self.type()
        serverside = self.randrange(12)
        if flags and serverside == 0:
            extra.append(self.pick(["sa.Identity()", "sa.Identity(always=True, start=10)", "sa.Identity(cycle=True)"]))
        elif flags and serverside == 1:
            extra.append("sa.Computed('1 + 1', persisted=True)")
        elif self.chance(0.08):
            extra.append(self.foreign_key())
        if flags and self.chance(0.04):
            check = self.name("ck", ["x"], unnamed=0.5)
            extra.append(f"sa.CheckConstraint({self.text('a > 0')}{self.keywords(name=check)})")
        default = self.server_default() if serverside > 1 and self.chance(0.25) else None
        options = self.keywords(
            primary_key=self.maybe(0.8 if key else 0.0, "True"),
            autoincrement=self.maybe(0.3, "True", "False", "'auto'") if kind in _WHOLE and serverside else None,
            nullable=self.maybe(0.0 if key else 0.7, "True", "False", "False"),
            server_default=default,
            default=self.maybe(0.08, "5", "'x'", "dict", "lambda: 7"),
            unique=self.maybe(0.06 if flags else 0, "True", "False"),
            index=self.maybe(0.08 if flags else 0, "True", "False"),
            comment=self.comment() if self.chance(0.06) else None,
        )
        more = "".join(", " + argument for argument in extra)
        return f"sa.Column({self.text(name)}, {kind}{more}{options})"

    def column_definitions(self, count):
        return [self.column(name) for name in self.column_names(count, count)]
