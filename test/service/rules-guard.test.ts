import type { JsonObject } from "../../provider/core/json.js";
import { dailyPolicy, GROUP, ITEM, machine, protection, STOP, VAULT, VM } from "../support/service.js";
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

const immutable = (state: string, more: JsonObject = {}): Request => [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { immutabilitySettings: { state } }, ...more } },
];
const at2026 = (request: Request): Request => {
  const [method, path, body] = request;
  return body === undefined
    ? [method, `${path}?api-version=2026-05-01`]
    : [method, `${path}?api-version=2026-05-01`, body];
};
const duration = (durationInDays: number, more: JsonObject = {}): Request =>
  at2026([
    "PATCH",
    VAULT,
    {
      properties: {
        securitySettings: {
          immutabilitySettings: { state: "Unlocked", configuration: { type: "TimeBased", durationInDays } },
        },
        ...more,
      },
    },
  ]);
const stop = (more: JsonObject = {}): Request => [
  "PUT",
  ITEM,
  { properties: { ...(STOP["properties"] as JsonObject), ...more } },
];
const OLD_GUARD: Request = [GUARDED[0], `${PROXY}?api-version=2023-04-01`, GUARDED[2] as JsonObject];
const granted = (request: string): JsonObject => ({ resourceGuardOperationRequests: [`${GUARD}/${request}/default`] });

const SINCE_2024: readonly RuleRow[] = [
  {
    rule: "refuses to reduce immutability without an operation request",
    before: [NEW_VAULT, immutable("Unlocked"), GUARDED],
    request: immutable("Disabled"),
    ...MISSING,
  },
  {
    rule: "reduces immutability with an operation request",
    before: [NEW_VAULT, immutable("Unlocked"), GUARDED],
    request: immutable("Disabled", granted("reduceImmutabilityStateRequests")),
    status: 202,
  },
  {
    rule: "raises immutability without an operation request",
    before: [NEW_VAULT, GUARDED],
    request: immutable("Unlocked"),
    status: 202,
  },
  {
    rule: "that was linked before 2024 reduces immutability without an operation request",
    before: [NEW_VAULT, immutable("Unlocked"), OLD_GUARD],
    request: immutable("Disabled"),
    status: 202,
  },
  { rule: "refuses to stop protection without an operation request", before: PROTECTED, request: stop(), ...MISSING },
  {
    rule: "stops protection with an operation request",
    before: PROTECTED,
    request: stop(granted("stopProtectionWithRetainDataRequests")),
    status: 202,
  },
  {
    rule: "that was linked before 2024 stops protection without an operation request",
    before: [...PROTECTED.slice(0, -1), OLD_GUARD],
    request: stop(),
    status: 202,
  },
  {
    rule: "refuses another duration of immutability without an operation request since 2025",
    before: [NEW_VAULT, duration(60), at2026(GUARDED)],
    request: duration(61),
    ...MISSING,
  },
  {
    rule: "changes the duration of immutability with an operation request since 2025",
    before: [NEW_VAULT, duration(60), at2026(GUARDED)],
    request: duration(61, granted("modifyImmutabilityDurationRequests")),
    status: 202,
  },
  {
    rule: "refuses another encryption key without an operation request since 2025",
    before: [NEW_VAULT, ["PATCH", VAULT, { identity: { type: "SystemAssigned" } }], at2026(GUARDED)],
    request: [
      "PATCH",
      VAULT,
      { properties: { encryption: { keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backup" } } } },
    ],
    ...MISSING,
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

testRules("a vault with a resource guard", [...RETENTION, ...ITEMS, ...SINCE_2024, ...OTHERS]);
