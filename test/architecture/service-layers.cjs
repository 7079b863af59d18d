/**
 * The layers inside `service/`: the store, the front of Azure Resource Manager, long-running work, the subjects, and the
 * index.ts that composes them. Rows as in layers.cjs.
 */

/** The modules below the service that every module inside `service/` may import. */
const BELOW_SERVICE = ["core", "time", "schema", "rules", "arm", "blocks", "template"];

/** The lower layers of the service: the store, the front of Azure Resource Manager, the bodies of requests, long-running work. */
const SERVICE_FRONT = ["service/store", "service/azure", "service/wire", "service/schedule"];

/**
 * The subjects of the service, from the lowest to the highest. Each has its own folder with `routes`, `document`, `writes`
 * and `work`, and imports only subjects that are listed before it: those of its own parent folder directly, all others through
 * their `index.ts`.
 */
const SUBJECTS = [
  "groups",
  "compute",
  "compute/disks",
  "compute/snapshots",
  "compute/extensions",
  "compute/machines",
  "compute/collections",
  "vaults/vault",
  "vaults/guard",
  "vaults/policies",
  "vaults/private-endpoints",
  "vaults/config",
  "vaults",
  "jobs",
  "items/containers",
  "items/points",
  "items/items",
  "items/discovery",
  "vault-deletion",
  "backups",
  "restore",
  "deployments",
];

const subjects = SUBJECTS.map((subject, index) => ({
  layer: 3,
  name: `service/${subject}`,
  path: `^provider/service/${subject}/[^/]+\\.ts$`,
  imports: [...BELOW_SERVICE, ...SERVICE_FRONT, ...SUBJECTS.slice(0, index).map((name) => `service/${name}`)],
  packages: [],
  builtins: ["crypto"],
}));

const serviceModules = [
  {
    layer: 3,
    name: "service/store",
    path: "^provider/service/store/",
    imports: BELOW_SERVICE,
    packages: [],
    builtins: ["sqlite"],
  },
  {
    layer: 3,
    name: "service/azure",
    path: "^provider/service/azure/",
    imports: [...BELOW_SERVICE, "service/store"],
    packages: [],
    builtins: [],
  },
  {
    layer: 3,
    name: "service/wire",
    path: "^provider/service/wire/",
    imports: [...BELOW_SERVICE, "service/store", "service/azure"],
    packages: ["json5"],
    builtins: [],
  },
  {
    layer: 3,
    name: "service/schedule",
    path: "^provider/service/schedule/",
    imports: [...BELOW_SERVICE, "service/store", "service/azure"],
    packages: [],
    builtins: [],
  },
  {
    layer: 3,
    name: "service/faults",
    path: "^provider/service/faults/",
    imports: [...BELOW_SERVICE, ...SERVICE_FRONT],
    packages: [],
    builtins: "any",
  },
  ...subjects,
  {
    layer: 3,
    name: "service",
    path: "^provider/service/[^/]+\\.ts$",
    imports: [...BELOW_SERVICE, ...SERVICE_FRONT, "service/faults", ...subjects.map(({ name }) => name)],
    packages: [],
    builtins: ["crypto"],
  },
];

module.exports = { serviceModules, SUBJECTS };
