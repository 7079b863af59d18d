/**
 * The Pulumi CLI by the npm package `pulumi`: a small official script that, at its first command, downloads the CLI with its
 * language hosts into `$PULUMI_HOME/versions/VERSION/bin`. The registry and the download may each be out of reach.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { cacheFolder, type Environment } from "../checkout.mts";
import { type ProgressStream, startProgress } from "./progress.mts";
import { moveIntoPlace, runTool, type ToolEnd } from "./tools.mts";

const PACKAGE = "pulumi@3";
const INSTALL_ARGUMENTS = [
  "install",
  "--no-audit",
  "--no-fund",
  "--no-package-lock",
  "--no-update-notifier",
  "--fetch-retries=0",
] as const;
const INSTALL_LIMIT_MS = 60_000;
/** The download has 150 MB or more. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** The inputs of a download. */
export interface NpmDownload {
  readonly environment: Environment;
  readonly stream: ProgressStream;
}

/** The folder of a downloaded CLI. */
export const npmFolder = (environment: Environment): string => join(cacheFolder(environment), "pulumi-npm");

/** The path of a CLI that was downloaded into a folder; undefined without one. */
export function downloadedCli(folder: string): string | undefined {
  const versions = join(folder, "home", "versions");
  if (!existsSync(versions)) return undefined;
  return readdirSync(versions)
    .map((version) => join(versions, version, "bin", "pulumi"))
    .find((path) => existsSync(path));
}

/** Downloads the CLI and returns its path; undefined, with a message on the stream, where that is not possible. */
export async function downloadCli({ environment, stream }: NpmDownload): Promise<string | undefined> {
  const folder = npmFolder(environment);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.downloading-`);
  const progress = startProgress(stream, "npm install pulumi");
  try {
    const failed = await downloadInto(work, environment, progress.phase);
    progress.end(failed === undefined ? "downloaded" : `not possible: ${failed}`);
    if (failed !== undefined) return undefined;
    moveIntoPlace(work, folder, (at) => downloadedCli(at) !== undefined);
    return downloadedCli(folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Returns the reason of a failure; undefined after a success. */
async function downloadInto(work: string, environment: Environment, phase: (text: string) => void) {
  const run = { folder: work, environment: { ...environment, PULUMI_HOME: join(work, "home") } };
  const args = [...INSTALL_ARGUMENTS, "--prefix", work, PACKAGE];
  const installed = await runTool({ ...run, path: "npm", args, limitMs: INSTALL_LIMIT_MS });
  if (installed.exitCode !== 0) return reasonOf("npm install pulumi", installed);
  phase("downloading the CLI");
  const script = join(work, "node_modules", ".bin", "pulumi");
  const downloaded = await runTool({ ...run, path: script, args: ["version"], limitMs: DOWNLOAD_LIMIT_MS });
  if (downloaded.exitCode !== 0) return reasonOf("the download", downloaded);
  return downloadedCli(work) === undefined ? "the package pulumi downloaded no CLI" : undefined;
}

const reasonOf = (what: string, { exitCode, lastLine }: ToolEnd): string =>
  `${what} ended with exit code ${exitCode}${lastLine === "" ? "" : ` (${lastLine})`}`;
