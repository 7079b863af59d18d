/** Restoring a recovery point. Source: the recordings. */

import { restoreFault, restoreWarnings, runningReplaceWarning } from "../../rules/items/restore.js";
import { obey, warned } from "../azure/refuse.js";
import type { Azure, Call, Reply, Route } from "../azure/route.js";
import { propertiesOf } from "../azure/route.js";
import { powerStateOf } from "../compute/index.js";
import { followJob, ITEM, machineOf } from "../items/containers/index.js";
import { requirePoint } from "../items/points/index.js";
import { startJob } from "../jobs/index.js";
import { countToday } from "../schedule/quotas.js";
import { restoreFacts } from "./facts.js";
import { restoreBag, restorePlan } from "./plans.js";

function restore(call: Call, azure: Azure): Reply {
  const { vault, item, point } = requirePoint(call, azure);
  const request = { ...propertiesOf(call), sourceResourceId: machineOf(item) };
  const facts = restoreFacts(azure, { vault, item, point, request });
  obey(restoreFault(facts));
  const plan = restorePlan(request);
  const replaced = facts.recoveryType === "OriginalLocation" ? azure.documents.get(machineOf(item)) : undefined;
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

export const restoreRoutes: readonly Route[] = [
  { method: "POST", template: `${ITEM}/recoveryPoints/{point}/restore`, access: "write", handle: restore },
];
