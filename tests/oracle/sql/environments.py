"""Finds Alembic environments on the disk, and copies one with the stock configuration in place of its own.

    for source, versions in environments("/tmp/project"): copy(source, versions, "/tmp/copy")
"""

import os
import re
import shutil

import project

_REVISION = re.compile(r"^down_revision\b", re.MULTILINE)


def _holds_revisions(folder):
    for name in os.listdir(folder):
        if name.endswith(".py"):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                if _REVISION.search(file.read()):
                    return True
    return False


def environments(path):
    """Folders with an env.py, each with the folders of revisions below it."""
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules"))
        if "env.py" in files:
            inside = [entry[0] for entry in os.walk(folder) if _holds_revisions(entry[0])]
            for versions in inside:
                yield folder, os.path.relpath(versions, folder)


def copy(source, versions, folder):
    """The environment with the stock configuration, and one folder of revisions."""
    project.write(folder, [])
    env = os.path.join(folder, "alembic", "env.py")
    os.rename(env, os.path.join(folder, "env.py"))
    shutil.copytree(source, os.path.join(folder, "alembic"), dirs_exist_ok=True)
    os.replace(os.path.join(folder, "env.py"), env)
    if versions != "versions":
        with open(os.path.join(folder, "alembic.ini"), "a", encoding="utf-8") as file:
            file.write(f"version_locations = %(here)s/alembic/{versions}\n")
