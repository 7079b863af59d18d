/** Whether VMs are protected, by the protected items of all vaults. */
import { idKey } from "../arm/resource-id.js";
import { at, type JsonObject, textAt } from "../core/json.js";

const SOFT_DELETED = "SoftDeleted";
const NOT_PROTECTED = "NotProtected";

/** The state of a protected item: Azure's `protectionState`, or SoftDeleted. */
export function protectionOf(item: JsonObject): string {
  if (at(item, "properties", "isScheduledForDeferredDelete") === true) return SOFT_DELETED;
  return textAt(item, "properties", "protectionState") ?? "";
}

/** The protection of the VMs of a subscription; its items are read once, and only if a VM is asked about. */
export class ProtectionOfVms {
  readonly #items: () => Promise<readonly JsonObject[]>;
  #byVm: ReadonlyMap<string, string> | undefined;

  constructor(items: () => Promise<readonly JsonObject[]>) {
    this.#items = items;
  }

  async read(vmId: string): Promise<string> {
    this.#byVm ??= byVm(await this.#items());
    return this.#byVm.get(idKey(vmId)) ?? NOT_PROTECTED;
  }
}

/** A VM may have a soft-deleted item in one vault and a live one in another: the live one counts. */
function byVm(items: readonly JsonObject[]): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const item of items) {
    const vm = idKey(textAt(item, "properties", "sourceResourceId") ?? "");
    const state = protectionOf(item);
    if (state !== SOFT_DELETED || !states.has(vm)) states.set(vm, state);
  }
  return states;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  [NOT_PROTECTED, "Not protected"],
  ["IRPending", "Initial backup pending"],
  ["ProtectionStopped", "Protection stopped"],
  ["BackupsSuspended", "Backups suspended"],
  [SOFT_DELETED, "Backup soft deleted"],
  ["ProtectionError", "Protection error"],
]);

/** A state of protection for people, as the Azure portal words it. */
export const protectionInWords = (protection: string): string => WORDS.get(protection) ?? protection;
