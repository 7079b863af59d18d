import { ancestorOf } from "../arm/resource-id.js";

/** The id of the vault of an item, a policy or a job, or of the vault itself; any other text is returned unchanged. */
export const vaultOf = (id: string): string => ancestorOf(id, "Microsoft.RecoveryServices/vaults") ?? id;
