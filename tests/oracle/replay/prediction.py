"""Asks Retort what a history will do.

    for prediction in predict("bazel-bin/tests/oracle/replay/predict", ["/tmp/x", "/tmp/y"]): ...
"""

import dataclasses
import json
import subprocess

from runs import STEPS, Failure

_AT_ONCE = 50


@dataclasses.dataclass
class Prediction:
    failures: dict  # of each of STEPS: Failure or None
    uncertain: dict  # of each of STEPS: why nothing certain can be said from some point on, or None
    schema: str  # SQL that makes the schema at the end of the run step by step


def _prediction(answer):
    runs = {run["steps"]: run for run in answer["runs"]}
    failures = {steps: runs[steps]["failure"] for steps in STEPS}
    return Prediction(
        {steps: failure and Failure(**failure) for steps, failure in failures.items()},
        {steps: runs[steps]["uncertain"] for steps in STEPS},
        answer["schema"],
    )


def predict(program, folders):
    """One for each folder, in order."""
    for first in range(0, len(folders), _AT_ONCE):
        some = folders[first : first + _AT_ONCE]
        done = subprocess.run([program, *some], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"{program} ends with {done.returncode}: {done.stderr}")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if [answer["project"] for answer in answers] != some:
            raise RuntimeError(f"{program} does not answer for every project")
        yield from map(_prediction, answers)
