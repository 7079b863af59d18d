import assert from "node:assert/strict";
import fc from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "../../provider/core/json.js";
import { backupPolicy } from "../../provider/kinds/backup-policy/index.js";
import { VAULT } from "../support/service.js";
import { check } from "../support/verbs.js";
import { policyBodies, SHAPES } from "./policy-bodies.js";
import { declaredPolicy } from "./policy-declared.js";
import { withAt } from "./policy-edit.js";
import { ARM_ONLY, type DeclaredMutation } from "./policy-mutation.js";
import { POLICY_MUTATIONS } from "./policy-mutations.js";

const RUNS_OF_A_SHAPE = 400;
const RUNS_OF_A_VALUE = 10;

const inputsOf = (body: JsonObject): JsonObject => declaredPolicy(body, { vault: VAULT, name: "daily" });

function mutated(inputs: JsonObject, { path, also = {} }: DeclaredMutation, value: Json | undefined): JsonObject {
  const edits: [string, Json | undefined][] = [[path, value], ...Object.entries(also)];
  const changed = edits.reduce<Json>((edited, [where, put]) => withAt(edited, where.split("."), put), inputs);
  return isJsonObject(changed) ? changed : {};
}

/** Whether a failure is about a property, or about a part of it. */
const isAbout = (property: string, names: string): boolean =>
  property === names || property.startsWith(`${names}.`) || property.startsWith(`${names}[`);

describe("a declared policy within Azure's limits", () => {
  for (const shape of SHAPES) {
    it(`passes check: ${shape}`, () => {
      fc.assert(
        fc.property(policyBodies({ shape }), (body) => {
          assert.deepEqual(check(backupPolicy, inputsOf(body)).failures, []);
        }),
        { numRuns: RUNS_OF_A_SHAPE },
      );
    });
  }
});

describe("check rejects a declared policy that breaks one rule:", () => {
  for (const { rule, source, on, values, names, declared } of POLICY_MUTATIONS) {
    if (declared === ARM_ONLY) continue;
    it(`${rule} (${source})`, () => {
      for (const value of declared.values ?? values) {
        const property = fc.property(policyBodies(on), (body) => {
          const { failures } = check(backupPolicy, mutated(inputsOf(body), declared, value));
          const failedProperties = failures.map((failure) => failure.property);
          assert.ok(
            failedProperties.some((one) => isAbout(one, declared.names ?? names)),
            `${JSON.stringify(value)} at ${declared.path}: ${failedProperties.join(", ") || "accepted"}`,
          );
        });
        fc.assert(property, { numRuns: RUNS_OF_A_VALUE });
      }
    });
  }
});

describe("a declared policy", () => {
  it("can break every rule except rules about properties that only the ARM body has", () => {
    const armOnly = POLICY_MUTATIONS.filter(({ declared }) => declared === ARM_ONLY).map(({ path }) => path);

    assert.deepEqual([...new Set(armOnly)].sort(), [
      "retentionPolicy.dailySchedule.retentionDuration.durationType",
      "retentionPolicy.dailySchedule.retentionTimes",
      "retentionPolicy.monthlySchedule.retentionDuration.durationType",
      "retentionPolicy.monthlySchedule.retentionScheduleFormatType",
      "retentionPolicy.monthlySchedule.retentionTimes",
      "retentionPolicy.retentionPolicyType",
      "retentionPolicy.weeklySchedule.retentionDuration.durationType",
      "retentionPolicy.weeklySchedule.retentionTimes",
      "retentionPolicy.yearlySchedule.retentionDuration.durationType",
      "retentionPolicy.yearlySchedule.retentionScheduleFormatType",
      "retentionPolicy.yearlySchedule.retentionTimes",
      "schedulePolicy.schedulePolicyType",
    ]);
  });
});
