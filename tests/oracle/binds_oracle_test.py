"""Which colons of a text are parameters: thousands of random texts through SQLAlchemy's own text() and compiler."""

import json
import random
import subprocess
import sys

from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import compiler

HOLE = "\ufffc"
# What decides it: colons, backslashes, word characters of several alphabets, and others. A hole is no word character.
ALPHABET = [":", ":", ":", "\\", "a", "Z", "1", "_", "$", "é", "名", "²", "€", "“", "'", " ", "[", "=", "\n", "(", HOLE]


class Compiler(compiler.SQLCompiler):
    def bindparam_string(self, name, **_):
        return HOLE


class Dialect(postgresql.dialect):
    statement_compiler = Compiler
    paramstyle = "named"


def main(program):
    random.seed(36)
    texts = ["".join(random.choices(ALPHABET, k=random.randint(1, 12))) for _ in range(20000)]
    texts += ["SELECT ':x', a::int, '{\"a\":1}', arr[1:2], arr[:2], '12:30', \\:y -- :z"]
    run = subprocess.run([program, "binds"], input=json.dumps(texts), capture_output=True, text=True, check=True)
    failures = 0
    for given, read in zip(texts, json.loads(run.stdout), strict=True):
        sent = str(text(given).compile(dialect=Dialect()))
        if read != sent:
            failures += 1
            if failures <= 20:
                print(f"{given!r}: SQLAlchemy sends {sent!r}, Retort reads {read!r}")
    print(f"{len(texts)} texts, {failures} differences")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
