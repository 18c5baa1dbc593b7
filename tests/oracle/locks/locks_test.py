"""Runs the statements of statements.sql on a real PostgreSQL, each in a transaction that is undone, and holds what
LocksOf says of them against pg_locks: the strongest mode on every relation that was there before. What cannot run in a
transaction is watched whenever other sessions make it wait. Every kind of operation must occur."""

import collections
import io
import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import psycopg2
from postgres import Postgres

MODES = []  # from the weakest to the strongest
WRITERS_WAIT_FOR = set()

# Relations of the test's own, with the strongest mode that a session holds or waits for; indexes (i, I) apart.
LOCKS = """
SELECT relation.oid, relation.relkind IN ('i', 'I'), lock.mode
FROM pg_locks AS lock JOIN pg_class AS relation ON relation.oid = lock.relation
JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
WHERE lock.pid = %s AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
AND relation.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'i', 'I') AND namespace.nspname IN ('public', 'app')
"""
RELATIONS = """
SELECT relation.oid, CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname
FROM pg_class AS relation JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
"""

Row = collections.namedtuple("Row", "sql notes beyond blocker")


def read_rows(path):
    """The statements of the file, each with its notes: {target: [relation]}, [(relation, mode)], other session's."""
    rows, notes, beyond, blocker, sql = [], {}, [], None, ""
    with open(path, encoding="utf-8") as file:
        for line in file.read().partition("\n\n")[2].splitlines():
            note = re.fullmatch(r"-- ([a-z-]+): (.*)", line)
            if note and note[1] == "beyond":
                beyond += [item.split(" ", 1) for item in note[2].split(", ")]
            elif note and note[1] == "while":
                blocker = note[2]
            elif note:
                notes.setdefault(note[1], []).extend(note[2].split(", "))
            elif line and not line.startswith("--"):
                sql += line
                if sql.endswith(";"):
                    rows.append(Row(sql[:-1], notes, beyond, blocker))
                    notes, beyond, blocker, sql = {}, [], None, ""
    return rows


def stronger(modes, relation, mode):
    modes[relation] = max(modes.get(relation, mode), mode, key=MODES.index)


def expectation(row, locks):
    """{relation: mode} as LocksOf has it, with the relations that the notes give for its targets; and complaints."""
    expected, wrong, unused = {}, [], set(row.notes)
    for lock in locks:
        target = lock["target"]
        if target == "named" and not lock["relation"]:
            target = "unnamed"
        unused.discard(target)
        relations = [lock["relation"].removeprefix("public.")] if target == "named" else row.notes.get(target, [])
        for relation in relations:
            stronger(expected, relation, lock["mode"])
    strongest = max((MODES.index(mode) for mode in expected.values()), default=0)
    for relation, mode in row.beyond:
        if mode in WRITERS_WAIT_FOR and MODES.index(mode) > strongest:
            wrong.append(f"{mode} on {relation} must be listed: it is stronger than what is")
        stronger(expected, relation, mode)
    return expected, wrong + [f"no lock is about {target}" for target in sorted(unused)]


class Server:
    """Databases made from one that the schema has been run on."""

    def __init__(self, postgres, schema):
        self.postgres = postgres
        postgres.create("schema")
        session = self.open("schema")
        with open(schema, encoding="utf-8") as file:
            session.cursor().execute(file.read())
        session.close()
        self.leave_half_detached()
        self.copies = 0

    def open(self, database):
        session = psycopg2.connect(self.postgres.url(database))
        session.autocommit = True
        return session

    def leave_half_detached(self):
        """DETACH CONCURRENTLY is cancelled while it waits: what FINALIZE is for."""
        reader, session = self.open("schema"), self.open("schema")
        reader.autocommit = False
        reader.cursor().execute("LOCK TABLE leaving IN ACCESS SHARE MODE")
        session.cursor().execute("SET statement_timeout = '500ms'")
        try:
            session.cursor().execute("ALTER TABLE leaving DETACH PARTITION leaving_1 CONCURRENTLY")
            raise RuntimeError("DETACH CONCURRENTLY did not wait")
        except psycopg2.errors.QueryCanceled:
            pass
        reader.close()
        session.close()

    def copy(self):
        self.copies += 1
        session = self.open("postgres")
        session.cursor().execute(f"CREATE DATABASE copy_{self.copies} TEMPLATE schema")
        session.close()
        return f"copy_{self.copies}"


def execute(session, sql):
    cursor = session.cursor()
    if sql.startswith("COPY"):
        cursor.copy_expert(sql, io.StringIO(""))
    else:
        cursor.execute(sql)


def locks_of(watcher, pid, names):
    """{relation: mode}, {index: mode}: as pg_locks has them."""
    relations, indexes = {}, {}
    cursor = watcher.cursor()
    cursor.execute(LOCKS, (pid,))
    for relation, is_index, mode in cursor.fetchall():
        if relation in names:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", mode.removesuffix("Lock")).upper()
            stronger(indexes if is_index else relations, names[relation], words)
    return relations, indexes


