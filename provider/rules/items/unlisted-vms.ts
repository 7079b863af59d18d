/**
 * Why a vault does not offer a VM for protection. Sources: "Back up an Azure virtual machine" (a vault offers the VMs of its
 * own region and subscription, each VM has one vault, one in soft delete is not shown) and the discovery of the classic
 * backup vault, which names the same reasons.
 */
import { sameRegion } from "../shared/regions.js";

/** Why Azure Backup does not list a VM as one that can be protected, as a code of this package. */
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
  /** The region of the VM, and that of the vault. */
  readonly location: string | undefined;
  readonly vaultLocation: string;
  /** The VM's item in this vault. */
  readonly item?: {
    readonly isStopped: boolean;
    readonly purgeAt: string | undefined;
    readonly isSoftDeleted: boolean;
  };
  /** The other vault that protects it. */
  readonly otherVault?: string | undefined;
}

interface UnlistedReason {
  readonly code: UnlistedCode;
  readonly reason: string;
}

/** The first reason that holds, in the order in which a person would mend them. */
export function whyUnlisted(facts: UnlistedFacts): UnlistedReason {
  const { isClassic, location, vaultLocation, otherVault } = facts;
  if (isClassic) {
    return {
      code: "Classic",
      reason:
        "It is of the classic deployment model, which a Recovery Services vault does not protect: migrate it to Azure Resource Manager.",
    };
  }
  if (location !== undefined && !sameRegion(location, vaultLocation)) {
    return {
      code: "AnotherRegion",
      reason: `It is in ${location} and the vault in ${vaultLocation}: a vault protects the VMs of its own region, so use a vault in ${location}.`,
    };
  }
  if (facts.item !== undefined) return reasonOfItem(facts.item);
  if (otherVault !== undefined) {
    return {
      code: "ProtectedInAnotherVault",
      reason: `It is protected in the vault ${otherVault}: a VM has one vault, so end its protection there and delete its backups first.`,
    };
  }
  return {
    code: "NotFound",
    reason:
      "Azure's discovery did not find it: it is new, is being deleted, or is of a kind that Azure Backup does not protect. Ask again in a few minutes.",
  };
}

function reasonOfItem({ isSoftDeleted, isStopped, purgeAt }: NonNullable<UnlistedFacts["item"]>): UnlistedReason {
  if (isSoftDeleted) {
    const until = purgeAt === undefined ? "" : ` until ${purgeAt}`;
    return {
      code: "SoftDeletedHere",
      reason: `Its backups are in soft delete in this vault${until}: a ProtectedVm takes them back, which is its default.`,
    };
  }
  if (isStopped) {
    return {
      code: "StoppedHere",
      reason:
        "Its protection in this vault is stopped and its backups are kept: a ProtectedVm with a policy resumes it.",
    };
  }
  return { code: "ProtectedHere", reason: "It is protected in this vault already." };
}
