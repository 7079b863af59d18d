/** `azvb serve`: the embedded Azure on loopback HTTP, until the process is asked to end. */
import { type Command, Option } from "commander";
import type { Ticking } from "../../http/ticking.js";
import type { EmbeddedAzure } from "../../runtime/embedded.js";
import type { Pace } from "../../service/index.js";
import { commandLog, homeOf } from "../home.js";
import { type HomeOptions, parsePace, parsePort, withHome } from "../options.js";

interface ServeOptions extends HomeOptions {
  readonly port: number;
  readonly pace: Pace;
  readonly faults?: string;
}

const A_SECOND_MS = 1000;

const EXAMPLES = `
It prints one line, "listening on http://127.0.0.1:PORT", and serves until Ctrl-C or SIGTERM.

Examples:
  azvb serve --port 8080                     then: pulumi config set azure-vm-backup:endpoint http://127.0.0.1:8080
  azvb serve --port 0 --home /tmp/rehearsal  a free port, a home of its own
  azvb serve --port 8080 --pace polls:3      a job moves on at every third read of it
  azvb serve --port 8080 --faults plan.json  with fault injection, which PUT /_azvb/faults changes (docs/faults.md)`;

/** Declares `azvb serve`. */
export function declareServe(command: Command): void {
  command
    .option("--port <n>", "the port of 127.0.0.1; 0 takes a free one", parsePort, 0)
    .addOption(
      new Option("--pace <pace>", "how fast long work goes: instant, polls:N or real")
        .argParser(parsePace)
        .default({ kind: "instant" } satisfies Pace, "instant"),
    )
    .option("--faults <file>", "a fault plan, as JSON: crash, fail, slow, throttle, timeout, drop, quota, failJob");
  withHome(command).addHelpText("after", EXAMPLES).action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const { readFaults } = require("../../runtime/crash.js") as typeof import("../../runtime/crash.js");
  const faults = options.faults === undefined ? [] : readFaults(options.faults);
  const { openEmbedded } = require("../../runtime/embedded.js") as typeof import("../../runtime/embedded.js");
  const { listen } = require("../../http/http.js") as typeof import("../../http/http.js");
  const azure = await openEmbedded({ home: homeOf(options.home), log: commandLog, pace: options.pace, faults });
  try {
    const asked = askedToEnd();
    const listener = await listen(azure.fetch, options.port);
    const working = await workOn(azure, options.pace);
    process.stdout.write(`listening on ${listener.url}\n`);
    await asked;
    await Promise.all([listener.close(), working?.stop()]);
  } finally {
    await azure.close();
  }
}

/** At the real pace work goes on though nobody asks for it, as it does in Azure. */
async function workOn(azure: EmbeddedAzure, pace: Pace): Promise<Ticking | undefined> {
  if (pace.kind !== "real") return undefined;
  const { everyMs } = require("../../http/ticking.js") as typeof import("../../http/ticking.js");
  const failed = (error: unknown) => commandLog.warn("work did not go on", { error: String(error) });
  return everyMs(A_SECOND_MS, () => azure.settle(), failed);
}

const askedToEnd = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
