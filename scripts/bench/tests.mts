/** The duration of `npm test`. */
import { checkoutFolder, Refusal } from "../checkout.mts";
import { capture } from "../processes.mts";
import { findCli, surroundingsOf } from "../pulumi/find.mts";
import type { Bench } from "./bench.mts";
import { progress, timed } from "./rounds.mts";
import { TARGETS } from "./targets.mts";

const MS_PER_MINUTE = 60_000;

export const testsBench: Bench = {
  names: ["tests"],
  run: async (_asked, show) => {
    if (findCli(surroundingsOf(process.env)) === undefined) {
      throw new Refusal(
        "no Pulumi CLI found. Run npm run up once, which builds it; the build is not part of the measurement",
      );
    }
    progress("npm test, once");
    const command = { path: "npm", args: ["test"], folder: checkoutFolder(), environment: process.env };
    const { result, tookMs } = await timed(() => capture(command));
    const last = result.stdout.trimEnd().split("\n").at(-1) ?? "";
    progress(`npm test ended with ${result.exitCode}: ${last}`);
    const what = result.exitCode === 0 ? "npm test" : "npm test (with failures)";
    show({ what, unit: "min", ours: tookMs / MS_PER_MINUTE, target: TARGETS.testsMinutes });
  },
};
