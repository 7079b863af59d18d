/** Protected VMs as programs declare them, each with its own VM. Sources: the support matrix for VM backup, "Enhanced policy". */
import fc from "fast-check";
import { type Json, type JsonObject, mergeJson, objectAt } from "../../provider/core/json.js";
import { dailyPolicy, GROUP, machineProperties } from "../support/service.js";
import { among, mostly, oneOf, perhaps, record } from "./declarations.js";
import type { Declared, LawAzure } from "./law.js";

const VAULTS = {
  open: { location: "westeurope", immutability: { state: "Disabled" } },
  immutable: { location: "West Europe", immutability: { state: "Unlocked" } },
  north: { location: "northeurope", immutability: { state: "Disabled" } },
} as const;
type VaultName = keyof typeof VAULTS;
const vaultId = (name: VaultName) => `${GROUP}/providers/Microsoft.RecoveryServices/vaults/${name}`;

/** The properties of each policy that a program knows; the last three are built into every vault. */
const POLICIES = {
  standard: { policyType: "V1" },
  enhanced: { policyType: "V2" },
  crash: { policyType: "V2", consistency: "OnlyCrashConsistent" },
  DefaultPolicy: { policyType: "V1" },
  EnhancedPolicy: { policyType: "V2" },
  HourlyLogBackup: {},
} as const;

const enhanced = (more: JsonObject): JsonObject => {
  const { properties } = dailyPolicy() as { properties: JsonObject };
  const { scheduleRunTimes } = objectAt(properties, "schedulePolicy");
  const schedulePolicy = {
    schedulePolicyType: "SimpleSchedulePolicyV2",
    scheduleRunFrequency: "Daily",
    dailySchedule: { scheduleRunTimes },
  };
  return { properties: { ...properties, policyType: "V2", schedulePolicy, ...more } };
};

/** Creates the vaults and the policies that the declarations reference. */
export async function putVaults({ put }: LawAzure): Promise<void> {
  for (const [name, { location, immutability }] of Object.entries(VAULTS)) {
    const securitySettings = { immutabilitySettings: immutability };
    const id = vaultId(name as VaultName);
    await put(id, { location, sku: { name: "Standard" }, properties: { securitySettings } });
    await put(`${id}/backupPolicies/standard`, dailyPolicy());
    await put(`${id}/backupPolicies/enhanced`, enhanced({}));
    await put(`${id}/backupPolicies/crash`, enhanced({ snapshotConsistencyType: "OnlyCrashConsistent" }));
  }
}

const disk = mostly(
  record({
    diskSizeGB: oneOf(32, 1024, 32_767),
    managedDisk: record({ storageAccountType: oneOf("Premium_LRS", "Standard_LRS") }),
  }),
  record({
    diskSizeGB: oneOf(32, 65_536),
    managedDisk: record({ storageAccountType: oneOf("UltraSSD_LRS", "PremiumV2_LRS") }),
  }),
);

const dataDisks = mostly(fc.array(disk, { maxLength: 3 }), fc.array(disk, { minLength: 28, maxLength: 34 })).map(
  (disks) => disks.map((one, lun) => ({ ...one, lun, createOption: "Empty" })),
);

const system = record({
  osType: oneOf("Windows", "Linux"),
  createOption: fc.constant("FromImage"),
  diffDiskSettings: mostly(fc.constant(undefined), fc.constant({ option: "Local" })),
});

const image = mostly<JsonObject>(
  fc.constant({ publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" }),
  fc.constant({ publisher: "kinvolk", offer: "CoreOS", sku: "Stable", version: "latest" }),
);

const machine = record({
  location: mostly(oneOf("westeurope", "West Europe"), fc.constant("northeurope")),
  extendedLocation: mostly(fc.constant(undefined), fc.constant({ type: "EdgeZone", name: "losangeles" })),
  hardwareProfile: fc.constant({ vmSize: "Standard_M64s" }),
  storageProfile: record({ imageReference: image, osDisk: system, dataDisks }),
});

const luns = fc.uniqueArray(among(0, 63), { maxLength: 3 });
const disks = fc.oneof(
  record({ osDiskOnly: mostly(fc.constant(true), fc.constant(false)) }),
  record({ include: luns, osDiskOnly: perhaps(mostly(fc.constant(false), fc.constant(true))) }),
  record({ exclude: luns, include: mostly(fc.constant(undefined), luns) }),
);

const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web{n}`;

interface Place {
  readonly vault: VaultName;
  readonly policy: keyof typeof POLICIES;
  readonly policyVault: VaultName;
}

const place: fc.Arbitrary<Place> = mostly(oneOf<VaultName>("open", "immutable"), oneOf<VaultName>("north")).chain(
  (vault) =>
    fc.record({
      vault: fc.constant(vault),
      policyVault: mostly(fc.constant(vault), oneOf<VaultName>("open", "immutable", "north")),
      policy: mostly<keyof typeof POLICIES>(
        oneOf("standard", "enhanced", "crash", "DefaultPolicy", "EnhancedPolicy"),
        oneOf("HourlyLogBackup"),
      ),
    }),
);

const terms = record({
  disks: perhaps(disks),
  protection: perhaps(oneOf("protected", "stopped", "suspended")),
  initialBackup: perhaps(mostly(fc.constant(false), fc.constant(true))),
  recoverSoftDeleted: perhaps(oneOf("auto", "never")),
});

function declared({ vault, policy, policyVault }: Place, vm: JsonObject, options: JsonObject): Declared {
  const { location, extendedLocation, ...properties } = vm;
  const body: JsonObject = {
    location,
    ...(extendedLocation === undefined ? {} : { extendedLocation }),
    properties: mergeJson(machineProperties("Linux"), properties),
  };
  const policyId = `${vaultId(policyVault)}/backupPolicies/${policy}`;
  return {
    inputs: { vault: vaultId(vault), policy: policyId, vm: VM, ...options },
    known: { vault: VAULTS[vault] as JsonObject, policy: POLICIES[policy] as Record<string, Json>, vm },
    setup: [[VM, body]],
  };
}

export const declaredItems: fc.Arbitrary<Declared> = fc
  .tuple(place, machine, terms)
  .map(([where, vm, options]) => declared(where, vm, options));
