/** What check says of a protected VM that no schema can, by what the program knows of the VM, the vault and the policy. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { full, itemInputs, POLICY, VAULT, VM } from "./examples.js";

const refusals = (more: JsonObject, known: JsonObject = {}): string[] =>
  check(protectedVm, { ...itemInputs, ...more, __known: known }).failures.map(
    ({ property, found, reason }) => `${property}: ${found === undefined ? "" : `${found} `}${reason}`,
  );

const OTHER_VAULT = `${VAULT}2`;
const ELSEWHERE = VM.replace("11111111", "22222222");
const V1 = { policyType: "V1" };
const V2 = { policyType: "V2" };
const zoned = { extendedLocation: { type: "EdgeZone", name: "losangeles" } };
const diskOf = (storageAccountType: string, more: JsonObject = {}): JsonObject => ({
  storageProfile: { dataDisks: [{ lun: 0, managedDisk: { storageAccountType }, ...more }] },
});

/** Each row: what is wrong, in which inputs, by what is known, and how it is told. */
const WRONG: readonly (readonly [title: string, inputs: JsonObject, known: JsonObject, told: string])[] = [
  [
    "no policy while it is protected",
    { policy: undefined },
    {},
    'policy: is missing: expected the ARM id of a policy of the vault, since protection is "protected"',
  ],
  [
    "no policy while it is suspended, by which its points expire",
    { policy: undefined, protection: "suspended" },
    {},
    'policy: is missing: expected the ARM id of a policy of the vault, since protection is "suspended"',
  ],
  [
    "a policy of another vault",
    { policy: `${OTHER_VAULT}/backupPolicies/daily` },
    {},
    `policy: ${OTHER_VAULT}/backupPolicies/daily is a policy of another vault: expected one of ${VAULT}`,
  ],
  [
    "a VM of another subscription",
    { vm: ELSEWHERE },
    {},
    `vm: ${ELSEWHERE} is in another subscription than the vault ${VAULT}: Azure accepts such VMs since 2026, but this package does not support that yet; use a vault in the VM's subscription`,
  ],
  [
    "two choices of disks",
    { disks: { include: [1], exclude: [2] } },
    {},
    "disks: has include and exclude: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  ],
  [
    "no choice of disks",
    { disks: {} },
    {},
    "disks: is empty: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  ],
  [
    "a choice that chooses nothing",
    { disks: { osDiskOnly: false } },
    {},
    "disks: has only osDiskOnly: false: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  ],
  [
    "a VM of another region",
    {},
    { vm: { location: "northeurope" }, vault: { location: "West Europe" } },
    "vm: is in northeurope, but the vault is in West Europe: Azure Backup protects only VMs in the region of the vault; use a vault in northeurope",
  ],
  [
    "a disk that wants an enhanced policy, under a standard one",
    {},
    { vm: diskOf("PremiumV2_LRS"), policy: V1 },
    "vm: cannot be protected: The disk at LUN 0 has the SKU PremiumV2_LRS and the policy is a standard policy (V1): use an enhanced policy (V2).",
  ],
  [
    "such a disk under the standard policy that every vault has",
    { policy: `${VAULT}/backupPolicies/defaultpolicy` },
    { vm: diskOf("UltraSSD_LRS", { name: "logs" }) },
    "vm: cannot be protected: The disk logs has the SKU UltraSSD_LRS and the policy is a standard policy (V1): use an enhanced policy (V2).",
  ],
  [
    "an Extended Zone under a standard policy",
    {},
    { vm: zoned, policy: V1 },
    "vm: cannot be protected: The VM runs in the Extended Zone losangeles and the policy is a standard policy (V1): use an enhanced policy (V2).",
  ],
  [
    "an Extended Zone under a policy that asks the guest",
    {},
    { vm: zoned, policy: V2 },
    "vm: cannot be protected: The VM runs in the Extended Zone losangeles: use a policy with snapshotConsistencyType OnlyCrashConsistent.",
  ],
  [
    "a system that lies on the host",
    {},
    { vm: { storageProfile: { osDisk: { diffDiskSettings: { option: "Local" } } } } },
    "vm: cannot be protected: The VM has an ephemeral OS disk, which cannot be backed up. Use a managed disk.",
  ],
  [
    "a system that is not supported",
    {},
    { vm: { storageProfile: { imageReference: { publisher: "CoreOS", offer: "CoreOS", sku: "Stable" } } } },
    "vm: cannot be protected: The VM's image is CoreOS CoreOS Stable: Azure Backup does not support CoreOS Linux.",
  ],
  [
    "a disk that is too large",
    {},
    { vm: { storageProfile: { osDisk: { diskSizeGB: 65_537 } } } },
    "vm: cannot be protected: The disk of the operating system has 65537 GB: expected at most 65536.",
  ],
];

/** Inputs that are allowed though they look like the wrong ones. */
const RIGHT: readonly (readonly [title: string, inputs: JsonObject, known?: JsonObject])[] = [
  ["no policy while it is stopped", { policy: undefined, protection: "stopped" }],
  ["no policy while nobody knows whether it is stopped", { policy: undefined, protection: UNKNOWN }],
  ["ids in other case", { policy: POLICY.toUpperCase(), vm: VM.toUpperCase() }],
  ["a policy that is not known yet", { policy: UNKNOWN }],
  ["a vault that is not known yet", { vault: UNKNOWN }],
  ["a VM that is not known yet", { vm: UNKNOWN }],
  ["disks that are not known yet", { disks: UNKNOWN }],
  ["a choice that is not known yet", { disks: { osDiskOnly: UNKNOWN, include: [1] } }],
  ["LUNs that are not known yet", { disks: { include: [UNKNOWN] } }],
  ["a list beside a choice that is none", { disks: { osDiskOnly: false, include: [1] } }],
  ["a region in other words", {}, { vm: { location: "westeurope" }, vault: { location: "West Europe" } }],
  ["a region that is not known yet", {}, { vm: { location: UNKNOWN }, vault: { location: "westeurope" } }],
  ["a vault's region that is not known yet", {}, { vm: { location: "westeurope" }, vault: { location: UNKNOWN } }],
  ["a VM of which nothing is known yet", {}, { vm: UNKNOWN, policy: V1 }],
  ["disks of the VM that are not known yet", {}, { vm: { storageProfile: UNKNOWN }, policy: V1 }],
  ["one disk that is not known yet", {}, { vm: { storageProfile: { osDisk: UNKNOWN, dataDisks: [UNKNOWN] } } }],
  ["a size that is not known yet", {}, { vm: diskOf("PremiumV2_LRS", { diskSizeGB: UNKNOWN }), policy: V1 }],
  ["a type of policy that is not known yet", {}, { vm: diskOf("PremiumV2_LRS"), policy: { policyType: UNKNOWN } }],
  ["a policy of which only the id is known", {}, { vm: { ...diskOf("PremiumV2_LRS"), ...zoned } }],
  ["a policy of another package, of which nothing is known", {}, { vm: zoned, policy: {} }],
  ["an Extended Zone that is not known yet", {}, { vm: { extendedLocation: UNKNOWN }, policy: V1 }],
  [
    "the name of an Extended Zone that is not known yet",
    {},
    { vm: { extendedLocation: { type: "EdgeZone", name: UNKNOWN } }, policy: V1 },
  ],
  [
    "an Extended Zone whose policy asks nobody",
    {},
    { vm: zoned, policy: { ...V2, consistency: "OnlyCrashConsistent" } },
  ],
  ["a consistency that is not known yet", {}, { vm: zoned, policy: { ...V2, consistency: UNKNOWN } }],
];

describe("a protected VM is refused for", () => {
  for (const [title, inputs, known, told] of WRONG) {
    it(title, () => assert.deepEqual(refusals(inputs, known), [told]));
  }
});

describe("a protected VM is not refused for", () => {
  for (const [title, inputs, known] of RIGHT) {
    it(title, () => assert.deepEqual(refusals(inputs, known), []));
  }

  it("anything that the examples have", () => {
    for (const example of full["ProtectedVm"] ?? []) assert.deepEqual(check(protectedVm, example).failures, []);
  });
});
