import { ancestorOf } from "../arm/resource-id.js";

/** The id of the vault that an item, a policy or a job lies in, or of the vault itself; text that lies in none stays as it is. */
export const vaultOf = (id: string): string => ancestorOf(id, "Microsoft.RecoveryServices/vaults") ?? id;
