/** The kind `VmSnapshotExtension`: the extension by which Azure Backup takes snapshots inside a VM. */
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

function armId(given: Partial<Inputs>): string | undefined {
  const name = extensionName(given);
  if (given.vm === undefined || name === undefined || isUnknown(given.vm)) return undefined;
  return `${given.vm}/extensions/${name}`;
}

/** Of the protected settings the body is checked without what they hold. */
const bodies = (given: Inputs): ArmBody[] => [
  {
    type: "Microsoft.Compute/virtualMachines/extensions",
    body: toArm({ ...given, protectedSettings: {} }, given.location ?? UNKNOWN),
  },
];

/** A write of ours, whose failure shows no protected setting as it is sent. */
const writing = <T>(id: string, given: Inputs, write: () => Promise<T>): Promise<T> =>
  withRedaction({ id, secrets: () => leavesOf(protectedToArm(given)) }, write);

/**
 * The extension of this name, where it is there already and works. Throws `Conflict` where another extension of the VM is
 * of this handler, or another handler has the name, and `NotFound` where there is no VM.
 */
async function inPlace(engine: BackupEngine, given: Inputs): Promise<JsonObject | undefined> {
  const extensions = await engine.extensions.list(given.vm);
  if (extensions === undefined) throw noMachine(given.vm);
  const place = {
    publisher: SNAPSHOT_PUBLISHER,
    type: handlerType(given.osType) ?? "",
    name: extensionName(given) ?? "",
  };
  const taken = conflictOf(extensions, place);
  if (taken === undefined) return extensions.find((extension) => isWorking(extension, place.name));
  throw new BackupError(
    "Conflict",
    `The extension ${place.name} cannot be made on the VM ${nameOf(given.vm)}: ${taken}`,
  );
}

const isWorking = (extension: JsonObject, name: string): boolean =>
  textAt(extension, "name")?.toLowerCase() === name.toLowerCase() &&
  textAt(extension, "properties", "provisioningState") === "Succeeded";

/** The VM's own location, where none is declared. Throws `InvalidInput` where the VM runs another system than is declared. */
async function locationOn(engine: BackupEngine, given: Inputs): Promise<string> {
  const machine = await engine.extensions.findMachine(given.vm);
  if (machine === undefined) throw noMachine(given.vm);
  requireSystem(machine, given);
  const location = given.location ?? textAt(machine, "location");
  if (location !== undefined) return location;
  throw new BackupError(
    "InvalidInput",
    `The VM ${nameOf(given.vm)} names no location: declare the extension's location.`,
  );
}

function requireSystem(machine: JsonObject, { vm, osType }: Inputs): void {
  const runs = textAt(machine, "properties", "storageProfile", "osDisk", "osType");
  if (runs === undefined || runs === osType) return;
  throw new BackupError(
    "InvalidInput",
    `osType is "${osType}", but the VM ${nameOf(vm)} runs ${runs}: its extension is ${handlerType(runs) ?? "another one"}. Declare osType: "${runs}".`,
  );
}

const noMachine = (vm: string): BackupError =>
  new BackupError(
    "NotFound",
    `The VM of the extension does not exist: ${vm}. Create it first, or declare the extension after it by giving the VM itself as vm.`,
  );

function handler(engine: BackupEngine): Handler<Inputs> {
  const patch = (id: string, given: Inputs, body: JsonObject) =>
    writing(id, given, async () => void (await engine.extensions.patch(id, body)));
  const put = async (id: string, given: Inputs, previous: Partial<Inputs>) => {
    const body = toArm(given, await locationOn(engine, given), previous);
    await writing(id, given, () => engine.extensions.put(id, body));
  };
  return {
    create: async (id, given) => {
      const existing = await inPlace(engine, given);
      const body = existing === undefined ? undefined : adoptionToArm(given);
      await (body === undefined ? put(id, given, {}) : patch(id, given, body));
    },
    update: async (id, given, previous) => {
      const body = patchToArm(given, previous);
      await (body === undefined ? put(id, given, previous) : patch(id, given, body));
    },
    read: async (id, given) => {
      const extension = await engine.extensions.find(id);
      if (extension === undefined) return undefined;
      const view = () => engine.extensions.findInstanceView(parentOf(id) ?? id);
      return { inputs: fromArm(extension, given), outputs: async () => outputsOf(extension, await view()) };
    },
    delete: (id) => engine.extensions.delete(id),
  };
}

/** A VM takes one extension of this type, whatever its name: one that is renamed leaves its place first. */
const isInTheWay = (olds: Partial<Inputs>, news: Partial<Inputs>): boolean =>
  olds.vm !== undefined && news.vm !== undefined && sameId(olds.vm, news.vm);

export const vmSnapshotExtension: Kind<Inputs> = {
  name: "VmSnapshotExtension",
  description:
    "The VMSnapshot extension of Azure Backup on a VM. Azure Backup installs it by itself with the first backup; declare it to have it before, to keep it at a version, or to drive it.",
  inputs,
  outputs,
  armId,
  idInputs: ["vm", "name", "osType"],
  isInTheWay,
  faults,
  bodies,
  warnings,
  handler,
};
