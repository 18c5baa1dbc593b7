"""Alembic projects on the disk, for tests of commands; run by Retort, by git and by the real Alembic."""

import ctypes
import io
import os
import random
import shutil
import subprocess
import sys
import tempfile
import unittest
import warnings

import alembic.command
import alembic.config
import alembic.script.base
import alembic.util

warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
RETORT = os.path.abspath(sys.argv[1])

_INI = """[alembic]
script_location = %(here)s/alembic
sqlalchemy.url = postgresql://
"""
_ENV = """from alembic import context

context.configure(dialect_name="postgresql", literal_binds=True)
with context.begin_transaction():
    context.run_migrations()
"""
_REVISION = '''"""{message}

Revision ID: {id}
Revises: {revises}
Create Date: 2026-11-20 20:47:53.123456

"""
from alembic import op

revision = {id!r}
down_revision = {parents!r}
branch_labels = {labels!r}
depends_on = {depends_on!r}


def upgrade():
    op.execute("SELECT '{id}'")


def downgrade():
    op.execute("SELECT '-{id}'")
'''


def _scalar(ids):
    return None if not ids else ids[0] if len(ids) == 1 else tuple(ids)


# Alembic prints labels in the order of a set.
_format_as_comma = alembic.util.format_as_comma
alembic.script.base.util.format_as_comma = lambda value: _format_as_comma(
    sorted(value) if isinstance(value, (set, frozenset)) else value
)


# Newer releases sort the files of a folder; Debian's takes them as they come.
_list_py_dir = alembic.script.base.Script._list_py_dir
alembic.script.base.Script._list_py_dir = staticmethod(lambda *where: sorted(_list_py_dir(*where)))


def without_privileges():
    """Root, too, may then write only what its modes say."""
    set_secure_bits, no_root = 28, 1
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(set_secure_bits, no_root, 0, 0, 0) != 0:
        raise OSError("prctl")


class Result:
    def __init__(self, done):
        self.code, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()


class Project:
    def __init__(self):
        self.folder = os.path.realpath(tempfile.mkdtemp())
        self.write("alembic.ini", _INI)
        self.write("alembic/env.py", _ENV)
        os.makedirs(self.path("alembic/versions"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()

    def revision(self, id, parents=(), depends_on=(), labels=(), message="", name=None):
        text = _REVISION.format(
            id=id,
            message=message or f"add {id}",
            revises=", ".join(parents),
            parents=_scalar(parents),
            depends_on=_scalar(depends_on),
            labels=tuple(labels) or None,
        )
        self.write(f"alembic/versions/{name or id}.py", text)

    def texts(self):
        """Every file but git's, by its path."""
        found = {}
        for folder, folders, files in os.walk(self.folder):
            folders[:] = [name for name in folders if name not in (".git", "__pycache__")]
            for name in files:
                path = os.path.relpath(os.path.join(folder, name), self.folder)
                found[path] = self.read(path)
        return found

    def retort(self, *arguments, input=None, within=None):
        """`within` is called in the new process first, to limit what it may do."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_"))}
        done = subprocess.run(
            [RETORT, *arguments],
            cwd=self.folder,
            capture_output=True,
            input=(input or "").encode(),
            env=environment,
            preexec_fn=within,
        )
        return Result(done)

    def git(self, *arguments, input=None):
        own = {"HOME": self.folder, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
        names = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]
        done = subprocess.run(
            ["git", *names, *arguments], cwd=self.folder, capture_output=True, input=(input or "").encode(), env=own
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def commit(self):
        if not os.path.exists(self.path(".git")):
            self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-qm", "x")

    def alembic(self, command, *arguments, **options):
        """What the command prints; a CommandError when it fails."""
        out = io.StringIO()
        config = alembic.config.Config(self.path("alembic.ini"), stdout=out, output_buffer=out)
        getattr(alembic.command, command)(config, *arguments, **options)
        return out.getvalue()

    def heads(self):
        return sorted(line.split()[0] for line in self.alembic("heads").splitlines())

    def upgraded(self):
        """The ids of the revisions that an upgrade runs, in their order."""
        sql = self.alembic("upgrade", "heads", sql=True)
        return [line[8:-2] for line in sql.splitlines() if line.startswith("SELECT '")]


class TestCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.project = Project()
        self.addCleanup(shutil.rmtree, self.project.folder)

    def expect_error(self, message, *arguments):
        before = self.project.texts()
        result = self.project.retort(*arguments)
        self.assertIn(message, result.err, arguments)
        self.assertEqual((2, ""), (result.code, result.out), arguments)
        self.assertEqual(before, self.project.texts(), arguments)


def add_random_revisions(project, seed, count=12):
    """A sound history with branches, merges, labels and dependencies; the ids, parents first."""
    pick = random.Random(seed)
    ids, below, labels = [], {}, 0
    for number in range(pick.randint(1, count)):
        id = f"{pick.getrandbits(20):05x}{number:02x}"
        parents = set(pick.sample(ids, 1)) if ids and pick.random() < 0.9 else set()
        if parents and pick.random() < 0.3:
            other = pick.choice(ids)
            if not any(a in below[b] for a in parents for b in [other]) and not any(other in below[p] for p in parents):
                parents.add(other)
        depends_on = [pick.choice(ids)] if ids and pick.random() < 0.12 else []
        own = []
        if pick.random() < 0.12:
            labels += 1
            own = [f"label{labels}"]
        below[id] = {id}.union(*(below[other] for other in [*parents, *depends_on]))
        project.revision(id, sorted(parents), depends_on, own, name=f"{pick.getrandbits(16):04x}_{id}")
        ids.append(id)
    return ids


def main():
    unittest.main(argv=[sys.argv[0]])
