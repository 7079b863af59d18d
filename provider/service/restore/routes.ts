/** Restoring a recovery point. Source: the recordings. */
import { isOfType, nameOf } from "../../arm/resource-id.js";
import { type JsonObject, textAt } from "../../core/json.js";
import { restoreBodyFault } from "../../rules/items/request-body.js";
import { restoreFault, restoreWarnings, runningReplaceWarning } from "../../rules/items/restore.js";
import { countToday, refuseIf, warned } from "../azure/refuse.js";
import { RESOURCE_GROUP_TYPE } from "../azure/resources.js";
import type { Azure, Call, Reply, Route } from "../azure/route.js";
import { propertiesOf, refusal } from "../azure/route.js";
import { powerStateOf, VM_TYPE } from "../compute/index.js";
import { followJob, ITEM, vmOf } from "../items/containers/index.js";
import { requirePoint } from "../items/points/index.js";
import { startJob } from "../jobs/index.js";
import { requireGuardConsent } from "../vaults/guard/index.js";
import { restoreFacts } from "./facts.js";
import { restoreBag, restorePlan } from "./plans.js";

function restore(call: Call, azure: Azure): Reply {
  const { vault, item, point } = requirePoint(call, azure);
  const sent = propertiesOf(call);
  refuseIf(restoreBodyFault({ request: sent, pointName: nameOf(point.id), vmId: vmOf(item) }));
  const request = { ...sent, sourceResourceId: vmOf(item) };
  requireId(request, "targetVirtualMachineId", VM_TYPE);
  requireId(request, "targetResourceGroupId", RESOURCE_GROUP_TYPE);
  const facts = restoreFacts(azure, { vault, item, point, request });
  refuseIf(restoreFault(facts));
  requireGuardConsent(azure, { vault, operation: "restore", body: call.body });
  const plan = restorePlan(request);
  const replaced = facts.recoveryType === "OriginalLocation" ? azure.documents.get(vmOf(item)) : undefined;
  const warnings = [
    ...restoreWarnings(facts),
    countToday(azure, "restores", item.id),
    replaced === undefined ? undefined : runningReplaceWarning(powerStateOf(replaced)),
  ];
  const job = startJob(call, azure, {
    vaultId: vault.id,
    item,
    operation: "Restore",
    kind: "restore",
    stagesMs: plan.stagesMs,
    tasks: plan.tasks,
    propertyBag: { "Job Type": plan.jobType, ...restoreBag(request, item, point) },
    internalPropertyBag: { restoreLocationType: facts.recoveryType },
    details: { progressPercentage: 1, dynamicErrorMessage: "" },
    facts: { request, point: point.id },
  });
  return warned(followJob(call, azure, item, job), warnings);
}

/** Throws where a property of the request is not the id of a resource of this type: the job could not create it. */
function requireId(request: JsonObject, name: string, type: string): void {
  const id = textAt(request, name);
  if (id === undefined || id === "" || isOfType(id, type)) return;
  throw refusal(
    400,
    "BMSUserErrorInvalidRestoreRequest",
    `properties.${name} is '${id}': expected the id of a resource of the type ${type}.`,
  );
}

export const restoreRoutes: readonly Route[] = [
  { method: "POST", template: `${ITEM}/recoveryPoints/{point}/restore`, access: "write", handle: restore },
];
