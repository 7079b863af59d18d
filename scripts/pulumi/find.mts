/**
 * Finds the Pulumi CLI: the user's own if it works, else the one that was downloaded or built earlier. The npm package `pulumi` puts a
 * downloader with the same name on PATH, so a candidate must answer `pulumi version`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { cacheFolder, type Environment, userFolder } from "../checkout.mts";
import { downloadedCli, npmFolder } from "./npm-cli.mts";

/** The release to build if there is no CLI: the newest whose engine is published as a Go module. */
export const PULUMI_VERSION = "3.259.0";

export const INSTALL_PAGE = "https://www.pulumi.com/docs/install/";
const ANSWER_LIMIT_MS = 20_000;

/** A working CLI: the user's `own`, or one in the cache folder, downloaded by the `npm` package pulumi or `built`. */
export interface PulumiCli {
  readonly path: string;
  readonly origin: "own" | "npm" | "built";
}

/** The inputs of the search; in production the functions read the disk. */
export interface Surroundings {
  readonly environment: Environment;
  readonly exists: (path: string) => boolean;
  readonly linkedTo: (path: string) => string;
  readonly answers: (path: string) => boolean;
  /** The CLI that was downloaded into a folder. */
  readonly downloadedIn: (folder: string) => string | undefined;
}

/** The inputs on this machine, with the variables of a process. */
export function surroundingsOf(environment: Environment): Surroundings {
  return {
    environment,
    exists: existsSync,
    linkedTo: realpathSync,
    answers: (path) => answersVersion(path, environment),
    downloadedIn: downloadedCli,
  };
}

/** The folder of the CLI that is built if the user has none. */
export function builtFolder(environment: Environment): string {
  return join(cacheFolder(environment), `pulumi-${PULUMI_VERSION}`, "bin");
}

/** The existing CLI: on PATH, then in `~/.pulumi/bin`, then downloaded earlier, then built earlier; `undefined` if there is none. */
export function findCli({ environment, exists, answers, downloadedIn }: Surroundings): PulumiCli | undefined {
  const places = [...pathFolders(environment), join(userFolder(environment), ".pulumi", "bin")];
  const own = places.map((folder) => join(folder, "pulumi")).find((path) => exists(path) && answers(path));
  if (own !== undefined) return { path: own, origin: "own" };
  const downloaded = downloadedIn(npmFolder(environment));
  if (downloaded !== undefined && answers(downloaded)) return { path: downloaded, origin: "npm" };
  const built = join(builtFolder(environment), "pulumi");
  return exists(built) ? { path: built, origin: "built" } : undefined;
}

/** The command of this name on PATH; undefined if there is none. */
export const findOnPath = (name: string, { environment, exists }: Surroundings): string | undefined =>
  pathFolders(environment)
    .map((folder) => join(folder, name))
    .find(exists);

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
