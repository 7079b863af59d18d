/** Recovery Services vaults. Source: the recordings; api-versions 2016-06-01 to 2024-04-01. */
import { isJsonObject, type JsonObject, objectAt, sameJson, textAt } from "../../core/json.js";
import { vaultNameFault } from "../../rules/shared/names.js";
import { regionKey } from "../../rules/shared/regions.js";
import { invalidParameterFault } from "../../rules/vaults/parameters.js";
import { vaultCountFault } from "../../rules/vaults/vault.js";
import { VAULT_TYPE } from "../azure/backup-ids.js";
import { isSince } from "../azure/eras.js";
import { listPage } from "../azure/paging.js";
import { refuseIf, warned } from "../azure/refuse.js";
import { ok } from "../azure/replies.js";
import { calledGroupId, GROUP, requireGroup, requireLocation, SUBSCRIPTION } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route, refusal } from "../azure/route.js";
import { requireRegistration } from "../groups/index.js";
import type { Document } from "../store/documents.js";
import { startVaultOperation } from "./operations.js";
import { redundancyWarning, renderVault } from "./vault/body.js";
import { settledVault, VAULT, vaultId } from "./vault/document.js";
import { writeVault } from "./writing.js";

const ASYNC_PUT_SINCE = "2022-01-01";

function put(call: Call, azure: Azure): Reply {
  requireRegistration(call, azure, "Microsoft.RecoveryServices");
  const fault = vaultNameFault(param(call, "vault"));
  if (fault !== undefined) throw refusal(400, "InvalidResourceName", `The resource name is invalid: ${fault}`);
  requireGroup(azure, calledGroupId(call));
  requireProperties(call);
  const old = azure.documents.get(vaultId(call));
  const location = regionKey(requireLocation(call.body, old));
  requireSameLocation(old, location);
  if (old === undefined) refuseIf(vaultCountFault(countIn(call, azure, location)));
  const vault = writeVault(call, azure, { old, location });
  const warnings = [redundancyWarning(vault)];
  if (!isSince(call, ASYNC_PUT_SINCE)) {
    return warned({ status: 201, body: renderVault(call, vault, "full") }, warnings);
  }
  const headers = startVaultOperation(call, azure, vault.id);
  // A write of an existing vault is applied later: the reply has the vault as it was, as recorded.
  const body =
    old === undefined ? renderVault(call, vault, "full", "Provisioning") : renderVault(call, old, "full", "Updating");
  return warned({ status: 201, headers, body }, warnings);
}

/** Azure's refusal of a vault without properties. Source: Azure/azure-sdk-for-net 3696. */
function requireProperties({ body }: Call): void {
  if (isJsonObject(body["properties"])) return;
  refuseIf(invalidParameterFault("properties", "It is missing: send an object, {} for Azure's defaults."));
}

/** How many vaults the subscription has in a region. */
const countIn = (call: Call, { documents }: Azure, location: string): number =>
  documents
    .list({ type: VAULT_TYPE, under: `/subscriptions/${param(call, "subscription")}` })
    .filter(({ body }) => textAt(body, "location") === location).length;

function requireSameLocation(old: Document | undefined, location: string): void {
  const currentLocation = textAt(old?.body, "location");
  if (currentLocation === undefined || currentLocation === location) return;
  throw refusal(
    409,
    "InvalidResourceLocation",
    `The resource '${textAt(old?.body, "name")}' already exists in location '${currentLocation}' in resource group. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
  );
}

function get(call: Call, azure: Azure): Reply {
  return ok(renderVault(call, settledVault(call, azure), "full"));
}

function patch(call: Call, azure: Azure): Reply {
  const old = settledVault(call, azure);
  const before = old.body;
  const vault = writeVault(call, azure, { old, location: requireLocation({}, old) });
  if (!isSince(call, ASYNC_PUT_SINCE) || onlyIdentityChanged(before, call.body, vault.body)) {
    return ok(renderVault(call, vault, "full"));
  }
  return warned({ status: 202, headers: startVaultOperation(call, azure, vault.id) }, [redundancyWarning(vault)]);
}

/** A change of only the identity is answered at once, as in some of the recordings. */
const onlyIdentityChanged = (before: JsonObject, sent: JsonObject, after: JsonObject): boolean =>
  "identity" in sent &&
  Object.keys(objectAt(sent, "properties")).length === 0 &&
  sameJson(objectAt(before, "properties"), objectAt(after, "properties")) &&
  textAt(after, "identity", "type") === "None";

/** Ours: the length of Azure's pages depends on the regions; of 841 vaults they had 610, 180 and 51. */
const PAGE = 1000;

function list(call: Call, azure: Azure): Reply {
  const inGroup = call.params["group"] !== undefined;
  const query = inGroup
    ? { type: VAULT_TYPE, scope: requireGroup(azure, calledGroupId(call)).id }
    : { type: VAULT_TYPE, under: `/subscriptions/${param(call, "subscription")}` };
  return listPage(call, azure, { ...query, limit: PAGE }, (vault) => renderVault(call, vault, "listed"));
}

const VAULTS = "providers/Microsoft.RecoveryServices/vaults";

export const vaultRoutes: readonly Route[] = [
  { method: "PUT", template: VAULT, access: "write", handle: put },
  { method: "GET", template: VAULT, access: "poll", handle: get },
  { method: "PATCH", template: VAULT, access: "write", handle: patch },
  { method: "GET", template: `${GROUP}/${VAULTS}`, access: "read", handle: list, listOptions: ["$skipToken"] },
  { method: "GET", template: `${SUBSCRIPTION}/${VAULTS}`, access: "read", handle: list, listOptions: ["$skipToken"] },
];
