"""`retort fix` mends what it may, writes it whole, and leaves everything else as it was."""

import ast
import os
import random
import resource
import signal
import stat

import projects

_PROJECTS = 60
_UNUSED = "    pass  # retort: ignore[multiple-heads] gone since\n"
_BODY = "revision = {id!r}\ndown_revision = {parent!r}\n\n\ndef upgrade():\n{body}"


_WORDS = ["multiple-heads", "multiple-head", "missing-parent", "enum", "duplicate-create-type", "xyzzy-plugh", "graph"]


def _random_body(pick):
    body = ""
    for _ in range(pick.randint(1, 5)):
        table, kind = pick.choice("tuvw"), pick.choice("xy")
        body += "    " + pick.choice(
            [
                "pass",
                f"op.create_table('{table}{pick.random()}', sa.Column('s', sa.Enum('a', 'b', name='{kind}')))",
                f"sa.Enum('a', name='{kind}').create(op.get_bind())",
                'x = """\n    # retort: ignore[multiple-heads] in a string\n    """',
            ]
        )
        if pick.random() < 0.6:
            words = ", ".join(pick.choices(_WORDS, k=pick.randint(1, 3)))
            body += pick.choice(["  # ", "\n    # ", "  #\t"]) + f"retort: ignore[{words}] reason {pick.random()}"
        body += "\n"
    return body


