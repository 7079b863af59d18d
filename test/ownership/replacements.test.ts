/** A resource that is replaced under the same ARM id because of a taint, an option or a change. */
import { describeSituation } from "./table.js";

const ADOPTING = ["ifIdentical", "always", "own"] as const;

describeSituation("an up of a tainted resource", {
  rows: [
    { ends: { up: ["first", "alive", "one"], again: ["first", "alive", "one"] } },
    ...ADOPTING.map(
      (adopt) =>
        ({
          adopt,
          ends: { up: ["green", "alive", "one", "left"], again: ["green", "alive", "one", "", "none"] },
        }) as const,
    ),
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("unchanged", (lane) => [lane.declare("one", { adopt: "never" })]);
    for (const { stack } of scene.lanes) stack.taint("one");
    await scene.run("up", (lane) => [lane.declare("one")]);
    await scene.run("again", (lane) => [lane.declare("one")]);
  },
});

// The first run after a create may treat the existing resource as the result of an interrupted create.
describeSituation("an up with --replace directly after the create", {
  rows: [{ ends: { up: ["?", "alive", "one", "?"] } }],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one")]);
    await scene.run("up", (lane) => [lane.declare("one")], { replace: ["one"] });
  },
});

describeSituation("an up with --replace", {
  rows: [
    { ends: { up: ["first", "alive", "one"] } },
    ...ADOPTING.flatMap((adopt) => [
      { adopt, ends: { up: ["green", "alive", "one", "left"] } } as const,
      { adopt, onDelete: "retain", ends: { up: ["green", "alive", "one", "left"] } } as const,
      { adopt, onDelete: "delete", ends: { up: ["green", "alive", "one", "left"] } } as const,
    ]),
  ],
  play: async (scene) => {
    await scene.run("begin", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("unchanged", (lane) => [lane.declare("one", { adopt: "never" })]);
    await scene.run("up", (lane) => [lane.declare("one")], { replace: ["one"] });
  },
});

describeSituation("an up with --replace and deleteBeforeReplace", {
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
    // Azure cannot change a location in place, so the create of the replacement fails.
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
