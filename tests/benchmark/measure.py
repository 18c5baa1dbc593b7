"""Measures Retort against other ways to look at the same history, and prints Markdown: measure.py RETORT FLOOR SQUAWK.

Each figure is the median of several runs in a row after one that warms the caches. CPU time and peak memory are those of
the process and its children; memory cannot be told below this script's own size, some 15 MB.
"""

import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

SIZES = (100, 1000, 10000)
LIMIT = 120  # seconds
HERE = pathlib.Path(__file__).parent


class Cost:
    def __init__(self, wall, cpu, memory):
        self.wall, self.cpu, self.memory = wall, cpu, memory


def once(command, folder):
    """One run, or None when it takes longer than the limit. A linter's exit code 1 is no failure."""
    begin = time.perf_counter()
    child = subprocess.Popen(["timeout", str(LIMIT), "sh", "-c", command], cwd=folder, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode == 124:
        return None
    if child.returncode > 1:
        sys.exit(f"exit code {child.returncode}: {command}")
    return Cost(time.perf_counter() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measure(command, folder):
    first = once(command, folder)
    if first is None:
        return None
    runs = [once(command, folder) for _ in range(9 if first.wall < 1 else 3)]
    return Cost(*(statistics.median(getattr(run, field) for run in runs) for field in ("wall", "cpu", "memory")))


def commands(retort, floor, squawk):
    check = f"{retort} check . --fail-on never --jobs"
    alembic = "/usr/bin/python3 -m alembic"
    return {
        "retort check --jobs 1": f"{check} 1",
        "retort check --jobs 2": f"{check} 2",
        "tree-sitter alone, 1 thread": f"{floor} alembic/versions 1",
        "tree-sitter alone, 2 threads": f"{floor} alembic/versions 2",
        "alembic heads": f"{alembic} heads",
        "alembic upgrade head --sql \\| squawk": f"{alembic} upgrade head --sql | {squawk}",
    }


def shown(name, cost, retort):
    if cost is None:
        return f"| {name} | over {LIMIT} s | | | over {LIMIT / retort.wall:.0f} |"
    return f"| {name} | {cost.wall:.3f} s | {cost.cpu:.3f} s | {cost.memory:.0f} MB | {cost.wall / retort.wall:.2f} |"


def versions(squawk):
    python = "import alembic, sqlalchemy; print('Alembic', alembic.__version__ + ', SQLAlchemy', sqlalchemy.__version__)"
    libraries = subprocess.check_output(["/usr/bin/python3", "-c", python], text=True).strip()
    return f"{libraries}, {subprocess.check_output([squawk, '--version'], text=True).strip()}"


def machine():
    def field(path, name):
        lines = pathlib.Path(path).read_text(encoding="utf-8").splitlines()
        return next((line.split(":", 1)[-1].strip() for line in lines if line.startswith(name)), "unknown")

    memory = int(field("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if sys.version_info >= (3, 10) else platform.system()
    return f"{os.cpu_count()} processors ({field('/proc/cpuinfo', 'model name')}), {memory:.0f} GB, {system}"


def targets(costs):
    """The promises, each with what was measured."""
    def wall(size, name):
        return costs[size, name].wall

    small, large = SIZES[1], SIZES[2]
    yield "retort / tree-sitter, 1 thread, at most 2", wall(small, "retort check --jobs 1") / wall(
        small, "tree-sitter alone, 1 thread")
    yield "retort / tree-sitter, 2 threads, at most 2", wall(small, "retort check --jobs 2") / wall(
        small, "tree-sitter alone, 2 threads")
    squawk = costs[small, "alembic upgrade head --sql \\| squawk"]
    # Both as they are run by default: retort with a worker a processor, the pipe with a process on each side.
    yield "alembic and squawk / retort, 2 workers, at least 20", (squawk.wall if squawk else LIMIT) / wall(
        small, "retort check --jobs 2")
    yield f"MB at {large} revisions, below 200", costs[large, "retort check --jobs 2"].memory
    yield f"time a revision, {large} / {small}, about 1", wall(large, "retort check --jobs 1") / wall(
        small, "retort check --jobs 1") / (large / small)


def main(retort, floor, squawk):
    costs = {}
    print(f"Machine: {machine()}. {versions(squawk)}.\n")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            project = os.path.join(folder, str(size))
            subprocess.check_call([HERE / "generate.py", project, str(size)])
            print(f"## {size} revisions\n\n| | wall | CPU | memory | wall / retort |\n|---|---:|---:|---:|---:|")
            for name, command in commands(retort, floor, squawk).items():
                costs[size, name] = measure(command, project)
                threads = 2 if name.endswith(("2", "2 threads")) else 1
                print(shown(name, costs[size, name], costs[size, f"retort check --jobs {threads}"]), flush=True)
            print()
    print("## Targets\n\n| | measured |\n|---|---:|")
    for name, value in targets(costs):
        print(f"| {name} | {value:.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
