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
  const named = requests === undefined ? {} : { resourceGuardOperationRequests: requests };
  return ["PUT", `${VAULT}/backupPolicies/daily`, { properties: { ...properties, ...named } }];
};
const softDeleteOff = (more: JsonObject = {}): Request => [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { softDeleteSettings: { softDeleteState: "Disabled" } }, ...more } },
];
const PROTECTED: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, ["PUT", ITEM, protection()], GUARDED];
const KEPT: readonly Request[] = [NEW_VAULT, policy(30), GUARDED];
const MISSING = { status: 403, code: "UserErrorResourceGuardOperationRequestMissing" } as const;

const RETENTION: readonly RuleRow[] = [
  { rule: "shorter retention without its guard's consent", before: KEPT, request: policy(29), ...MISSING },
  {
    rule: "shorter retention by the request of another guard",
    before: KEPT,
    request: policy(29, [`${GUARD}2/updateProtectionPolicyRequests/default`]),
    ...MISSING,
  },
  {
    rule: "shorter retention by the consent to a deletion alone",
    before: [...KEPT, unlock("deleteProtectedItemRequests")],
    request: policy(29),
    ...MISSING,
  },
  {
    rule: "shorter retention again, though its guard consented once",
    before: [...KEPT, policy(29, [`${GUARD}/updateProtectionPolicyRequests/default`])],
    request: policy(28),
    ...MISSING,
  },
  {
    rule: "nothing of shorter retention with its guard's consent",
    before: KEPT,
    request: policy(29, [`${GUARD}/updateProtectionPolicyRequests/default`]),
    status: 200,
  },
  { rule: "nothing of longer retention", before: KEPT, request: policy(31), status: 200 },
  {
    rule: "nothing of shorter retention once its guard is let go",
    before: [...KEPT, unlock("deleteResourceGuardProxyRequests"), ["DELETE", PROXY]],
    request: policy(29),
    status: 200,
  },
];

const WEAKER: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, policy(7), ["PUT", ITEM, protection()], GUARDED];
const given = (requests?: readonly string[]): Request => {
  const properties = protection(VAULT, "daily")["properties"] as JsonObject;
  const named = requests === undefined ? {} : { resourceGuardOperationRequests: requests };
  return ["PUT", ITEM, { properties: { ...properties, ...named } }];
};

const ITEMS: readonly RuleRow[] = [
  { rule: "a policy of shorter retention for an item", before: WEAKER, request: given(), ...MISSING },
  {
    rule: "nothing of that with its guard's consent",
    before: WEAKER,
    request: given([`${GUARD}/updateProtectedItemRequests/default`]),
    status: 202,
  },
];

const OTHERS: readonly RuleRow[] = [
  {
    rule: "to disable soft delete by the vault itself",
    before: [NEW_VAULT, GUARDED],
    request: softDeleteOff(),
    ...MISSING,
  },
  {
    rule: "nothing where that names a request of its guard",
    before: [NEW_VAULT, GUARDED],
    request: softDeleteOff({ resourceGuardOperationRequests: [`${GUARD}/disableSoftDeleteRequests/default`] }),
    status: 202,
  },
  {
    rule: "to unlock deletions by the request of another guard",
    before: [NEW_VAULT, GUARDED],
    request: [
      "POST",
      `${PROXY}/unlockDelete`,
      { resourceGuardOperationRequests: [`${GUARD}2/deleteProtectedItemRequests/default`] },
    ],
    ...MISSING,
  },
  {
    rule: "nothing of an item's deletion that is unlocked",
    before: [...PROTECTED, unlock("deleteProtectedItemRequests")],
    request: ["DELETE", ITEM],
    status: 202,
  },
];

testRules("a guarded vault refuses", [...RETENTION, ...ITEMS, ...OTHERS]);
