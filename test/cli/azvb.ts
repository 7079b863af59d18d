/** Runs the compiled command `azvb` in a process of its own. */
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

/** Starts `azvb` with these arguments, without the home and the terminal width of the current environment. */
export function start(args: readonly string[], { cwd = tmpdir(), env = {} }: Surroundings = {}): ChildProcess {
  const { AZURE_VM_BACKUP_HOME: _, COLUMNS: __, ...rest } = process.env;
  return spawn(process.execPath, [COMMAND, ...args], { cwd, env: { ...rest, ...env } });
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

/** Runs `azvb` with these arguments to its end. */
export const azvb = (args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> =>
  ended(start(args, surroundings));

/** The JSON that `azvb` prints with these arguments. */
export async function azvbJson(args: readonly string[]): Promise<unknown> {
  const ran = await azvb([...args, "--output", "json"]);
  if (ran.code !== 0) throw new Error(`azvb ${args.join(" ")} ended with ${ran.code}: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** A new empty folder for each test of the surrounding `describe`, removed after the test. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "azvb-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return () => folder;
}
