"""`retort merge` writes what `alembic merge` writes, and Alembic runs it."""

import os
import re
import unittest

import alembic
import projects

_HISTORIES = 60
_TEMPLATES = os.path.join(os.path.dirname(alembic.__file__), "templates")
_DATE = re.compile(r"Create Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?")
_GENERIC = open(os.path.join(_TEMPLATES, "generic", "script.py.mako"), encoding="utf-8").read()

_OWN = {
    "generic": _GENERIC,
    "header": "# Copyright $ and {}\n" + _GENERIC,
    "crlf": _GENERIC.replace("\n", "\r\n"),
    "spaces": _GENERIC.replace("${repr(down_revision)}", "${ repr( down_revision ) }").replace("${message}", "${message | n}"),
    "imports": _GENERIC.replace('${imports if imports else ""}', "${imports + '\\n' if imports else \"\"}"),
    "python tuple": _GENERIC.replace("${down_revision | comma,n}", "${down_revision}"),
    "short": 'revision = ${repr(up_revision)}\ndown_revision = ${repr(down_revision)}\n\ndef upgrade():\n    ${upgrades if upgrades else "pass"}\n',
    "own names": _GENERIC.replace("\ndef upgrade", "${'\\n'.join(x.strip() for x in more) + '\\n' if more else ''}\ndef upgrade", 1),
    "single quotes": _GENERIC.replace('"pass"', "'pass'"),
}
_OTHER = {
    "block": _GENERIC + "<%\n    x = 1\n%>\n",
    "control": _GENERIC + "% if True:\n# yes\n% endif\n",
    "comment": "## hidden\n" + _GENERIC,
    "continued": _GENERIC.replace("import sqlalchemy as sa\n", "import sqlalchemy as sa\\\n"),
    "expression": _GENERIC + "# ${up_revision.upper()}\n",
    "nested": _GENERIC + '# ${1 if message else 2 if more else ""}\n',
    "given": _GENERIC + '# ${1 if message else ""}\n',
    "unclosed": _GENERIC + "# ${\n",
    "no revision": "# ${message}\n",
}


def _fork(project):
    project.revision("aaaa1")
    project.revision("cccc3", ["aaaa1"])
    project.revision("bbbb2", ["aaaa1"])


def _new(project, before):
    ((name, text),) = [(name, text) for name, text in project.texts().items() if name not in before]
    return name, _DATE.sub("Create Date: now", text)


