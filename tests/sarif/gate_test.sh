#!/bin/sh
# The gate accepts what Retort writes and objects to what is broken:
#
#   gate_test.sh WRITE_SAMPLES RETORT GATE NODE_MODULES
set -eu
write_samples=$1 retort=$PWD/$2 gate=$3 modules=$4
good=$TEST_TMPDIR/good broken=$TEST_TMPDIR/broken
mkdir "$good" "$broken"
run_gate() { node "$gate" "$modules" "$good/repo" "$@"; }

"$write_samples" "$good"

# The program itself, with every rule described and one finding.
versions=$good/repo/project/alembic/versions
mkdir -p "$versions"
printf '[alembic]\nscript_location = %%(here)s/alembic\n' >"$versions/../../alembic.ini"
printf 'revision = "a_revision_id_that_is_much_too_long_for_it"\ndown_revision = None\n' >"$versions/1.py"
(cd "$good/repo" && "$retort" check project --fail-on never --output sarif:../retort.sarif)
grep -q '"ruleId": "revision-id-too-long"' "$good/retort.sarif"

run_gate "$good"/*.sarif

break_log() { sed "$2" "$good/related_and_fixes.sarif" >"$broken/$1.sarif"; }
break_log level 's/"level": "error",$/"level": "fatal",/'
break_log end '$d'
break_log hash 's/\("primaryLocationLineHash": "\)./\10/'
break_log index 's/"ruleIndex": 0/"ruleIndex": 12345/'
break_log uri 's|"uri": "versions/2_b.py"|"uri": "https://example.com/2_b.py"|'
if run_gate "$broken"/*.sarif >"$TEST_TMPDIR/objections"; then
  echo "the gate accepts broken logs"
  exit 1
fi
must_object() {
  grep -q "/$1.sarif: $2" "$TEST_TMPDIR/objections" && return
  echo "no objection \"$2\" to $1.sarif:"
  cat "$TEST_TMPDIR/objections"
  exit 1
}
must_object level 'schema: /runs/0/results/0/level'
must_object end 'no JSON'
must_object hash 'primaryLocationLineHash'
must_object index 'SARIF1009 error'
must_object uri 'GH1005 error'
