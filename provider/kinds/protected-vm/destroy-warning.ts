/** Warns when a program adds a protection that prevents a destroy of its vault. Pure. */
import type { OtherResource } from "../kind.js";
import type { Inputs } from "./schema.js";

/** With these, the backups do not prevent the delete of the vault: Azure deletes a vault with soft-deleted backups. */
const DELETING: ReadonlySet<unknown> = new Set(["delete", "deleteAndPurge"]);

/** The warning that a destroy cannot delete the vault; none if it can, or if the program does not delete the vault. */
export function destroyWarnings(
  { onDelete = "stopRetain" }: Inputs,
  find: (input: string) => OtherResource | undefined,
): string[] {
  const vault = find("vault");
  if (vault?.kind !== "Vault" || DELETING.has(onDelete)) return [];
  const { onDelete: vaultOnDelete = "refuse", adopt = "never" } = vault.inputs;
  // A destroy retains an adopted vault without onDelete.
  const mayBeAdopted = adopt === "ifIdentical" || adopt === "always";
  if (vaultOnDelete !== "refuse" || (mayBeAdopted && vault.inputs["onDelete"] === undefined)) return [];
  return [
    `pulumi destroy will fail at Vault ${vault.name}: its onDelete is "refuse", and this ProtectedVm retains its recovery points in it (onDelete: "${onDelete}"). To let a destroy delete both, set onDelete: "delete" here: the backups go to soft delete. To retain the backups in Azure, set onDelete: "stopRetain" on the vault and "retain" on its resource group.`,
  ];
}
