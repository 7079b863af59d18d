/**
 * Extensions of VMs. Azure changes them only in a running VM and deletes them together with their VM. A write to a VM that
 * is not running fails; a delete then leaves the extension and warns.
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
        const cause = await refusalCause(error, () => findInstanceView(vmOf(id)));
        throw cause === "stopped" ? notRunning(id, error) : error;
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
          const cause = await refusalCause(error, () => findInstanceView(vmOf(id)));
          if (cause === "other") throw error;
          if (cause === "stopped") warn(notDeletedText(id));
        }
      }),
    findMachine: (vmId) => arm.find(vmId, COMPUTE_API),
    findInstanceView,
  };
}

const notDeletedText = (id: string): string =>
  `${id}: the extension was not deleted because its VM is not running, and Azure deletes extensions only in a running VM. It is deleted together with the VM. To delete it before, start the VM and delete the extension in Azure.`;

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

/** The id of the VM of an extension. */
const vmOf = (id: string): string => parentOf(id) ?? id;

/** Why Azure refused a write: the VM is not running, it is deleted or being deleted, or another reason. */
async function refusalCause(
  error: unknown,
  findView: () => Promise<JsonObject | undefined>,
): Promise<"stopped" | "gone" | "other"> {
  if (!(error instanceof BackupError) || error.azureCode !== "OperationNotAllowed") return "other";
  // Azure uses the code for other refusals too, such as conflicting handler versions, so the VM's state decides.
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
    `Cannot change the extension ${name}: the VM ${vm} is not running, and Azure changes extensions only in a running VM. Start the VM and run again.`,
    {
      cause: error,
      ...(azureCode === undefined ? {} : { azureCode }),
      ...(requestId === undefined ? {} : { requestId }),
    },
  );
}
