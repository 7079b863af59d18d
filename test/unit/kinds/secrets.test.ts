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

const given: JsonObject = {
  ...diskInputs,
  tags: { "a/b": "tagged", open: "plain" },
  properties: { creationData: { sourceUri: SAS }, list: ["first", { key: "second" }], diskSizeGB: 64 },
  __secrets: ["tags/a~1b", "properties/creationData", "properties/list/1/key"],
};

describe("the secrets of a resource", () => {
  it("are everything in inputs in which the program may keep something secret, and nothing of the others", () => {
    assert.deepEqual(programSecrets(armResource, declared(given)), ["tagged", "plain", SAS, "first", "second", "64"]);
    assert.deepEqual(hiddenInputs(armResource, declared(given)), ["tags", "properties"]);
  });

  it("are no word that the schema of an input lists, by which a sentence would be torn apart", () => {
    const inputs = { ...vaultInputs, onDelete: "delete", softDelete: { state: "AlwaysON", retentionDays: 30 } };
    const secret = declared({ ...inputs, location: "westeurope", __secrets: ["onDelete", "softDelete", "location"] });

    assert.deepEqual(hiddenInputs(vault, secret), ["location", "softDelete", "onDelete"]);
    assert.deepEqual(programSecrets(vault, secret), ["westeurope", "30"]);
  });

  it("are what the kind marks, at any depth", () => {
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

  it("fails without the secrets that Azure quotes, in details and hints too, and keeps what its support asks for", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").resolves(undefined);
    sinon.stub(armed.resources, "put").rejects(refusal);

    const error = await failureOf(createResource(armResource, engine, given));

    assert.ok(error instanceof BackupError);
    assert.equal(error.message, "PUT was refused: [not shown] is not a tag, nor is [not shown]");
    assert.deepEqual(error.details, [{ code: "Inner", message: "[not shown]", inner: { list: ["[not shown]"] } }]);
    assert.deepEqual([error.code, error.azureCode, error.requestId], ["Refused", "InvalidTag", "r-1"]);
    assert.equal(error.hint, "Do not write [not shown].");
    assert.equal(error.cause, undefined);
  });

  it("leaves an incomplete resource whose reasons, which the state keeps in the open, hold no secret", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined).resolves({ id: DISK });
    sinon.stub(armed.resources, "put").rejects(new BackupError("JobFailed", "tagged is not a tag, nor is second"));

    const error = await failureOf(createResource(armResource, engine, given));

    assert.ok(error instanceof PartiallyCreated);
    assert.doesNotMatch(error.reasons.join(), /tagged|second/);
    assert.doesNotMatch(JSON.stringify(error.resource.outputs["incomplete"]), /tagged|second/);
  });

  it("that fails to take a secret back keeps it in the state by its name alone, which Pulumi would not encrypt there", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").resolves({ id: DISK });
    sinon.stub(armed.resources, "put").rejects(refusal);
    const old = { ...given, tags: { owner: "tagged", open: "plain" }, __secrets: ["tags/owner"] };

    const error = await failureOf(updateResource(armResource, engine, { id: DISK, outputs: old }, diskInputs));

    assert.ok(error instanceof PartiallyCreated);
    assert.deepEqual(error.resource.outputs["tags"], { owner: "[not shown]", open: "[not shown]" });
    assert.doesNotMatch(JSON.stringify(error.resource.outputs), /tagged/);
  });

  it("that reads or deletes hides what the state says is secret", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").rejects(refusal);
    sinon.stub(armed.resources, "delete").rejects(refusal);

    const errors = [
      await failureOf(readResource(armResource, engine, { id: DISK, outputs: given })),
      await failureOf(deleteResource(armResource, engine, { id: DISK, outputs: given })),
    ];

    for (const error of errors) assert.doesNotMatch(String(error), /tagged|second/);
  });

  it("warns without secrets", async () => {
    const heard: string[] = [];
    const resource = { id: DISK, secrets: () => ["tagged"] };

    await asCall({ warn: (text) => void heard.push(text) }, () =>
      withRedaction(resource, async () => warn("tagged is odd, https://a.b/c?sig=abc too")),
    );

    assert.deepEqual(heard, ["[not shown] is odd, https://a.b/c?sig=… too"]);
  });

  it("names a resource whose name the program happens to keep secret: the id stands in every state", async () => {
    const error = await failureOf(
      withRedaction({ id: DISK, secrets: () => ["Microsoft.Compute/disks"] }, () =>
        Promise.reject(new BackupError("Refused", "PUT microsoft.compute/disks was refused")),
      ),
    );

    assert.equal((error as BackupError).message, "PUT microsoft.compute/disks was refused");
  });
});
