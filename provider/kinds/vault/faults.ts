/** What no schema can say of a vault, and the changes that Azure never takes back. Pure. */
import { crossRegionFault, crossSubscriptionFault, immutabilityFault, softDeleteFault } from "../../rules/vault.js";
import { encryptionWall } from "../../rules/vault-encryption.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

export const faults = (given: Inputs): Failure[] => [
  ...softDeleteFaults(given),
  ...immutabilityFaults(given),
  ...crossRegionFaults(given),
  ...identityFaults(given),
  ...encryptionFaults(given),
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

function identityFaults({ identity }: Inputs): Failure[] {
  if (identity === undefined || isUnknown(identity) || isUnknown(identity.type)) return [];
  const assigns = identity.type.includes("UserAssigned");
  const ids = identity.userAssignedIdentities;
  if (assigns === (ids !== undefined)) return [];
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
  const { userAssignedIdentity: reader } = encryption;
  if (isUnknown(reader)) return [];
  if (reader === undefined) {
    if (identity.type.includes("SystemAssigned")) return [];
    const reason = `is missing: identity.type is "${identity.type}", so that the vault has no identity of its own to read the key with`;
    return [{ property: "encryption.userAssignedIdentity", reason }];
  }
  const ids = identity.userAssignedIdentities ?? [];
  if (ids.some((id) => id.toLowerCase() === reader.toLowerCase())) return [];
  const reason = "is none of identity.userAssignedIdentities: add it there";
  return [{ property: "encryption.userAssignedIdentity", found: reader, reason }];
}

/** Changes of the same vault that Azure refuses for ever. What is not declared any more would go back to Azure's default. */
export function walls(olds: Partial<Inputs>, news: Inputs): Failure[] {
  const before = { ...olds, redundancy: olds.redundancy ?? "GeoRedundant" };
  const after = { ...news, redundancy: news.redundancy ?? "GeoRedundant" };
  const terms = (given: Partial<Inputs>) => ({
    redundancy: given.redundancy,
    crossRegionRestore: given.crossRegionRestore,
    crossSubscriptionRestore: given.crossSubscriptionRestore,
    softDelete: given.softDelete?.state,
  });
  const change = { before: terms(before), after: terms(after), isAssigned: false };
  const isUndecided = hasUnknown([
    news.crossRegionRestore ?? null,
    news.crossSubscriptionRestore ?? null,
    news.softDelete ?? null,
    news.immutability ?? null,
    news.encryption ?? null,
  ]);
  if (isUndecided) return [];
  const found: readonly [string, { readonly message: string } | undefined][] = [
    ["immutability.state", lockedWall(olds, news)],
    ["crossRegionRestore", olds.crossRegionRestore === "Enabled" ? crossRegionFault(change) : undefined],
    ["crossSubscriptionRestore", crossSubscriptionFault(change)],
    ["softDelete.state", softDeleteFault(change.before, change.after)],
    ["encryption", encryptionWall(olds.encryption, news.encryption)],
  ];
  return found.flatMap(([property, wall]) =>
    wall === undefined ? [] : [{ property, reason: `cannot be changed so: ${wall.message}${ANOTHER_VAULT}` }],
  );
}

const ANOTHER_VAULT = " Declare what the vault has, or make another vault under another name.";

/** A vault is locked in two steps, which the engine takes; only the way back is barred. */
const lockedWall = (olds: Partial<Inputs>, news: Inputs): { readonly message: string } | undefined =>
  olds.immutability?.state === "Locked"
    ? immutabilityFault("Locked", news.immutability?.state ?? "Disabled")
    : undefined;
