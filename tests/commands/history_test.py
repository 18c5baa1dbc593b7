"""`retort heads` and `retort history` print what `alembic heads` and `alembic history` print."""

import json
import random

import alembic.util.exc
import projects

_HISTORIES = 120


def _expected(project, range_):
    """What `alembic history` prints; None when it refuses the range, "" when it runs into an assertion of its own."""
    try:
        return project.alembic("history", range_)
    except alembic.util.exc.CommandError:
        return None
    except AssertionError:
        return ""


class HistoryTest(projects.TestCase):
    def test_equals_alembic_on_random_histories(self):
        refused = equal = 0
        for seed in range(_HISTORIES):
            pick = random.Random(seed)
            with self.subTest(seed=seed), projects.Project() as project:
                ids = projects.add_random_revisions(project, seed)
                self.assertEqual(project.alembic("history"), project.retort("history").out)
                # Alembic lists heads in the order of a set.
                heads = project.alembic("heads").splitlines()
                self.assertEqual(sorted(heads), sorted(project.retort("heads").out.splitlines()))
                for _ in range(4):
                    range_ = f"{pick.choice([*ids, ''])}:{pick.choice([*ids, '', 'heads'])}"
                    expected = _expected(project, range_)
                    mine = project.retort("history", ".", range_)
                    if expected is None:
                        self.assertEqual((2, ""), (mine.code, mine.out), range_)
                        refused += 1
                    elif expected:
                        self.assertEqual((expected, 0), (mine.out, mine.code), range_)
                        equal += 1
        self.assertGreater(refused, _HISTORIES // 5)
        self.assertGreater(equal, _HISTORIES)

    def test_json_has_what_the_lines_have(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"], labels=["x"], message='say "ü"')
        self.project.revision("cccc3", ["aaaa1"], depends_on=["bbbb2"])
        (environment,) = json.loads(self.project.retort("history", "--format", "json").out)["environments"]
        self.assertEqual("alembic.ini", environment["name"])
        self.assertEqual(["cccc3", "bbbb2", "aaaa1"], [one["revision"] for one in environment["revisions"]])
        self.assertEqual(
            {
                "revision": "bbbb2",
                "path": "alembic/versions/bbbb2.py",
                "message": 'say "ü"',
                "parents": ["aaaa1"],
                "children": [],
                "depends_on": [],
                "labels": ["x"],
                "marks": ["effective head"],
            },
            environment["revisions"][1],
        )
        (heads,) = json.loads(self.project.retort("heads", "--format", "json").out)["environments"]
        self.assertEqual({"bbbb2", "cccc3"}, {one["revision"] for one in heads["revisions"]})

    def test_errors_are_clear(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"])
        self.expect_error('there is no revision "aaaa2" (did you mean "aaaa1"?)', "history", "aaaa2:")
        self.expect_error('no way leads from "bbbb2" to "aaaa1"', "history", "bbbb2:aaaa1")
        self.expect_error('"bbbb2" is no path and no range', "history", "bbbb2")
        self.expect_error("no/where", "heads", "no/where")
        self.expect_error('did you mean "json"?', "heads", "--format", "jsn")
        self.project.write("empty/readme", "")
        self.expect_error("empty", "heads", "empty")
        self.project.write("other/alembic.ini", "[alembic]\nscript_location = %(here)s/x\n")
        self.project.write("other/x/env.py", "")
        self.project.write("other/x/versions/a.py", "revision = 'a'\ndown_revision = None\n")
        self.expect_error("there are 2 environments: name the path of one of them", "history", "aaaa1:")
        self.assertEqual(
            "alembic.ini\nbbbb2 (head)\n\nother/alembic.ini\na (head)\n",
            self.project.retort("heads").out,
        )
        self.project.revision("aaaa1", ["bbbb2"])
        self.expect_error("the revisions form a cycle", "history", "alembic.ini")

    def test_what_cannot_be_read_is_said(self):
        self.project.revision("aaaa1", ["gone"])
        self.project.write("alembic/versions/x.py", "revision = (\n")
        for command, line in {"heads": "aaaa1 (head)\n", "history": "gone -> aaaa1 (head), add aaaa1\n"}.items():
            result = self.project.retort(command)
            self.assertEqual((0, line), (result.code, result.out))
            self.assertIn("left out: alembic/versions/x.py has no revision that can be read", result.err)

    def test_nothing_to_list(self):
        for command in ["heads", "history"]:
            result = self.project.retort(command)
            self.assertEqual((0, ""), (result.code, result.out))
            self.assertEqual("retort: no revisions in alembic/versions\n", result.err)
        self.assertEqual({"environments": [{"name": "alembic.ini", "revisions": []}]},
                         json.loads(self.project.retort("heads", "--format", "json").out))

    def test_one_configuration_for_all_commands(self):
        self.project.revision("aaaa1")
        self.project.write("retort.toml", "no-such-key = 1\n")
        for command in ["heads", "history", "graph", "fix", "merge", "rebase", "sql"]:
            self.expect_error('retort.toml:1:1: there is no key "no-such-key"', command)
            self.assertEqual(0, self.project.retort(command, "--no-config").code, command)
        self.project.write("other.toml", "")
        self.assertEqual(0, self.project.retort("heads", "--config", "other.toml").code)

    def test_help(self):
        for command in ["fix", "graph", "heads", "history", "merge", "rebase"]:
            result = self.project.retort(command, "--help")
            self.assertEqual(0, result.code)
            self.assertIn(f"retort {command} [OPTIONS]", result.out)
            self.assertIn(f"retort {command} ", self.project.retort("--help").out)


if __name__ == "__main__":
    projects.main()
