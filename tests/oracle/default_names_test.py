"""Asks PostgreSQL for the names in testdata/default_names.txt: what linter/schema/default_names.h says of them.

    default_names_test.py FILE [--write]     # --write puts PostgreSQL's own names into the file
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import sqlalchemy
from postgres import Postgres

_CLAUSES = {
    "pkey": "PRIMARY KEY ({columns})",
    "key": "UNIQUE ({columns})",
    "fkey": "FOREIGN KEY ({columns}) REFERENCES retort_target ({targets})",
    "check": "CHECK ({check})",
    "excl": "EXCLUDE USING btree ({excluded})",
}
_CONSTRAINT = "SELECT conname FROM pg_constraint WHERE conrelid = 'retort_schema.{table}'::regclass ORDER BY oid"
_INDEX = "SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = 'retort_schema'::regnamespace ORDER BY oid"
_SEQUENCE = "SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'retort_schema'::regnamespace"


def _quoted(name):
    return '"' + name.replace('"', '""') + '"'


def names(connection, label, table, columns, times):
    """PostgreSQL's names for as many objects of the kind."""
    connection.exec_driver_sql("DROP SCHEMA IF EXISTS retort_schema CASCADE; CREATE SCHEMA retort_schema")
    connection.exec_driver_sql("SET search_path = retort_schema")
    numbers = [f"c{number}" for number in range(len(columns))]
    types = ", ".join(f"{number} integer" for number in numbers) or "c integer"
    connection.exec_driver_sql(f"CREATE TABLE retort_target ({types}, UNIQUE ({', '.join(numbers) or 'c'}))")
    kind = "serial" if label == "seq" else "integer"
    parts = [f"{_quoted(column)} {kind}" for column in columns] or ["c integer"]
    quoted = [_quoted(column) for column in columns] or ["c"]
    clause = _CLAUSES.get(label, "").format(
        columns=", ".join(quoted),
        targets=", ".join(numbers),
        check=f"{quoted[0]} > 0" if columns else "true",
        excluded=", ".join(f"{column} WITH =" for column in quoted),
    )
    parts += [clause] * times if clause else []
    connection.exec_driver_sql(f"CREATE TABLE {_quoted(table)} ({', '.join(parts)})")
    if label == "idx":
        for _ in range(times):
            connection.exec_driver_sql(f"CREATE INDEX ON {_quoted(table)} ({', '.join(quoted)})")
    query = {"idx": _INDEX, "seq": _SEQUENCE}.get(label, _CONSTRAINT).format(table=_quoted(table))
    found = [row[0] for row in connection.exec_driver_sql(query)]
    return [name for name in found if not name.startswith("retort_target")]


def main():
    path = sys.argv[1]
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    wrong, written = 0, []
    with Postgres() as server:
        server.create("names")
        with sqlalchemy.create_engine(server.url("names")).connect() as connection:
            for line in lines:
                if line.startswith("#") or not line:
                    written.append(line)
                    continue
                label, table, columns, *expected = line.split("|")
                got = names(connection, label, table, [c for c in columns.split(",") if c], max(1, len(expected)))
                written.append("|".join([label, table, columns, *got]))
                if got != expected:
                    wrong += 1
                    print(f"{line}: PostgreSQL says {got}")
    if "--write" in sys.argv:
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(written) + "\n")
        return
    print(f"{len(lines)} lines, {wrong} wrong")
    sys.exit(1 if wrong or len(lines) < 10 else 0)


main()
