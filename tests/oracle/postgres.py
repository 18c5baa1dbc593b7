"""A PostgreSQL of a test's own: a temporary folder, a private socket, gone when the test ends."""

import glob
import os
import shutil
import subprocess
import tempfile


class Postgres:
    """`with Postgres() as server: server.url("name")`; a database is made from nothing by `create`.

    POSTGRES_ROOT in the environment: the root of another Debian, whose PostgreSQL runs there; only root may do that.
    """

    def __init__(self):
        self.root = os.environ.get("POSTGRES_ROOT", "")

    def __enter__(self):
        programs = sorted(glob.glob(self.root + "/usr/lib/postgresql/*/bin/initdb"))
        if not programs:
            raise RuntimeError(f"no PostgreSQL under {self.root}/usr/lib/postgresql: tools/test installs it")
        self.bin = os.path.dirname(programs[-1])[len(self.root) :]
        # A socket's path has at most 107 bytes, which a test's own folder may exceed.
        outside = tempfile.mkdtemp(prefix="pg", dir=self.root + "/tmp")
        self.outside, self.folder = outside, outside[len(self.root) :]
        if os.getuid() == 0:  # the server refuses to run as root
            self._run("chown", "postgres", self.folder)
        self.run("initdb", "-D", self.folder + "/data", "-U", "postgres", "-A", "trust", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-l", self.folder + "/log", "-o", options, "start")
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")
        shutil.rmtree(self.outside, ignore_errors=True)

    def run(self, program, *arguments):
        command = [os.path.join(self.bin, program), *arguments]
        self._run(*(["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else command))

    def _run(self, *command):
        if self.root:
            command = ["chroot", self.root, *command]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stdout}{done.stderr}")

    def create(self, database):
        self.run("createdb", "-h", self.folder, "-U", "postgres", "-T", "template0", database)

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.outside}"
