/**
 * The baseline of the benchmark: a package of the same shape whose verbs do nothing. Its name has the same length, its
 * files have the same paths and its classes send the same inputs, so Pulumi does the same work to the byte. Its verbs
 * return results that were recorded from this package, or their arguments if there is no record.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StackState, StateResource } from "../../test/support/pulumi.js";

export const OUR_NAME = "azure-vm-backup";
export const EMPTY_NAME = "empty-vm-backup";

/** The file in the project's folder with the results of the empty verbs. */
const RECORD = "recorded.json";

/** The classes with as many placeholders as this package's classes, since Pulumi creates four promises for each. */
const KINDS = {
  Vault: {
    folder: "vault",
    named: true,
    placeholders: [
      ...["sku", "tags", "identity", "publicNetworkAccess", "redundancy", "crossRegionRestore"],
      ...["crossSubscriptionRestore", "softDelete", "immutability", "encryption", "monitoring"],
      ...["principalId", "tenantId"],
    ],
  },
  BackupPolicy: {
    folder: "backup-policy",
    named: true,
    placeholders: [
      ...["policyType", "timeZone", "instantRestoreDays", "instantRestoreResourceGroup"],
      ...["consistency", "archive"],
    ],
  },
  ProtectedVm: {
    folder: "protected-vm",
    named: false,
    placeholders: [
      ...["policy", "disks", "protection", "protectionState"],
      ...["containerName", "itemName", "firstRecoveryPoint"],
    ],
  },
} as const;

const CLASSES = `"use strict";
const pulumi = require("@pulumi/pulumi");
const kinds = ${JSON.stringify(KINDS)};
for (const [kind, { folder, named, placeholders }] of Object.entries(kinds)) {
  const provider = require("./kinds/" + folder + "/provider.js");
  exports[kind] = class extends pulumi.dynamic.Resource {
    constructor(name, args, options) {
      const inputs = { ...args };
      if (named) inputs.name ??= name;
      const absent = Object.fromEntries(["endpoint", "adopted", ...placeholders].map((key) => [key, undefined]));
      const __urn = pulumi.createUrn(name, "pulumi-nodejs:dynamic/${OUR_NAME}:" + kind, options?.parent);
      super(provider, name, { ...absent, ...inputs, __urn }, options, "${OUR_NAME}", kind);
    }
  };
}
`;

const VERBS = `"use strict";
const { existsSync, readFileSync } = require("node:fs");
let record;
const recorded = ({ __urn }) => {
  record ??= existsSync("${RECORD}") ? JSON.parse(readFileSync("${RECORD}", "utf8")) : {};
  return record[__urn];
};
exports.check = async (_olds, news) => ({ inputs: recorded(news)?.inputs ?? news, failures: [] });
exports.diff = async () => ({ changes: false });
exports.create = async (news) => {
  const { id, outputs } = recorded(news) ?? { id: news.__urn, outputs: news };
  return { id, outs: outputs };
};
exports.read = async (id, props) => ({ id, props });
exports.update = async (_id, _olds, news) => ({ outs: news });
exports.delete = async () => {};
`;

const PROVIDER = `"use strict";
Object.assign(exports, require("../../verbs.js"));
`;

/** Installs the empty package next to this package, with the same exports. */
export function placeEmptyPackage(folder: string): void {
  const modules = join(folder, "node_modules");
  const manifest = JSON.parse(readFileSync(join(modules, OUR_NAME, "package.json"), "utf8")) as Record<string, unknown>;
  const { version, main, exports } = manifest;
  const files = {
    "package.json": JSON.stringify({
      name: EMPTY_NAME,
      version,
      main,
      exports,
      dependencies: { "@pulumi/pulumi": "*" },
    }),
    "dist/provider/index.js": CLASSES,
    "dist/provider/verbs.js": VERBS,
    ...Object.fromEntries(
      Object.values(KINDS).map((kind) => [`dist/provider/kinds/${kind.folder}/provider.js`, PROVIDER]),
    ),
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(modules, EMPTY_NAME, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Writes the record of a run of ours into the project of the empty package. */
export function writeRecord(folder: string, state: StackState): void {
  const answers = customResources(state).map(({ urn, id, inputs, outputs }) => [urn, { id, inputs, outputs }]);
  writeFileSync(join(folder, RECORD), JSON.stringify(Object.fromEntries(answers)));
}

/** What of a state has to be equal, a resource a line, the package called by our name. When and from where a resource was declared is its run's own. */
const comparableText = (state: StackState): string =>
  customResources(state)
    .map(({ urn, id, inputs, outputs, parent }) => JSON.stringify({ urn, id, inputs, outputs, parent }))
    .toSorted()
    .join("\n")
    .replaceAll(EMPTY_NAME, OUR_NAME);

/** Throws with the first differing lines unless both runs have the same state. */
export function requireEqualStates(ours: StackState, other: StackState): void {
  const [left, right] = [comparableText(ours).split("\n"), comparableText(other).split("\n")];
  const index = left.findIndex((line, place) => line !== right[place]);
  if (index < 0 && left.length === right.length) return;
  throw new Error(`The states differ, so the comparison is invalid:\n${left.at(index)}\n${right.at(index)}`);
}

const customResources = ({ deployment }: StackState): StateResource[] =>
  (deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
