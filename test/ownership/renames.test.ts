/** A resource that has another name in the program: what is alive stays, and the state follows it. */
import { describeSituation, except } from "./table.js";

describeSituation("a rename without an alias", {
  rows: [
    {
      adopt: "never",
      ends: { rename: ["exists", "alive", "before"], destroy: ["green", "gone", "nothing"] },
      kinds: except("protectedVm"),
    },
    {
      adopt: "ifIdentical",
      ends: { rename: ["green", "alive", "after", "leftToOwner"], destroy: ["green", "gone", "nothing"] },
      kinds: except("protectedVm"),
    },
    {
      adopt: "always",
      ends: { rename: ["green", "alive", "after", "leftToOwner"], destroy: ["green", "gone", "nothing"] },
      kinds: except("protectedVm"),
    },
    {
      adopt: "own",
      ends: { rename: ["green", "alive", "after", "leftToOwner"], destroy: ["green", "gone", "nothing"] },
      kinds: except("protectedVm"),
    },
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("before", { adopt: "never" })]);
    await scene.run("rename", (lane) => [lane.declare("after")]);
    await scene.destroy();
  },
});
