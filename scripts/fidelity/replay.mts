/** Sends the requests of recordings to `azvb serve` and compares the replies. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { checkoutFolder } from "../checkout.mts";
import type { Interaction } from "./likeness.mts";

const checkout = checkoutFolder();
const command = join(checkout, "dist", "provider", "cli", "main.js");

/** The program that replays; it is not part of the checkout. */
export const replay = join(checkout, "..", "shared", "vectors", "replay.mjs");

/** The recordings of the named tests in a folder; by default all of them. */
export function recordings(folder: string, tests: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl.gz"));
  const wanted = (name: string) =>
    tests.length === 0 || tests.some((test) => new RegExp(`^test_(backup_)?${test}\\.`).test(basename(name)));
  return files.filter(wanted).map((name) => join(folder, name));
}

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

/** Starts the service and waits for its line with the URL. */
async function serve(home: string): Promise<Served> {
  const args = [command, "serve", "--port", "0", "--pace", "polls:2", "--home", home];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(child.stdout)) {
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1];
    if (url !== undefined) return { url, process: child };
  }
  throw new Error("azvb serve ended before it listened.");
}

/** Runs the replay and returns the result of each interaction. */
function replayed(url: string, files: readonly string[]): Promise<Interaction[]> {
  const child = spawn(process.execPath, [replay, "--json", url, ...files], { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => {
      // The interactions are one array, followed by a summary.
      const end = printed.lastIndexOf("\n]");
      if (end < 0) reject(new Error("The replay returned no result."));
      else resolve(JSON.parse(printed.slice(0, end + 2)) as Interaction[]);
    });
  });
}

/** Replays recordings against a service with a temporary home, in the order of their files. */
export async function measure(files: readonly string[]): Promise<Interaction[]> {
  const home = mkdtempSync(join(tmpdir(), "azvb-fidelity-"));
  const served = await serve(home);
  try {
    return await replayed(served.url, files);
  } finally {
    served.process.kill("SIGTERM");
    rmSync(home, { recursive: true, force: true });
  }
}
