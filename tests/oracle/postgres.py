"""A PostgreSQL of a test's own: a temporary folder, a private socket, gone when the test ends."""

import glob
import os
import shutil
import subprocess
import tempfile


class Postgres:
    """`with Postgres() as server: server.url("name")`; a database is made from nothing by `create`."""

    def __enter__(self):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not programs:
            raise RuntimeError("no PostgreSQL under /usr/lib/postgresql: tools/test installs it")
        self.bin = os.path.dirname(programs[-1])
        # A socket's path has at most 107 bytes, which a test's own folder may exceed.
        self.folder = tempfile.mkdtemp(prefix="pg", dir="/tmp")
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", self.folder + "/data", "-U", "postgres", "-A", "trust", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        self.run("pg_ctl", "-D", self.folder + "/data", "-w", "-l", self.folder + "/log", "-o", options, "start")
        return self

    def __exit__(self, *_):
        self.run("pg_ctl", "-D", self.folder + "/data", "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program, *arguments):
        command = [os.path.join(self.bin, program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def create(self, database):
        self.run("createdb", "-h", self.folder, "-U", "postgres", "-T", "template0", database)

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.folder}"
