import type { JsonObject } from "../../provider/core/json.js";
import { dailyPolicy, GROUP, ITEM, machine, protection, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const PROXY = `${VAULT}/backupResourceGuardProxies/VaultProxy`;
const GUARD = `${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard`;
const GUARDED: Request = ["PUT", PROXY, { properties: { resourceGuardResourceId: GUARD } }];
const unlock = (request: string): Request => [
  "POST",
  `${PROXY}/unlockDelete`,
  { resourceGuardOperationRequests: [`${GUARD}/${request}/default`] },
];
const policy = (days: number, requests?: readonly string[]): Request => {
  const body = dailyPolicy("02:00", days);
  const properties = body["properties"] as JsonObject;
  const operationRequests = requests === undefined ? {} : { resourceGuardOperationRequests: requests };
  return ["PUT", `${VAULT}/backupPolicies/daily`, { properties: { ...properties, ...operationRequests } }];
};
const softDeleteOff = (more: JsonObject = {}): Request => [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { softDeleteSettings: { softDeleteState: "Disabled" } }, ...more } },
];
const PROTECTED: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, ["PUT", ITEM, protection()], GUARDED];
const WITH_POLICY: readonly Request[] = [NEW_VAULT, policy(30), GUARDED];
const MISSING = { status: 403, code: "UserErrorResourceGuardOperationRequestMissing" } as const;

const RETENTION: readonly RuleRow[] = [
  {
    rule: "refuses shorter retention without an operation request",
    before: WITH_POLICY,
    request: policy(29),
    ...MISSING,
  },
  {
    rule: "refuses shorter retention with an operation request of another guard",
    before: WITH_POLICY,
    request: policy(29, [`${GUARD}2/updateProtectionPolicyRequests/default`]),
    ...MISSING,
  },
  {
    rule: "refuses shorter retention if only deletions are unlocked",
    before: [...WITH_POLICY, unlock("deleteProtectedItemRequests")],
    request: policy(29),
    ...MISSING,
  },
  {
    rule: "refuses shorter retention again after an earlier operation request was used",
    before: [...WITH_POLICY, policy(29, [`${GUARD}/updateProtectionPolicyRequests/default`])],
    request: policy(28),
    ...MISSING,
  },
  {
    rule: "accepts shorter retention with an operation request",
    before: WITH_POLICY,
    request: policy(29, [`${GUARD}/updateProtectionPolicyRequests/default`]),
    status: 200,
  },
  { rule: "accepts longer retention", before: WITH_POLICY, request: policy(31), status: 200 },
  {
    rule: "accepts shorter retention after the resource guard is unlinked",
    before: [...WITH_POLICY, unlock("deleteResourceGuardProxyRequests"), ["DELETE", PROXY]],
    request: policy(29),
    status: 200,
  },
];

const WEAKER: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, policy(7), ["PUT", ITEM, protection()], GUARDED];
const itemRequest = (requests?: readonly string[]): Request => {
  const properties = protection(VAULT, "daily")["properties"] as JsonObject;
  const operationRequests = requests === undefined ? {} : { resourceGuardOperationRequests: requests };
  return ["PUT", ITEM, { properties: { ...properties, ...operationRequests } }];
};

const ITEMS: readonly RuleRow[] = [
  { rule: "refuses a policy with shorter retention for an item", before: WEAKER, request: itemRequest(), ...MISSING },
  {
    rule: "accepts a policy with shorter retention for an item with an operation request",
    before: WEAKER,
    request: itemRequest([`${GUARD}/updateProtectedItemRequests/default`]),
    status: 202,
  },
];

const OTHERS: readonly RuleRow[] = [
  {
    rule: "refuses to disable soft delete in its properties without an operation request",
    before: [NEW_VAULT, GUARDED],
    request: softDeleteOff(),
    ...MISSING,
  },
  {
    rule: "can disable soft delete in its properties with an operation request",
    before: [NEW_VAULT, GUARDED],
    request: softDeleteOff({ resourceGuardOperationRequests: [`${GUARD}/disableSoftDeleteRequests/default`] }),
    status: 202,
  },
  {
    rule: "refuses to unlock deletions with an operation request of another guard",
    before: [NEW_VAULT, GUARDED],
    request: [
      "POST",
      `${PROXY}/unlockDelete`,
      { resourceGuardOperationRequests: [`${GUARD}2/deleteProtectedItemRequests/default`] },
    ],
    ...MISSING,
  },
  {
    rule: "accepts the deletion of an item after deletions are unlocked",
    before: [...PROTECTED, unlock("deleteProtectedItemRequests")],
    request: ["DELETE", ITEM],
    status: 202,
  },
];

testRules("a vault with a resource guard", [...RETENTION, ...ITEMS, ...OTHERS]);
