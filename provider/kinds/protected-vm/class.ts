/** The hand-written parts of the class `ProtectedVm`. */
import * as pulumi from "@pulumi/pulumi";
import { type ClassParts, keepAll } from "../../dynamic/resource.js";

/**
 * A VM that is protected in a vault by a policy.
 *
 * @example
 * ```ts
 * const item = new ProtectedVm("web", { vault, policy, vm, initialBackup: true });
 * export const firstPoint = item.firstRecoveryPoint;
 * ```
 */
export const parts: ClassParts = {
  // The properties that the rules need. Few of a VM's storage are kept, because every state contains them.
  known: {
    vault: { location: keepAll, immutability: keepAll, softDelete: keepAll },
    policy: { policyType: keepAll, consistency: keepAll },
    vm: {
      ...{ location: keepAll, extendedLocation: keepAll, storageProfile: storageOf, securityProfile: securityOf },
      properties: propertiesOf,
    },
  },
};

/** The security type of a VM. */
function securityOf(value: unknown): unknown {
  const profile = known(value as Readonly<Record<string, unknown>> | undefined);
  return typeof profile === "object" && profile !== null ? { securityType: known(profile["securityType"]) } : undefined;
}

/** The LUNs and the publisher of the image in the properties of an `ArmResource`; a partially known list of disks is unknown. */
function propertiesOf(value: unknown): unknown {
  const properties = known(value as { readonly storageProfile?: Storage } | undefined);
  const storage = known(properties?.storageProfile);
  if (typeof storage !== "object" || storage === null) return undefined;
  const disks: unknown = storage.dataDisks;
  const dataDisks = Array.isArray(disks) ? disks.map((disk: Disk) => ({ lun: known(disk)?.lun })) : disks;
  return {
    storageProfile: { dataDisks, imageReference: { publisher: known(known(storage.imageReference)?.["publisher"]) } },
  };
}

interface Disk {
  readonly name?: unknown;
  readonly lun?: unknown;
  readonly diskSizeGB?: unknown;
  readonly diffDiskSettings?: unknown;
  readonly managedDisk?: { readonly storageAccountType?: unknown };
}

/** The known properties of the disks and the image of a VM that the rules need. */
function storageOf(value: unknown): unknown {
  const storage = known(value as Storage | undefined);
  if (typeof storage !== "object" || storage === null) return storage;
  const { publisher, offer, sku } = known(storage.imageReference) ?? {};
  const disks: unknown = storage.dataDisks;
  return {
    osDisk: diskOf(storage.osDisk),
    dataDisks: Array.isArray(disks) ? disks.map(diskOf) : disks,
    imageReference: { publisher: known(publisher), offer: known(offer), sku: known(sku) },
  };
}

interface Storage {
  readonly osDisk?: Disk;
  readonly dataDisks?: readonly Disk[];
  readonly imageReference?: Readonly<Record<string, unknown>>;
}

function diskOf(disk: Disk | undefined): unknown {
  const { name, lun, diskSizeGB, diffDiskSettings, managedDisk } = known(disk) ?? {};
  return {
    ...{ name: known(name), lun: known(lun), diskSizeGB: known(diskSizeGB), diffDiskSettings: known(diffDiskSettings) },
    managedDisk: { storageAccountType: known(known(managedDisk)?.storageAccountType) },
  };
}

/** The value; undefined if it is unknown. */
const known = <T>(value: T): T | undefined => (pulumi.isUnknown(value) ? undefined : value);
