import { GROUP, ITEM, machineWith, protection, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", properties: {} }];
const vmOf = (securityType: string): Request => ["PUT", VM, machineWith({ securityProfile: { securityType } })];
const enable = (policy: string, version: string): Request => [
  "PUT",
  `${ITEM}?api-version=${version}`,
  protection(VAULT, policy),
];

const ROWS: readonly RuleRow[] = [
  {
    rule: "refuses a Trusted Launch VM for a standard policy before api-version 2025-01-01",
    before: [NEW_VAULT, vmOf("TrustedLaunch")],
    request: enable("DefaultPolicy", "2024-10-01"),
    status: 400,
    code: "UserErrorTrustedLaunchVmNeedsEnhancedPolicy",
    message: /use an enhanced policy \(V2\), or an api-version of 2025-01-01 or later/,
  },
  {
    rule: "accepts a Trusted Launch VM for a standard policy since api-version 2025-01-01",
    before: [NEW_VAULT, vmOf("TrustedLaunch")],
    request: enable("DefaultPolicy", "2025-01-01"),
    status: 202,
  },
  {
    rule: "accepts a Trusted Launch VM for an enhanced policy with any api-version",
    before: [NEW_VAULT, vmOf("TrustedLaunch")],
    request: enable("EnhancedPolicy", "2024-04-01"),
    status: 202,
  },
  {
    rule: "refuses a confidential VM for a standard policy",
    before: [NEW_VAULT, vmOf("ConfidentialVM")],
    request: enable("DefaultPolicy", "2026-07-01"),
    status: 400,
    code: "UserErrorConfidentialVmNeedsEnhancedPolicy",
  },
  {
    rule: "accepts a confidential VM for an enhanced policy with a warning",
    before: [NEW_VAULT, vmOf("ConfidentialVM")],
    request: enable("EnhancedPolicy", "2026-07-01"),
    status: 202,
    message: /supports such VMs only in a preview that a subscription must join/,
  },
  {
    rule: "refuses to move an item of a Trusted Launch VM to another standard policy with an older api-version",
    before: [
      NEW_VAULT,
      vmOf("TrustedLaunch"),
      enable("DefaultPolicy", "2025-01-01"),
      ["PUT", `${GROUP}/providers/Microsoft.Compute/virtualMachines/other`, machineWith({})],
    ],
    request: enable("DefaultPolicy", "2024-04-01"),
    status: 400,
    code: "UserErrorTrustedLaunchVmNeedsEnhancedPolicy",
  },
];

testRules("protection", ROWS);
