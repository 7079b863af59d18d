/** A resource that is renamed in the program is not deleted, and the state follows the name. */
import type { Lane } from "./lane.js";
import type { Scene } from "./scene.js";
import { describeSituation, except, MOMENTS } from "./table.js";

const ALL_BUT_PROTECTED_VM = except("protectedVm");
const ADOPTING = ["ifIdentical", "always", "own"] as const;

const begin = (scene: Scene): Promise<void> =>
  scene.run("begin", (lane) => [lane.declare("before", { adopt: "never" })]);

describeSituation("a rename without an alias", {
  rows: [
    {
      ends: { rename: ["exists", "alive", "before"], destroy: ["green", "gone", "nothing"] },
      kinds: ALL_BUT_PROTECTED_VM,
    },
    {
      ends: { rename: ["exists", "alive", "before"], destroy: ["green", "stopped", "nothing", "?"] },
      kinds: ["protectedVm"],
    },
    ...ADOPTING.flatMap((adopt) => [
      {
        adopt,
        kinds: ALL_BUT_PROTECTED_VM,
        ends: { rename: ["green", "alive", "after", "leftToOwner"], destroy: ["green", "gone", "nothing"] },
      } as const,
      {
        adopt,
        kinds: ["protectedVm"],
        ends: { rename: ["green", "alive", "after", "leftToOwner"], destroy: ["green", "stopped", "nothing", "?"] },
      } as const,
      {
        adopt,
        onDelete: "retain",
        ends: { rename: ["green", "alive", "after", "left"], destroy: ["green", "alive", "nothing", "leftRetained"] },
      } as const,
      {
        adopt,
        onDelete: "delete",
        ends: { rename: ["green", "alive", "after", "leftToOwner"], destroy: ["green", "gone", "nothing"] },
      } as const,
    ]),
  ],
  play: async (scene) => {
    await begin(scene);
    await scene.run("rename", (lane) => [lane.declare("after")]);
    await scene.destroy();
  },
});

describeSituation("a rename with an alias", {
  rows: [
    {
      kinds: ALL_BUT_PROTECTED_VM,
      ends: {
        rename: ["green", "alive", "after", "", "none"],
        again: ["green", "alive", "after", "", "none"],
        destroy: ["green", "gone", "nothing"],
      },
    },
    {
      kinds: ["protectedVm"],
      ends: {
        rename: ["green", "alive", "after", "", "none"],
        again: ["green", "alive", "after", "", "none"],
        destroy: ["green", "stopped", "nothing", "?"],
      },
    },
  ],
  play: async (scene) => {
    await begin(scene);
    await scene.run("rename", (lane) => [lane.declare("after", { aliases: ["before"] })]);
    await scene.run("again", (lane) => [lane.declare("after", { aliases: ["before"] })]);
    await scene.destroy();
  },
});

describeSituation("a rename with an alias and a change that replaces the resource", {
  rows: [
    {
      kinds: ["group", "disk", "policy", "snapshot"],
      ends: { rename: ["green", "alive", "after", "", "DELETE PUT"], again: ["green", "alive", "after", "", "none"] },
    },
    {
      kinds: ["vault"],
      ends: {
        rename: ["green", "alive", "after", "", "DELETE PUT PATCH"],
        again: ["green", "alive", "after", "", "none"],
      },
    },
  ],
  play: async (scene) => {
    const renamed = (lane: Lane) => [lane.declare("after", { aliases: ["before"], change: "replaced" })];
    await begin(scene);
    await scene.run("rename", renamed);
    await scene.run("again", renamed);
  },
});

// With --replace, the engine does not send the old name to the provider, so the run may fail. The next up succeeds.
describeSituation("a rename with an alias and --replace", {
  rows: [
    {
      ends: {
        rename: ["?", "alive", "?", "?"],
        again: ["green", "alive", "after", "?"],
        unchanged: ["green", "alive", "after", "", "none"],
      },
    },
  ],
  play: async (scene) => {
    const renamed = (lane: Lane) => [lane.declare("after", { aliases: ["before"], deleteBeforeReplace: true })];
    await begin(scene);
    await scene.run("rename", renamed, { replace: ["after"] });
    await scene.run("again", renamed);
    await scene.run("unchanged", renamed);
  },
});

describeSituation("a killed rename with adopt always", {
  rows: MOMENTS.flatMap((moment) =>
    (["group", "disk", "policy", "protectedVm"] as const).map((kind) => ({
      kinds: [kind],
      adopt: "always",
      kill: { moment, write: { name: "the PUT", method: "PUT" } },
      ends: {
        killed: ["killed", "alive", "before"],
        again: ["green", "alive", "after", "leftToOwner"],
        unchanged: ["green", "alive", "after", "", "none"],
      },
    })),
  ),
  play: async (scene) => {
    const renamed = (lane: Lane) => [lane.declare("after")];
    await begin(scene);
    await scene.killed("killed", renamed);
    await scene.run("again", renamed);
    await scene.run("unchanged", renamed);
  },
});

describeSituation("a rename with only the new name as target", {
  rows: [
    { kinds: ["group", "vault", "protectedVm"], ends: { target: ["exists", "alive", "before"] } },
    ...ADOPTING.map(
      (adopt) =>
        ({
          adopt,
          ends: {
            target: ["green", "alive", "after, before"],
            refresh: ["green", "alive", "after, before"],
            old: ["green", "alive", "after", "leftToOwner", "none"],
          },
        }) as const,
    ),
  ],
  play: async (scene) => {
    await begin(scene);
    await scene.run("target", (lane) => [lane.declare("after")], { targets: ["after"] });
    await scene.run("refresh", undefined, { verb: "refresh" });
    await scene.destroy("old", { targets: ["before"] });
  },
});

describeSituation("a rename with only the new name as target, followed by an up of all resources", {
  rows: ADOPTING.map((adopt) => ({
    adopt,
    ends: {
      target: ["green", "alive", "after, before"],
      all: ["green", "alive", "after", "leftToOwner", "none"],
      again: ["green", "alive", "after", "", "none"],
    },
  })),
  play: async (scene) => {
    await begin(scene);
    await scene.run("target", (lane) => [lane.declare("after")], { targets: ["after"] });
    await scene.run("all", (lane) => [lane.declare("after")], { refresh: true });
    await scene.run("again", (lane) => [lane.declare("after")]);
  },
});

describeSituation("a refresh", {
  rows: [
    { ends: { refresh: ["green", "alive", "before", "", "none"], again: ["green", "alive", "before", "", "none"] } },
  ],
  play: async (scene) => {
    await begin(scene);
    await scene.run("refresh", undefined, { verb: "refresh" });
    await scene.run("again", (lane) => [lane.declare("before")]);
  },
});
