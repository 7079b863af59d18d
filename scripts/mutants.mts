/**
 * Mutation tests: `npm run test:mutants [-- TEXT…]`. Plants each fault of test/mutants.json in a copy of the compiled
 * package, one at a time; the test that it names must fail. A TEXT selects the faults whose file or description contains
 * it. The checkout itself is not changed.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { checkoutFolder, Refusal } from "./checkout.mts";
import { start } from "./processes.mts";

interface Mutant {
  /** The description of the fault. */
  readonly fault: string;
  readonly file: string;
  /** A text that occurs exactly once in the file, and its replacement. */
  readonly find: string;
  readonly replace: string;
  /** The test that must fail: its file, and its full title with those of its suites. */
  readonly test: { readonly file: string; readonly title: string };
}

interface Outcome {
  readonly passed: readonly string[];
  /** Tests and hooks that failed. */
  readonly failed: readonly string[];
}

const LONGEST_RUN_MS = 60_000;
/** In milliseconds: the run of the tests of all mutants, which must pass without a fault. */
const LONGEST_GREEN_RUN_MS = 900_000;
const checkout = checkoutFolder();

/** A folder with the compiled package, whose dependencies are links to the checkout. */
function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), "azvb-mutants-"));
  cpSync(join(checkout, "dist"), join(copy, "dist"), { recursive: true });
  for (const name of ["node_modules", "package.json", "test", "provider"]) {
    symlinkSync(join(checkout, name), join(copy, name));
  }
  return copy;
}

/** The mutant's file, compiled. Throws a Refusal if the text to replace does not occur exactly once. */
function compileMutant({ file, find, replace }: Mutant): string {
  const source = readFileSync(join(checkout, file), "utf8");
  const times = source.split(find).length - 1;
  if (times !== 1)
    throw new Refusal(
      `${JSON.stringify(find)} occurs ${times} times in ${file}: expected once. Update test/mutants.json.`,
    );
  const { outputText } = ts.transpileModule(
    source.replace(find, () => replace),
    {
      fileName: file,
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    },
  );
  return outputText;
}

const compiled = (file: string): string => join("dist", file.replace(/\.ts$/, ".js"));

/** Runs the tests of some files, or the one with a title; undefined if the run has no report: it hung or ended early. */
async function runTests(copy: string, files: readonly string[], title?: string): Promise<Outcome | undefined> {
  const mocha = join(checkout, "node_modules", "mocha", "bin", "mocha.js");
  const only = title === undefined ? [] : ["--grep", `^${title.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`];
  const run = start({
    path: process.execPath,
    args: [mocha, "--reporter", "json", "--timeout", "20000", "--exit", ...only, ...files.map(compiled)],
    folder: copy,
    environment: process.env,
  });
  const limit = setTimeout(() => run.kill("SIGKILL"), title === undefined ? LONGEST_GREEN_RUN_MS : LONGEST_RUN_MS);
  const { stdout } = await run.ended;
  clearTimeout(limit);
  return readOutcome(stdout);
}

/** Mocha's report is the last output; tests may write before it. */
function readOutcome(stdout: string): Outcome | undefined {
  const from = stdout.startsWith("{") ? 0 : stdout.lastIndexOf("\n{\n") + 1;
  try {
    const report = JSON.parse(stdout.slice(from)) as Record<"passes" | "failures", { fullTitle: string }[]>;
    const titles = (tests: { fullTitle: string }[]) => tests.map(({ fullTitle }) => fullTitle);
    return { passed: titles(report.passes), failed: titles(report.failures) };
  } catch {
    return undefined;
  }
}

/** The tests of the mutants that pass without a fault. */
async function greenTests(copy: string, mutants: readonly Mutant[]): Promise<ReadonlySet<string>> {
  const files = [...new Set(mutants.map(({ test }) => test.file))];
  const outcome = await runTests(copy, files);
  if (outcome === undefined)
    throw new Refusal(
      `Cannot run the tests of ${files.join(", ")}. Run npm run build first, then run these tests by themselves.`,
    );
  return new Set(outcome.passed);
}

/** Why a mutant was not caught; undefined if it was. */
async function complaint(copy: string, mutant: Mutant, green: ReadonlySet<string>): Promise<string | undefined> {
  const { file, test } = mutant;
  if (!green.has(test.title)) return `${test.file} has no passing test named "${test.title}"`;
  const target = join(copy, compiled(file));
  const original = readFileSync(target, "utf8");
  try {
    writeFileSync(target, compileMutant(mutant));
    const outcome = await runTests(copy, [test.file], test.title);
    if (outcome === undefined) return "the test run has no report";
    return outcome.failed.length > 0 ? undefined : `"${test.title}" still passes`;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  } finally {
    writeFileSync(target, original);
  }
}

async function main(): Promise<number> {
  const all = JSON.parse(readFileSync(join(checkout, "test", "mutants.json"), "utf8")) as readonly Mutant[];
  const texts = process.argv.slice(2);
  const isSelected = ({ file, fault }: Mutant) =>
    texts.length === 0 || texts.some((text) => `${file} ${fault}`.includes(text));
  const mutants = all.filter(isSelected);
  const copy = makeCopy();
  let caught = 0;
  try {
    const green = await greenTests(copy, mutants);
    for (const mutant of mutants) {
      const why = await complaint(copy, mutant, green);
      if (why === undefined) caught++;
      console.log(
        `${why === undefined ? "caught  " : "SURVIVED"} ${mutant.file}: ${mutant.fault}${why === undefined ? "" : ` (${why})`}`,
      );
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${caught} of ${mutants.length} caught`);
  return caught === mutants.length ? 0 : 1;
}

process.exitCode = await main();
