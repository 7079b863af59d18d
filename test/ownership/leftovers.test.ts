/** Resources that a destroy retains, and resources of an interrupted create of which the home has no record. */
import type { Scene } from "./scene.js";
import { describeSituation, except, killsAt } from "./table.js";
import { ALL } from "./targets.js";

const ALL_OTHERS = except("protectedVm", "vault");
const declareOne = (scene: Scene, act: string): Promise<void> => scene.run(act, (lane) => [lane.declare("one")]);

describeSituation("a destroy, followed by an up of a changed program", {
  rows: [
    {
      kinds: except("protectedVm"),
      ends: {
        destroy: ["green", "gone", "nothing"],
        edit: ["green", "alive", "one"],
        end: ["green", "gone", "nothing"],
      },
    },
    ...[undefined, "stopRetain"].map(
      (onDelete) =>
        ({
          kinds: ["protectedVm"],
          onDelete,
          ends: {
            destroy: ["green", "stopped", "nothing", "?"],
            edit: ["green", "alive", "one"],
            end: ["green", "stopped", "nothing", "?"],
          },
        }) as const,
    ),
    {
      kinds: ["vault"],
      onDelete: "stopRetain",
      ends: { destroy: ["green", "alive", "nothing", "?"], edit: ["green", "alive", "one"] },
    },
    {
      kinds: [...ALL_OTHERS, "vault", "protectedVm"],
      onDelete: "retain",
      ends: { destroy: ["green", "alive", "nothing", "leftRetained", "none"], edit: ["exists", "alive", "nothing"] },
    },
    {
      kinds: ALL,
      onDelete: "delete",
      ends: { destroy: ["green", "gone", "nothing"], edit: ["green", "alive", "one"] },
    },
  ],
  play: async (scene) => {
    await declareOne(scene, "begin");
    await scene.destroy();
    await scene.run("edit", (lane) => [lane.declare("one", { change: "edited" })]);
    await scene.destroy("end");
  },
});

describeSituation("a destroy that stops protection, which another owner then resumes", {
  rows: [
    { kinds: ["protectedVm"], ends: { again: ["exists", "alive", "nothing"] } },
    { kinds: ["protectedVm"], adopt: "always", ends: { again: ["green", "alive", "one (adopted)"] } },
  ],
  play: async (scene) => {
    await declareOne(scene, "begin");
    await scene.destroy();
    await scene.createAsOtherOwner("other");
    await declareOne(scene, "again");
  },
});

describeSituation("a destroy of an adopted resource", {
  rows: [
    {
      adopt: "always",
      ends: {
        begin: ["green", "alive", "one (adopted)"],
        destroy: ["green", "alive", "nothing", "leftAdopted", "none"],
      },
    },
    {
      adopt: "always",
      onDelete: "retain",
      ends: { begin: ["green", "alive", "one (adopted)"], destroy: ["green", "alive", "nothing", "left", "none"] },
    },
    {
      adopt: "always",
      onDelete: "delete",
      ends: { begin: ["green", "alive", "one (adopted)"], destroy: ["green", "gone", "nothing"] },
    },
    {
      adopt: "own",
      kinds: except("protectedVm"),
      ends: { begin: ["green", "alive", "one"], destroy: ["green", "gone", "nothing"] },
    },
  ],
  play: async (scene) => {
    await scene.createAsOtherOwner("other");
    await declareOne(scene, "begin");
    await scene.destroy();
  },
});

describeSituation("a killed create, followed by an up with a new home", {
  rows: killsAt("create", "after").flatMap((kill) => [
    { ...kill, ends: { again: ["own", "alive", "nothing", "", "none"] } },
    {
      ...kill,
      adopt: "always",
      ends: { again: ["green", "alive", "one (adopted)"], destroy: ["green", "alive", "nothing", "leftAdopted"] },
    },
    { ...kill, adopt: "own", ends: { again: ["green", "alive", "one"], destroy: ["green", "?", "nothing", "?"] } },
  ]),
  play: async (scene) => {
    await scene.killed("killed", (lane) => [lane.declare("one")]);
    await scene.run("again", (lane) => [lane.declare("one")], { isFreshHome: true });
    await scene.destroy();
  },
});

describeSituation("a destroy with a new home", {
  rows: [
    { kinds: except("protectedVm"), ends: { destroy: ["green", "gone", "nothing"] } },
    { kinds: ["protectedVm"], ends: { destroy: ["green", "stopped", "nothing", "?"] } },
    { onDelete: "retain", ends: { destroy: ["green", "alive", "nothing", "leftRetained", "none"] } },
  ],
  play: async (scene) => {
    await declareOne(scene, "begin");
    await scene.destroy("destroy", { isFreshHome: true });
  },
});
