/** The kind `BackupPolicy`. A change rebuilds the schedule and every retention time as one, since Azure wants them equal. */

import { parentOf, sameId } from "../../arm/resource-id.js";
import { BackupError } from "../../core/errors.js";
import { textAt } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { type ArmBody, type Handler, type Kind, noOutputs } from "../kind.js";
import { fromArm, toArm } from "./arm.js";
import { faults, irreversibleChanges, warnings } from "./faults.js";
import { type Inputs, inputs, outputs } from "./schema.js";

function armId({ vault, name }: Partial<Inputs>): string | undefined {
  if (vault === undefined || name === undefined || isUnknown(vault) || isUnknown(name)) return undefined;
  return `${vault}/backupPolicies/${name}`;
}

/** A policy is built as a whole: while a part of it is unknown there is none to judge. */
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

/** Deletes a policy; where VMs still use it, the error names them, which Azure's does not. */
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
      `The policy ${id} cannot be deleted while it protects ${users.join(", ") || "something"}. Give these another policy, or stop their protection, first.`,
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
  description: "A backup policy for VMs: when backups are taken, and which are kept for how long.",
  inputs,
  outputs,
  armId,
  idInputs: ["vault", "name"],
  faults,
  irreversibleChanges,
  bodies,
  warnings,
  handler,
};
