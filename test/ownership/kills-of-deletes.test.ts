/** A provider that is killed before or after each write of a delete and of a replacement: the next run completes it. */
import { describeSituation, type KilledRow, killsAt, MOMENTS } from "./table.js";

describeSituation("a delete that is killed", {
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

/** A protected VM is stopped and protected again by a PUT each. */
const inReplacement = (operation: "delete" | "create", { kinds, kill }: KilledRow): KilledRow =>
  operation === "create" && kinds[0] === "protectedVm" ? { kinds, kill: { ...kill, call: 2 } } : { kinds, kill };

for (const isRefreshed of [false, true]) {
  describeSituation(`a replacement that is killed${isRefreshed ? ", and a refresh" : ""}`, {
    rows: MOMENTS.flatMap((moment) =>
      (["delete", "create"] as const)
        .flatMap((operation) => killsAt(operation, moment).map((kill) => inReplacement(operation, kill)))
        .map((kill) => ({
          ...kill,
          ends: {
            killed: ["killed", "?", "?"],
            again: ["green", "alive", "one", "?"],
            unchanged: ["green", "alive", "one", "", "none"],
          },
        })),
    ),
    play: async (scene) => {
      await scene.run("begin", (lane) => [lane.declare("one")]);
      const replacement = { change: "replaced", deleteBeforeReplace: true } as const;
      await scene.killed("killed", (lane) => [lane.declare("one", replacement)], { replace: ["one"] });
      if (isRefreshed) await scene.run("refresh", undefined, { verb: "refresh" });
      // What is left to replace is replaced though nobody asks for it again.
      await scene.run("again", (lane) => [lane.declare("one", replacement)]);
      await scene.run("unchanged", (lane) => [lane.declare("one", replacement)]);
    },
  });
}
