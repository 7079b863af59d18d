/**
 * Finds the Pulumi CLI: the user's own if it works, else the one that was built earlier. The npm package `pulumi` puts a
 * downloader with the same name on PATH, so a candidate must answer `pulumi version`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { cacheFolder, type Environment, Refusal, userFolder } from "../checkout.mts";

/** The release to build if there is no CLI: the newest whose engine is published as a Go module. */
export const PULUMI_VERSION = "3.259.0";

const INSTALL_PAGE = "https://www.pulumi.com/docs/install/";
const ANSWER_LIMIT_MS = 20_000;

/** A working CLI: the user's `own`, or one that was `built` into the cache folder. */
export interface PulumiCli {
  readonly path: string;
  readonly origin: "own" | "built";
}

/** The inputs of the search; in production the functions read the disk. */
export interface Surroundings {
  readonly environment: Environment;
  readonly exists: (path: string) => boolean;
  readonly linkedTo: (path: string) => string;
  readonly answers: (path: string) => boolean;
}

/** The inputs on this machine, with the variables of a process. */
export function surroundingsOf(environment: Environment): Surroundings {
  return {
    environment,
    exists: existsSync,
    linkedTo: realpathSync,
    answers: (path) => answersVersion(path, environment),
  };
}

/** The folder of the CLI that is built if the user has none. */
export function builtFolder(environment: Environment): string {
  return join(cacheFolder(environment), `pulumi-${PULUMI_VERSION}`, "bin");
}

/** The existing CLI: on PATH, then in `~/.pulumi/bin`, then built earlier; `undefined` if there is none. */
export function findCli({ environment, exists, answers }: Surroundings): PulumiCli | undefined {
  const places = [...pathFolders(environment), join(userFolder(environment), ".pulumi", "bin")];
  const own = places.map((folder) => join(folder, "pulumi")).find((path) => exists(path) && answers(path));
  if (own !== undefined) return { path: own, origin: "own" };
  const built = join(builtFolder(environment), "pulumi");
  return exists(built) ? { path: built, origin: "built" } : undefined;
}

/** The `go` command, on PATH or in the folder of Go's installer. Throws a Refusal with how to install Pulumi if there is none. */
export function findGo({ environment, exists }: Surroundings): string {
  const places = [...pathFolders(environment), "/usr/local/go/bin"];
  const go = places.map((folder) => join(folder, "go")).find(exists);
  if (go !== undefined) return go;
  throw new Refusal(
    `Pulumi is required, but neither Pulumi (on PATH or in ~/.pulumi/bin) nor Go to build it (on PATH or in /usr/local/go/bin) was found. Install Pulumi (${INSTALL_PAGE}), then run this again.`,
  );
}

/** Whether a CLI has a language host for Node.js: next to it, next to the target of its link, or on PATH. */
export function hasNodeHost(cli: string, { environment, exists, linkedTo }: Surroundings): boolean {
  const places = [dirname(cli), dirname(linkedTo(cli)), ...pathFolders(environment)];
  return places.some((folder) => exists(join(folder, "pulumi-language-nodejs")));
}

function pathFolders(environment: Environment): string[] {
  return (environment["PATH"] ?? "").split(delimiter).filter(isAbsolute);
}

function answersVersion(path: string, environment: Environment): boolean {
  const { status, stdout } = spawnSync(path, ["version"], {
    encoding: "utf8",
    env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: ANSWER_LIMIT_MS,
  });
  return status === 0 && /^v?3\.\d+\.\d+/.test(stdout);
}
