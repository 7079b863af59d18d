/**
 * Why a vault does not list a VM for protection. Sources: "Back up an Azure virtual machine" (a vault lists the VMs of its own
 * region and subscription, except those in a vault and those in soft delete) and the discovery of the classic backup vault,
 * which has the same reasons.
 */
import { sameRegion } from "../shared/regions.js";

/** Codes of this package. */
export type UnlistedCode =
  | "Classic"
  | "AnotherRegion"
  | "ProtectedHere"
  | "StoppedHere"
  | "SoftDeletedHere"
  | "ProtectedInAnotherVault"
  | "NotFound";

export interface UnlistedFacts {
  readonly isClassic: boolean;
  /** The region of the VM. */
  readonly location: string | undefined;
  readonly vaultLocation: string;
  /** The VM's item in this vault. */
  readonly item?: {
    readonly isStopped: boolean;
    readonly purgeAt: string | undefined;
    readonly isSoftDeleted: boolean;
  };
  /** The id of another vault that protects it. */
  readonly otherVault?: string | undefined;
}

interface UnlistedReason {
  readonly code: UnlistedCode;
  readonly reason: string;
}

/** The first reason that applies, in the order in which a user would fix them. */
export function whyUnlisted(facts: UnlistedFacts): UnlistedReason {
  const { isClassic, location, vaultLocation, otherVault } = facts;
  if (isClassic) {
    return {
      code: "Classic",
      reason:
        "It uses the classic deployment model, which a Recovery Services vault does not support: migrate it to Azure Resource Manager.",
    };
  }
  if (location !== undefined && !sameRegion(location, vaultLocation)) {
    return {
      code: "AnotherRegion",
      reason: `It is in ${location} and the vault in ${vaultLocation}: a vault protects only VMs in its own region. Use a vault in ${location}.`,
    };
  }
  if (facts.item !== undefined) return reasonOfItem(facts.item);
  if (otherVault !== undefined) {
    return {
      code: "ProtectedInAnotherVault",
      reason: `The vault ${otherVault} protects it, and a VM can have only one vault. Stop its protection there and delete its backups first.`,
    };
  }
  return {
    code: "NotFound",
    reason:
      "Azure's discovery did not find it: it is new, is being deleted, or is not supported by Azure Backup. Try again in a few minutes.",
  };
}

function reasonOfItem({ isSoftDeleted, isStopped, purgeAt }: NonNullable<UnlistedFacts["item"]>): UnlistedReason {
  if (isSoftDeleted) {
    const until = purgeAt === undefined ? "" : ` until ${purgeAt}`;
    return {
      code: "SoftDeletedHere",
      reason: `Its backups are in soft delete in this vault${until}: a ProtectedVm undeletes them by default.`,
    };
  }
  if (isStopped) {
    return {
      code: "StoppedHere",
      reason:
        "Its protection in this vault is stopped and its backups are retained: a ProtectedVm with a policy resumes protection.",
    };
  }
  return { code: "ProtectedHere", reason: "This vault already protects it." };
}
