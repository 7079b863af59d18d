/** What no schema can say of a vault, and the changes that Azure never takes back. Pure. */

import type { RuleFault } from "../../rules/shared/fault.js";
import { publicAccessFault } from "../../rules/vaults/network.js";
import {
  crossRegionFault,
  crossSubscriptionFault,
  encryptedSkuFault,
  encryptionChangeFault,
  immutabilityFault,
  softDeleteFault,
  type VaultChange,
} from "../../rules/vaults/vault.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

export const faults = (declared: Inputs): Failure[] => [
  ...softDeleteFaults(declared),
  ...immutabilityFaults(declared),
  ...crossRegionFaults(declared),
  ...publicAccessFaults(declared),
  ...identityFaults(declared),
  ...encryptionFaults(declared),
];

function softDeleteFaults({ softDelete }: Inputs): Failure[] {
  if (softDelete?.state !== "Disabled" || softDelete.retentionDays === undefined) return [];
  if (isUnknown(softDelete.retentionDays)) return [];
  const reason = 'has no meaning while softDelete.state is "Disabled": leave it out, or enable soft delete';
  return [{ property: "softDelete.retentionDays", found: String(softDelete.retentionDays), reason }];
}

function immutabilityFaults({ immutability }: Inputs): Failure[] {
  if (immutability?.state !== "Locked") return [];
  if (immutability.confirmLocked === true || isUnknown(immutability.confirmLocked)) return [];
  const reason =
    'must be true where immutability.state is "Locked": a locked vault can never be unlocked, and neither its backups nor the vault deleted before their time, by anybody';
  return [{ property: "immutability.confirmLocked", reason }];
}

function crossRegionFaults({ redundancy, crossRegionRestore }: Inputs): Failure[] {
  if (crossRegionRestore !== "Enabled" || redundancy === undefined) return [];
  if (redundancy === "GeoRedundant" || isUnknown(redundancy)) return [];
  const reason = `needs a vault that is GeoRedundant, and redundancy is "${redundancy}": change one of the two`;
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
    : `is given, but identity.type is "${identity.type}": leave it out, or use a type that holds UserAssigned`;
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
    const reason = `is missing: identity.type is "${identity.type}", so that the vault has no identity of its own to read the key with`;
    return [{ property: "encryption.userAssignedIdentity", reason }];
  }
  const assignedIds = identity.userAssignedIdentities ?? [];
  if (assignedIds.some((id) => id.toLowerCase() === keyReader.toLowerCase())) return [];
  const reason = "is none of identity.userAssignedIdentities: add it there";
  return [{ property: "encryption.userAssignedIdentity", found: keyReader, reason }];
}

/** The property, the values that the rule judges (one that is not known yet bars nothing), and the rule. */
type OneWayRule = readonly [property: string, judged: readonly unknown[], faultOf: () => RuleFault | undefined];

const termsOf = ({ redundancy, crossRegionRestore, crossSubscriptionRestore, softDelete }: Partial<Inputs>) => ({
  redundancy: redundancy ?? "GeoRedundant",
  crossRegionRestore,
  crossSubscriptionRestore,
  softDelete: softDelete?.state,
});

/** Changes of the same vault that Azure refuses for ever. What is not declared any more would go back to Azure's default. */
export function irreversibleChanges(olds: Partial<Inputs>, news: Inputs): Failure[] {
  const change = { before: termsOf(olds), after: termsOf(news), isAssigned: false };
  const { crossRegionRestore, crossSubscriptionRestore, softDelete, immutability, encryption } = news;
  const rules: readonly OneWayRule[] = [
    ["immutability.state", [immutability, immutability?.state], () => lockedFault(olds, news)],
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
const ANOTHER_VAULT = " Declare what the vault has, or make another vault under another name.";

/** A vault that was never open to its paired region may be opened; the faults say where it may not. */
const regionFault = (olds: Partial<Inputs>, change: VaultChange): RuleFault | undefined =>
  olds.crossRegionRestore === "Enabled" ? crossRegionFault(change) : undefined;

/** Enabled, and nothing declared, are what a vault has that is always on; only Disabled is not. */
const alwaysOnFault = ({ before, after }: VaultChange): RuleFault | undefined =>
  after.softDelete === "Disabled" ? softDeleteFault(before, after) : undefined;

const skuFault = (olds: Partial<Inputs>, news: Inputs): RuleFault | undefined =>
  encryptedSkuFault({ isEncrypted: olds.encryption !== undefined, before: olds.sku ?? "Standard", after: news.sku });

/** A vault is locked in two steps, which the engine takes; only the way back is barred. */
const lockedFault = (olds: Partial<Inputs>, news: Inputs): RuleFault | undefined =>
  olds.immutability?.state === "Locked"
    ? immutabilityFault("Locked", news.immutability?.state ?? "Disabled")
    : undefined;
