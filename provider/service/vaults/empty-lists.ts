/**
 * Lists of a vault that are always empty, because a vault here protects only VMs: backup servers, protection intents, containers of
 * workloads, and what belongs to Azure Site Recovery. And whether the name of a vault is available.
 */
import { textAt } from "../../core/json.js";
import { VAULT_TYPE } from "../azure/backup-ids.js";
import { ok } from "../azure/replies.js";
import { calledGroupId, GROUP } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route } from "../azure/route.js";
import { requireVault, VAULT } from "./vault/index.js";

const EMPTY = [
  "backupEngines",
  "backupFabrics/{fabric}/protectableContainers",
  "backupProtectionIntents",
  "replicationEvents",
  "replicationFabrics",
  "replicationJobs",
  "replicationPolicies",
  "replicationProtectedItems",
  "replicationProtectionContainers",
  "replicationRecoveryPlans",
  "replicationUsages",
] as const;

function empty(call: Call, azure: Azure): Reply {
  requireVault(call, azure);
  return ok({ value: [] });
}

/** Names of vaults are unique in their resource group. The form of the reply is that of the specification; its texts are ours. */
function checkName(call: Call, { documents }: Azure): Reply {
  const name = textAt(call.body, "name") ?? "";
  const isTaken = documents.get(`${calledGroupId(call)}/providers/${VAULT_TYPE}/${name}`) !== undefined;
  if (!isTaken) return ok({ nameAvailable: true });
  const message = `The resource group ${param(call, "group")} already has a vault named ${name}.`;
  return ok({ nameAvailable: false, reason: "AlreadyExists", message });
}

export const emptyListRoutes: readonly Route[] = [
  ...EMPTY.map((list) => ({ method: "GET", template: `${VAULT}/${list}`, access: "read", handle: empty }) as const),
  {
    method: "POST",
    template: `${GROUP}/providers/Microsoft.RecoveryServices/locations/{location}/checkNameAvailability`,
    access: "read",
    handle: checkName,
  },
];
