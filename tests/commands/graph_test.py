"""`retort graph`: the lines join what they should, as far as can be told by following them."""

import json
import os
import random
import re
import shutil
import subprocess
import time
from xml.etree import ElementTree

import projects

_HISTORIES = 150
_SVG = "{http://www.w3.org/2000/svg}"


def _cell(line, at):
    return line[at] if 0 <= at < len(line) else " "


def _follow(lines, row, column):
    """The rows that the lines below a mark lead to: down along |, / and \\, sideways along _."""
    found, seen, todo = set(), set(), [(row + 1, column, "from above")]
    while todo:
        at, x, how = todo.pop()
        if (at, x, how) in seen or at >= len(lines):
            continue
        seen.add((at, x, how))
        line = lines[at]
        here = _cell(line, x)
        if here in "*o":
            found.add(at)
            continue
        if here == "|":
            todo.append((at + 1, x, "from above"))
        # A column may also leave by a stroke at its side.
        if _cell(line, x + 1) == "\\":
            todo.append((at + 1, x + 2, "from above"))
        if _cell(line, x - 1) == "/" and here != "|":
            left = x - 1
            while _cell(line, left - 2) == "_":
                left -= 2
            todo.append((at + 1, left - 1, "from above"))
    return found


def _edges(text):
    """Pairs of a revision and one that a line leads to from it."""
    lines = text.splitlines()
    lines = lines[lines.index("alembic.ini") + 1 : -2]
    marks, strokes = {}, []
    for number, line in enumerate(lines):
        end = next((i for i, c in enumerate(line) if c not in "|*o/\\_ "), len(line))
        strokes.append(line[:end])
        mark = next((i for i, c in enumerate(line[:end]) if c in "*o"), None)
        if mark is not None:
            marks[number] = (mark, line[end:].split()[0])
    edges = set()
    for number, (column, id) in marks.items():
        edges.update((id, marks[other][1]) for other in _follow(strokes, number, column))
    return edges


def _svg_edges(text):
    """Pairs of a revision and the one at the other end of a line, by the places of circles and texts."""
    root = ElementTree.fromstring(text)
    ids = {int(text.get("y")) - 4: text[0].text for text in root.iter(f"{_SVG}text") if text[0].get("class") == "id"}
    at = {(int(c.get("cx")), int(c.get("cy"))): ids[int(c.get("cy"))] for c in root.iter(f"{_SVG}circle")}
    edges = set()
    for path in root.iter(f"{_SVG}path"):
        if path.get("class") == "needs":
            continue
        numbers = [int(number) for number in re.findall(r"\d+", path.get("d"))]
        (x, y), steps = numbers[:2], re.findall(r"[MCV][^MCV]*", path.get("d"))[1:]
        begin, passed = (x, y), []
        for step in steps:
            values = [int(number) for number in re.findall(r"\d+", step)]
            if step[0] == "V":
                passed += [(x, row) for row in range(y, values[0] + 1)]
                y = values[0]
            else:
                x, y = values[-2:]
        edges.add((at[begin], at[x, y]))
        crossed = {at[place] for place in passed if place in at} - {at[begin], at[x, y]}
        assert not crossed, (crossed, path.get("d"))
    return edges


