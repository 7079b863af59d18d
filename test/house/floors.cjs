/** The configuration of dependency-cruiser: rules made of the table in rooms.cjs and of what manners.cjs adds. */
const { exceptions, manners } = require("./manners.cjs");
const { rooms } = require("./rooms.cjs");

const pathOf = (name) => rooms.find((room) => room.name === name).path;
const exceptionsOf = (room) => exceptions.filter(({ from }) => from === room.name).map(({ to }) => pathOf(to));
const listed = (names) => (names.length === 0 ? "nothing" : names.join(", "));

/** What a room imports of ours lies in it or in a room that it stands on. */
const standing = (room) => ({
  name: `${room.name} stands on ${listed(room.on)}`,
  comment: `${room.name} is a room of floor ${room.floor}. It may import from ${listed(room.on)}: move what it needs down to one of them, or hand it in from above.`,
  severity: "error",
  from: { path: room.path },
  to: { path: "^provider/", pathNot: [room.path, ...room.on.map(pathOf), ...exceptionsOf(room)] },
});

const packagesOf = (room) => ({
  name: `${room.name} uses the packages ${listed(room.packages)}`,
  comment: "A new package for a room is a decision: write it into test/house/rooms.cjs.",
  severity: "error",
  from: { path: room.path },
  to: { path: "(^|/)node_modules/", pathNot: room.packages.map((name) => `(^|/)node_modules/${name}/`) },
});

const builtinsOf = (room) => ({
  name: `${room.name} uses of Node.js ${listed(room.builtins)}`,
  comment: "What a room knows of the machine is a decision: write it into test/house/rooms.cjs.",
  severity: "error",
  from: { path: room.path },
  to: { dependencyTypes: ["core"], pathNot: room.builtins.map((name) => `^(node:)?${name}(/|$)`) },
});

const lazy = ({ from, to, reason }) => ({
  name: `${from} reaches ${to} only lazily`,
  comment: `This one arrow points up, because ${reason}. It must be a require or an import() inside a function.`,
  severity: "error",
  from: { path: pathOf(from) },
  to: { path: pathOf(to), dependencyTypesNot: ["require", "dynamic-import"] },
});

const manner = ({ name, reason, from, to }) => ({ name, comment: reason, severity: "error", from, to });

/** A circle over an arrow that is an exception is none: that arrow is not there when the modules load. */
const noCircle = {
  name: "no circles",
  comment: "These files import each other. Move what they share into a file that both import.",
  severity: "error",
  from: { path: "^provider/" },
  to: { circular: true, viaOnly: { pathNot: exceptions.map(({ to }) => pathOf(to)) } },
};

const resolvable = {
  name: "what is imported exists",
  comment: "There is no such file or package.",
  severity: "error",
  from: { path: "^provider/" },
  to: { couldNotResolve: true },
};

module.exports = {
  forbidden: [
    ...rooms.flatMap((room) => [standing(room), packagesOf(room)]),
    ...rooms.filter(({ builtins }) => builtins !== "any").map(builtinsOf),
    ...exceptions.map(lazy),
    ...manners.map(manner),
    noCircle,
    resolvable,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Types count: who names a type of a room stands on it.
    tsPreCompilationDeps: true,
    moduleSystems: ["cjs", "es6"],
  },
};
