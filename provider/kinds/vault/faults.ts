/** Rules for a vault that a schema cannot express, and irreversible changes. Pure. */
import type { RuleFault } from "../../rules/shared/fault.js";
import { immutabilityDurationFault, immutabilityFault } from "../../rules/vaults/immutability.js";
import { publicAccessFault } from "../../rules/vaults/network.js";
import { defaultRedundancy } from "../../rules/vaults/place.js";
import { softDeleteFault } from "../../rules/vaults/soft-delete.js";
import {
  crossRegionFault,
  crossSubscriptionFault,
  encryptedSkuFault,
  encryptionChangeFault,
  type VaultChange,
} from "../../rules/vaults/vault.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

export const faults = (declared: Inputs): Failure[] => [
  ...softDeleteFaults(declared),
  ...immutabilityFaults(declared),
  ...durationFaults(declared),
  ...crossRegionFaults(declared),
  ...publicAccessFaults(declared),
  ...identityFaults(declared),
  ...encryptionFaults(declared),
  ...scannerFaults(declared),
];

function softDeleteFaults({ softDelete }: Inputs): Failure[] {
  if (softDelete?.state !== "Disabled" || softDelete.retentionDays === undefined) return [];
  if (isUnknown(softDelete.retentionDays)) return [];
  const reason = 'has no effect while softDelete.state is "Disabled": remove it, or enable soft delete';
  return [{ property: "softDelete.retentionDays", found: String(softDelete.retentionDays), reason }];
}

function immutabilityFaults({ immutability }: Inputs): Failure[] {
  if (immutability?.state !== "Locked") return [];
  if (immutability.confirmLocked === true || isUnknown(immutability.confirmLocked)) return [];
  const reason =
    'must be true if immutability.state is "Locked", which is a one-way change: nobody can unlock the vault, or delete it or its backups before they expire';
  return [{ property: "immutability.confirmLocked", reason }];
}

function durationFaults({ immutability }: Inputs): Failure[] {
  const configuration = immutability?.configuration;
  if (configuration === undefined || isUnknown(configuration)) return [];
  const { type, days } = configuration;
  if (isUnknown(type) || isUnknown(days) || (type === "TimeBased") === (days !== undefined)) return [];
  const property = "immutability.configuration.days";
  if (days === undefined)
    return [{ property, reason: 'is missing: the type is "TimeBased", which needs 30 to 36135 days' }];
  const reason = `is set, but the type is "${type}": remove it, or use the type "TimeBased"`;
  return [{ property, found: String(days), reason }];
}

function crossRegionFaults({ redundancy, crossRegionRestore }: Inputs): Failure[] {
  if (crossRegionRestore !== "Enabled" || redundancy === undefined) return [];
  if (redundancy === "GeoRedundant" || isUnknown(redundancy)) return [];
  const reason = `requires redundancy "GeoRedundant", but redundancy is "${redundancy}": change one of the two`;
  return [{ property: "crossRegionRestore", found: JSON.stringify(crossRegionRestore), reason }];
}

function publicAccessFaults({ publicNetworkAccess, crossRegionRestore }: Inputs): Failure[] {
  if (isUnknown(publicNetworkAccess) || isUnknown(crossRegionRestore)) return [];
  const broken = publicAccessFault({ publicNetworkAccess, crossRegionRestore });
  return broken === undefined ? [] : [{ property: "crossRegionRestore", reason: broken.message }];
}

function identityFaults({ identity }: Inputs): Failure[] {
  if (identity === undefined || isUnknown(identity) || isUnknown(identity.type)) return [];
  const assigns = identity.type.includes("UserAssigned");
  const assignedIds = identity.userAssignedIdentities;
  if (assigns === (assignedIds !== undefined)) return [];
  const reason = assigns
    ? `is missing: identity.type is "${identity.type}", which needs the ARM ids of the identities`
    : `is set, but identity.type is "${identity.type}": remove it, or use a type that contains UserAssigned`;
  return [{ property: "identity.userAssignedIdentities", reason }];
}

function encryptionFaults({ encryption, identity }: Inputs): Failure[] {
  if (encryption === undefined || isUnknown(encryption) || hasUnknown(identity)) return [];
  if (identity === undefined) {
    return [{ property: "encryption", reason: "needs an identity that reads the key: declare identity too" }];
  }
  const { userAssignedIdentity: keyReader } = encryption;
  if (isUnknown(keyReader)) return [];
  if (keyReader === undefined) {
    if (identity.type.includes("SystemAssigned")) return [];
    const reason = `is missing: identity.type is "${identity.type}", so the vault has no system-assigned identity to read the key: set it, or use a type that contains SystemAssigned`;
    return [{ property: "encryption.userAssignedIdentity", reason }];
  }
  return assignmentFaults("encryption.userAssignedIdentity", keyReader, identity);
}

