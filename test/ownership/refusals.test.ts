/** After a create that Azure refused or that lost a race, this stack does not adopt the resource of another owner. */
import type { Scene } from "./scene.js";
import { matchWrite, putAsOtherOwner } from "./scene.js";
import { describeSituation, except } from "./table.js";

const refused = { fail: { status: 403, code: "RequestDisallowedByPolicy", message: "You may not." } };
const conflict = { fail: { status: 409, code: "Conflict", message: "Somebody else was faster." } };
const PUT = { name: "the PUT", method: "PUT" } as const;
const ALL_BUT_PROTECTED_VM = except("protectedVm");

const declareOne = (scene: Scene, act: string): Promise<void> => scene.run(act, (lane) => [lane.declare("one")]);

const refuse = (scene: Scene): Promise<void> =>
  scene.run("refused", (lane) => [lane.declare("one")], { plan: (lane) => ({ ...refused, ...matchWrite(lane, PUT) }) });

describeSituation("a refused create, after which another owner creates a different resource with that id", {
  rows: [
    {
      ends: {
        refused: ["forbidden", "gone", "nothing"],
        again: ["exists", "alive", "nothing", "", "none"],
        destroy: ["green", "alive", "nothing", "", "none"],
      },
    },
    { adopt: "ifIdentical", ends: { again: ["exists", "alive", "nothing"], destroy: ["green", "alive", "nothing"] } },
    {
      adopt: "always",
      ends: {
        again: ["green", "alive", "one (adopted)"],
        destroy: ["green", "alive", "nothing", "leftAdopted", "none"],
      },
    },
    {
      adopt: "own",
      kinds: ALL_BUT_PROTECTED_VM,
      ends: { again: ["green", "alive", "one"], destroy: ["green", "gone", "nothing"] },
    },
    {
      adopt: "own",
      kinds: ["protectedVm"],
      ends: { again: ["green", "alive", "one"], destroy: ["green", "stopped", "nothing", "?"] },
    },
    {
      adopt: "always",
      onDelete: "delete",
      ends: { again: ["green", "alive", "one (adopted)"], destroy: ["green", "gone", "nothing"] },
    },
  ],
  play: async (scene) => {
    await refuse(scene);
    await scene.createAsOtherOwner("other");
    await declareOne(scene, "again");
    await scene.destroy();
  },
});

describeSituation("a refused create, after which another owner creates an identical resource", {
  rows: [
    { ends: { again: ["exists", "alive", "nothing", "", "none"], destroy: ["green", "alive", "nothing", "", "none"] } },
    {
      adopt: "ifIdentical",
      ends: {
        again: ["green", "alive", "one (adopted)", "", "none"],
        destroy: ["green", "alive", "nothing", "leftAdopted", "none"],
      },
    },
  ],
  play: async (scene) => {
    await refuse(scene);
    await scene.createAsOtherOwner("same");
    await declareOne(scene, "again");
    await scene.destroy();
  },
});

describeSituation("a create that loses a race against another owner", {
  rows: [
    {
      ends: {
        lost: ["taken", "alive", "nothing"],
        again: ["exists", "alive", "nothing"],
        destroy: ["green", "alive", "nothing", "", "none"],
      },
    },
    {
      adopt: "ifIdentical",
      ends: {
        lost: ["taken", "alive", "nothing"],
        again: ["exists", "alive", "nothing"],
        destroy: ["green", "alive", "nothing", "", "none"],
      },
    },
    {
      adopt: "always",
      ends: {
        lost: ["taken", "alive", "nothing"],
        again: ["green", "alive", "one (adopted)"],
        destroy: ["green", "alive", "nothing", "leftAdopted", "none"],
      },
    },
    { adopt: "own", ends: { lost: ["taken", "alive", "nothing"], again: ["green", "alive", "one"] } },
  ],
  play: async (scene) => {
    for (const lane of scene.lanes) {
      scene.azure.beforeWrite(lane.target.id, () => putAsOtherOwner(scene.azure, lane, "other"));
    }
    await scene.run("lost", (lane) => [lane.declare("one")], {
      plan: (lane) => ({ ...conflict, ...matchWrite(lane, PUT) }),
    });
    await declareOne(scene, "again");
    await scene.destroy();
  },
});

describeSituation("a create that fails after it took effect in Azure", {
  rows: [
    {
      kinds: ALL_BUT_PROTECTED_VM,
      ends: {
        refused: ["forbidden", "alive", "?"],
        again: ["green", "alive", "one"],
        unchanged: ["green", "alive", "one", "", "none"],
        destroy: ["green", "gone", "nothing"],
      },
    },
    {
      kinds: ["protectedVm"],
      ends: {
        refused: ["forbidden", "alive", "?"],
        again: ["green", "alive", "one"],
        unchanged: ["green", "alive", "one", "", "none"],
        destroy: ["green", "stopped", "nothing", "?"],
      },
    },
  ],
  play: async (scene) => {
    const afterwards = { fail: { ...refused.fail, moment: "after" } };
    await scene.run("refused", (lane) => [lane.declare("one")], {
      plan: (lane) => ({ ...afterwards, ...matchWrite(lane, PUT) }),
    });
    await declareOne(scene, "again");
    await declareOne(scene, "unchanged");
    await scene.destroy();
  },
});
