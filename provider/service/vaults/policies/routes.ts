/** Backup policies of a vault. Source: the recordings; api-versions 2016-12-01 to 2024-04-01. */
import { nameOf } from "../../../arm/resource-id.js";
import { isJsonObject, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import {
  INSTANT_ACCESS_SINCE,
  instantAccessWarning,
  withoutInstantAccess,
} from "../../../rules/policies/instant-access.js";
import { absentDayWarnings } from "../../../rules/policies/month-days.js";
import { policyOptionFaults } from "../../../rules/policies/options.js";
import {
  managementChangeFault,
  policyCountFault,
  policyFaults,
  policyTypeFault,
} from "../../../rules/policies/rules.js";
import { daylightWarning, shiftsClocks } from "../../../rules/policies/schedule.js";
import { managementFaults, termsOfPolicy } from "../../../rules/policies/wire.js";
import { wireText } from "../../../rules/policies/wire-paths.js";
import { policyNameFault, policyNameWarning } from "../../../rules/shared/names.js";
import type { Failure } from "../../../schema/failures.js";
import { isSince } from "../../azure/eras.js";
import { matchesFilter, parseFilter } from "../../azure/filter.js";
import { optionOf } from "../../azure/paging.js";
import { countToday, refuseIf, warned } from "../../azure/refuse.js";
import { noContent, ok } from "../../azure/replies.js";
import { type Azure, type Call, param, propertiesOf, type Reply, type Route, refusal } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { requireVault, settledVault, VAULT } from "../vault/document.js";
import { normalPolicy, POLICY_TYPE, policyId, policyTypeOf, putPolicy, renderPolicy, usersOf } from "./document.js";
import { requireUnreducedRetention } from "./retention.js";

/** Lists contain enhanced policies since this version. */
const ENHANCED_SINCE = "2022-02-01";

function get(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const found = azure.documents.get(policyId(vault.id, param(call, "policy")));
  if (found !== undefined) return ok(renderPolicy(call, azure, found));
  throw refusal(
    404,
    "BMSUserErrorPolicyNotFound",
    `The policy '${param(call, "policy")}' was not found in the vault '${param(call, "vault")}'.`,
  );
}

function list(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const filter = parseFilter(optionOf(call, "$filter"), ["backupManagementType", "workloadType", "fabricName"]);
  const policies = azure.documents
    .list({ type: POLICY_TYPE, scope: vault.id })
    .filter(
      ({ body }) =>
        matchesFilter(filter, "backupManagementType", textAt(body, "properties", "backupManagementType")) &&
        matchesFilter(filter, "workloadType", textAt(body, "properties", "workLoadType") ?? "VM") &&
        matchesFilter(filter, "fabricName", "Azure"),
    )
    .filter(({ body }) => isSince(call, ENHANCED_SINCE) || textAt(body, "properties", "policyType") !== "V2");
  return ok({ value: policies.map((policy) => renderPolicy(call, azure, policy)) });
}

function put(call: Call, azure: Azure): Reply {
  const vault = requireVault(call, azure);
  const name = param(call, "policy");
  const fault = policyNameFault(name);
  if (fault !== undefined) throw refusal(400, "BMSUserErrorInvalidPolicyName", `The policy name is invalid: ${fault}`);
  const old = azure.documents.get(policyId(vault.id, name));
  const requested = requestedPolicy(call, old);
  refuseIf(policyTypeFault({ before: old && policyTypeOf(old.body), after: policyTypeOf({ properties: requested }) }));
  const properties = inProperFormat(requested);
  const [before, after] = [old?.body, { properties }].map((body) => textAt(body, "properties", "backupManagementType"));
  refuseIf(managementChangeFault({ before, after }));
  if (old === undefined) refuseIf(policyCountFault(azure.documents.count({ type: POLICY_TYPE, scope: vault.id })));
  else requireUnreducedRetention(call, azure, { vault, before: objectAt(old.body, "properties"), after: properties });
  const policy = putPolicy(azure, vault.id, name, properties);
  return warned(ok(renderPolicy(call, azure, policy)), policyWarnings(azure, vault, policy));
}

function policyWarnings(azure: Azure, vault: Document, { body, id }: Document): (string | undefined)[] {
  const properties = objectAt(body, "properties");
  const zone = textAt(properties, "timeZone") ?? "UTC";
  const terms = termsOfPolicy(properties)?.terms;
  return [
    policyNameWarning(nameOf(id)),
    daylightWarning(zone, shiftsClocks(zone, azure.now.getUTCFullYear())),
    ...(terms === undefined ? [] : absentDayWarnings(terms.retention)),
    instantAccessWarning(properties),
    countToday(azure, "policyWrites", vault.id),
  ];
}

/** The properties of a PUT that this api-version has, with the tiering that it omits. */
function requestedPolicy(call: Call, old: Document | undefined): JsonObject {
  const sent = withOldTiering(propertiesOf(call), old);
  return isSince(call, INSTANT_ACCESS_SINCE) ? sent : withoutInstantAccess(sent);
}

/** A tier that is not sent keeps its tiering. Source: TieringPolicy of Microsoft's schema 2026-05-01. */
function withOldTiering(sent: JsonObject, old: Document | undefined): JsonObject {
  const current = objectAt(old?.body, "properties", "tieringPolicy");
  const tiering = sent["tieringPolicy"] ?? {};
  if (!isJsonObject(tiering) || Object.keys(current).length === 0) return sent;
  const changes = Object.fromEntries(Object.entries(tiering).filter(([, value]) => value !== null));
  return { ...sent, tieringPolicy: { ...current, ...changes } };
}

/**
 * The policy as Azure stores it, with its defaults. Azure says only that an input is not in proper format; the message adds the
 * reasons.
 */
function inProperFormat(requested: JsonObject): JsonObject {
  const faults = faultsOf(requested);
  if (faults.length === 0) {
    const terms = termsOfPolicy(requested)?.terms;
    if (terms === undefined) return normalPolicy(requested);
    const { instantRestoreDays, timeZone } = terms;
    return { ...normalPolicy(requested), instantRpRetentionRangeInDays: instantRestoreDays, timeZone };
  }
  const reasons = faults.map((fault) => wireText(fault, requested)).join(" ");
  throw refusal(
    400,
    "BMSUserErrorInvalidPolicyInput",
    `Input for create or update policy is not in proper format\r\nPlease check format of parameters like schedule time, schedule days, retention time and retention days. ${reasons}`,
  );
}

/** All faults of a policy as it was sent. Policies for workloads other than VMs are checked no further. */
function faultsOf(requested: JsonObject): readonly Failure[] {
  const faults = managementFaults(requested);
  if (faults.length > 0) return faults;
  const reading = termsOfPolicy(requested);
  if (reading?.terms === undefined) return reading?.faults ?? [];
  return [...policyFaults(reading.terms), ...policyOptionFaults(requested, reading.terms)];
}

function remove(call: Call, azure: Azure): Reply {
  const vault = settledVault(call, azure);
  const policy = azure.documents.get(policyId(vault.id, param(call, "policy")));
  if (policy === undefined) return noContent;
  const users = usersOf(azure, policy.id);
  if (users.length > 0) {
    const names = users.map(({ body }) => textAt(body, "properties", "friendlyName")).join(", ");
    throw refusal(
      400,
      "BMSUserErrorPolicyObjectInUse",
      `The policy '${param(call, "policy")}' is in use by ${names}. Give these items another policy or stop their protection, then delete it.`,
    );
  }
  azure.documents.removeTree(policy.id);
  return { status: 200 };
}

const POLICIES = `${VAULT}/backupPolicies`;
const POLICY = `${POLICIES}/{policy}`;

export const policyRoutes: readonly Route[] = [
  { method: "GET", template: POLICIES, access: "read", handle: list, listOptions: ["$filter"] },
  { method: "GET", template: POLICY, access: "read", handle: get },
  { method: "PUT", template: POLICY, access: "write", handle: put },
  { method: "DELETE", template: POLICY, access: "write", handle: remove },
];
