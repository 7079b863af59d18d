/** The next run completes a create or an update whose provider was killed before or after one of its writes. */
import type { Scene } from "./scene.js";
import { describeSituation, killsAt, MOMENTS } from "./table.js";

const declareOne = (scene: Scene, act: string): Promise<void> => scene.run(act, (lane) => [lane.declare("one")]);

describeSituation("a killed create", {
  rows: MOMENTS.flatMap((moment) =>
    killsAt("create", moment).map((kill) => ({
      ...kill,
      ends: {
        killed: ["killed", "?", "nothing"],
        again: ["green", "alive", "one"],
        unchanged: ["green", "alive", "one", "", "none"],
        destroy: ["green", kill.kinds[0] === "protectedVm" ? "stopped" : "gone", "nothing", "?"],
      },
    })),
  ),
  play: async (scene) => {
    await scene.killed("killed", (lane) => [lane.declare("one")]);
    await declareOne(scene, "again");
    await declareOne(scene, "unchanged");
    await scene.destroy();
  },
});

describeSituation("a killed update", {
  rows: MOMENTS.flatMap((moment) =>
    killsAt("update", moment).map((kill) => ({
      ...kill,
      ends: {
        killed: ["killed", "alive", "one"],
        again: ["green", "alive", "one"],
        unchanged: ["green", "alive", "one", "", "none"],
      },
    })),
  ),
  play: async (scene) => {
    await declareOne(scene, "begin");
    await scene.killed("killed", (lane) => [lane.declare("one", { change: "edited" })]);
    await scene.run("again", (lane) => [lane.declare("one", { change: "edited" })]);
    await scene.run("unchanged", (lane) => [lane.declare("one", { change: "edited" })]);
  },
});
