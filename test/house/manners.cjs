/** What the table of rooms.cjs does not say: its exceptions, and what is refused inside a room. */

/** Single arrows that the table would refuse, each with its reason. They must be lazy: a `require` or an `import()`. */
const exceptions = [
  {
    from: "dynamic",
    to: "runtime",
    reason:
      "the shell that Pulumi freezes into the state reaches the installed code by a path, only when a verb is called",
  },
];

/** What is refused inside a room or of a part of one, beside the table. Paths as in the table. */
const manners = [
  {
    name: "only a kind's shell knows the dynamic door",
    reason:
      "shapes, checks and handlers serve every door: only index.ts, resource.ts and provider.ts may import dynamic",
    from: { path: "^provider/kinds/", pathNot: "/(index|resource|provider)\\.ts$" },
    to: { path: "^provider/dynamic/" },
  },
  {
    name: "only a kind's resource class knows Pulumi",
    reason: "what a kind is must load in a plugin or a test without a Pulumi program around it",
    from: { path: "^provider/kinds/", pathNot: "/resource\\.ts$" },
    to: { path: "node_modules/@pulumi/" },
  },
  {
    name: "no kind knows its resource class",
    reason: "the class is one way into the kind; it is exported by provider/index.ts alone",
    from: { path: "^provider/kinds/", pathNot: "/resource\\.ts$" },
    to: { path: "^provider/kinds/.+/resource\\.ts$" },
  },
];

module.exports = { exceptions, manners };
