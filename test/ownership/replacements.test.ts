/** A resource that is replaced under the same ARM id, by a taint, an option or a change. */
import { describeSituation } from "./table.js";

const TAKEN = ["ifIdentical", "always", "own"] as const;

describeSituation("a tainted resource", {
  rows: [
    { ends: { up: ["first", "alive", "one"], again: ["first", "alive", "one"] } },
    ...TAKEN.map(
      (adopt) =>
        ({
          adopt,
          ends: { up: ["green", "alive", "one", "left"], again: ["green", "alive", "one", "", "none"] },
        }) as const,
    ),
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("seen", (lane) => [lane.declare("one", { adopt: "never" })]);
    for (const { stack } of scene.lanes) stack.taint("one");
    await scene.run("up", (lane) => [lane.declare("one")]);
    await scene.run("again", (lane) => [lane.declare("one")]);
  },
});

// The next run after a create may take what it finds for what that create made, as it is: nothing is lost by that.
describeSituation("a resource that is replaced before any run has seen it", {
  rows: [{ ends: { up: ["?", "alive", "one", "?"] } }],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one")]);
    await scene.run("up", (lane) => [lane.declare("one")], { replace: ["one"] });
  },
});

describeSituation("a resource that --replace names", {
  rows: [
    { ends: { up: ["first", "alive", "one"] } },
    ...TAKEN.flatMap((adopt) => [
      { adopt, ends: { up: ["green", "alive", "one", "left"] } } as const,
      { adopt, onDelete: "retain", ends: { up: ["green", "alive", "one", "left"] } } as const,
      { adopt, onDelete: "delete", ends: { up: ["green", "alive", "one", "left"] } } as const,
    ]),
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("seen", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("up", (lane) => [lane.declare("one")], { replace: ["one"] });
  },
});

describeSituation("a resource that --replace names, to be deleted first", {
  rows: [
    {
      kinds: ["group", "disk", "policy", "snapshot", "extension"],
      ends: { up: ["green", "alive", "one", "", "DELETE PUT"] },
    },
    { kinds: ["vault"], ends: { up: ["green", "alive", "one", "", "DELETE PUT PATCH"] } },
    { kinds: ["protectedVm"], ends: { up: ["green", "alive", "one", "?", "PUT PUT"] } },
    { adopt: "always", kinds: ["disk", "vault", "protectedVm"], ends: { up: ["green", "alive", "one", "?"] } },
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("up", (lane) => [lane.declare("one", { change: "edited", deleteBeforeReplace: true })], {
      replace: ["one"],
    });
  },
});

describeSituation("a change that replaces the resource", {
  rows: [
    { kinds: ["group", "disk", "policy", "snapshot"], ends: { up: ["green", "alive", "one", "", "DELETE PUT"] } },
    { kinds: ["vault"], ends: { up: ["green", "alive", "one", "", "DELETE PUT PATCH"] } },
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one")]);
    await scene.run("up", (lane) => [lane.declare("one", { change: "replaced" })]);
  },
});

describeSituation("a change that replaces the resource, with deleteBeforeReplace: false", {
  rows: [
    { kinds: ["group", "disk", "vault", "policy", "snapshot"], ends: { up: ["first", "alive", "one", "", "none"] } },
    { adopt: "always", kinds: ["snapshot"], ends: { up: ["green", "alive", "one", "left"] } },
    { adopt: "own", kinds: ["snapshot"], ends: { up: ["green", "alive", "one", "left"] } },
    // Azure changes no location in place, and no type of a policy back: the create of the new one fails.
    {
      adopt: "always",
      kinds: ["group", "disk", "vault"],
      ends: { up: ["?", "alive", "?", "?"], destroy: ["green", "?", "nothing", "?"] },
    },
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("up", (lane) => [lane.declare("one", { change: "replaced", deleteBeforeReplace: false })]);
    await scene.run("again", (lane) => [lane.declare("one", { change: "replaced", deleteBeforeReplace: false })]);
    await scene.destroy();
  },
});
