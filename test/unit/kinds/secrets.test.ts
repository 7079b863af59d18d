import assert from "node:assert/strict";
import sinon from "sinon";
import { asCall, warn } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { hiddenInputs, programSecrets, secretsIn, withRedaction } from "../../../provider/kinds/secrets.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import {
  createResource,
  declared,
  deleteResource,
  PartiallyCreated,
  readResource,
  updateResource,
} from "../../support/verbs.js";
import { DISK, diskInputs, vaultInputs } from "./examples.js";
import { extensionInputs, SAS } from "./extension-examples.js";

const declaredDisk: JsonObject = {
  ...diskInputs,
  tags: { "a/b": "tagged", open: "plain" },
  properties: { creationData: { sourceUri: SAS }, list: ["first", { key: "second" }], diskSizeGB: 64 },
  __secrets: ["tags/a~1b", "properties/creationData", "properties/list/1/key"],
};

describe("the secrets of a resource", () => {
  it("are all values of an input that contains a secret of the program, and no value of other inputs", () => {
    assert.deepEqual(programSecrets(armResource, declared(declaredDisk)), [
      "tagged",
      "plain",
      SAS,
      "first",
      "second",
      "64",
    ]);
    assert.deepEqual(hiddenInputs(armResource, declared(declaredDisk)), ["tags", "properties"]);
  });

  it("are never values that the schema lists, because redacting them would make messages unreadable", () => {
    const inputs = { ...vaultInputs, onDelete: "delete", softDelete: { state: "AlwaysON", retentionDays: 30 } };
    const secret = declared({ ...inputs, location: "westeurope", __secrets: ["onDelete", "softDelete", "location"] });

    assert.deepEqual(hiddenInputs(vault, secret), ["location", "softDelete", "onDelete"]);
    assert.deepEqual(programSecrets(vault, secret), ["westeurope", "30"]);
  });

  it("are the values that the kind's schema marks as secret, at any depth", () => {
    const inputs = {
      ...extensionInputs,
      settings: { commandToExecute: "snapshot", logsBlobUri: SAS, backup: { snapshotTaskToken: "host-token" } },
      protectedSettings: { customSettings: { deep: ["inside"] } },
      rawProtectedSettings: { more: 4711 },
    };

    assert.deepEqual(secretsIn(vmSnapshotExtension, declared(inputs)), ["host-token", SAS, "inside", "4711"]);
  });
});

describe("a verb", () => {
  const refusal = new BackupError("Refused", "PUT was refused: tagged is not a tag, nor is second", {
    azureCode: "InvalidTag",
    details: [{ code: "Inner", message: "tagged", inner: { list: ["tagged"] } }],
    requestId: "r-1",
    hint: "Do not write tagged.",
    cause: new Error("tagged"),
  });
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => assert.fail(),
      (error: unknown) => error,
    );

  it("fails with an error that redacts secrets in message, details and hint, and keeps the codes and the request id", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").resolves(undefined);
    sinon.stub(armed.resources, "put").rejects(refusal);

    const error = await failureOf(createResource(armResource, engine, declaredDisk));

    assert.ok(error instanceof BackupError);
    assert.equal(error.message, "PUT was refused: [not shown] is not a tag, nor is [not shown]");
    assert.deepEqual(error.details, [{ code: "Inner", message: "[not shown]", inner: { list: ["[not shown]"] } }]);
    assert.deepEqual([error.code, error.azureCode, error.requestId], ["Refused", "InvalidTag", "r-1"]);
    assert.equal(error.hint, "Do not write [not shown].");
    assert.equal(error.cause, undefined);
  });

  it("leaves an incomplete resource whose reasons, which are plain text in the state, contain no secret", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined).resolves({ id: DISK });
    sinon.stub(armed.resources, "put").rejects(new BackupError("JobFailed", "tagged is not a tag, nor is second"));

    const error = await failureOf(createResource(armResource, engine, declaredDisk));

    assert.ok(error instanceof PartiallyCreated);
    assert.doesNotMatch(error.reasons.join(), /tagged|second/);
    assert.doesNotMatch(JSON.stringify(error.resource.outputs["incomplete"]), /tagged|second/);
  });

  it("that fails to remove a secret keeps only its key in the state, because Pulumi would not encrypt the value there", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").resolves({ id: DISK });
    sinon.stub(armed.resources, "put").rejects(refusal);
    const old = { ...declaredDisk, tags: { owner: "tagged", open: "plain" }, __secrets: ["tags/owner"] };

    const error = await failureOf(updateResource(armResource, engine, { id: DISK, outputs: old }, diskInputs));

    assert.ok(error instanceof PartiallyCreated);
    assert.deepEqual(error.resource.outputs["tags"], { owner: "[not shown]", open: "[not shown]" });
    assert.doesNotMatch(JSON.stringify(error.resource.outputs), /tagged/);
  });

  it("that reads or deletes redacts the values that the state marks as secret", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").rejects(refusal);
    sinon.stub(armed.resources, "delete").rejects(refusal);

    const errors = [
      await failureOf(readResource(armResource, engine, { id: DISK, outputs: declaredDisk })),
      await failureOf(deleteResource(armResource, engine, { id: DISK, outputs: declaredDisk })),
    ];

    for (const error of errors) assert.doesNotMatch(String(error), /tagged|second/);
  });

  it("redacts secrets in warnings", async () => {
    const warnings: string[] = [];
    const resource = { id: DISK, secrets: () => ["tagged"] };

    await asCall({ warn: (text) => void warnings.push(text) }, () =>
      withRedaction(resource, async () => warn("tagged is odd, https://a.b/c?sig=abc too")),
    );

    assert.deepEqual(warnings, ["[not shown] is odd, https://a.b/c?sig=… too"]);
  });

  it("does not redact parts of the resource's own id, which every state contains", async () => {
    const error = await failureOf(
      withRedaction({ id: DISK, secrets: () => ["Microsoft.Compute/disks"] }, () =>
        Promise.reject(new BackupError("Refused", "PUT microsoft.compute/disks was refused")),
      ),
    );

    assert.equal((error as BackupError).message, "PUT microsoft.compute/disks was refused");
  });
});
