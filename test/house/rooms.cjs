/** What most rooms of the upper floors stand on. */
const RULES = ["core", "time", "schema", "rules"];

/**
 * Who may stand on whom. `npm run lint` and the tests of the house check the tree against this table; `floors.cjs`
 * beside it makes rules for dependency-cruiser of it.
 *
 * A room may import from itself and from the rooms it stands `on`: rooms of lower floors, and of its own floor only
 * rooms that are named before it. `packages` are the npm packages that it may import, `builtins` the modules of
 * Node.js ("any": all of them). Everything else is refused.
 */
const rooms = [
  // Floor 1: words and pure rules.
  { floor: 1, name: "core", path: "^provider/core/", on: [], packages: [], builtins: ["async_hooks", "fs", "path"] },
  {
    floor: 1,
    name: "time",
    path: "^provider/time/",
    on: ["core"],
    packages: ["temporal-polyfill", "windows-iana"],
    builtins: [],
  },
  {
    floor: 1,
    name: "schema",
    path: "^provider/schema/",
    on: ["core", "time"],
    packages: ["@sinclair/typebox", "ajv"],
    builtins: [],
  },
  { floor: 1, name: "rules", path: "^provider/rules/", on: ["core", "time", "schema"], packages: [], builtins: [] },
  {
    floor: 1,
    name: "dynamic",
    path: "^provider/dynamic/",
    on: ["core", "schema"],
    packages: ["@pulumi/pulumi"],
    builtins: ["crypto"],
  },

  // Floor 2: formats and protocols.
  {
    floor: 2,
    name: "arm",
    path: "^provider/arm/",
    on: ["core", "time"],
    packages: ["@azure/core-lro", "@azure/core-rest-pipeline"],
    builtins: [],
  },
  { floor: 2, name: "blocks", path: "^provider/blocks/", on: ["core", "time"], packages: [], builtins: "any" },
  {
    floor: 2,
    name: "template",
    path: "^provider/template/",
    on: [...RULES, "arm"],
    packages: ["@sinclair/typebox", "ajv"],
    builtins: ["crypto"],
  },

  {
    floor: 2,
    name: "ownership",
    path: "^provider/ownership/",
    on: ["core", "arm"],
    packages: [],
    builtins: ["crypto", "fs", "os", "path"],
  },

  // Floor 3: what is asked, and what answers. Neither knows the other: they meet at `Fetch`.
  {
    floor: 3,
    name: "engine",
    path: "^provider/engine/",
    on: [...RULES, "arm"],
    packages: [],
    builtins: ["crypto"],
  },
  {
    floor: 3,
    name: "service",
    path: "^provider/service/",
    on: [...RULES, "arm", "blocks", "template"],
    packages: ["ajv"],
    builtins: "any",
  },

  // Floor 4: what can be declared.
  {
    floor: 4,
    name: "kinds",
    path: "^provider/kinds/",
    on: [...RULES, "dynamic", "arm", "ownership", "engine"],
    packages: ["@pulumi/pulumi", "ajv"],
    builtins: [],
  },

  // Floor 5: the wiring and the public face.
  {
    floor: 5,
    name: "embedded",
    path: "^provider/embedded\\.ts$",
    on: ["core", "time", "arm", "blocks", "service"],
    packages: [],
    builtins: ["fs", "path"],
  },
  {
    floor: 5,
    name: "package-schema",
    path: "^provider/package-schema\\.ts$",
    on: ["core", "schema", "dynamic", "kinds"],
    packages: [],
    builtins: [],
  },
  {
    floor: 5,
    name: "crash",
    path: "^provider/crash\\.ts$",
    on: ["core", "arm", "service"],
    packages: [],
    builtins: ["fs"],
  },
  {
    floor: 5,
    name: "sign-in",
    path: "^provider/sign-in/",
    on: ["core", "arm"],
    packages: ["@azure/identity"],
    builtins: ["fs"],
  },
  {
    floor: 5,
    name: "connect",
    path: "^provider/connect\\.ts$",
    on: ["core", "time", "arm", "engine", "sign-in", "crash", "embedded"],
    packages: [],
    builtins: [],
  },
  {
    floor: 5,
    name: "settings",
    path: "^provider/settings\\.ts$",
    on: ["core", "engine", "connect"],
    packages: [],
    builtins: [],
  },
  { floor: 5, name: "engine-watch", path: "^provider/engine-watch\\.ts$", on: [], packages: [], builtins: ["net"] },
  {
    floor: 5,
    name: "warnings",
    path: "^provider/warnings\\.ts$",
    on: ["time"],
    packages: ["@grpc/grpc-js", "@pulumi/pulumi"],
    builtins: ["module"],
  },
  {
    floor: 5,
    name: "runtime",
    path: "^provider/runtime/",
    on: [...RULES, "dynamic", "arm", "ownership", "engine", "kinds", "connect", "settings", "engine-watch", "warnings"],
    packages: [],
    builtins: "any",
  },
  {
    floor: 5,
    name: "functions",
    path: "^provider/functions/",
    on: [...RULES, "dynamic", "arm", "engine", "kinds", "connect", "settings"],
    packages: ["@pulumi/pulumi", "ajv"],
    builtins: [],
  },
  {
    floor: 5,
    name: "components",
    path: "^provider/components/",
    on: [...RULES, "arm", "template", "kinds", "runtime", "functions"],
    packages: ["@pulumi/pulumi"],
    builtins: ["fs", "path"],
  },
  {
    floor: 5,
    name: "testing",
    path: "^provider/testing/",
    on: [...RULES, "arm", "ownership", "engine", "kinds", "embedded", "runtime", "functions"],
    packages: ["@pulumi/pulumi"],
    builtins: "any",
  },
  {
    floor: 5,
    name: "index",
    path: "^provider/index\\.ts$",
    on: ["core", "schema", "rules", "engine", "kinds", "runtime", "functions", "components"],
    packages: ["@pulumi/pulumi"],
    builtins: [],
  },

  // Floor 6: the doors.
  {
    floor: 6,
    name: "plugin",
    path: "^provider/plugin/",
    on: [...RULES, "arm", "engine", "kinds", "runtime", "functions", "components"],
    packages: ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf"],
    builtins: "any",
  },
  {
    floor: 6,
    name: "endpoint",
    path: "^provider/endpoint/",
    on: ["core", "time", "arm"],
    packages: [],
    builtins: "any",
  },
  {
    floor: 6,
    name: "web",
    path: "^provider/web/",
    on: [...RULES, "arm", "service", "embedded", "endpoint"],
    packages: [],
    builtins: "any",
  },
  {
    floor: 6,
    name: "cli",
    path: "^provider/cli/",
    on: [...RULES, "arm", "blocks", "template", "service", "crash", "embedded", "runtime", "endpoint", "web"],
    packages: ["commander"],
    builtins: "any",
  },
];

module.exports = { rooms };
