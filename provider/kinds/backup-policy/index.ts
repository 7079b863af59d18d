/** The kind `BackupPolicy`. A change rebuilds the schedule and every retention time as one, since Azure wants them equal. */
import { parseResourceId, resourceName } from "../../arm/resource-id.js";
import { type JsonObject, objectAt, textAt, withoutUndefined } from "../../core/json.js";
import type { BackupEngine } from "../../engine/engine.js";
import { policyFaults } from "../../rules/policy.js";
import type { PolicyTerms } from "../../rules/policy-terms.js";
import { policyOfTerms, termsOfPolicy } from "../../rules/policy-wire.js";
import type { Failure } from "../../schema/failures.js";
import { hasUnknown, isUnknown } from "../../schema/unknown.js";
import { windowsZone } from "../../time/zones.js";
import { type ArmBody, type Handler, type Kind, noOutputs } from "../kind.js";
import { type Inputs, inputs, outputs } from "./schema.js";

/** Azure reads the time of day alone; one date for all keeps the body of the same policy the same. */
const ANY_DATE = new Date("2024-01-01T00:00:00Z");

function armId({ vault, name }: Partial<Inputs>): string | undefined {
  if (vault === undefined || name === undefined || isUnknown(vault) || isUnknown(name)) return undefined;
  return `${vault}/backupPolicies/${name}`;
}

/** The policy in plain terms, its zone by the Windows name that Azure wants. */
const termsOf = ({ policyType, timeZone, schedule, retention, instantRestoreDays }: Inputs): PolicyTerms => ({
  policyType,
  timeZone: windowsZone(timeZone) ?? timeZone,
  schedule,
  retention,
  instantRestoreDays,
});

function faults(given: Inputs): Failure[] {
  const { policyType, timeZone, schedule, retention, instantRestoreDays } = given;
  if (!isUnknown(timeZone) && windowsZone(timeZone) === undefined) return [unknownZone(timeZone)];
  if (hasUnknown([policyType, schedule, retention, instantRestoreDays])) return [];
  // The zone breaks no other rule, so the rest is judged while it is unknown.
  const judged = isUnknown(timeZone) ? { ...given, timeZone: "UTC" } : given;
  return policyFaults(termsOf(judged)).map(({ property, reason }) => ({ property, reason }));
}

const unknownZone = (timeZone: string): Failure => ({
  property: "timeZone",
  found: JSON.stringify(timeZone),
  reason:
    'is not a time zone: expected a Windows name such as "W. Europe Standard Time", or an IANA name such as "Europe/Berlin"',
});

/** The body of the PUT. */
export const toArm = (given: Inputs): JsonObject => ({ properties: policyOfTerms(termsOf(given), ANY_DATE) });

/** A policy is built as a whole: while a part of it is unknown there is none to judge. */
const bodies = (given: Inputs): ArmBody[] =>
  hasUnknown(given) ? [] : [{ type: "Microsoft.RecoveryServices/vaults/backupPolicies", body: toArm(given) }];

/** What Azure has, in the words of the inputs; a policy of something else than VMs has no terms. */
export function fromArm(policy: JsonObject, given: Partial<Inputs>): JsonObject {
  const id = textAt(policy, "id") ?? "";
  const terms = termsOfPolicy(objectAt(policy, "properties"))?.terms;
  return withoutUndefined({
    ...(terms === undefined ? {} : { ...terms, timeZone: sameZone(given.timeZone, terms.timeZone) }),
    vault: id.split(/\/backupPolicies\//i)[0],
    name: textAt(policy, "name") ?? resourceName(parseResourceId(id)),
  });
}

/** A zone that was declared by its IANA name comes back by its Windows name and is the same. */
const sameZone = (declared: string | undefined, live: string): string =>
  declared !== undefined && windowsZone(declared) === live ? declared : live;

function handler(engine: BackupEngine): Handler<Inputs> {
  const put = async (id: string, given: Inputs) => {
    await engine.policies.put(id, toArm(given));
  };
  return {
    create: put,
    update: put,
    read: async (id, given) => {
      const policy = await engine.policies.find(id);
      return policy === undefined ? undefined : { inputs: fromArm(policy, given), outputs: noOutputs };
    },
    delete: async (id, given) => {
      if (given.onDelete !== "retain") await engine.policies.delete(id);
    },
  };
}

export const backupPolicy: Kind<Inputs> = {
  name: "BackupPolicy",
  description: "A backup policy for VMs: when backups are taken, and which are kept for how long.",
  inputs,
  outputs,
  armId,
  faults,
  bodies,
  handler,
};
