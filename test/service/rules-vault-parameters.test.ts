/** Properties of a vault that Recovery Services refuses as invalid parameters, and the duration of immutability. */
import { GROUP, VAULT } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const vault = (properties: object = {}): Request => [
  "PUT",
  VAULT,
  { location: "westeurope", sku: { name: "Standard" }, properties: properties as never },
];
const patch = (properties: object): Request => ["PATCH", VAULT, { properties: properties as never }];
const immutability = (state: string) => ({ securitySettings: { immutabilitySettings: { state } } });
const timeBased = (state: string, configuration: object): Request => [
  "PATCH",
  `${VAULT}?api-version=2026-05-01`,
  { properties: { securitySettings: { immutabilitySettings: { state, configuration: configuration as never } } } },
];
const days = (durationInDays: unknown) => ({ type: "TimeBased", durationInDays });

const DURATIONS: readonly RuleRow[] = [
  ...[29, 36_136, undefined].map((count) => ({
    rule: `time-based immutability of ${count ?? "no"} days`,
    before: [vault()],
    request: timeBased("Unlocked", days(count)),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^immutabilitySettings parameter is invalid\..* needs an integer from 30 to 36135\.$/,
  })),
  {
    rule: "days of immutability that follows the policies",
    before: [vault()],
    request: timeBased("Unlocked", { type: "AsPerPolicy", durationInDays: 30 }),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /durationInDays is 30, but the type is AsPerPolicy/,
  },
  {
    rule: "time-based immutability of a fraction of days",
    before: [vault()],
    request: timeBased("Unlocked", days(30.5)),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /durationInDays is 30\.5: expected an integer/,
  },
  {
    rule: "an unknown type of immutability",
    before: [vault()],
    request: timeBased("Unlocked", { type: "Forever" }),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /AsPerPolicy, TimeBased/,
  },
  {
    rule: "fewer days of immutability after it was Locked",
    before: [vault(), timeBased("Unlocked", days(60)), patch(immutability("Locked"))],
    request: timeBased("Locked", days(59)),
    status: 400,
    code: "UserErrorUnsupportedVaultImmutabilityStateChange",
    message: /is locked for 60 days and cannot be changed to 59 days\.$/,
  },
  {
    rule: "immutability by its policies after it was Locked for days",
    before: [vault(), timeBased("Unlocked", days(60)), patch(immutability("Locked"))],
    request: timeBased("Locked", { type: "AsPerPolicy", durationInDays: null }),
    status: 400,
    code: "UserErrorUnsupportedVaultImmutabilityStateChange",
    message: /cannot be changed to AsPerPolicy\.$/,
  },
];

const PARAMETERS: readonly RuleRow[] = [
  ...[undefined, null].map((properties) => ({
    rule: `a PUT whose properties are ${properties === null ? "null" : "missing"}`,
    request: ["PUT", VAULT, { location: "westeurope", properties }] as const,
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^properties parameter is invalid\. Please provide a valid properties\./,
  })),
  {
    rule: "a user-assigned identity without its id",
    request: ["PUT", VAULT, { location: "westeurope", identity: { type: "UserAssigned" }, properties: {} }],
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^identity parameter is invalid\..*userAssignedIdentities names no identity/,
  },
  {
    rule: "an unknown type of identity",
    before: [vault()],
    request: ["PATCH", VAULT, { identity: { type: "Nonsense" } }],
    status: 400,
    code: "InvalidRestApiParameter",
    message:
      /identity\.type is "Nonsense": expected one of SystemAssigned, None, UserAssigned, "SystemAssigned, UserAssigned"\.$/,
  },
  {
    rule: "a customer-managed key without an identity",
    request: vault({ encryption: { keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backup" } } }),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^cmkIdentity parameter is invalid\. Please provide a valid cmkIdentity\./,
  },
  {
    rule: "a customer-managed key for an identity that it does not have",
    before: [vault(), ["PATCH", VAULT, { identity: { type: "SystemAssigned" } }]],
    request: patch({
      encryption: {
        keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backup" },
        kekIdentity: { userAssignedIdentity: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/me` },
      },
    }),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /userAssignedIdentities\/me', which is not an identity of the vault/,
  },
];

testRules("a vault refuses", [...DURATIONS, ...PARAMETERS]);
