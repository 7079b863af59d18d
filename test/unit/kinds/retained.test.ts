import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { kinds } from "../../../provider/kinds/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { deleteResource } from "../../support/verbs.js";
import { DISK, diskInputs, ITEM, itemInputs, POLICY, policyInputs, VAULT, vaultInputs } from "./examples.js";
import { EXTENSION, extensionInputs } from "./extension-examples.js";
import { SNAPSHOT, snapshotInputs } from "./snapshot-examples.js";

const DECLARED: Readonly<Record<string, readonly [id: string, inputs: JsonObject]>> = {
  ArmResource: [DISK, diskInputs],
  BackupPolicy: [POLICY, policyInputs],
  DiskSnapshot: [SNAPSHOT, snapshotInputs],
  ProtectedVm: [ITEM, itemInputs],
  Vault: [VAULT, vaultInputs],
  VmSnapshotExtension: [EXTENSION, extensionInputs],
};

describe("a destroy with onDelete: retain", () => {
  for (const [name, kind] of Object.entries(kinds)) {
    it(`sends no request for ${name}`, async () => {
      const { engine, calls } = stubEngine();
      const [id, inputs] = DECLARED[name] ?? assert.fail(`no example of ${name}`);

      await deleteResource(kind, engine, { id, outputs: { ...inputs, onDelete: "retain" } });

      assert.deepEqual(calls, []);
    });
  }
});
