/** Rules of a protected VM that no schema can express, checked with what is known of the VM, the vault and the policy. */
import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check } from "../../support/verbs.js";
import { full, itemInputs, POLICY, VAULT, VM } from "./examples.js";

const failuresOf = (more: JsonObject, known: JsonObject = {}): string[] =>
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

/** Each row: the mistake, its inputs, what is known of other resources, and the message. */
const REFUSED: readonly (readonly [title: string, inputs: JsonObject, known: JsonObject, message: string])[] = [
  [
    "a missing policy if it is protected",
    { policy: undefined },
    {},
    'policy: is missing: expected the ARM id of a policy of the vault, since protection is "protected"',
  ],
  [
    "a missing policy if it is suspended, because the policy expires its recovery points",
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
    "include and exclude lists of disks at once",
    { disks: { include: [1], exclude: [2] } },
    {},
    "disks: has include and exclude: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  ],
  [
    "an empty selection of disks",
    { disks: {} },
    {},
    "disks: is empty: expected exactly one of osDiskOnly: true, include, exclude; to back up all disks, remove disks",
  ],
  [
    "only osDiskOnly: false as the selection of disks",
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
    "a disk that requires an enhanced policy, with a standard policy",
    {},
    { vm: diskOf("PremiumV2_LRS"), policy: V1 },
    "vm: cannot be protected: The disk at LUN 0 has the SKU PremiumV2_LRS and the policy is a standard policy (V1): use an enhanced policy (V2).",
  ],
  [
    "a disk that requires an enhanced policy, with the default policy of the vault",
    { policy: `${VAULT}/backupPolicies/defaultpolicy` },
    { vm: diskOf("UltraSSD_LRS", { name: "logs" }) },
    "vm: cannot be protected: The disk logs has the SKU UltraSSD_LRS and the policy is a standard policy (V1): use an enhanced policy (V2).",
  ],
  [
    "an Extended Zone with a standard policy",
    {},
    { vm: zoned, policy: V1 },
    "vm: cannot be protected: The VM runs in the Extended Zone losangeles and the policy is a standard policy (V1): use an enhanced policy (V2).",
  ],
  [
    "an Extended Zone with a policy that is not crash-consistent only",
    {},
    { vm: zoned, policy: V2 },
    "vm: cannot be protected: The VM runs in the Extended Zone losangeles: use a policy with snapshotConsistencyType OnlyCrashConsistent.",
  ],
  [
    "an ephemeral OS disk",
    {},
    { vm: { storageProfile: { osDisk: { diffDiskSettings: { option: "Local" } } } } },
    "vm: cannot be protected: The VM has an ephemeral OS disk, which cannot be backed up. Use a managed disk.",
  ],
  [
    "an operating system that is not supported",
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
  [
    "a confidential VM with a standard policy",
    {},
    { vm: { securityProfile: { securityType: "ConfidentialVM" } }, policy: V1 },
    "vm: cannot be protected: The VM has the securityType ConfidentialVM and the policy is a standard policy (V1), which does not support it: use an enhanced policy (V2).",
  ],
];

/** Inputs that look similar and are allowed. */
const ACCEPTED: readonly (readonly [title: string, inputs: JsonObject, known?: JsonObject])[] = [
  ["a missing policy if it is stopped", { policy: undefined, protection: "stopped" }],
  ["a missing policy while protection is not known yet", { policy: undefined, protection: UNKNOWN }],
  ["ids in another letter case", { policy: POLICY.toUpperCase(), vm: VM.toUpperCase() }],
  ["a policy that is not known yet", { policy: UNKNOWN }],
  ["a vault that is not known yet", { vault: UNKNOWN }],
  ["a VM that is not known yet", { vm: UNKNOWN }],
  ["disks that are not known yet", { disks: UNKNOWN }],
  ["an osDiskOnly that is not known yet", { disks: { osDiskOnly: UNKNOWN, include: [1] } }],
  ["LUNs that are not known yet", { disks: { include: [UNKNOWN] } }],
  ["a list of disks next to osDiskOnly: false", { disks: { osDiskOnly: false, include: [1] } }],
  ["a VM of another subscription", { vm: ELSEWHERE }],
  ["a Trusted Launch VM", {}, { vm: { securityProfile: { securityType: "TrustedLaunch" } }, policy: V1 }],
  ["a security type that is not known yet", {}, { vm: { securityProfile: { securityType: UNKNOWN } }, policy: V1 }],
  ["a security profile that is not known yet", {}, { vm: { securityProfile: UNKNOWN }, policy: V1 }],
  ["a region by its display name", {}, { vm: { location: "westeurope" }, vault: { location: "West Europe" } }],
  ["a region that is not known yet", {}, { vm: { location: UNKNOWN }, vault: { location: "westeurope" } }],
  ["a vault's region that is not known yet", {}, { vm: { location: "westeurope" }, vault: { location: UNKNOWN } }],
  ["a VM whose properties are not known yet", {}, { vm: UNKNOWN, policy: V1 }],
  ["disks of the VM that are not known yet", {}, { vm: { storageProfile: UNKNOWN }, policy: V1 }],
  ["a disk that is not known yet", {}, { vm: { storageProfile: { osDisk: UNKNOWN, dataDisks: [UNKNOWN] } } }],
  ["a disk size that is not known yet", {}, { vm: diskOf("PremiumV2_LRS", { diskSizeGB: UNKNOWN }), policy: V1 }],
  ["a policy type that is not known yet", {}, { vm: diskOf("PremiumV2_LRS"), policy: { policyType: UNKNOWN } }],
  ["a policy that is known only by its id", {}, { vm: { ...diskOf("PremiumV2_LRS"), ...zoned } }],
  ["a policy of another package, whose properties are not known", {}, { vm: zoned, policy: {} }],
  ["an Extended Zone that is not known yet", {}, { vm: { extendedLocation: UNKNOWN }, policy: V1 }],
  [
    "the name of an Extended Zone that is not known yet",
    {},
    { vm: { extendedLocation: { type: "EdgeZone", name: UNKNOWN } }, policy: V1 },
  ],
  [
    "an Extended Zone with a crash-consistent policy",
    {},
    { vm: zoned, policy: { ...V2, consistency: "OnlyCrashConsistent" } },
  ],
  ["a consistency that is not known yet", {}, { vm: zoned, policy: { ...V2, consistency: UNKNOWN } }],
];

describe("a protected VM is refused for", () => {
  for (const [title, inputs, known, message] of REFUSED) {
    it(title, () => assert.deepEqual(failuresOf(inputs, known), [message]));
  }
});

describe("a protected VM is warned about for", () => {
  const warningsOf = (more: JsonObject, known: JsonObject = {}) =>
    check(protectedVm, { ...itemInputs, ...more, __known: known }).warnings;

  it("a VM of another subscription", () => {
    assert.deepEqual(warningsOf({ vm: ELSEWHERE }), [
      `vm: ${ELSEWHERE} is in another subscription than the vault. Azure protects such VMs since 2026, in the region of the vault only; it is not documented in which regions, so Azure may refuse it.`,
    ]);
    assert.deepEqual(warningsOf({}), []);
  });

  it("a confidential VM with an enhanced policy", () => {
    const known = { vm: { securityProfile: { securityType: "ConfidentialVM" } }, policy: V2 };
    assert.match(warningsOf({}, known).join(), /ConfidentialVM: Azure Backup supports such VMs only in a preview/);
  });
});

describe("a protected VM is not refused for", () => {
  for (const [title, inputs, known] of ACCEPTED) {
    it(title, () => assert.deepEqual(failuresOf(inputs, known), []));
  }

  it("any of the example declarations", () => {
    for (const example of full["ProtectedVm"] ?? []) assert.deepEqual(check(protectedVm, example).failures, []);
  });
});
