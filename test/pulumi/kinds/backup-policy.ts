/** Backup policies under the real Pulumi CLI. A change outside Pulumi is a PUT of the first version of the policy. */
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import type { KindStory } from "../../support/kind-story.js";
import { GROUP, itemPath, machine, protection } from "../../support/service.js";
import { DAILY, policyRows, RETENTION } from "./policy-rows.js";

/** The vault and the VM of this story, which other kinds do not use. */
const POLICY_VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/policies`;
const PROTECTED = "policy-web";
const machineId = `${GROUP}/providers/Microsoft.Compute/virtualMachines/${PROTECTED}`;

export const backupPolicyStory: KindStory = {
  kind: backupPolicy,
  rows: policyRows,
  prepare: async (azure) => {
    await azure.write("PUT", GROUP, { location: "westeurope" });
    await azure.write("PUT", POLICY_VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
    const settings = { softDeleteFeatureState: "Disabled" };
    await azure.write("PATCH", `${POLICY_VAULT}/backupconfig/vaultconfig`, { properties: settings });
  },
  required: (name) => ({ vault: POLICY_VAULT, name, ...DAILY }),
  changeOutside: (azure, { id, created }) => azure.write("PUT", id, { properties: created["properties"] ?? {} }),
  replacements: {
    renamed: { from: {}, to: { name: "other" }, at: "name", is: "other" },
    enhanced: { from: {}, to: { policyType: "V2" }, at: "properties.policyType", is: "V2" },
  },
  partial: {
    args: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not.", moment: "after" },
      method: "PUT",
      path: "/backupPolicies/partial",
      times: 2,
    },
    reason: /You may not\./,
    at: `${RETENTION}.dailySchedule.retentionDuration.count`,
    is: 30,
  },
  broken: {
    from: { instantRestoreDays: 4, timeZone: "W. Europe Standard Time" },
    to: {},
    plan: {
      fail: { status: 403, code: "AuthorizationFailed", message: "You may not." },
      method: "PUT",
      path: "/backupPolicies/broken$",
    },
    expected: { "properties.instantRpRetentionRangeInDays": 2, "properties.timeZone": "UTC" },
  },
  found: {
    args: {},
    other: { retention: { daily: { count: 60 } } },
    difference: /retention: declared \{"daily":\{"count":60\}\}, found \{"daily":\{"count":30\}\}/,
    at: `${RETENTION}.dailySchedule.retentionDuration.count`,
    is: 60,
  },
  destroyCases: {
    default: { leaves: "gone" },
    delete: {
      before: async (azure) => {
        await azure.write("PUT", machineId, machine());
        await azure.write("PUT", itemPath(POLICY_VAULT, PROTECTED), protection(POLICY_VAULT, "ends-delete", machineId));
      },
      refused: /ends-delete because it still protects policy-web\./,
      clear: (azure) => azure.write("DELETE", itemPath(POLICY_VAULT, PROTECTED)),
      leaves: "gone",
    },
    retain: { leaves: "exists" },
  },
};
