/** What a program should know when it adds a protection: whether a destroy will stop at the vault. Pure. */
import type { OtherResource } from "../kind.js";
import type { Inputs } from "./schema.js";

/** With these, no backups are left that keep a vault from being deleted: Azure deletes a vault with soft-deleted backups. */
const DELETING: ReadonlySet<unknown> = new Set(["delete", "deleteAndPurge"]);

/** Why a destroy of this stack cannot delete the vault; nothing where it can, or where the vault is not the program's to delete. */
export function destroyWarnings(
  { onDelete = "stopRetain" }: Inputs,
  find: (input: string) => OtherResource | undefined,
): string[] {
  const vault = find("vault");
  if (vault?.kind !== "Vault" || DELETING.has(onDelete)) return [];
  const { onDelete: vaultOnDelete = "refuse", adopt = "never" } = vault.inputs;
  // A vault that may be adopted declares no onDelete: a destroy leaves it.
  const mayBeAdopted = adopt === "ifIdentical" || adopt === "always";
  if (vaultOnDelete !== "refuse" || (mayBeAdopted && vault.inputs["onDelete"] === undefined)) return [];
  return [
    `pulumi destroy will stop at Vault ${vault.name}: its onDelete is "refuse", and this ProtectedVm keeps its recovery points in it (onDelete: "${onDelete}"). To let a destroy delete both, declare onDelete: "delete" here: Azure keeps them in soft delete for a while. To leave the backups in Azure, declare onDelete: "stopRetain" on the vault, and "retain" on its resource group.`,
  ];
}