def names_in(watcher):
    cursor = watcher.cursor()
    cursor.execute(RELATIONS)
    return dict(cursor.fetchall())


def observe_in_transaction(server, watcher, row):
    session = server.open("schema")
    session.autocommit = False
    names = names_in(watcher)
    try:
        execute(session, row.sql)
        return locks_of(watcher, session.info.backend_pid, names)
    finally:
        session.close()


def hold(server, database, sql):
    """A session that holds the lock of the statement; None when it would have to wait for it."""
    session = server.open(database)
    session.autocommit = False
    try:
        session.cursor().execute("SET lock_timeout = '50ms'")
        session.cursor().execute(sql)
        return session
    except psycopg2.errors.LockNotAvailable:
        session.close()
        return None


def waits(watcher, pid, blocker, running):
    """Whether the session comes to wait for the other one before it is done."""
    cursor = watcher.cursor()
    while not running.done():
        cursor.execute("SELECT %s = ANY(pg_blocking_pids(%s))", (blocker.info.backend_pid, pid))
        if cursor.fetchone()[0]:
            return True
        time.sleep(0.005)
    return False


def observe_waiting(server, row):
    """On a copy of the database. CONCURRENTLY waits several times: each time for a session that came since the last."""
    database = server.copy()
    watcher, session, blocker = server.open(database), server.open(database), hold(server, database, row.blocker)
    names, pid, seen = names_in(watcher), session.info.backend_pid, ({}, {})
    with ThreadPoolExecutor() as pool:
        running = pool.submit(execute, session, row.sql)
        while blocker and waits(watcher, pid, blocker, running):
            for modes, now in zip(seen, locks_of(watcher, pid, names)):
                for relation, mode in now.items():
                    stronger(modes, relation, mode)
            successor = hold(server, database, row.blocker)
            blocker.close()
            blocker = successor
        running.result()
    for each in (watcher, session, *filter(None, [blocker])):
        each.close()
    if not any(seen):
        raise RuntimeError("it did not wait")
    return seen


def differences(server, watcher, row, said, answer):
    if answer["opaque"] in said["kinds"] or answer["raise"] in said["kinds"] or not said["kinds"]:
        return ["it is not lowered"]
    expected, wrong = expectation(row, said["locks"])
    try:
        observed = observe_waiting(server, row) if row.blocker else observe_in_transaction(server, watcher, row)
    except (psycopg2.Error, RuntimeError) as error:
        return wrong + [f"PostgreSQL: {error}".strip()]
    relations, indexes = observed
    # An index is compared only where an operation or a target is about it.
    actual = relations | {name: mode for name, mode in indexes.items() if name in expected}
    for name in sorted(actual.keys() | expected.keys()):
        if actual.get(name) != expected.get(name):
            wrong.append(f"{name}: PostgreSQL takes {actual.get(name)}, LocksOf says {expected.get(name)}")
    return wrong


def blocked(server, holder_mode, sql):
    """Whether the statement waits for a session that holds the mode."""
    holder, other = server.open("schema"), server.open("schema")
    holder.autocommit = False
    try:
        holder.cursor().execute(f"LOCK TABLE target IN {holder_mode} MODE")
        other.cursor().execute("SET lock_timeout = '50ms'")
        other.cursor().execute(sql)
        return False
    except psycopg2.errors.LockNotAvailable:
        return True
    finally:
        holder.close()
        other.close()


def main():
    program, schema, statements = sys.argv[1:]
    rows = read_rows(statements)
    with Postgres() as postgres:
        server = Server(postgres, schema)
        watcher = server.open("schema")
        version = str(watcher.server_version // 10000)
        answer = json.loads(subprocess.run([program, version], input=json.dumps([row.sql for row in rows]),
                                           check=True, capture_output=True, text=True).stdout)
        MODES.extend(mode["name"] for mode in answer["modes"])
        WRITERS_WAIT_FOR.update(mode["name"] for mode in answer["modes"] if mode["writes"])
        failed = 0
        for mode in answer["modes"]:
            waits = {"reads": blocked(server, mode["name"], "SELECT FROM target"),
                     "writes": blocked(server, mode["name"], "INSERT INTO target SELECT WHERE false")}
            if waits != {key: mode[key] for key in waits}:
                failed += 1
                print(f"FAIL {mode}: on PostgreSQL {waits}")
        # A copy needs a template that nobody uses.
        order = sorted(zip(rows, answer["statements"]), key=lambda pair: pair[0].blocker is None, reverse=True)
        for row, said in order:
            if row.blocker and not watcher.closed:
                watcher.close()
            for wrong in differences(server, watcher, row, said, answer):
                failed += 1
                print(f"FAIL {row.sql}\n     {wrong}")
    seen = {kind for said in answer["statements"] for kind in said["kinds"]}
    missing = set(range(answer["kinds"])) - seen - {answer["raise"], answer["opaque"]}
    if missing:
        print(f"FAIL no statement is of the kinds {sorted(missing)} of Action")
    print(f"{len(rows)} statements on PostgreSQL {version}, {failed} differences")
    sys.exit(1 if failed or missing or not rows else 0)


main()
