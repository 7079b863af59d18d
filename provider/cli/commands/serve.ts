/** `azvb serve`: the embedded Azure over HTTP on the loopback interface, until SIGINT or SIGTERM. */
import { type Command, Option } from "commander";
import type { Ticking } from "../../http/ticking.js";
import type { EmbeddedAzure } from "../../runtime/embedded.js";
import type { Pace } from "../../service/index.js";
import { withValues } from "../completion/words.js";
import { commandLog, homeOf } from "../home.js";
import { type HomeOptions, parsePace, parsePort, parseRegion, withHome } from "../options.js";

interface ServeOptions extends HomeOptions {
  readonly port: number;
  readonly pace: Pace;
  readonly faults?: string;
  readonly region: readonly string[];
}

const A_SECOND_MS = 1000;

const EXAMPLES = `
Prints one line, "listening on http://127.0.0.1:PORT", and serves until Ctrl-C
or SIGTERM. Creates the home if it does not exist.

Examples:
  azvb serve --port 8080
      then: pulumi config set azure-vm-backup:endpoint http://127.0.0.1:8080
  azvb serve --home ./simulation        a free port, and a separate home
  azvb serve --pace polls:3             a job advances at every third read of it
  azvb serve --faults plan.json         fault injection (docs/faults.md)
  azvb serve --region marsnorth         a region that this version does not know`;

/** Declares `azvb serve`. */
export function declareServe(command: Command): void {
  command
    .option("--port <n>", "port on 127.0.0.1; 0 selects a free one", parsePort, 0)
    .addOption(
      withValues(
        new Option("--pace <pace>", "how fast jobs run: instant, polls:N (advance at every N-th read) or real"),
        ["instant", "polls:3", "real"],
      )
        .argParser(parsePace)
        .default({ kind: "instant" } satisfies Pace, "instant"),
    )
    .option("--faults <file>", "fault plan (JSON): crash, fail, slow, throttle, timeout, drop, quota, failJob");
  command.option("--region <name>", "a further Azure region; repeatable", parseRegion, []);
  withHome(command).addHelpText("after", EXAMPLES).action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const { readFaults } = require("../../runtime/fault-plan.js") as typeof import("../../runtime/fault-plan.js");
  const faults = options.faults === undefined ? [] : readFaults(options.faults);
  const { openEmbedded } = require("../../runtime/embedded.js") as typeof import("../../runtime/embedded.js");
  const { listen } = require("../../http/http.js") as typeof import("../../http/http.js");
  const azure = await openEmbedded({
    home: homeOf(options.home),
    log: commandLog,
    pace: options.pace,
    faults,
    regions: options.region,
  });
  try {
    const stopped = stopSignal();
    const listener = await listen(azure.fetch, options.port);
    const working = await workOn(azure, options.pace);
    process.stdout.write(`listening on ${listener.url}\n`);
    await stopped;
    await Promise.all([listener.close(), working?.stop()]);
  } finally {
    await azure.close();
  }
}

/** At the real pace jobs run without being read, as in Azure. */
async function workOn(azure: EmbeddedAzure, pace: Pace): Promise<Ticking | undefined> {
  if (pace.kind !== "real") return undefined;
  const { everyMs } = require("../../http/ticking.js") as typeof import("../../http/ticking.js");
  const failed = (error: unknown) => commandLog.warn("background work failed", { error: String(error) });
  return everyMs(A_SECOND_MS, () => azure.settle(), failed);
}

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
