import { GROUP, ITEM, machine, protection, SUBSCRIPTION, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const vaultAt = (id: string): Request => ["PUT", id, { location: "westeurope", properties: {} }];
const OTHER_SUBSCRIPTION = SUBSCRIPTION.replace(/1$/, "2");
const FAR_VM = VM.replace(SUBSCRIPTION, OTHER_SUBSCRIPTION);

const ROWS: readonly RuleRow[] = [
  {
    rule: "protects a VM in another subscription since api-version 2026-07-01",
    before: [
      vaultAt(VAULT),
      ["PUT", GROUP.replace(SUBSCRIPTION, OTHER_SUBSCRIPTION), { location: "westeurope" }],
      ["PUT", FAR_VM, machine()],
    ],
    request: ["PUT", `${ITEM}?api-version=2026-07-01`, protection(VAULT, "DefaultPolicy", FAR_VM)],
    status: 202,
  },
  {
    rule: "refuses to protect a VM in another subscription and another region",
    before: [
      vaultAt(VAULT),
      ["PUT", GROUP.replace(SUBSCRIPTION, OTHER_SUBSCRIPTION), { location: "westeurope" }],
      ["PUT", FAR_VM, machine("Linux", "eastus")],
    ],
    request: ["PUT", `${ITEM}?api-version=2026-07-01`, protection(VAULT, "DefaultPolicy", FAR_VM)],
    status: 400,
    code: "UserErrorCrossRegionProtectionNotSupported",
  },
];

testRules("a vault", ROWS);