class FixTest(projects.TestCase):
    def _bad(self, id="aaaa1", parent=None, body=_UNUSED):
        self.project.write(f"alembic/versions/{id}.py", _BODY.format(id=id, parent=parent, body=body))
        return f"alembic/versions/{id}.py"

    def _mended(self, id="aaaa1", parent=None, body="    pass\n"):
        return _BODY.format(id=id, parent=parent, body=body)

    def test_safe_fixes_are_written(self):
        path = self._bad()
        before = self.project.texts()
        result = self.project.retort("fix")
        self.assertEqual((0, ""), (result.code, result.err))
        self.assertIn(f"{path}:6: delete multiple-heads [unused-ignore]\n1 fix in 1 file", result.out)
        self.assertEqual({**before, path: self._mended()}, self.project.texts())
        again = self.project.retort("fix")
        self.assertEqual(0, again.code)
        self.assertTrue(again.out.startswith("nothing to fix"), again.out)

    def test_a_diff_writes_nothing(self):
        path = self._bad()
        self._bad("bbbb2", "aaaa1", "    x = 1\n" + _UNUSED.rstrip("\n"))
        before = self.project.texts()
        diff = self.project.retort("fix", "--diff")
        self.assertEqual(1, diff.code)
        self.assertEqual(before, self.project.texts())
        self.assertIn(f"--- a/{path}\n+++ b/{path}\n@@ -", diff.out)
        self.assertIn("2 fixes in 2 files, not written", diff.err)
        self.project.git("init", "-q")
        self.project.git("apply", input=diff.out)
        applied = self.project.texts()
        self.assertNotEqual(before, applied)
        for name, text in before.items():
            self.project.write(name, text)
        self.project.retort("fix")
        self.assertEqual(applied, self.project.texts())
        clean = self.project.retort("fix", "--diff")
        self.assertEqual((0, ""), (clean.code, clean.out))

    def test_one_fix_may_make_room_for_another(self):
        # Spelt as it was meant, the comment turns out to be of no use.
        path = self._bad(body="    pass  # retort: ignore[multiple-head] long gone\n")
        result = self.project.retort("fix")
        self.assertIn("write multiple-heads [unknown-ignore]", result.out)
        self.assertIn("delete multiple-heads [unused-ignore]", result.out)
        self.assertIn("2 fixes in 1 file", result.out)
        self.assertEqual(self._mended(), self.project.read(path))

    def test_fixes_that_overlap_take_turns(self):
        path = self._bad(body="    pass  # retort: ignore[multiple-heads, multiple-bases, missing-parent] gone\n")
        result = self.project.retort("fix")
        self.assertIn("3 fixes in 1 file", result.out)
        self.assertEqual(self._mended(), self.project.read(path))
        self.assertTrue(self.project.retort("fix").out.startswith("nothing to fix"))

    def test_random_revisions(self):
        mended = 0
        for seed in range(_PROJECTS):
            pick = random.Random(seed)
            with self.subTest(seed=seed), projects.Project() as project:
                for number in range(pick.randint(1, 4)):
                    text = "import sqlalchemy as sa\nfrom alembic import op\n\n" + self._mended(
                        str(number), str(number - 1) if number else None, _random_body(pick)
                    )
                    project.write(f"alembic/versions/{number}.py", text.replace("\n", pick.choice(["\n", "\n", "\r\n"])))
                before = project.texts()
                project.commit()
                unsafe = pick.choice([[], ["--unsafe"]])
                diff = project.retort("fix", "--diff", *unsafe)
                self.assertEqual(before, project.texts())
                result = project.retort("fix", *unsafe)
                self.assertEqual((0, diff.err.replace(", not written", "")), (result.code, result.out))
                after = project.texts()
                for name in after:
                    if name.endswith(".py"):
                        ast.parse(after[name])
                self.assertTrue(project.retort("fix", *unsafe).out.startswith("nothing to fix"))
                self.assertEqual(after, project.texts())
                project.git("checkout", "-q", ".")
                if diff.out:
                    project.git("apply", input=diff.out)
                    mended += 1
                self.assertEqual(after, project.texts())
        self.assertGreater(mended, _PROJECTS // 2)

    def test_unsafe_fixes_only_when_asked_for(self):
        path = self._bad(body="    pass  # retort: ignore[xyzzy-plugh-frobnicate] why\n")
        text = self.project.read(path)
        left = self.project.retort("fix")
        self.assertIn("1 with a fix that is not safe: retort fix --unsafe", left.out)
        self.assertEqual(text, self.project.read(path))
        self.assertIn("1 fix in 1 file", self.project.retort("fix", "--unsafe").out)
        self.assertEqual(self._mended(), self.project.read(path))

    def test_select(self):
        path = self._bad(body=_UNUSED + "    # retort: ignore[missing-downgrad] x\n")
        self.assertIn("[unused-ignore]\n1 fix", self.project.retort("fix", "--select", "unused-ignore").out)
        self.assertIn("missing-downgrad]", self.project.read(path))
        self.expect_error('did you mean "unused-ignore"?', "fix", "--select", "unused-ignor")

    def test_modes_and_links_stay(self):
        path = self._bad()
        self.project.write("elsewhere/real.py", self.project.read(path))
        os.chmod(self.project.path("elsewhere/real.py"), 0o640)
        os.remove(self.project.path(path))
        os.symlink("../../elsewhere/real.py", self.project.path(path))
        self.assertEqual(0, self.project.retort("fix").code)
        self.assertTrue(os.path.islink(self.project.path(path)))
        real = self.project.path("elsewhere/real.py")
        self.assertEqual(0o640, stat.S_IMODE(os.stat(real).st_mode))
        self.assertEqual(self._mended(), self.project.read("elsewhere/real.py"))
        self.assertEqual(["real.py"], os.listdir(os.path.dirname(real)))

    def test_nothing_outside_of_the_project_is_written(self):
        path = self._bad()
        with projects.Project() as other:
            other.write("real.py", self.project.read(path))
            os.remove(self.project.path(path))
            os.symlink(other.path("real.py"), self.project.path(path))
            result = self.project.retort("fix")
            self.assertIn("nothing to fix", result.out)
            self.assertIn("1 in files outside of the project", result.out)
            self.assertIn("ignore[multiple-heads]", other.read("real.py"))
            # Named, it is inside.
            self.assertEqual(0, self.project.retort("fix", ".", other.folder + "/alembic.ini").code)

    def test_what_cannot_be_written_is_said_and_nothing_is(self):
        first, second = self._bad(), self._bad("bbbb2", "aaaa1")
        os.chmod(self.project.path(second), 0o444)
        before = self.project.texts()
        result = self.project.retort("fix", within=projects.without_privileges)
        self.assertEqual((2, ""), (result.code, result.out))
        self.assertIn(f"{second} cannot be written: Permission denied", result.err)
        self.assertEqual(before, self.project.texts())
        self.assertIn("2 fixes in 2 files", self.project.retort("fix", "--diff", within=projects.without_privileges).err)
        os.chmod(self.project.path(second), 0o644)
        os.chmod(os.path.dirname(self.project.path(first)), 0o555)
        result = self.project.retort("fix", within=projects.without_privileges)
        os.chmod(os.path.dirname(self.project.path(first)), 0o755)
        self.assertEqual((2, before), (result.code, self.project.texts()))

    def test_a_full_disk_loses_nothing(self):
        def with_small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

        self._bad(body="    pass\n" * 40 + _UNUSED)
        before = self.project.texts()
        result = self.project.retort("fix", within=with_small_files)
        self.assertEqual((2, before), (result.code, self.project.texts()))
        self.assertIn("cannot be written: File too large", result.err)

    def test_every_other_byte_stays(self):
        path = self.project.path(self._bad())
        text = "# \u00e4\x0c\t\n" + self.project.read(path) + "# the end"
        comment = b"  # retort: ignore[multiple-heads] gone since"
        for before in [
            text.replace("\n", "\r\n").encode(),
            text.encode("utf-8-sig"),
            b"# -*- coding: latin-1 -*-\n" + text.encode("latin-1"),
        ]:
            with open(path, "wb") as file:
                file.write(before)
            self.assertEqual(0, self.project.retort("fix").code)
            with open(path, "rb") as file:
                after = file.read()
            self.assertEqual(before.replace(comment, b""), after)
            ast.parse(after)

    def test_what_is_added_has_the_line_breaks_of_the_file(self):
        path = self.project.path("alembic/versions/bbbb2.py")
        column = "    op.create_table({table!r}, sa.Column('s', sa.Enum('a', 'b', name='kind')))\n"
        head = "from alembic import op\nimport sqlalchemy as sa\n\n"
        self.project.write("alembic/versions/aaaa1.py", head + self._mended(body=column.format(table="t")))
        self.project.write(path, (head + self._mended("bbbb2", "aaaa1", column.format(table="u"))).replace("\n", "\r\n"))
        result = self.project.retort("fix", "--select", "enum", "--applied", "aaaa1")
        self.assertIn("[duplicate-create-type]\n1 fix in 1 file", result.out, result.err)
        after = self.project.read(path)
        self.assertIn("create_type=False", after)
        self.assertEqual(after.count("\n"), after.count("\r\n"))
        ast.parse(after)
        self.assertIn("nothing to fix", self.project.retort("fix", "--select", "enum", "--applied", "aaaa1").out)

    def test_applied_revisions_keep_what_no_rule_offers_to_change(self):
        self._bad(body="    pass\n")
        self.project.commit()
        before = self.project.texts()
        self.project.retort("fix", "--unsafe", "--base", "main")
        self.assertEqual(before, self.project.texts())

    def test_secrets_stay_out_of_the_diff(self):
        secret = "hJ7kQ9vXz2LmW4tR"
        self._bad(body="    pass\n")
        self.project.write(
            "alembic.ini",
            self.project.read("alembic.ini")
            + "# retort: ignore[multiple-heads] gone\n"
            + f"other.url = postgresql://app:{secret}@db.example.com/app\n",
        )
        self.assertIn("hardcoded", self.project.retort("check").out)
        for select in [[], ["--select", "unused-ignore"]]:
            diff = self.project.retort("fix", "--diff", *select)
            self.assertEqual(1, diff.code, diff.err)
            self.assertIn("-# retort: ignore", diff.out)
            self.assertIn("\n ********\n", diff.out)
            self.assertNotIn(secret, diff.out + diff.err)
        self.assertEqual(0, self.project.retort("fix").code)
        self.assertIn(secret, self.project.read("alembic.ini"))
        self.assertNotIn("ignore", self.project.read("alembic.ini"))

    def test_errors_are_clear(self):
        self.expect_error("no/where", "fix", "no/where")
        self.project.write("empty/readme", "")
        self.expect_error("empty", "fix", "empty")
        self.expect_error('did you mean "--unsafe"?', "fix", "--unsaf")


if __name__ == "__main__":
    projects.main()
