/**
 * Extensions of VMs. Azure changes them only inside a VM that runs, and a VM that goes takes them with it: a write to a VM
 * that does not run says so, and a delete leaves the extension where Azure does not let it go.
 */
import type { ArmClient, Write } from "../arm/client.js";
import { nameOf, parentOf } from "../arm/resource-id.js";
import { warn } from "../core/call.js";
import { BackupError, isNotFound } from "../core/errors.js";
import { type JsonObject, listAt, textAt } from "../core/json.js";
import { COMPUTE_API } from "./api-versions.js";
import type { Extensions } from "./engine.js";
import { deleteOnce, type Turns } from "./turns.js";

export function createExtensions(arm: ArmClient, turns: Turns): Extensions {
  const findInstanceView = (vmId: string) => arm.find(`${vmId}/instanceView`, COMPUTE_API);
  const write = (method: Write["method"], id: string, body: JsonObject) =>
    turns.at(id, async () => {
      try {
        return (await arm.write({ method, path: id, apiVersion: COMPUTE_API, body })).resource;
      } catch (error) {
        throw (await whyNot(error, () => findInstanceView(vmOf(id)))) === "stopped" ? notRunning(id, error) : error;
      }
    });
  return {
    find: (id) => arm.find(id, COMPUTE_API),
    list: (vmId) => listOrNone(arm, vmId),
    put: (id, body) => write("PUT", id, body),
    patch: (id, body) => write("PATCH", id, body),
    delete: (id) =>
      turns.at(id, async () => {
        try {
          await deleteOnce(arm, id, COMPUTE_API);
        } catch (error) {
          const why = await whyNot(error, () => findInstanceView(vmOf(id)));
          if (why === "other") throw error;
          if (why === "stopped") warn(`${id}: ${LEFT}`);
        }
      }),
    findMachine: (vmId) => arm.find(vmId, COMPUTE_API),
    findInstanceView,
  };
}

const LEFT =
  "the extension was left on its VM, which does not run: Azure deletes extensions only inside a running VM. It goes with the VM; to be rid of it alone, start the VM and delete the extension there.";

async function listOrNone(arm: ArmClient, vmId: string): Promise<JsonObject[] | undefined> {
  try {
    const found: JsonObject[] = [];
    for await (const extension of arm.list(`${vmId}/extensions`, COMPUTE_API)) found.push(extension);
    return found;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The id of the VM that an extension lies on. */
const vmOf = (id: string): string => parentOf(id) ?? id;

/** Why a write was refused, as the VM stands: it does not run, it is gone or going, or it is something else. */
async function whyNot(
  error: unknown,
  findView: () => Promise<JsonObject | undefined>,
): Promise<"stopped" | "gone" | "other"> {
  if (!(error instanceof BackupError) || error.azureCode !== "OperationNotAllowed") return "other";
  // The code has other meanings too, such as a handler's version that is in conflict: the VM's own state decides.
  const view = await findView().catch(() => ({}));
  if (view === undefined || hasStatus(view, "provisioningstate/deleting")) return "gone";
  return isStopped(view) || /VM is not running/i.test(error.message) ? "stopped" : "other";
}

const isStopped = (view: JsonObject): boolean =>
  hasStatus(view, "powerstate/") && !hasStatus(view, "powerstate/running");

const hasStatus = (view: JsonObject, start: string): boolean =>
  listAt(view, "statuses").some((status) => textAt(status, "code")?.toLowerCase().startsWith(start) === true);

function notRunning(id: string, error: unknown): BackupError {
  const vm = nameOf(vmOf(id));
  const name = nameOf(id);
  const { azureCode, requestId } = error instanceof BackupError ? error : {};
  return new BackupError(
    "Conflict",
    `The extension ${name} cannot be changed: the VM ${vm} does not run, and Azure changes extensions only inside a running VM. Start the VM and run again.`,
    {
      cause: error,
      ...(azureCode === undefined ? {} : { azureCode }),
      ...(requestId === undefined ? {} : { requestId }),
    },
  );
}
