/** The next run completes a delete or a replacement whose provider was killed before or after one of its writes. */
import type { Lane } from "./lane.js";
import type { Scene } from "./scene.js";
import type { Options } from "./stack-state.js";
import { describeSituation, type KilledRow, killsAt, MOMENTS } from "./table.js";

describeSituation("a killed delete", {
  rows: MOMENTS.flatMap((moment) =>
    killsAt("delete", moment).map((kill) => ({
      ...kill,
      ends: {
        killed: ["killed", "?", "one"],
        again: ["green", kill.kinds[0] === "protectedVm" ? "stopped" : "gone", "nothing", "?"],
        up: ["green", "alive", "one"],
      },
    })),
  ),
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one")]);
    await scene.killed("killed", undefined, { verb: "destroy" });
    await scene.destroy("again");
    await scene.run("up", (lane) => [lane.declare("one")]);
  },
});

/** A replacement of a protected VM has two PUTs: the first stops protection, the second protects the VM again. */
const inReplacement = (operation: "delete" | "create", { kinds, kill }: KilledRow): KilledRow =>
  operation === "create" && kinds[0] === "protectedVm" ? { kinds, kill: { ...kill, call: 2 } } : { kinds, kill };

const REPLACEMENT = { change: "replaced", deleteBeforeReplace: true } as const;

const replacementsKilledAt = (moment: "before" | "after"): KilledRow[] =>
  (["delete", "create"] as const).flatMap((operation) =>
    killsAt(operation, moment).map((kill) => inReplacement(operation, kill)),
  );

const ENDS = {
  killed: ["killed", "?", "?"],
  again: ["green", "alive", "one", "?"],
  unchanged: ["green", "alive", "one", "", "none"],
} as const;

async function replaceAndKill(scene: Scene): Promise<void> {
  await scene.run("begin", (lane) => [lane.declare("one")]);
  await scene.killed("killed", (lane) => [lane.declare("one", REPLACEMENT)], { replace: ["one"] });
}

/** A replacement that was interrupted after its delete continues without --replace. Otherwise --replace is needed again. */
const optionsOfNextUp = ({ stack }: Lane): Options =>
  stack.state.some(({ isPendingReplacement }) => isPendingReplacement) ? {} : { replace: ["one"] };

async function complete(scene: Scene): Promise<void> {
  await scene.run("again", (lane) => [lane.declare("one", REPLACEMENT)], { perLane: optionsOfNextUp });
  await scene.run("unchanged", (lane) => [lane.declare("one", REPLACEMENT)]);
}

describeSituation("a killed replacement", {
  rows: MOMENTS.flatMap((moment) => replacementsKilledAt(moment).map((row) => ({ ...row, ends: ENDS }))),
  play: async (scene) => {
    await replaceAndKill(scene);
    await complete(scene);
  },
});

describeSituation("a killed replacement, followed by a refresh", {
  rows: replacementsKilledAt("after").map((row) => ({ ...row, ends: ENDS })),
  play: async (scene) => {
    await replaceAndKill(scene);
    await scene.run("refresh", undefined, { verb: "refresh" });
    await complete(scene);
  },
});
