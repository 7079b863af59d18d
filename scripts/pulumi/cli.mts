import { join } from "node:path";
import { cacheFolder, type Environment } from "../checkout.mts";
import { buildCli } from "./build.mts";
import { placeCompanions } from "./companions.mts";
import { builtFolder, findCli, findGo, hasNodeHost, PULUMI_VERSION, type PulumiCli, surroundingsOf } from "./find.mts";

/** A CLI that can run Node.js programs; `hostFolder` must be on PATH if the CLI has no language host. */
export interface ReadyCli extends PulumiCli {
  readonly hostFolder?: string;
}

/** Finds the Pulumi CLI, or builds it with a message on stderr, and provides its language host. Throws a Refusal without a CLI and Go. */
export async function readyCli(environment: Environment, checkout: string): Promise<ReadyCli> {
  const surroundings = surroundingsOf(environment);
  const cli = findCli(surroundings) ?? (await builtNow(environment, checkout));
  if (cli.origin === "built") {
    placeCompanions(builtFolder(environment), checkout, process.execPath);
    return cli;
  }
  if (hasNodeHost(cli.path, surroundings)) return cli;
  const hostFolder = join(cacheFolder(environment), "node-host");
  placeCompanions(hostFolder, checkout, process.execPath);
  return { ...cli, hostFolder };
}

async function builtNow(environment: Environment, checkout: string): Promise<PulumiCli> {
  const go = findGo(surroundingsOf(environment));
  const folder = builtFolder(environment);
  process.stderr.write(
    `no Pulumi CLI on PATH or in ~/.pulumi/bin: building ${PULUMI_VERSION} from its published Go modules, once, into ${folder} (about four minutes, 115 MB)\n`,
  );
  const module = join(checkout, "scripts", "pulumi-cli");
  return { path: await buildCli({ go, module, folder, environment, stream: process.stderr }), origin: "built" };
}
