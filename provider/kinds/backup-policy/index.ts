/** The kind `BackupPolicy`. A change sends the schedule and all retention times together, since Azure requires equal times. */
import { parentOf, sameId } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { type ArmBody, type Handler, type Kind, noOutputs } from "../kind.js";
import { fromArm, toArm } from "./arm.js";
import { changeWarnings, faults, irreversibleChanges, warnings } from "./faults.js";
import { type Inputs, inputs, outputs } from "./schema.js";

function armId({ vault, name }: Partial<Inputs>): string | undefined {
  if (vault === undefined || name === undefined || isUnknown(vault) || isUnknown(name)) return undefined;
  return `${vault}/backupPolicies/${name}`;
}

/** The body depends on all inputs, so there is none while one is unknown. */
const bodies = (declared: Inputs): ArmBody[] =>
  hasUnknown(declared) ? [] : [{ type: "Microsoft.RecoveryServices/vaults/backupPolicies", body: toArm(declared) }];

function handler(engine: BackupEngine): Handler<Inputs> {
  const put = async (id: string, declared: Inputs) => {
    await engine.policies.put(id, toArm(declared));
  };
  return {
    create: put,
    update: put,
    read: async (id, declared) => {
      const policy = await engine.policies.find(id);
      return policy === undefined ? undefined : { inputs: fromArm(policy, declared), outputs: noOutputs };
    },
    delete: (id) => remove(engine, id),
  };
}

/** Deletes a policy. If VMs still use it, the error names them, which the error of Azure does not. */
async function remove(engine: BackupEngine, id: string): Promise<void> {
  try {
    await engine.policies.delete(id);
  } catch (error) {
    if (!(error instanceof BackupError) || error.azureCode !== "BMSUserErrorPolicyObjectInUse") throw error;
    const vault = parentOf(id) ?? "";
    const users = (await engine.protectedItems.list(vault))
      .filter((item) => sameId(textAt(item, "properties", "policyId") ?? "", id))
      .map((item) => textAt(item, "properties", "friendlyName") ?? textAt(item, "id") ?? "");
    throw new BackupError(
      "Refused",
      `Cannot delete the policy ${id} because it still protects ${users.join(", ") || "other items"}. First assign another policy to them or stop their protection. If a change of policyType replaces the policy, change its name in the same run: then the new policy is created first.`,
      {
        azureCode: error.azureCode,
        ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
        cause: error,
      },
    );
  }
}

export const backupPolicy: Kind<Inputs> = {
  name: "BackupPolicy",
  description: "A backup policy for VMs: when backups are taken, and how long they are kept.",
  armType: "Microsoft.RecoveryServices/vaults/backupPolicies",
  inputs,
  outputs,
  armId,
  idInputs: ["vault", "name"],
  faults,
  irreversibleChanges,
  changeWarnings,
  bodies,
  warnings,
  handler,
};
