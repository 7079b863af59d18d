/** Vaults with backups and other contents, for tests of their deletion. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { GROUP, VAULT } from "./examples.js";

export const VM_TYPE = "Microsoft.Compute/virtualMachines";
export const idOf = (name: string) =>
  `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;shop;${name}/protectedItems/VM;iaasvmcontainerv2;shop;${name}`;
export const vmOf = (name: string) => `${GROUP}/providers/${VM_TYPE}/${name}`;

export const item = (name: string, protectionState: string, more: JsonObject = {}): JsonObject => ({
  id: idOf(name),
  properties: {
    ...{ protectedItemType: VM_TYPE, friendlyName: name, sourceResourceId: vmOf(name), protectionState },
    ...more,
  },
});

export const running = item("web", "Protected");
export const stopped = item("db", "ProtectionStopped");
export const deleted = item("old", "ProtectionStopped", {
  isScheduledForDeferredDelete: true,
  deferredDeleteTimeInUTC: "2026-11-20T10:00:00Z",
});
export const alsoDeleted = item("web", "ProtectionStopped", {
  isScheduledForDeferredDelete: true,
  deferredDeleteTimeInUTC: "2026-11-30T10:00:00Z",
});
const NOW = new Date("2026-11-30T12:00:00Z");
export const DELETE_ADVICE = `Set onDelete: "delete" on this Vault in the program, run pulumi up (which creates again what a destroy has deleted already), then pulumi destroy. To do so for one run, and only for resources that this stack created, use the name of your stack: AZURE_VM_BACKUP_ON_DELETE='STACK:Vault=delete,ProtectedVm=delete' pulumi destroy`;
export const database = {
  id: `${VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/SQLDataBase;sales`,
  properties: { protectedItemType: "AzureVmWorkloadSQLDatabase", workloadType: "SQLDataBase", friendlyName: "sales" },
};
export const account = {
  id: `${VAULT}/backupFabrics/Azure/protectionContainers/s`,
  properties: { friendlyName: "shopfiles" },
};

export interface VaultContents {
  readonly items?: readonly JsonObject[];
  /** The protected items of the second and later listings. */
  readonly left?: readonly JsonObject[];
  readonly accounts?: readonly JsonObject[];
  readonly properties?: JsonObject;
  readonly settings?: JsonObject;
  /** Azure's response to the deletion of the vault; the default is success. */
  readonly refusal?: BackupError;
  /** The endpoint; the default is `mock`. */
  readonly endpoint?: string;
}

/** An engine whose vault has these contents and that accepts every write. */
export function vaultWith({
  items = [],
  left = [],
  accounts = [],
  properties = {},
  settings = {},
  refusal,
  endpoint = "mock",
}: VaultContents) {
  const stubbed = stubEngine();
  const { vaults, protectedItems } = stubbed.armed;
  sinon.stub(vaults, "find").resolves({ id: VAULT, properties });
  sinon.stub(vaults, "findSettings").resolves({ softDeleteFeatureState: "Enabled", ...settings });
  sinon.stub(vaults, "listContainers").resolves([...accounts]);
  sinon.stub(vaults, "patchSettings").resolves({});
  const deleting = sinon.stub(vaults, "delete");
  if (refusal === undefined) deleting.resolves();
  else deleting.rejects(refusal);
  stubbed.armed.now = async () => NOW;
  const list = sinon.stub(protectedItems, "list");
  list.onFirstCall().resolves([...items]);
  list.resolves([...left]);
  for (const verb of ["stop", "undelete"] as const) sinon.stub(protectedItems, verb).resolves({});
  sinon.stub(protectedItems, "delete").resolves();
  const remove = (onDelete?: "refuse" | "stopRetain" | "delete" | "deleteAndPurge", requests?: string[]) =>
    vault.handler({ ...stubbed.engine, endpoint }).delete(VAULT, {
      ...(onDelete === undefined ? {} : { onDelete }),
      ...(requests === undefined ? {} : { resourceGuardRequests: requests }),
    });
  /** The calls that write, each with the last part of the resource id. */
  const writtenCalls = () => stubbed.writes.map(({ call, args }) => `${call} ${String(args[0]).split(/[;/]/).at(-1)}`);
  return { ...stubbed, remove, writtenCalls };
}

export const immutable = (state: string) => ({ securitySettings: { immutabilitySettings: { state } } });

export async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  return error instanceof BackupError && error.code === "Refused" ? error.message : assert.fail(String(error));
}
