#!/bin/bash
# The same seed gives the same history, and real Alembic loads it and renders it both ways.
set -euo pipefail
generate=$PWD/tests/benchmark/generate.py
cd "$TEST_TMPDIR"
"$generate" one 300
"$generate" two 300
diff -r one two
"$generate" other 300 7
if diff -rq one other >/dev/null; then echo "another seed, the same history"; exit 1; fi
[ "$(ls one/alembic/versions | wc -l)" = 300 ]
cd one
[ "$(/usr/bin/python3 -m alembic heads | wc -l)" = 1 ]
grep -q "('.*', '.*')" alembic/versions/*merge_heads.py
/usr/bin/python3 -m alembic upgrade head --sql 2>/dev/null | grep -c "CREATE TABLE"
/usr/bin/python3 -m alembic downgrade head:base --sql 2>/dev/null | grep -c "DROP TABLE"
