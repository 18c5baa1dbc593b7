"""Tests the judges: the splitter and the comparison must see every fault that is put in."""

import os
import random
import tempfile
import unittest

import accepted
import alembic_sql
import bodies
import compare
import project
import random_revisions
from statements import sections, statements


class Statements(unittest.TestCase):
    def check(self, text, *expected):
        self.assertEqual(statements(text), list(expected))

    def test_space_is_collapsed_outside_of_quotes_only(self):
        self.check("SELECT  1 ,\n\t'a  b',  \"c  d\"", "SELECT 1 , 'a  b', \"c  d\"")
        self.check("SELECT $$ a  b $$,   $x$ c  $$  $x$", "SELECT $$ a  b $$, $x$ c  $$  $x$")
        self.check("SELECT (1)", "SELECT (1)")
        self.assertNotEqual(statements("SELECT( 1)"), statements("SELECT(1)"))

    def test_semicolons_in_quotes_do_not_end_a_statement(self):
        self.check("SELECT 'a;b'; SELECT \"c;d\";;", "SELECT 'a;b'", 'SELECT "c;d"')
        self.check("DO $$ BEGIN a; END $$; SELECT 1", "DO $$ BEGIN a; END $$", "SELECT 1")
        self.check("SELECT 'it''s; '; SELECT \"a\"\"; \"", "SELECT 'it''s; '", 'SELECT "a""; "')
        self.check("SELECT e'\\';'; SELECT 'back\\'; x", "SELECT e'\\';'", "SELECT 'back\\'", "x")

    def test_a_dollar_inside_a_name_quotes_nothing(self):
        self.check("SELECT a$b$c; SELECT $1", "SELECT a$b$c", "SELECT $1")
        self.check("SELECT type'x'; SELECT 1", "SELECT type'x'", "SELECT 1")

    def test_comments_go(self):
        self.check("SELECT 1 -- ; 'x\n, 2; /* a /* b; */ c */ SELECT 3", "SELECT 1 , 2", "SELECT 3")
        self.check("SELECT 1 - -1, 4/2, '--x', '/*'", "SELECT 1 - -1, 4/2, '--x', '/*'")

    def test_what_is_not_finished_reaches_to_the_end(self):
        self.check("SELECT 'a; b", "SELECT 'a; b")
        self.check("SELECT $$a; b", "SELECT $$a; b")
        self.check("SELECT 1 /* ; x", "SELECT 1")

    def test_nothing_is_lost(self):
        letters = "ab'\"$;-/* \n\\eE1("
        source = random.Random(5)
        for _ in range(5000):
            text = "".join(source.choice(letters) for _ in range(source.randrange(12)))
            if "--" not in text and "/*" not in text:
                kept = "".join("".join(statements(text)).split())
                self.assertEqual(kept.replace(";", ""), "".join(text.split()).replace(";", ""), text)


class Comparison(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            project.write(folder, random_revisions.generate(3, 30))
            cls.text = alembic_sql.upgrade(folder)

    def test_a_text_agrees_with_itself(self):
        self.assertEqual(compare.compare(self.text, self.text), [])

    def test_comments_do_not_count(self):
        self.assertEqual(compare.compare(self.text, self.text.replace(";\n\n", "; -- conditional\n\n")), [])

    def test_every_word_counts(self):
        """Each statement in turn is lost, doubled, or changed in one character."""
        pieces = self.text.split(";\n\n")
        source = random.Random(7)
        for number, piece in enumerate(pieces[:-1]):
            words = piece.split("\n\n")[-1]
            place = source.randrange(len(words))
            if words[place].isspace() or "--" in words or "/*" in words:
                continue
            changed = words[:place] + ("x" if words[place] != "x" else "y") + words[place + 1 :]
            for instead in ("", f"{words};\n\n{words}", changed):
                wrong = ";\n\n".join(pieces[:number] + [piece[: len(piece) - len(words)] + instead] + pieces[number + 1 :])
                self.assertTrue(compare.compare(self.text, wrong), instead)

    def test_lost_and_moved_revisions(self):
        revisions = self.text.split("-- Running ")
        lost = "-- Running ".join(revisions[:5] + revisions[6:])
        self.assertEqual(len(compare.compare(self.text, lost)), 1)
        self.assertEqual(len(compare.compare(lost, self.text)), 1)
        moved = "-- Running ".join(revisions[:5] + [revisions[6], revisions[5]] + revisions[7:])
        self.assertEqual(len(compare.compare(self.text, moved)), 1)

    def test_an_error_must_be_seen_by_both(self):
        head = "-- Running upgrade  -> a\n\nDROP TABLE t;\n\n"
        alembic, retort = head + "-- raised TypeError: no\n\n", head + "-- a.py:3: raises TypeError: no\n\n"
        self.assertEqual(compare.compare(alembic, retort), [])
        self.assertEqual(len(compare.compare(alembic, head)), 1)
        self.assertEqual(len(compare.compare(head, retort)), 1)
        self.assertEqual(compare.compare(alembic, head)[0].revision, "a")


class Body(unittest.TestCase):
    def render(self, revisions):
        with tempfile.TemporaryDirectory() as folder:
            project.write(folder, revisions)
            return alembic_sql.upgrade(folder) + alembic_sql.downgrade(folder)

    def test_generated_revisions_do_not_raise(self):
        self.assertNotIn(alembic_sql.RAISED, self.render(random_revisions.generate(11, 150)))

    def test_the_same_seed_gives_the_same_revisions(self):
        self.assertEqual(random_revisions.generate(1, 20), random_revisions.generate(1, 20))
        self.assertNotEqual(random_revisions.generate(1, 20), random_revisions.generate(2, 20))

    def test_what_is_written_out_runs_and_errors_raise(self):
        self.assertNotIn(alembic_sql.RAISED, self.render([*bodies.read("directives"), *bodies.read("python_forms"), *bodies.read("modules")]))
        for section in sections(self.render(bodies.read("errors"))):
            self.assertEqual(alembic_sql.RAISED in section.text, bool(section.heading), section.heading)


class AcceptedDifferences(unittest.TestCase):
    def test_stale_and_wrong_lines(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "accepted.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write("# why\na.x: told\na.y: told\na.z [alembic 0.1]: another release\n")
            found = accepted.Accepted(path)
            differences = [compare.Difference("upgrade  -> a.x", []), compare.Difference("upgrade a.x -> b", [])]
            revisions = [project.Revision(name, "") for name in ("a.x", "a.y", "a.z", "b")]
            self.assertEqual([difference.revision for difference in found.without(differences)], ["b"])
            self.assertEqual(found.stale(revisions, differences), ["a.y"])
            with open(path, "w", encoding="utf-8") as file:
                file.write("a.x\n")
            self.assertRaises(ValueError, accepted.Accepted, path)


unittest.main(warnings="ignore")
