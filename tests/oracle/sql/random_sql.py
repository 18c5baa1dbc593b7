"""Random op.execute in all its forms, and what else sends SQL text."""

_STATEMENTS = [
    "UPDATE users SET name = 'x'",
    "UPDATE users SET name = 'it''s' WHERE id > 5;",
    "DELETE FROM account",
    "CREATE TYPE mood AS ENUM ('sad', 'ok')",
    "ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy'",
    "DROP TYPE IF EXISTS mood",
    "DROP TYPE mood;",
    "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"",
    "CREATE INDEX CONCURRENTLY ix ON t (a)",
    "SELECT '{\"a\": 1}'::jsonb -> 'a', b::int, arr[1:2], '12:30'",
    "SELECT 1; SELECT 2",
    "INSERT INTO t (a, b) VALUES (1, 'a -- no comment'), (2, '/* nor this */')",
    "ALTER TABLE \"User\" ADD COLUMN x int, ALTER COLUMN y SET NOT NULL",
    "SET LOCAL lock_timeout = '5s'",
    "LOCK TABLE t IN ACCESS EXCLUSIVE MODE",
    "SELECT * FROM t WHERE a LIKE '50%' AND b % 2 = 0",
    "GRANT SELECT ON t TO reader",
    "CREATE VIEW v AS SELECT a FROM t",
    "COMMIT",
    "TRUNCATE t",
]
_LONG = '''"""
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
                CREATE TYPE mood AS ENUM ('sad', 'it''s');
            END IF;
        END$$;
    """'''
_FUNCTION = '''"""
CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $fn$
BEGIN
  NEW.updated = now();  -- now; really
  RETURN NEW;
END;
$fn$ LANGUAGE plpgsql"""'''


def _formatted(parts):
    table, column = parts.pick(["users", "account", "t"]), parts.pick(["a", "name"])
    return parts.pick(
        [
            f"f'UPDATE {table} SET {column} = {{1 + 1}}'",
            f"'UPDATE %s SET {column} = %d' % ({table!r}, 5)",
            f"'UPDATE {{}} SET {{}} = NULL'.format({table!r}, {column!r})",
            f"'UPDATE ' + {table!r} + ' SET {column} = 1'",
            f"' '.join(['UPDATE', {table!r}, 'SET {column} = 0'])",
            f"'UPDATE {table} ' 'SET {column} = 3'",
            f"textwrap.dedent('''\n    UPDATE {table}\n       SET {column} = 'x  y'\n    ''')",
            f"'UPDATE x SET {column} = 1'.replace('x', {table!r})",
        ]
    )


def sql(parts):
    kind = parts.randrange(8)
    if kind < 3:
        text = parts.text(parts.pick(_STATEMENTS))
    elif kind < 6:
        parts.prelude.append("import textwrap\n")
        text = _formatted(parts)
    else:
        text = parts.pick([_LONG, _FUNCTION])
    way = parts.randrange(7)
    if way == 0:
        return f"op.get_bind().execute(sa.text({text}))"
    if way == 1:
        return f"conn = op.get_bind()\nconn.execute(sa.text({text}))"
    if way < 4:
        return f"op.execute(sa.text({text}))"
    return f"op.execute({text})"
