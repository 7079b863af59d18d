import { dailyPolicy, ITEM, machine, protection, VAULT, VM } from "../support/service.js";
import { changed, hourly, LAST_OF_FEBRUARY, NEW_VAULT, NEWEST, put } from "./policy-requests.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const ITEMS: readonly Request[] = [["PUT", VM, machine()], NEW_VAULT, put(dailyPolicy("02:00", 30))];
const IMMUTABLE: Request = [
  "PATCH",
  VAULT,
  { properties: { securitySettings: { immutabilitySettings: { state: "Unlocked" } } } },
];
const USED: Request = ["PUT", ITEM, protection(VAULT, "daily")];

const CHANGES: readonly RuleRow[] = [
  {
    rule: "refuses a name of two letters",
    before: [NEW_VAULT],
    request: put(dailyPolicy(), "ab"),
    status: 400,
    code: "BMSUserErrorInvalidPolicyName",
  },
  {
    rule: "cannot become standard if it is enhanced",
    before: [NEW_VAULT, put(hourly({}))],
    request: put(dailyPolicy()),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "cannot become enhanced if it is standard",
    before: [NEW_VAULT, put(dailyPolicy())],
    request: put(hourly({})),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "cannot be deleted while an item uses it",
    before: [...ITEMS, USED],
    request: ["DELETE", `${VAULT}/backupPolicies/daily`],
    status: 400,
    code: "BMSUserErrorPolicyObjectInUse",
  },
  {
    rule: "refuses shorter retention in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("02:00", 29)),
    status: 400,
    code: "UserErrorOperationDeniedOnImmutableItem",
  },
  {
    rule: "accepts longer retention in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("02:00", 31)),
    status: 200,
  },
  {
    rule: "accepts another schedule in an immutable vault",
    before: [...ITEMS, IMMUTABLE],
    request: put(dailyPolicy("04:00", 30)),
    status: 200,
  },
  {
    rule: "cannot change its backupManagementType",
    before: [NEW_VAULT, put(dailyPolicy())],
    request: put({ properties: { backupManagementType: "AzureWorkload", workLoadType: "SQLDataBase" } }),
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "with shorter retention is refused for an item of an immutable vault",
    before: [...ITEMS, put(dailyPolicy("02:00", 7), "short"), USED, IMMUTABLE],
    request: ["PUT", ITEM, protection(VAULT, "short")],
    status: 400,
    code: "UserErrorOperationDeniedOnImmutableItem",
  },
  {
    rule: "that is standard is refused for an item with an enhanced policy",
    before: [...ITEMS, ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")]],
    request: USED,
    status: 400,
    code: "BMSUserErrorPolicyTypeChangeNotAllowed",
  },
  {
    rule: "that is enhanced is accepted for an item with a standard policy",
    before: [...ITEMS, USED],
    request: ["PUT", ITEM, protection(VAULT, "EnhancedPolicy")],
    status: 202,
  },
  {
    rule: "is accepted if its window is not a multiple of its interval",
    before: [NEW_VAULT],
    request: put(hourly({}, 8, 12)),
    status: 200,
  },
  {
    rule: "is accepted with a warning if a month does not have its day",
    before: [NEW_VAULT],
    request: put(changed(LAST_OF_FEBRUARY)),
    status: 200,
    message: /retention\.yearly\.days: no backup is retained for February 30, since there is no such day/,
  },
  {
    rule: "is accepted with a warning if its instant access is longer than that of a snapshot",
    before: [NEW_VAULT],
    request: put(changed({ instantAccessSnapshotEnabled: true, instantAccessDurationMinutes: 301 }), NEWEST),
    status: 200,
    message: /instantAccessDurationMinutes is 301: .* 60 to 300 minutes/,
  },
  {
    rule: "is accepted with a warning if it has a duration of instant access but no instant access",
    before: [NEW_VAULT],
    request: put(changed({ instantAccessDurationMinutes: 60 }), NEWEST),
    status: 200,
    message: /instantAccessSnapshotEnabled is not true: it has no effect/,
  },
  {
    rule: "is accepted with a warning if its name has an underscore",
    before: [NEW_VAULT],
    request: put(dailyPolicy(), "every_night"),
    status: 200,
    message: /name: "every_night" contains "_"/,
  },
  {
    rule: "is accepted with a warning if its time zone has daylight saving time",
    before: [NEW_VAULT],
    request: put(changed({ timeZone: "Pacific Standard Time" })),
    status: 200,
    message: /ignores daylight saving time: a schedule in Pacific Standard Time/,
  },
];

testRules("a policy", CHANGES);
