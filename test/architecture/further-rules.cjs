/** Rules in addition to the table in layers.cjs: exceptions, and imports that are refused inside a module. */

/** Imports that the table would refuse, each with its reason. They must be lazy: a `require` inside a function. */
const exceptions = [
  {
    from: "dynamic",
    to: "runtime",
    reason:
      "the shell that Pulumi serializes into the state reaches the installed code by a path, only when a verb is called",
  },
];

/** Imports that are refused inside a module. Paths as in the table. */
const furtherRules = [
  {
    name: "only a kind's shell imports the dynamic provider",
    reason:
      "shapes, checks and handlers serve every entry point: only index.ts, provider.ts and the files of its class may import dynamic",
    from: { path: "^provider/kinds/", pathNot: "/(index|provider|class|resource|types)\\.ts$" },
    to: { path: "^provider/dynamic/" },
  },
  {
    name: "only a kind's resource class imports Pulumi",
    reason: "a kind must load in a plugin or a test without a Pulumi program around it",
    from: { path: "^provider/kinds/", pathNot: "/(class|resource|types)\\.ts$" },
    to: { path: "node_modules/@pulumi/" },
  },
  {
    name: "no kind imports its resource class",
    reason: "the class is one way into the kind; provider/index.ts alone exports it",
    from: { path: "^provider/kinds/", pathNot: "/resource\\.ts$" },
    to: { path: "^provider/kinds/.+/(class|resource)\\.ts$" },
  },
];

module.exports = { exceptions, furtherRules };
