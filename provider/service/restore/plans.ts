/** The tasks, durations and initial property bag of each kind of restore. Source: the recordings. */
import { nameOf, parseResourceId } from "../../arm/resource-id.js";
import { type JsonObject, textAt } from "../../core/json.js";
import { RESTORE_TASK } from "../../rules/items/jobs.js";
import { bagTime } from "../jobs/index.js";
import type { Document } from "../store/documents.js";

interface RestorePlan {
  readonly jobType: string;
  readonly tasks: readonly string[];
  readonly stagesMs: readonly number[];
}

const DISKS: RestorePlan = { jobType: "Recover disks", tasks: [RESTORE_TASK.move], stagesMs: [75_000] };
/** The disks as VHDs in a storage account, copied from the vault. */
const VHDS: RestorePlan = { ...DISKS, stagesMs: [1_980_000] };
const PLANS = new Map<string, RestorePlan>(
  Object.entries({
    OriginalLocation: {
      jobType: "Replace disks",
      tasks: [RESTORE_TASK.move, RESTORE_TASK.update],
      stagesMs: [1_200_000, 100_000],
    },
    AlternateLocation: {
      jobType: "Recover VM to an alternate location",
      tasks: [RESTORE_TASK.move, RESTORE_TASK.create],
      stagesMs: [75_000, 65_000],
    },
  }),
);

/** The plan of a restore that the rules allow. */
export const restorePlan = (request: JsonObject): RestorePlan =>
  PLANS.get(textAt(request, "recoveryType") ?? "") ??
  (textAt(request, "targetResourceGroupId") === undefined ? VHDS : DISKS);

/** The property bag of a restore's job, without its kind. */
export function restoreBag(request: JsonObject, item: Document, point: Document): JsonObject {
  const type = textAt(request, "recoveryType");
  const target = textAt(request, "targetVirtualMachineId");
  const account = textAt(request, "storageAccountId");
  const group = textAt(request, "targetResourceGroupId");
  const network = textAt(request, "virtualNetworkId");
  const takenAt = textAt(point.body, "properties", "recoveryPointTime");
  const replaces = type === "OriginalLocation";
  const unnamed = replaces ? null : "vmName";
  return {
    ...(type === "AlternateLocation"
      ? { "Original VM Name": textAt(item.body, "properties", "friendlyName") ?? "" }
      : {}),
    "Target VM Name": target === undefined ? unnamed : nameOf(target),
    ...(network === undefined ? {} : { "Target VNet Name": networkName(network) }),
    ...(account === undefined ? {} : { "Target Storage Account Name": nameOf(account) }),
    "Recovery point time ": replaces || takenAt === undefined ? null : bagTime(new Date(takenAt)),
    ...(group === undefined ? {} : { "Target resource group": nameOf(group) }),
  };
}

function networkName(id: string): string {
  const { group = "", path } = parseResourceId(id);
  return `Group ${group} ${path.at(-1)?.name ?? ""}`;
}
