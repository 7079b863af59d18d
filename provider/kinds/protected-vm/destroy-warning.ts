/** What a Vault of the same program means for a protected VM: a refused suspension, and destroys that will fail. Pure. */
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { FindOther, OtherResource } from "../kind.js";
import { suspensionFailure } from "./faults.js";
import type { Inputs } from "./schema.js";

/** With these, the backups do not prevent the delete of the vault: Azure deletes a vault with soft-deleted backups. */
const DELETING: ReadonlySet<unknown> = new Set(["delete", "deleteAndPurge"]);

/** Whether a vault may be one that existed before, with an immutability that the program does not declare. */
const mayExist = ({ adopt }: OtherResource["inputs"]): boolean => adopt !== undefined && adopt !== "never";

/** The state of the immutability of a Vault; undefined if it is not known, as for an adopted vault that declares none. */
function immutabilityIn(vault: OtherResource): string | undefined {
  const { immutability } = vault.inputs as { readonly immutability?: { readonly state?: string } };
  if (immutability === undefined) return mayExist(vault.inputs) ? undefined : "Disabled";
  return isUnknown(immutability) || isUnknown(immutability.state) ? undefined : immutability.state;
}

const vaultIn = (find: FindOther): OtherResource | undefined => {
  const vault = find("vault");
  return vault?.kind === "Vault" ? vault : undefined;
};

/** Refuses to suspend backups in a Vault that declares no immutability: it is not immutable by default. */
export function faultsAmong({ protection }: Inputs, find: FindOther): Failure[] {
  const vault = vaultIn(find);
  return vault === undefined ? [] : suspensionFailure(protection, immutabilityIn(vault));
}

/** The warnings that a destroy will fail at the vault or at this ProtectedVm; none for a vault that the program does not declare. */
export function destroyWarnings({ onDelete = "stopRetain" }: Inputs, find: FindOther): string[] {
  const vault = vaultIn(find);
  if (vault === undefined) return [];
  return [...vaultWarnings(onDelete, vault), ...immutabilityWarnings(onDelete, vault)];
}

function vaultWarnings(onDelete: string, vault: OtherResource): string[] {
  if (DELETING.has(onDelete)) return [];
  const { onDelete: vaultOnDelete = "refuse", adopt = "never" } = vault.inputs;
  // A destroy retains an adopted vault without onDelete.
  const mayBeAdopted = adopt === "ifIdentical" || adopt === "always";
  if (vaultOnDelete !== "refuse" || (mayBeAdopted && vault.inputs["onDelete"] === undefined)) return [];
  return [
    `pulumi destroy will fail at Vault ${vault.name}: its onDelete is "refuse", and this ProtectedVm retains its recovery points in it (onDelete: "${onDelete}"). To let a destroy delete both, set onDelete: "delete" here: the backups go to soft delete. To retain the backups in Azure, set onDelete: "stopRetain" on the vault and "retain" on its resource group.`,
  ];
}

function immutabilityWarnings(onDelete: string, vault: OtherResource): string[] {
  const state = immutabilityIn(vault);
  const failing = `pulumi destroy will fail at this ProtectedVm (onDelete: "${onDelete}")`;
  if (onDelete === "suspendRetain" && state === "Disabled") {
    return [
      `${failing}: Azure suspends backups only in immutable vaults, and Vault ${vault.name} is not immutable. Set onDelete: "stopRetain" here, or immutability.state "Unlocked" on the vault.`,
    ];
  }
  if (!DELETING.has(onDelete) || (state !== "Unlocked" && state !== "Locked")) return [];
  const fix =
    state === "Unlocked"
      ? 'Before a destroy, set immutability.state "Disabled" on the vault and run pulumi up; or set onDelete: "stopRetain" here.'
      : 'Set onDelete: "stopRetain" here.';
  return [
    `${failing}: Vault ${vault.name} is immutable (${state}), so Azure deletes no backup in it before it expires. ${fix}`,
  ];
}
