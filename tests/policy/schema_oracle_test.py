"""`retort config --schema` and the program agree: what the one accepts, so does the other."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

try:
    import jsonschema
except ImportError:
    jsonschema = None

retort = os.path.abspath(sys.argv.pop(1))
schema = json.loads(subprocess.run([retort, "config", "--schema"], capture_output=True, check=True).stdout)

# As data and as TOML, because Debian 12's Python may be older than tomllib.
GOOD = [
    ({}, ""),
    ({"extends": "strict", "fail-on": "warning"}, 'extends = "strict"\nfail-on = "warning"'),
    ({"extends": ["all", "./team.toml"]}, 'extends = ["all", "./team.toml"]'),
    ({"select": ["graph", "multiple-heads"], "ignore": []}, 'select = ["graph", "multiple-heads"]\nignore = []'),
    ({"severity": {"secrets": "info", "multiple-heads": "off"}}, 'severity = {secrets = "info", multiple-heads = "off"}'),
    ({"postgres": 16, "sqlalchemy": 2.0, "alembic": "1.8.1"}, 'postgres = 16\nsqlalchemy = 2.0\nalembic = "1.8.1"'),
    ({"rules": {"revision-id-too-long": {"max-length": 64}}}, "[rules.revision-id-too-long]\nmax-length = 64"),
    ({"overrides": [{"paths": ["a/**"], "ignore": ["enum"]}]}, '[[overrides]]\npaths = ["a/**"]\nignore = ["enum"]'),
    ({"allow": [{"rule": "multiple-heads", "revision": "a"}]}, '[[allow]]\nrule = "multiple-heads"\nrevision = "a"'),
    ({"small-tables": ["a"], "base": "main", "driver": "asyncpg"}, 'small-tables = ["a"]\nbase = "main"\ndriver = "asyncpg"'),
]
BAD = [
    ({"selct": []}, "selct = []"),
    ({"extends": "strikt"}, 'extends = "strikt"'),
    ({"select": "graph"}, 'select = "graph"'),
    ({"ignore": ["no-such-rule"]}, 'ignore = ["no-such-rule"]'),
    ({"severity": {"graph": "fatal"}}, 'severity = {graph = "fatal"}'),
    ({"severity": {"no-such-rule": "info"}}, 'severity = {no-such-rule = "info"}'),
    ({"postgres": True}, "postgres = true"),
    ({"postgres": "new"}, 'postgres = "new"'),
    ({"fail-on": "off"}, 'fail-on = "off"'),
    ({"driver": "mysql"}, 'driver = "mysql"'),
    ({"rules": {"revision-id-too-long": {"max-length": 0}}}, "[rules.revision-id-too-long]\nmax-length = 0"),
    ({"rules": {"revision-id-too-long": {"most": 1}}}, "[rules.revision-id-too-long]\nmost = 1"),
    ({"rules": {"nothing": {}}}, "[rules.nothing]"),
    ({"overrides": [{"ignore": []}]}, "[[overrides]]\nignore = []"),
    ({"overrides": {"paths": []}}, "[overrides]\npaths = []"),
    ({"allow": [{"rule": "multiple-heads"}]}, '[[allow]]\nrule = "multiple-heads"'),
    ({"allow": [{"rule": "graph", "revision": "a"}]}, '[[allow]]\nrule = "graph"\nrevision = "a"'),
]


def accepts(toml):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("retort.toml", toml), ("team.toml", "")):
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        return subprocess.run([retort, "config", folder], capture_output=True).returncode == 0


class SchemaTest(unittest.TestCase):
    def test_program(self):
        for _, toml in GOOD:
            self.assertTrue(accepts(toml), toml)
        for _, toml in BAD:
            self.assertFalse(accepts(toml), toml)

    @unittest.skipIf(jsonschema is None, "no python3-jsonschema here")
    def test_schema(self):
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        for data, _ in GOOD:
            self.assertTrue(validator.is_valid(data), data)
        for data, _ in BAD:
            self.assertFalse(validator.is_valid(data), data)

    def test_shape(self):
        self.assertEqual(schema["$schema"], "http://json-schema.org/draft-07/schema#")
        self.assertFalse(schema["additionalProperties"])
        for name, value in schema["properties"].items():
            self.assertTrue(value["description"], name)
            self.assertTrue({"type", "anyOf", "enum"} & set(value), name)


unittest.main()