class GraphTest(projects.TestCase):
    def _small(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"], message="add \"b\" <i>")
        self.project.commit()
        self.project.revision("cccc3", ["aaaa1"])
        self.project.revision("dddd4", ["bbbb2", "cccc3"])
        self.project.revision("eeee5", ["cccc3"], depends_on=["bbbb2"])

    def test_is_drawn_like_git_log(self):
        self._small()
        out = self.project.retort("graph", "--base", "main").out
        self.assertIn("applied: ", out.splitlines()[0])
        self.assertEqual(
            {("dddd4", "bbbb2"), ("dddd4", "cccc3"), ("eeee5", "cccc3"), ("bbbb2", "aaaa1"), ("cccc3", "aaaa1")},
            _edges(out),
        )
        self.assertRegex(out, r"\* eeee5 \(head, new, depends on bbbb2\) add eeee5 error\[multiple-heads\]")
        self.assertRegex(out, r"o [| ]*bbbb2 \(applied\) add \"b\" <i>\n")
        self.assertRegex(out, r"o [| ]*aaaa1 \(branchpoint\) add aaaa1\n")
        self.assertRegex(out, r"\* [| ]*cccc3 \(branchpoint, new\) add cccc3\n")
        self.assertIn("\n5 revisions, 3 of them new (*), ", out)
        self.assertNotIn("\x1b", out)
        self.assertIn("\x1b[1;31merror[multiple-heads]", self.project.retort("graph", "--color", "always").out)
        self.assertEqual(out, self.project.retort("graph", "--base", "main").out)

    def test_shapes(self):
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"])
        self.project.revision("cccc3", ["aaaa1"])
        self.project.revision("dddd4", ["bbbb2", "cccc3"])
        drawn = self.project.retort("graph").out.split("alembic.ini\n")[1].split("\n\n")[0]
        self.assertEqual(
            "* dddd4 (head, mergepoint) add dddd4\n"
            "|\\\n"
            "| * cccc3 add cccc3\n"
            "* | bbbb2 add bbbb2\n"
            "|/\n"
            "* aaaa1 (branchpoint) add aaaa1",
            drawn,
        )

    def test_lines_join_parents_and_children(self):
        edges = 0
        for seed in range(_HISTORIES):
            with self.subTest(seed=seed), projects.Project() as project:
                projects.add_random_revisions(project, seed, 16)
                (environment,) = json.loads(project.retort("graph", "--format", "json").out)["environments"]
                expected = {(one["revision"], parent) for one in environment["revisions"] for parent in one["parents"]}
                out = project.retort("graph").out
                self.assertEqual(expected, _edges(out), out)
                edges += len(expected)
        self.assertGreater(edges, _HISTORIES * 4)

    def test_what_is_broken_is_drawn_as_well(self):
        self.project.revision("aaaa1", ["cccc3"])
        self.project.revision("bbbb2", ["aaaa1"])
        self.project.revision("cccc3", ["bbbb2"])
        self.project.revision("dddd4", ["gone"])
        self.project.revision("eeee5", ["eeee5"])
        self.project.revision("aaaa1", ["cccc3"], name="again")
        self.project.write("alembic/versions/x.py", "revision = (\n")
        result = self.project.retort("graph")
        self.assertEqual((0, ""), (result.code, result.err))
        for text in ["aaaa1", "bbbb2", "cccc3", "gone is missing", "eeee5", "? alembic/versions/x.py", "revision-cycle"]:
            self.assertIn(text, result.out)
        for format in ["svg", "dot", "mermaid", "json"]:
            self.assertEqual(0, self.project.retort("graph", "--format", format).code)

    def test_json_dot_and_mermaid(self):
        self._small()
        (environment,) = json.loads(self.project.retort("graph", "--base", "main", "--format", "json").out)["environments"]
        revisions = {one["revision"]: one for one in environment["revisions"]}
        self.assertEqual([True, True, False, False, False], [revisions[id]["applied"] for id in sorted(revisions)])
        self.assertEqual("multiple-heads", revisions["eeee5"]["findings"][0]["rule"])
        self.assertEqual(["head"], revisions["eeee5"]["marks"])
        dot = self.project.retort("graph", "--base", "main", "--format", "dot").out
        self.assertIn('\\"b\\" <i>', dot)
        self.assertEqual(5, dot.count(" -> ") - dot.count("style=dashed"))
        self.assertEqual(1, dot.count("style=dashed"))
        if shutil.which("dot"):
            subprocess.run(["dot", "-Tsvg"], input=dot, text=True, check=True, capture_output=True)
        mermaid = self.project.retort("graph", "--base", "main", "--format", "mermaid").out
        self.assertEqual(5, mermaid.count(" --> "))
        self.assertIn("add #quot;b#quot; #lt;i#gt;", mermaid)
        self.expect_error('did you mean "mermaid"?', "graph", "--format", "mermaids")

    def test_svg_lines_join_parents_and_children(self):
        edges = 0
        for seed in range(_HISTORIES // 3):
            with self.subTest(seed=seed), projects.Project() as project:
                projects.add_random_revisions(project, seed, 16)
                (environment,) = json.loads(project.retort("graph", "--format", "json").out)["environments"]
                expected = {(one["revision"], parent) for one in environment["revisions"] for parent in one["parents"]}
                self.assertEqual(expected, _svg_edges(project.retort("graph", "--format", "svg").out))
                edges += len(expected)
        self.assertGreater(edges, _HISTORIES)

    def test_svg_shows_findings_and_no_markup_of_others(self):
        self._small()
        self.project.revision("f<b>6", ["dddd4"], message='<script>"&\x1b[2J')
        svg = self.project.retort("graph", "--base", "main", "--format", "svg").out
        texts = ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{_SVG}text")]
        self.assertIn("alembic.ini", texts)
        self.assertTrue(any(text.startswith("f<b>6 (head, new) <script>\"&") for text in texts), texts)
        self.assertTrue(any(text.endswith(" error[multiple-heads]") for text in texts), texts)
        self.assertIn("<title>multiple-heads: ", svg)
        self.assertNotIn("\x1b", svg)
        self.assertEqual(1, svg.count('class="needs"'))

    def test_two_thousand_revisions(self):
        pick, ids = random.Random(1), []
        for number in range(2000):
            parents = [] if not ids else [pick.choice(ids[-6:])]
            if len(ids) > 6 and pick.random() < 0.2:
                parents = sorted(pick.sample(ids[-6:], 2))
            ids.append(f"{number:05}")
            self.project.revision(ids[-1], parents)
        self.project.retort("graph")
        begin = time.monotonic()
        result = self.project.retort("graph")
        took = time.monotonic() - begin
        self.assertEqual(0, result.code)
        self.assertGreater(len(result.out.splitlines()), 2000)
        self.assertLess(took, 10)  # far from what is measured, so that a busy machine does not fail it
        print(f"2,000 revisions in {took:.2f} s")

    def test_a_reader_may_go_away(self):
        for number in range(200):
            self.project.revision(f"{number:03}", [f"{number - 1:03}"] if number else [], message="x" * 1000)
        for command in [["graph"], ["graph", "--format", "svg"], ["heads"], ["history"]]:
            reader, writer = os.pipe()
            os.close(reader)
            done = subprocess.run([projects.RETORT, *command], cwd=self.project.folder, stdout=writer, stderr=subprocess.PIPE)
            os.close(writer)
            self.assertEqual((0, b""), (done.returncode, done.stderr), command)

    def test_many_branches_at_once(self):
        self.project.revision("base")
        tips = []
        for number in range(100):
            self.project.revision(f"a{number:03}", ["base"])
            tips.append(f"a{number:03}")
        self.assertEqual({(tip, "base") for tip in tips}, _edges(self.project.retort("graph").out))
        self.project.revision("all", tips)
        result = self.project.retort("graph")
        self.assertEqual(0, result.code)
        self.assertIn("(too many branches to draw)", result.out)
        self.assertEqual(102, sum(line.startswith("* ") for line in result.out.splitlines()))


if __name__ == "__main__":
    projects.main()
