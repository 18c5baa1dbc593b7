"""Counts the tests of one Bazel run from its event file: count_tests.py EVENTS EXIT_CODE.

Prints "N passed, N failed" and exits with 0 only when there were tests and none failed. Only results that this run
names are read, each test case of theirs; a target that did not build, crashed or ran out of time counts as one failed.
"""

import json
import sys
import urllib.parse
import xml.etree.ElementTree as xml


def cases(report):
    """Passed and failed test cases of one test.xml; disabled and skipped ones are neither."""
    passed = failed = 0
    for case in xml.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.get("status") != "notrun" and case.get("result") not in ("skipped", "suppressed"):
            passed += 1
    return passed, failed


def result_cases(result):
    reports = [output["uri"] for output in result["testActionOutput"] if output["name"] == "test.xml"]
    try:
        passed, failed = cases(urllib.parse.unquote(urllib.parse.urlparse(reports[0]).path))
    except (IndexError, OSError, xml.ParseError):
        passed, failed = 0, 1
    if result["status"] not in ("PASSED", "FLAKY"):
        failed = max(failed, 1)
    return passed, failed


def read_events(path):
    """The labels of all tests, and the last attempt of each (label, run, shard)."""
    labels, results = set(), {}
    with open(path, encoding="utf-8") as events:
        for event in map(json.loads, events):
            (kind, name), = event["id"].items()
            if kind == "targetConfigured" and "_test " in event.get("configured", {}).get("targetKind", ""):
                labels.add(name["label"])
            elif kind == "testResult" and "testResult" in event:
                results[name["label"], name.get("run"), name.get("shard")] = event["testResult"]
    return labels, results


def main(events, exit_code):
    labels, results = read_events(events)
    counts = [result_cases(result) for result in results.values()]
    passed = sum(count[0] for count in counts)
    failed = sum(count[1] for count in counts) + len(labels - {label for label, _, _ in results})
    if exit_code != 0:
        failed = max(failed, 1)  # a folder whose BUILD file cannot be read has no labels
    print(f"{passed} passed, {failed} failed")
    return exit_code or (0 if passed and not failed else 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
