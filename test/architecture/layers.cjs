const { serviceModules, SUBJECTS } = require("./service-layers.cjs");

/** The modules that most modules of the upper layers import. */
const RULES = ["core", "time", "schema", "rules"];

/**
 * Which module may import which. `npm run lint` and the tests in this folder check the tree against this table;
 * `dependency-cruiser.cjs` derives the rules of dependency-cruiser from it.
 *
 * A module may import itself and the modules in `imports`: modules of lower layers, and of its own layer only those that
 * are listed before it. `packages` are the npm packages that it may import, `builtins` the modules of Node.js ("any": all
 * of them). Everything else is refused.
 */
const modules = [
  // Layer 1: shapes, and Azure Backup's rules as pure functions.
  {
    layer: 1,
    name: "core",
    path: "^provider/core/",
    imports: [],
    packages: [],
    builtins: ["async_hooks", "fs", "path"],
  },
  {
    layer: 1,
    name: "time",
    path: "^provider/time/",
    imports: ["core"],
    packages: ["temporal-polyfill", "windows-iana"],
    builtins: [],
  },
  {
    layer: 1,
    name: "schema",
    path: "^provider/schema/",
    imports: ["core", "time"],
    packages: ["@sinclair/typebox", "ajv"],
    builtins: [],
  },
  {
    layer: 1,
    name: "rules",
    path: "^provider/rules/",
    imports: ["core", "time", "schema"],
    packages: [],
    builtins: [],
  },
  {
    layer: 1,
    name: "dynamic",
    path: "^provider/dynamic/",
    imports: ["core", "schema"],
    packages: ["@pulumi/pulumi"],
    builtins: ["crypto", "path"],
  },

  // Layer 2: formats and protocols.
  {
    layer: 2,
    name: "arm",
    path: "^provider/arm/",
    imports: ["core", "time"],
    packages: ["@azure/core-lro", "@azure/core-rest-pipeline"],
    builtins: [],
  },
  { layer: 2, name: "blocks", path: "^provider/blocks/", imports: ["core", "time"], packages: [], builtins: "any" },
  {
    layer: 2,
    name: "template",
    path: "^provider/template/",
    imports: [...RULES, "arm"],
    packages: ["@sinclair/typebox", "ajv"],
    builtins: ["crypto"],
  },
  {
    layer: 2,
    name: "ownership",
    path: "^provider/ownership/",
    imports: ["core", "arm"],
    packages: [],
    builtins: ["crypto", "fs", "os", "path"],
  },

  // Layer 3: the engine sends requests, the service answers them. Neither imports the other: they meet at `Fetch`.
  {
    layer: 3,
    name: "engine",
    path: "^provider/engine/",
    imports: [...RULES, "arm"],
    packages: [],
    builtins: ["crypto"],
  },
  ...serviceModules,

  // Layer 4: what can be declared.
  {
    layer: 4,
    name: "kinds",
    path: "^provider/kinds/",
    imports: [...RULES, "dynamic", "arm", "ownership", "engine"],
    packages: ["@pulumi/pulumi", "ajv"],
    builtins: [],
  },

  // Layer 5: the public API.
  {
    layer: 5,
    name: "sign-in",
    path: "^provider/sign-in/",
    imports: ["core", "arm"],
    packages: ["@azure/identity"],
    builtins: ["fs"],
  },
  {
    layer: 5,
    name: "runtime",
    path: "^provider/runtime/",
    imports: [
      ...RULES,
      "dynamic",
      "arm",
      "blocks",
      "ownership",
      "engine",
      "service/store",
      "service/faults",
      "service",
      "kinds",
      "sign-in",
    ],
    packages: ["@grpc/grpc-js", "@pulumi/pulumi"],
    builtins: "any",
  },
  {
    layer: 5,
    name: "functions",
    path: "^provider/functions/",
    imports: [...RULES, "dynamic", "arm", "engine", "kinds", "runtime"],
    packages: ["@pulumi/pulumi", "ajv"],
    builtins: [],
  },
  {
    layer: 5,
    name: "components",
    path: "^provider/components/",
    imports: [...RULES, "arm", "template", "kinds", "runtime", "functions"],
    packages: ["@pulumi/pulumi"],
    builtins: ["fs", "path"],
  },
  {
    layer: 5,
    name: "testing",
    path: "^provider/testing/",
    imports: [...RULES, "arm", "ownership", "engine", "kinds", "runtime", "functions"],
    packages: ["@pulumi/pulumi"],
    builtins: "any",
  },
  {
    layer: 5,
    name: "index",
    path: "^provider/index\\.ts$",
    imports: ["core", "schema", "rules", "dynamic", "engine", "kinds", "runtime", "functions", "components"],
    packages: ["@pulumi/pulumi"],
    builtins: [],
  },

  // Layer 6: the entry points.
  {
    layer: 6,
    name: "plugin",
    path: "^provider/plugin/",
    imports: [...RULES, "arm", "engine", "kinds", "runtime", "functions", "components"],
    packages: ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"],
    builtins: "any",
  },
  { layer: 6, name: "http", path: "^provider/http/", imports: ["core", "time", "arm"], packages: [], builtins: "any" },
  {
    layer: 6,
    name: "web",
    path: "^provider/web/",
    imports: [...RULES, "arm", "service", "runtime", "http"],
    packages: [],
    builtins: "any",
  },
  {
    layer: 6,
    name: "cli",
    path: "^provider/cli/",
    imports: [...RULES, "arm", "blocks", "template", "service/faults", "service", "runtime", "http", "web"],
    packages: ["commander"],
    builtins: "any",
  },
];

module.exports = { modules, SUBJECTS };
