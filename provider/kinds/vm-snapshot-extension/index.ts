/** The kind `VmSnapshotExtension`: the VM extension with which Azure Backup takes snapshots. */
import { nameOf, parentOf, sameId } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { type JsonObject, textAt } from "../../core/json.js";
import { leavesOf } from "../../core/redact.js";
import type { BackupEngine } from "../../engine/engine.js";
import { conflictOf } from "../../rules/extensions/handlers.js";
import { SNAPSHOT_PUBLISHER } from "../../rules/extensions/snapshot.js";
import { isUnknown, UNKNOWN } from "../../schema/unknown.js";
import type { ArmBody, Handler, Kind } from "../kind.js";
import { withRedaction } from "../secrets.js";
import { adoptionToArm, fromArm, outputsOf, patchToArm, toArm } from "./arm.js";
import { faults, warnings } from "./faults.js";
import { extensionName, handlerType } from "./names.js";
import { type Inputs, inputs, outputs } from "./schema.js";
import { protectedToArm } from "./wire.js";

function armId(declared: Partial<Inputs>): string | undefined {
  const name = extensionName(declared);
  if (declared.vm === undefined || name === undefined || isUnknown(declared.vm)) return undefined;
  return `${declared.vm}/extensions/${name}`;
}

/** The bodies contain no protected settings, since messages might quote them. */
const bodies = (declared: Inputs): ArmBody[] => [
  {
    type: "Microsoft.Compute/virtualMachines/extensions",
    body: toArm({ ...declared, protectedSettings: {} }, declared.location ?? UNKNOWN),
  },
];

/** Runs a write and redacts the protected settings, as sent, in its error. */
const writing = <T>(id: string, declared: Inputs, write: () => Promise<T>): Promise<T> =>
  withRedaction({ id, secrets: () => leavesOf(protectedToArm(declared)) }, write);

/**
 * The existing extension of this name, if its provisioning succeeded. Throws `Conflict` if another extension of the VM has
 * this handler or the name belongs to another handler, and `NotFound` if the VM does not exist.
 */
async function findExisting(engine: BackupEngine, declared: Inputs): Promise<JsonObject | undefined> {
  const extensions = await engine.extensions.list(declared.vm);
  if (extensions === undefined) throw vmNotFound(declared.vm);
  const requested = {
    publisher: SNAPSHOT_PUBLISHER,
    type: handlerType(declared.osType) ?? "",
    name: extensionName(declared) ?? "",
  };
  const conflict = conflictOf(extensions, requested);
  if (conflict === undefined) return extensions.find((extension) => isWorking(extension, requested.name));
  throw new BackupError(
    "Conflict",
    `Cannot create the extension ${requested.name} on the VM ${nameOf(declared.vm)}: ${conflict}`,
  );
}

const isWorking = (extension: JsonObject, name: string): boolean =>
  textAt(extension, "name")?.toLowerCase() === name.toLowerCase() &&
  textAt(extension, "properties", "provisioningState") === "Succeeded";

/** The declared location, or that of the VM. Throws `InvalidInput` if the VM has another OS type than declared. */
async function locationOn(engine: BackupEngine, declared: Inputs): Promise<string> {
  const liveVm = await engine.extensions.findMachine(declared.vm);
  if (liveVm === undefined) throw vmNotFound(declared.vm);
  requireSystem(liveVm, declared);
  const location = declared.location ?? textAt(liveVm, "location");
  if (location !== undefined) return location;
  throw new BackupError(
    "InvalidInput",
    `The VM ${nameOf(declared.vm)} has no location: declare location on the extension.`,
  );
}

function requireSystem(liveVm: JsonObject, { vm, osType }: Inputs): void {
  const vmOsType = textAt(liveVm, "properties", "storageProfile", "osDisk", "osType");
  if (vmOsType === undefined || vmOsType === osType) return;
  throw new BackupError(
    "InvalidInput",
    `osType is "${osType}", but the VM ${nameOf(vm)} runs ${vmOsType}: its extension is ${handlerType(vmOsType) ?? "another one"}. Declare osType: "${vmOsType}".`,
  );
}

const vmNotFound = (vm: string): BackupError =>
  new BackupError(
    "NotFound",
    `The VM of the extension does not exist: ${vm}. Create it first, or set vm to the VM resource, so the extension is created after it.`,
  );

function handler(engine: BackupEngine): Handler<Inputs> {
  const patch = (id: string, declared: Inputs, body: JsonObject) =>
    writing(id, declared, async () => void (await engine.extensions.patch(id, body)));
  const put = async (id: string, declared: Inputs, previous: Partial<Inputs>) => {
    const body = toArm(declared, await locationOn(engine, declared), previous);
    await writing(id, declared, () => engine.extensions.put(id, body));
  };
  return {
    create: async (id, declared) => {
      const existing = await findExisting(engine, declared);
      const body = existing === undefined ? undefined : adoptionToArm(declared);
      await (body === undefined ? put(id, declared, {}) : patch(id, declared, body));
    },
    update: async (id, declared, previous) => {
      const body = patchToArm(declared, previous);
      await (body === undefined ? put(id, declared, previous) : patch(id, declared, body));
    },
    read: async (id, declared) => {
      const extension = await engine.extensions.find(id);
      if (extension === undefined) return undefined;
      const view = () => engine.extensions.findInstanceView(parentOf(id) ?? id);
      return { inputs: fromArm(extension, declared), outputs: async () => outputsOf(extension, await view()) };
    },
    delete: (id) => engine.extensions.delete(id),
  };
}

/** A VM can have only one extension of this type, so a rename deletes the old one first. */
const deleteBeforeCreate = (olds: Partial<Inputs>, news: Partial<Inputs>): boolean =>
  olds.vm !== undefined && news.vm !== undefined && sameId(olds.vm, news.vm);

export const vmSnapshotExtension: Kind<Inputs> = {
  name: "VmSnapshotExtension",
  description:
    "The VMSnapshot extension of Azure Backup on a VM. Azure Backup installs it with the first backup; declare it to install it earlier, to keep it at a version, or to control it.",
  armType: "Microsoft.Compute/virtualMachines/extensions",
  inputs,
  outputs,
  armId,
  idInputs: ["vm", "name", "osType"],
  deleteBeforeCreate,
  faults,
  bodies,
  warnings,
  handler,
};
