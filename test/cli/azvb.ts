/** Runs the compiled command `azvb` as a person would: as a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Compiled, this file is dist/test/cli/azvb.js. */
const COMMAND = join(__dirname, "../../provider/cli/main.js");

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  /** The working folder; default: the temporary folder of the machine. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `azvb` with these words. Neither the home nor the terminal width of the tester reaches it. */
export function start(words: readonly string[], { cwd = tmpdir(), env = {} }: Surroundings = {}): ChildProcess {
  const { AZURE_VM_BACKUP_HOME: _, COLUMNS: __, ...rest } = process.env;
  return spawn(process.execPath, [COMMAND, ...words], { cwd, env: { ...rest, ...env } });
}

/** Waits for a command to end. */
export function ended(child: ChildProcess): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (bytes: Buffer) => {
    stdout += bytes.toString();
  });
  child.stderr?.on("data", (bytes: Buffer) => {
    stderr += bytes.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** Runs `azvb` with these words to its end. */
export const azvb = (words: readonly string[], surroundings: Surroundings = {}): Promise<Ran> =>
  ended(start(words, surroundings));

/** The JSON that `azvb` prints with these words. */
export async function azvbJson(words: readonly string[]): Promise<unknown> {
  const ran = await azvb([...words, "--output", "json"]);
  if (ran.code !== 0) throw new Error(`azvb ${words.join(" ")} ended with ${ran.code}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** A new empty folder for each test of the surrounding `describe`, gone after it. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "azvb-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return () => folder;
}