class MergeTest(projects.TestCase):
    def _expect_the_same(self, message="merge these", ini=""):
        """Alembic and Retort, one after the other, on the same project."""
        before = self.project.texts()
        merged = self.project.retort("merge", "--rev-id", "dddd4", "-m", message)
        self.assertEqual((0, ""), (merged.code, merged.err))
        mine = _new(self.project, before)
        self.assertEqual(["dddd4"], self.project.heads())
        self.assertIn(mine[0], merged.out)
        os.remove(self.project.path(mine[0]))
        self.project.alembic("merge", "heads", message=message, rev_id="dddd4")
        theirs = _new(self.project, before)
        os.remove(self.project.path(theirs[0]))
        self.assertEqual(theirs[0], mine[0])
        # Alembic names the heads in the order of a set.
        same = lambda text: text.replace("cccc3, bbbb2", "bbbb2, cccc3").replace("'cccc3', 'bbbb2'", "'bbbb2', 'cccc3'")
        self.assertEqual(same(theirs[1]), same(mine[1]))
        return merged

    def test_the_environments_own_template(self):
        _fork(self.project)
        for name, mako in _OWN.items():
            with self.subTest(name):
                self.project.write("alembic/script.py.mako", mako)
                self.assertNotIn("standard template", self._expect_the_same().out)

    def test_the_standard_template_otherwise(self):
        _fork(self.project)
        before = self.project.texts()
        for name, mako in {**_OTHER, "none": None}.items():
            with self.subTest(name):
                path = self.project.path("alembic/script.py.mako")
                if mako is None:
                    os.remove(path)
                else:
                    self.project.write("alembic/script.py.mako", mako)
                merged = self.project.retort("merge", "--rev-id", "dddd4", "-m", "m")
                self.assertIn("(from the standard template)", merged.out, merged.err)
                written = self.project.path("alembic/versions/dddd4_m.py")
                self.assertEqual(["dddd4"], self.project.heads())
                text = _DATE.sub("Create Date: now", open(written, encoding="utf-8").read())
                os.remove(written)
                self.project.write("alembic/script.py.mako", _GENERIC)
                before = self.project.texts()
                self.project.alembic("merge", "heads", message="m", rev_id="dddd4")
                name, theirs = _new(self.project, before)
                os.remove(self.project.path(name))
                order = lambda text: sorted(re.findall(r"\w+|\W+", text))
                self.assertEqual(order(theirs), order(text))

    def test_upgrade_takes_what_the_own_template_says(self):
        _fork(self.project)
        self.project.write("alembic/script.py.mako", "<% x = 1 %>\ndef upgrade(name):\n    pass\n")
        self.assertIn("standard template", self.project.retort("merge", "--rev-id", "dddd4", "-m", "m").out)
        self.assertIn("def upgrade(engine_name: str)", self.project.read("alembic/versions/dddd4_m.py"))

    def test_random_histories(self):
        merged = 0
        for seed in range(_HISTORIES):
            with self.subTest(seed=seed), projects.Project() as project, projects.Project() as other:
                for one in (project, other):
                    ids = projects.add_random_revisions(one, seed)
                    one.write("alembic/script.py.mako", _GENERIC)
                result = project.retort("merge", "--rev-id", "new")
                self.assertEqual((0, ""), (result.code, result.err))
                if "nothing to merge" in result.out:
                    continue
                merged += 1
                other.alembic("merge", "heads", rev_id="new")
                self.assertEqual(other.heads(), project.heads())
                self.assertEqual({*ids}, {*project.upgraded()})
        self.assertGreater(merged, _HISTORIES // 3)

    def test_file_names_and_messages(self):
        self.project.write("alembic/script.py.mako", _GENERIC)
        _fork(self.project)
        ini = self.project.read("alembic.ini")
        for template in ["", "%%(slug)s__%%(rev)s", "%%(year)d_%%(month).2d_%%(day).2d-%%(rev)s", "r%%(hour)02d%%%%_%%(slug)s",
                         "%%(year)d%%(month)02d%%(day)2d_%%(rev)s"]:
            for extra in ["", "truncate_slug_length = 9"]:
                lines = [f"file_template = {template}" if template else "", extra]
                self.project.write("alembic.ini", ini + "\n".join(lines) + "\n")
                with self.subTest(template=template, extra=extra):
                    self._expect_the_same()
        self.project.write("alembic.ini", ini)
        for message in ["füge äpfel zusammen", "it's -- done!", "a" * 50, "one two three four five six seven eight nine", "x_y z"]:
            with self.subTest(message):
                self._expect_the_same(message)

    def test_names_as_pyproject_toml_wants_them(self):
        # Debian's Alembic does not read it.
        _fork(self.project)
        os.remove(self.project.path("alembic.ini"))
        self.project.write(
            "pyproject.toml",
            '[tool.alembic]\nscript_location = "%(here)s/alembic"\n'
            'file_template = "x_%%(slug)s_%%(rev)s"\ntruncate_slug_length = 9\n',
        )
        self.assertEqual(0, self.project.retort("merge", "--rev-id", "dddd4", "-m", "one two three").code)
        self.assertTrue(os.path.exists(self.project.path("alembic/versions/x_one_two__dddd4.py")))

    def test_dates_have_the_zone_that_is_configured(self):
        # Debian's Alembic needs a library for it that may not be there.
        _fork(self.project)
        for zone, shown in {"UTC": r"\+00:00", "utc": r"\+00:00", "Asia/Kolkata": r"\+05:30"}.items():
            self.project.write("alembic.ini", f"[alembic]\nscript_location = %(here)s/alembic\ntimezone = {zone}\n")
            self.assertEqual(0, self.project.retort("merge", "--rev-id", "dddd4", "-m", "m").code)
            text = self.project.read("alembic/versions/dddd4_m.py")
            self.assertRegex(text, r"\nCreate Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{6})?" + shown + r"\n")
            os.remove(self.project.path("alembic/versions/dddd4_m.py"))

    def test_the_id_follows_from_the_heads(self):
        _fork(self.project)
        first = self.project.retort("merge").out
        id = re.search(r': "([0-9a-f]{12})" merges', first).group(1)
        self.assertEqual([id], self.project.heads())
        self.assertEqual(["aaaa1", id], [self.project.upgraded()[0], self.project.heads()[0]])
        self.assertEqual({"aaaa1", "bbbb2", "cccc3"}, set(self.project.upgraded()))
        self.assertIn("merge", self.project.alembic("history").splitlines()[0])
        with projects.Project() as other:
            other.revision("bbbb2")
            other.revision("cccc3")
            other.retort("merge", "--message", "something else")
            self.assertEqual([id], other.heads())
        again = self.project.retort("merge")
        self.assertEqual((0, f'there is one head, "{id}": nothing to merge\n'), (again.code, again.out))

    def test_only_some_heads(self):
        _fork(self.project)
        self.project.revision("eeee5", ["aaaa1"])
        self.assertEqual(0, self.project.retort("merge", ".", "eeee", "bbbb2").code)
        self.assertIn("cccc3", self.project.heads())
        self.assertEqual(2, len(self.project.heads()))

    def test_several_folders_and_databases(self):
        self.project.write(
            "alembic.ini",
            "[alembic]\nscript_location = %(here)s/alembic\n"
            "version_locations = %(here)s/alembic/versions %(here)s/more\ndatabases = one, two\n",
        )
        self.project.revision("aaaa1")
        self.project.revision("bbbb2", ["aaaa1"], name="../../more/bbbb2")
        self.project.revision("cccc3", ["aaaa1"], name="../../more/cccc3")
        with open(os.path.join(_TEMPLATES, "multidb", "script.py.mako"), encoding="utf-8") as mako:
            self.project.write("alembic/script.py.mako", mako.read())
        self.assertEqual(0, self.project.retort("merge", "--rev-id", "dddd4", "-m", "m").code)
        self.assertIn("def upgrade(engine_name: str)", self.project.read("more/dddd4_m.py"))
        self.assertEqual(["dddd4"], self.project.heads())

    def test_errors_are_clear(self):
        _fork(self.project)
        self.expect_error('there is no revision "bbbb3" (did you mean "bbbb2"?)', "merge", "bbbb3", "cccc3")
        self.expect_error('"aaaa1" is no head: ', "merge", "aaaa1", "bbbb2")
        self.expect_error("a merge needs two heads at least", "merge", "bbbb2")
        self.expect_error('no id for a revision', "merge", "--rev-id", "a-b")
        self.expect_error('there is a revision or a label "aaaa1" already', "merge", "--rev-id", "aaaa1")
        self.expect_error("version_num holds 32", "merge", "--rev-id", "x" * 33)
        self.expect_error("the message cannot stand in a docstring", "merge", "-m", '"""\nimport os\n"""')
        self.project.write("alembic/versions/dddd4_m.py", "revision = 'x1'\ndown_revision = 'bbbb2'\n")
        self.expect_error("alembic/versions/dddd4_m.py exists already", "merge", "--rev-id", "dddd4", "-m", "m")
        self.project.write("alembic.ini", self.project.read("alembic.ini") + "file_template = ../../%%(rev)s\n")
        self.expect_error("file_template leads out of the folder", "merge")
        self.project.write("alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\ntimezone = Mars/Base\n")
        self.expect_error('there is no timezone "Mars/Base"', "merge")


if __name__ == "__main__":
    projects.main()
