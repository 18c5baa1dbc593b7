#!/bin/sh
# The gate accepts what Retort writes and objects to what is broken: gate_test.sh WRITE_SAMPLES GATE NODE_MODULES
set -eu
write_samples=$1 gate=$2 modules=$3
folder=$TEST_TMPDIR/samples
mkdir "$folder"
"$write_samples" "$folder"
run_gate() { node "$gate" "$modules" "$folder/root" "$@"; }

run_gate "$folder"/*.sarif

# $1: what the gate must say, $2: a sed command that breaks a log.
must_object() {
  sed "$2" "$folder/related_and_fixes.sarif" > "$TEST_TMPDIR/broken.sarif"
  if objections=$(run_gate "$TEST_TMPDIR/broken.sarif"); then
    echo "the gate accepts a log broken by: $2"
    exit 1
  fi
  case $objections in
    *"$1"*) ;;
    *) echo "expected \"$1\" after: $2"; echo "$objections"; exit 1 ;;
  esac
}
must_object 'schema: /runs/0/results/0/level' 's/"level": "error",$/"level": "fatal",/'
must_object 'no JSON' '$d'
must_object 'primaryLocationLineHash' 's/\("primaryLocationLineHash": "\)./\10/'
must_object 'SARIF1009' 's/"ruleIndex": 0/"ruleIndex": 12345/'
must_object 'GH1005' 's|"uri": "versions/2_b.py"|"uri": "https://example.com/2_b.py"|'
