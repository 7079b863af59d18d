/** Reads the resource of a function, or throws the error that it is missing. */
import { nameOf, typeOf } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { vaultOf } from "../../engine/vault-of.js";
import { protectedItemId } from "../../kinds/protected-vm/names.js";

/** Advice for a resource that is not created yet. */
const WAIT =
  "If this program declares it, call the Output form with the resource itself or with { dependsOn }, which waits until it is created";

/** The error for a missing resource. */
export function missing(engine: BackupEngine, id: string, instead = "otherwise correct the id"): BackupError {
  return new BackupError(
    "NotFound",
    `${typeOf(id)} ${nameOf(id)} does not exist: ${id} was not found (endpoint: ${engine.endpoint}). ${WAIT}; ${instead}.`,
  );
}

/** The vault. Throws `NotFound`. */
export async function requireVault(engine: BackupEngine, id: string): Promise<JsonObject> {
  const vault = await engine.vaults.find(id);
  if (vault === undefined) throw missing(engine, id);
  return vault;
}

/** The item of a VM in a vault, in soft delete too. Throws `NotFound`, and names another vault that protects the VM. */
export async function requireItem(engine: BackupEngine, vault: string, vm: string): Promise<JsonObject> {
  const item = await engine.protectedItems.find(protectedItemId(vault, vm));
  if (item !== undefined) return item;
  await requireVault(engine, vault);
  const other = await engine.protectedItems.findVaultOf(vm, vault);
  const where = other === undefined ? "nor in another vault of its region" : `but in ${other}`;
  throw new BackupError(
    "NotFound",
    `The VM ${vm} is not protected in ${vault}, ${where}. ${WAIT}; otherwise protect it with a ProtectedVm.`,
  );
}

/** An item by its id. Throws `NotFound`. */
export async function requireItemById(engine: BackupEngine, id: string): Promise<JsonObject> {
  const item = await engine.protectedItems.find(id);
  if (item !== undefined) return item;
  await requireVault(engine, vaultOf(id));
  throw missing(engine, id, "otherwise protect the VM with a ProtectedVm");
}
