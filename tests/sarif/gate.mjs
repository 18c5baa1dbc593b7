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

const [modules, root, ...logs] = process.argv.slice(2).map((path) => resolve(path));
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

function makeSchemaJudge() {
  const Ajv = require("ajv/dist/2020").default;
  const ajv = new Ajv({ allErrors: true, strict: false });
  require("ajv-formats").default(ajv);
  const validate = ajv.compile(readJson(join(multitoolFolder, "sarif-2.1.0.json")));
  return (log) => (validate(log) ? [] : validate.errors.map((e) => `schema: ${e.instancePath} ${e.message}`));
}

function validatorObjections(path) {
  const out = join(scratch, "validation.sarif");
  const config = join(dirname(fileURLToPath(import.meta.url)), "ghas.xml");
  run("validate", path, "-c", config, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note", "-o", out,
    "--log", "ForceOverwrite");
  const validation = readJson(out).runs[0];
  const objections = validation.results.filter((r) => (r.level ?? "warning") !== "note");
  const notes = validation.invocations?.flatMap((i) => i.toolExecutionNotifications ?? []) ?? [];
  const failures = notes.filter((n) => n.level === "error").map((n) => `validator: ${n.message.text}`);
  return failures.concat(objections.map((r) => `${r.ruleId} ${r.level ?? "warning"}: ${JSON.stringify(r.message)} ` +
    `at ${r.locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName}`));
}

function lineHashObjections(log) {
  const anchored = structuredClone(log);
  anchored.runs[0].originalUriBaseIds = { "%SRCROOT%": { uri: pathToFileURL(root + "/").href } };
  for (const result of anchored.runs[0].results) delete result.partialFingerprints;
  const input = join(scratch, "anchored.sarif"), out = join(scratch, "hashed.sarif");
  writeFileSync(input, JSON.stringify(anchored));
  run("rewrite", input, "-o", out, "--log", "ForceOverwrite", "--insert", "RollingHashPartialFingerprints");
  const key = "primaryLocationLineHash";
  return readJson(out).runs[0].results.flatMap((result, i) => {
    const expected = result.partialFingerprints?.[key];
    const actual = log.runs[0].results[i].partialFingerprints?.[key];
    const where = JSON.stringify(result.locations[0].physicalLocation);
    return actual === expected ? [] : [`${key}: ${actual}, but the validator says ${expected} at ${where}`];
  });
}

const schemaObjections = makeSchemaJudge();

function objectionsTo(path) {
  let log;
  try {
    log = readJson(path);
  } catch (error) {
    return [`no JSON: ${error.message}`];
  }
  const objections = schemaObjections(log);
  if (objections.length > 0) return objections;  // the other judges are silent then
  return validatorObjections(path).concat(log.runs[0].results.length > 0 ? lineHashObjections(log) : []);
}

let count = 0;
for (const path of logs) {
  const objections = objectionsTo(path);
  count += objections.length;
  for (const objection of objections) console.log(`${path}: ${objection}`);
}
rmSync(scratch, { recursive: true });
process.exit(count === 0 && logs.length > 0 ? 0 : 1);
