"""The names, types and values that random histories use."""

from model import Kind

TABLES = ["users", "accounts", "orders", "order_lines", "blog_post", "tag", "audit_log", "api_key", "team", "invoice"]
TABLES += ["session", "document", "job", "file", "payment", "product", "Membership", "user", "comment", "event", "role"]
COLUMNS = [
    "name",
    "email",
    "status",
    "amount",
    "title",
    "kind",
    "position",
    "note",
    "slug",
    "count",
    "is_active",
    "data",
]
COLUMNS += [
    "created_at",
    "updated_at",
    "external_id",
    "score",
    "valid_on",
    "tags",
    "order",
    "displayName",
    "description",
]
SCHEMAS = ["app", "audit", "Billing"]
ENUMS = ["status", "order_state", "role_kind", "Priority", "visibility", "job_status", "payment_kind"]
LABELS = ["new", "open", "done", "failed", "it's", "In Progress", "archived", "LOW", "HIGH"]
EXTENSIONS = ["pg_trgm", "uuid-ossp", "btree_gist", "hstore", "citext", "pgcrypto"]
COMMENTS = ["a comment", "it's", "50% of it", "two\nlines", "ünï"]

INTEGER = Kind("sa.Integer()", "integer", "integer")
BIGINT = Kind("sa.BigInteger()", "bigint", "integer")
SMALLINT = Kind("sa.SmallInteger()", "smallint", "integer")
TEXT = Kind("sa.Text()", "text", "text")
STRING = Kind("sa.String(length=255)", "varchar(255)", "text")
SHORT = Kind("sa.String(length=64)", "varchar(64)", "text")
VARCHAR = Kind("sa.VARCHAR()", "varchar", "text")
BOOLEAN = Kind("sa.Boolean()", "boolean", "boolean")
TIME = Kind("sa.DateTime()", "timestamp", "time")
TIME_ZONE = Kind("sa.DateTime(timezone=True)", "timestamp with time zone", "time")
DATE = Kind("sa.Date()", "date", "date")
NUMERIC = Kind("sa.Numeric(precision=10, scale=2)", "numeric(10, 2)", "numeric")
FLOAT = Kind("sa.Float()", "double precision", "float")
UUID = Kind("postgresql.UUID(as_uuid=True)", "uuid", "uuid")
JSON = Kind("sa.JSON()", "json", "json")
JSONB = Kind("postgresql.JSONB(astext_type=sa.Text())", "jsonb", "jsonb")
ARRAY = Kind("postgresql.ARRAY(sa.String())", "varchar[]", "array")
BYTES = Kind("sa.LargeBinary()", "bytea", "bytes")
RANGE = Kind("postgresql.TSRANGE()", "tsrange", "range")

KINDS = [INTEGER] * 6 + [STRING] * 6 + [TEXT] * 3 + [TIME_ZONE] * 2 + [BOOLEAN] * 3 + [SHORT] * 2 + [JSONB] * 2
KINDS += [TIME, DATE, NUMERIC, NUMERIC, FLOAT, UUID, JSON, ARRAY, BIGINT, BIGINT, SMALLINT, VARCHAR, BYTES, RANGE]

DEFAULTS = {
    "integer": ["0", "'0'", "1"],
    "text": ["'x'", "''", "'new'"],
    "boolean": ["false", "true", "'f'"],
    "time": ["now()", "CURRENT_TIMESTAMP"],
    "date": ["CURRENT_DATE", "'2024-01-01'"],
    "numeric": ["0", "1.5"],
    "float": ["0", "'0.5'"],
    "uuid": ["gen_random_uuid()"],
    "json": ["'{}'"],
    "jsonb": ["'{}'", "'{}'::jsonb", "'[]'"],
    "array": ["'{}'"],
    "bytes": ["''"],
    "range": [],
}

# What a row holds, by number; where it differs from row to row it is distinct.
VALUES = {
    "integer": lambda number: str(number),
    "text": lambda number: f"'x{number}'",
    "boolean": lambda number: "true",
    "time": lambda number: "now()",
    "date": lambda number: "'2024-02-03'",
    "numeric": lambda number: f"{number}.5",
    "float": lambda number: f"{number}.5",
    "uuid": lambda number: "gen_random_uuid()",
    "json": lambda number: "'{}'",
    "jsonb": lambda number: "'{}'",
    "array": lambda number: "'{a,b}'",
    "bytes": lambda number: "'abc'",
    "range": lambda number: f"'[2024-01-{number % 28 + 1:02} 00:00, 2024-01-{number % 28 + 1:02} 01:00)'",
}
DISTINCT = {"integer", "text", "numeric", "float", "uuid", "range"}
CHECKS = {
    "integer": ["{0} > 0", "{0} >= 0", "{0} <> -1", "{0} BETWEEN 0 AND 100000"],
    "numeric": ["{0} >= 0"],
    "float": ["{0} >= 0"],
    "text": ["char_length({0}) >= 0", "{0} <> 'forbidden'", "{0} IS NULL OR {0} <> 'y'"],
    "time": ["{0} > '2000-01-01'"],
    "date": ["{0} > '2000-01-01'"],
}
