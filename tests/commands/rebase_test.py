"""`retort rebase` makes histories linear, and Alembic runs what it makes of them."""

import os
import random
import re

import projects

_HISTORIES = 80


class RebaseTest(projects.TestCase):
    def _fork(self, **more):
        """bbbb2 is applied; ccccc3 and dddd4 are not."""
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"])
        self.project.commit()
        self.project.revision("cccc3", ["aaaa1"], **more)
        self.project.revision("dddd4", ["cccc3"])

    def test_new_revisions_follow_the_applied_ones(self):
        self._fork()
        before = self.project.texts()
        diff = self.project.retort("rebase", "--diff", "--base", "main")
        self.assertEqual(1, diff.code)
        self.assertEqual(before, self.project.texts())
        result = self.project.retort("rebase", "--base", "main")
        self.assertEqual((0, '"cccc3" follows "bbbb2", not "aaaa1"\n'), (result.code, result.out))
        self.assertEqual(result.out, diff.err)
        self.assertEqual(["dddd4"], self.project.heads())
        self.assertEqual(["aaaa1", "bbbb2", "cccc3", "dddd4"], self.project.upgraded())
        after = self.project.texts()
        changed = {name for name in before if before[name] != after[name]}
        self.assertEqual({"alembic/versions/cccc3.py"}, changed)
        text = after["alembic/versions/cccc3.py"]
        self.assertIn("\nRevises: bbbb2\n", text)
        self.assertEqual(
            before["alembic/versions/cccc3.py"],
            text.replace("Revises: bbbb2", "Revises: aaaa1").replace("down_revision = 'bbbb2'", "down_revision = 'aaaa1'"),
        )
        again = self.project.retort("rebase", "--base", "main")
        self.assertEqual((0, '"dddd4" is the only head: nothing to rebase\n'), (again.code, again.out))
        self.project.write("alembic/versions/cccc3.py", before["alembic/versions/cccc3.py"])
        self.project.git("apply", input=diff.out)
        self.assertEqual(after, self.project.texts())

    def test_applied_revisions_stay(self):
        self._fork()
        self.expect_error('"cccc3" is applied (main', "rebase", "--base", "main", "--applied", "cccc3", "--onto", "bbbb2")
        self.expect_error("several heads are applied", "rebase", "--base", "main", "--applied", "dddd4")
        self.expect_error('"bbbb2" is applied', "rebase", "--base", "main", "--onto", "dddd4")
        self.expect_error('"cccc3" is no head: "dddd4" follows it', "rebase", "--base", "main", "--onto", "cccc3")
        self.expect_error('(did you mean "dddd4"?)', "rebase", "--base", "main", "--onto", "dddd5")

    def test_without_a_base_it_asks(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"])
        self.project.revision("cccc3", ["aaaa1"])
        self.expect_error('name the one that stays with --onto: "bbbb2", "cccc3"', "rebase")
        self.assertEqual(0, self.project.retort("rebase", "--onto", "cccc3").code)
        self.assertEqual(["aaaa1", "cccc3", "bbbb2"], self.project.upgraded())

    def test_branches_that_are_apart_on_purpose(self):
        self._fork(labels=["side"])
        self.expect_error('"cccc3" is labelled "side"', "rebase", "--base", "main")
        self.assertEqual(0, self.project.retort("rebase", "--base", "main", "--onto", "bbbb2").code)
        self.assertEqual(["dddd4"], self.project.heads())
        self.project.revision("eeee5")
        self.expect_error('"eeee5" has no ancestor in common', "rebase", "--applied", "dddd4")
        self.assertEqual(0, self.project.retort("rebase", "--applied", "dddd4", "--onto", "dddd4").code)
        self.assertEqual(["eeee5"], self.project.heads())

    def test_how_down_revision_is_written(self):
        forms = {
            "down_revision = 'aaaa1'": "down_revision = 'bbbb2'",
            'down_revision: str | None = "aaaa1"  # why': 'down_revision: str | None = "bbbb2"  # why',
            'down_revision = ("aaaa1",)': 'down_revision = "bbbb2"',
            'down_revision = (\n    "aaaa"\n    "1"\n)': 'down_revision = (\n    "bbbb2"\n)',
            'down_revision = ["aaaa1"]': 'down_revision = "bbbb2"',
            'down_revision = "aaaa1",': None,  # one way or another, or refused
            'first = "aaaa1"\ndown_revision = first': None,
            'down_revision = "aaaa" + "1"': None,
            'first = down_revision = "aaaa1"': None,
            'ids = ["aaaa1"]\ndown_revision = ids[0]': None,
        }
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"])
        frame = "revision = 'cccc3'\n{}\n\n\ndef upgrade():\n    pass\n"
        for written, expected in forms.items():
            for end in ["\n", "\r\n"]:
                with self.subTest(written=written, end=end):
                    text = frame.format(written).replace("\n", end)
                    self.project.write("alembic/versions/cccc3.py", text)
                    result = self.project.retort("rebase", "--applied", "bbbb2")
                    after = self.project.read("alembic/versions/cccc3.py")
                    if expected is not None:
                        self.assertEqual(frame.format(expected).replace("\n", end), after, result.err)
                    elif result.code == 2:
                        self.assertIn('set down_revision to "bbbb2" there', result.err)
                        self.assertEqual(text, after)
                    else:
                        self.assertEqual(["cccc3"], self.project.heads())

    def test_the_docstring(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"])
        rest = "\nrevision = 'cccc3'\ndown_revision = 'aaaa1'\n\n\ndef upgrade():\n    pass\n"
        for before, after in {
            '"""m\n\nRevises: aaaa1\n"""': '"""m\n\nRevises: bbbb2\n"""',
            "'''\nm\n    Revises:aaaa1'''": "'''\nm\n    Revises: bbbb2'''",
            '"""Revises: aaaa1"""': '"""Revises: bbbb2"""',
            '"""m\n\nRevises:\nCreate"""': '"""m\n\nRevises: bbbb2\nCreate"""',
            '"""it Revises: aaaa1"""': '"""it Revises: aaaa1"""',
            "# Revises: aaaa1": "# Revises: aaaa1",
        }.items():
            with self.subTest(before):
                self.project.write("alembic/versions/cccc3.py", before + rest)
                self.assertEqual(0, self.project.retort("rebase", "--applied", "bbbb2").code)
                expected = after + rest.replace("aaaa1", "bbbb2")
                self.assertEqual(expected, self.project.read("alembic/versions/cccc3.py"))

    def test_broken_histories_are_left_alone(self):
        self._fork()
        self.project.revision("eeee5", ["gone"])
        self.expect_error('"eeee5" names "gone", which is no revision: retort check', "rebase", "--base", "main")
        self.expect_error('"eeee5" names "gone", which is no revision: retort check', "merge")
        self.project.revision("eeee5", ["eeee5"])
        self.expect_error('"eeee5" form a cycle: retort check', "rebase", "--base", "main")
        self.project.revision("eeee5", ["dddd4"])
        self.project.revision("dddd4", ["cccc3"], name="copy")
        self.expect_error('"dddd4" is used twice: retort check', "merge")
        os.remove(self.project.path("alembic/versions/copy.py"))
        self.project.write("alembic/versions/x.py", "revision = 'x'\ndown_revision = (\n")
        self.expect_error("there is a file whose revision cannot be read", "rebase", "--base", "main")
        self.expect_error("there is a file whose revision cannot be read", "merge")

    def test_nothing_is_left_behind_as_a_head(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", depends_on=["aaaa1"])
        self.project.revision("cccc3", ["aaaa1"])
        self.expect_error('without "cccc3", "aaaa1" would be a head: "bbbb2" needs it', "rebase", "--onto", "bbbb2")

    def test_random_histories_become_linear(self):
        rebased = 0
        for seed in range(_HISTORIES):
            pick = random.Random(seed)
            with self.subTest(seed=seed), projects.Project() as project:
                ids = projects.add_random_revisions(project, seed, 10)
                heads = project.heads()
                onto = pick.choice(heads)
                before = project.texts()
                result = project.retort("rebase", "--onto", onto)
                if result.code == 2:
                    self.assertRegex(result.err, "depends on|depends_on")
                    self.assertEqual(before, project.texts())
                    continue
                self.assertEqual((0, ""), (result.code, result.err))
                if len(heads) == 1:
                    self.assertEqual(before, project.texts())
                    continue
                rebased += 1
                self.assertEqual(1, len(project.heads()), result.out)
                self.assertEqual(sorted(ids), sorted(project.upgraded()))
                # What was below the head that stays is as it was.
                lines = re.findall(r'^"(\w+)" follows', result.out, re.M)
                stays = {line.split(" -> ")[1].split()[0].rstrip(",") for line in project.alembic("history", f":{onto}").splitlines()}
                self.assertFalse(stays.intersection(lines))
                changed = {name for name in before if before[name] != project.texts()[name]}
                self.assertEqual(len(lines), len(changed))
        self.assertGreater(rebased, _HISTORIES // 4)


if __name__ == "__main__":
    projects.main()
