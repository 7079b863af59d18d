/** What a program knows of the resources that its inputs refer to, in check and diff. */
import assert from "node:assert/strict";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { check, diff } from "../../support/verbs.js";
import { policyInputs } from "../kinds/examples.js";

describe("the known properties of another resource", () => {
  it("cause no difference, and are not properties of the kind", () => {
    const known = (location: string) => ({ ...policyInputs, __known: { vault: { location } } });
    const { inputs, failures } = check(backupPolicy, known("westeurope"), known("northeurope"));

    assert.deepEqual(failures, []);
    assert.deepEqual(inputs["__known"], { vault: { location: "westeurope" } });
    for (const news of [policyInputs, known("northeurope"), known(UNKNOWN)]) {
      assert.deepEqual(diff(backupPolicy, inputs, { ...news }), {
        changes: false,
        replaces: [],
        deleteBeforeReplace: false,
      });
    }
  });
});
