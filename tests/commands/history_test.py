"""`retort heads` and `retort history` print what `alembic heads` and `alembic history` print."""

import json
import random

import alembic.util.exc
import projects

_HISTORIES = 120


def _heads(project):
    """As `alembic heads`, with parents and message."""
    script = projects.alembic.script.base.ScriptDirectory(project.path("alembic"))
    heads = script.get_revisions(script.get_heads())
    return sorted(
        head.cmd_format(False, include_branches=True, include_doc=True, include_parents=True) for head in heads
    )


class HistoryTest(projects.TestCase):
    def test_equals_alembic_on_random_histories(self):
        ranges = failures = 0
        for seed in range(_HISTORIES):
            pick = random.Random(seed)
            with self.subTest(seed=seed), projects.Project() as project:
                ids = projects.add_random_revisions(project, seed)
                self.assertEqual(project.alembic("history"), project.retort("history").out)
                self.assertEqual(_heads(project), sorted(project.retort("heads").out.splitlines()))
                for _ in range(4):
                    range_ = f"{pick.choice([*ids, ''])}:{pick.choice([*ids, '', 'heads'])}"
                    mine = project.retort("history", ".", range_)
                    ranges += 1
                    try:
                        expected = project.alembic("history", range_)
                    except alembic.util.exc.CommandError:
                        failures += 1
                        self.assertEqual((2, ""), (mine.code, mine.out), range_)
                    else:
                        self.assertEqual((expected, 0), (mine.out, mine.code), range_)
        self.assertGreater(failures, ranges // 20)
        self.assertGreater(ranges - failures, ranges // 3)

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
            "alembic.ini\naaaa1 -> bbbb2 (head), add bbbb2\n\nother/alembic.ini\n<base> -> a (head)\n",
            self.project.retort("heads").out,
        )
        self.project.revision("aaaa1", ["bbbb2"])
        self.expect_error("the revisions form a cycle", "history", "alembic.ini")

    def test_help(self):
        for command in ["fix", "graph", "heads", "history", "merge", "rebase"]:
            result = self.project.retort(command, "--help")
            self.assertEqual(0, result.code)
            self.assertIn(f"retort {command} [OPTIONS]", result.out)
            self.assertIn(f"retort {command} ", self.project.retort("--help").out)


if __name__ == "__main__":
    projects.main()