function scannerFaults({ sourceScan, identity }: Inputs): Failure[] {
  if (sourceScan === undefined || isUnknown(sourceScan) || hasUnknown(identity ?? null)) return [];
  const { userAssignedIdentity: scanner } = sourceScan;
  if (scanner === undefined || isUnknown(scanner)) return [];
  return assignmentFaults("sourceScan.userAssignedIdentity", scanner, identity);
}

/** Refuses an identity that is not one of those that are assigned to the vault. */
function assignmentFaults(property: string, used: string, identity: Inputs["identity"]): Failure[] {
  const assignedIds = identity?.userAssignedIdentities ?? [];
  if (assignedIds.some((id) => id.toLowerCase() === used.toLowerCase())) return [];
  return [{ property, found: used, reason: "is not in identity.userAssignedIdentities: add it there" }];
}

/** The property, the values that the rule needs (the rule is skipped if one is unknown), and the rule. */
type OneWayRule = readonly [property: string, judged: readonly unknown[], faultOf: () => RuleFault | undefined];

const termsOf = (declared: Partial<Inputs>) => ({
  redundancy: declared.redundancy ?? defaultRedundancy(declared.location ?? ""),
  crossRegionRestore: declared.crossRegionRestore,
  crossSubscriptionRestore: declared.crossSubscriptionRestore,
  softDelete: declared.softDelete?.state,
});

/** Changes of a vault that Azure always refuses. A property that is no longer declared would be reset to Azure's default. */
export function irreversibleChanges(olds: Partial<Inputs>, news: Inputs): Failure[] {
  const change = { before: termsOf(olds), after: termsOf(news), isAssigned: false };
  const { crossRegionRestore, crossSubscriptionRestore, softDelete, immutability, encryption } = news;
  const rules: readonly OneWayRule[] = [
    ["immutability.state", [immutability, immutability?.state], () => lockedFault(olds, news)],
    [
      "immutability.configuration",
      [immutability, immutability?.configuration, immutability?.configuration?.days],
      () => shorterFault(olds, news),
    ],
    ["crossRegionRestore", [crossRegionRestore, news.redundancy], () => regionFault(olds, change)],
    ["crossSubscriptionRestore", [crossSubscriptionRestore], () => crossSubscriptionFault(change)],
    ["softDelete.state", [softDelete, softDelete?.state], () => alwaysOnFault(change)],
    ["sku", [news.sku], () => skuFault(olds, news)],
    [
      "encryption",
      [encryption, encryption?.infrastructureEncryption],
      () => encryptionChangeFault(olds.encryption, news.encryption),
    ],
  ];
  return rules.flatMap(([property, judged, faultOf]) => {
    const fault = judged.some(isUnknown) ? undefined : faultOf();
    return fault === undefined ? [] : [{ property, reason: `cannot be changed: ${fault.message}${ANOTHER_VAULT}` }];
  });
}
const ANOTHER_VAULT = " Declare the current value, or create another vault with another name.";

/** Enabling cross-region restore is allowed here; `faults` checks its requirements. */
const regionFault = (olds: Partial<Inputs>, change: VaultChange): RuleFault | undefined =>
  olds.crossRegionRestore === "Enabled" ? crossRegionFault(change) : undefined;

/** A vault with AlwaysON also matches Enabled and no declaration; only Disabled would change it. */
const alwaysOnFault = ({ before, after }: VaultChange): RuleFault | undefined =>
  after.softDelete === "Disabled" ? softDeleteFault(before, after) : undefined;

const skuFault = (olds: Partial<Inputs>, news: Inputs): RuleFault | undefined =>
  encryptedSkuFault({ isEncrypted: olds.encryption !== undefined, before: olds.sku ?? "Standard", after: news.sku });

/** The engine locks a vault in two steps, so only unlocking is refused. Azure's text repeats itself; this says it once. */
function lockedFault(olds: Partial<Inputs>, news: Inputs): RuleFault | undefined {
  if (olds.immutability?.state !== "Locked") return undefined;
  const fault = immutabilityFault("Locked", news.immutability?.state ?? "Disabled");
  return fault && { ...fault, message: "The vault's immutability is locked and can no longer be changed." };
}

const durationOf = ({ immutability }: Partial<Inputs>) => ({
  immutability: immutability?.state,
  immutabilityType: immutability?.configuration?.type,
  immutabilityDays: immutability?.configuration?.days,
});

/** The same text for days and for AsPerPolicy, which Azure's repeats. */
function shorterFault(olds: Partial<Inputs>, news: Inputs): RuleFault | undefined {
  if (olds.immutability?.state !== "Locked" || news.immutability?.state !== "Locked") return undefined;
  const fault = immutabilityDurationFault({ before: durationOf(olds), after: durationOf(news) });
  return (
    fault && {
      ...fault,
      message: `The vault's immutability is locked for ${olds.immutability.configuration?.days} days and cannot be shortened.`,
    }
  );
}
