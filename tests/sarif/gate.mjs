// Would GitHub code scanning accept these SARIF logs, and follow their results? Three judges: the JSON schema (without it
// the validator takes a wrong enum for silence), Microsoft's validator with GitHub's rules, and its line hashes.
//
//   node gate.mjs NODE_MODULES ROOT LOG...        ROOT: the folder to which the paths in the logs are relative
//
// Prints each objection, and exits with 1 if there is one.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [modules, root, ...paths] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, "gate.js"));
const multitoolFolder = join(modules, "@microsoft/sarif-multitool-linux");
const scratch = mkdtempSync(join(tmpdir(), "sarif-gate-"));
const multitool = join(scratch, "multitool");
copyFileSync(join(multitoolFolder, "Sarif.Multitool"), multitool);
chmodSync(multitool, 0o755);

const readJson = (path) => JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));

function run(...args) {
  const done = spawnSync(multitool, args, { cwd: scratch, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`multitool ${args[0]} failed: ${done.error ?? done.stdout + done.stderr}`);
}

// Of the JSON itself; the logs without any go to the other judges.
function schemaObjections(paths) {
  const Ajv = require("ajv/dist/2020").default;
  const ajv = new Ajv({ allErrors: true, strict: false });
  require("ajv-formats").default(ajv);
  const validate = ajv.compile(readJson(join(multitoolFolder, "sarif-2.1.0.json")));
  return paths.flatMap((path) => {
    try {
      return validate(readJson(path)) ? [] : validate.errors.map((e) => [path, `schema: ${e.instancePath} ${e.message}`]);
    } catch (error) {
      return [[path, `no JSON: ${error.message}`]];
    }
  });
}

function validatorObjections(paths) {
  const out = join(scratch, "validation.sarif");
  const config = join(dirname(fileURLToPath(import.meta.url)), "ghas.xml");
  run("validate", ...paths, "-c", config, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "-o", out,
    "--log", "ForceOverwrite");
  const validation = readJson(out).runs[0];
  const notes = validation.invocations.flatMap((invocation) => invocation.toolExecutionNotifications ?? []);
  const failures = notes.filter((note) => note.level === "error").map((note) => ["validator", note.message.text]);
  return failures.concat(validation.results.filter((result) => result.level !== "note").map((result) => {
    const where = result.locations[0].logicalLocations?.[0].fullyQualifiedName;
    const uri = result.locations[0].physicalLocation.artifactLocation.uri;
    return [uri, `${result.ruleId} ${result.level}: ${JSON.stringify(result.message)} at ${where}`];
  }));
}

function lineHashObjections(paths) {
  const key = "primaryLocationLineHash";
  const runs = paths.map((path) => readJson(path).runs[0]);
  const anchored = structuredClone(runs);
  for (const run of anchored) {
    run.originalUriBaseIds = { "%SRCROOT%": { uri: pathToFileURL(root + "/").href } };
    for (const result of run.results) delete result.partialFingerprints;
  }
  const input = join(scratch, "anchored.sarif"), out = join(scratch, "hashed.sarif");
  writeFileSync(input, JSON.stringify({ version: "2.1.0", runs: anchored }));
  run("rewrite", input, "-o", out, "--log", "ForceOverwrite", "--insert", "RollingHashPartialFingerprints");
  return readJson(out).runs.flatMap((hashed, i) => (hashed.results ?? []).flatMap((result, j) => {
    const expected = result.partialFingerprints?.[key];
    const actual = runs[i].results[j].partialFingerprints?.[key];
    const where = JSON.stringify(result.locations[0].physicalLocation);
    if (actual === expected) return [];
    return [[paths[i], `${key}: ${actual}, but the validator says ${expected} at ${where}`]];
  }));
}

const objections = schemaObjections(paths);
const sound = paths.filter((path) => !objections.some(([objected]) => objected === path));
if (sound.length > 0) objections.push(...validatorObjections(sound), ...lineHashObjections(sound));
for (const [path, objection] of objections) console.log(`${path}: ${objection}`);
rmSync(scratch, { recursive: true });
process.exit(objections.length === 0 && paths.length > 0 ? 0 : 1);
