/** Failed creates: whether an existing resource can be the result, and what the next run may claim. */
import assert from "node:assert/strict";
import sinon from "sinon";
import { reportAttempt } from "../../../provider/core/call.js";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import * as verbs from "../../../provider/kinds/verbs.js";
import { ownershipInMemory, recordsInMemory } from "../../../provider/ownership/index.js";
import { stubEngine } from "../../support/stub-engine.js";
import { createResource, declared, PartiallyCreated, recordsOf } from "../../support/verbs.js";
import { DISK, diskInputs } from "./examples.js";
import { heardIn } from "./listening.js";

const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:ArmResource::db";
const inputs = { ...diskInputs, __urn: URN };
const same = {
  id: DISK,
  name: "db",
  location: "westeurope",
  properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
};
const other = { ...same, properties: { ...same.properties, diskSizeGB: 64 } };
const forbidden = new BackupError("Forbidden", "PUT was refused: not allowed", { azureCode: "AuthorizationFailed" });
const conflict = new BackupError("Conflict", "PUT was refused: it exists", { status: 409 });

/** Runs a create whose PUT is attempted with these HTTP statuses and then fails; a later read of the disk returns `after`. */
async function failCreate(
  statuses: readonly (number | undefined)[],
  error: Error,
  after: JsonObject | Error | undefined,
) {
  const { armed, engine } = stubEngine();
  const find = sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined);
  if (after instanceof Error) find.rejects(after);
  else find.resolves(after);
  sinon.stub(armed.resources, "put").callsFake(async () => {
    for (const status of statuses) reportAttempt(status);
    throw error;
  });
  const failure = await createResource(armResource, engine, inputs).then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  return { failure, hasIntent: recordsOf(engine).find(DISK).intent !== undefined };
}

describe("a create that Azure refused", () => {
  it("deletes its intent if the resource does not exist, so a later run does not claim what another caller creates", async () => {
    const { failure, hasIntent } = await failCreate([403], forbidden, undefined);

    assert.equal(failure, forbidden);
    assert.equal(hasIntent, false);
  });

  it("keeps its intent if the outcome of an earlier attempt is unknown", async () => {
    for (const lost of [undefined, 408, 500, 503]) {
      assert.equal((await failCreate([lost, 403], forbidden, undefined)).hasIntent, true);
    }
  });

  it("keeps its intent if the resource cannot be read", async () => {
    assert.equal((await failCreate([403], forbidden, new Error("no answer"))).hasIntent, true);
  });

  it("leaves a partially created resource if one exists as declared and the error is not a conflict", async () => {
    const { failure, hasIntent } = await failCreate([403], forbidden, same);

    assert.ok(failure instanceof PartiallyCreated);
    assert.equal(hasIntent, true);
  });

  it("does not claim a resource that another caller created in the meantime, even if it is as declared", async () => {
    for (const theirs of [same, other]) {
      const { failure, hasIntent } = await failCreate([409], conflict, theirs);

      assert.ok(failure instanceof BackupError && failure.code === "AlreadyExists");
      assert.match(
        failure.message,
        /^ArmResource db already exists .* created by another caller during this create.*it exists/s,
      );
      assert.equal(hasIntent, false);
    }
  });
});

describe("a create whose response was lost", () => {
  it("leaves a partially created resource if one exists as declared", async () => {
    const { failure } = await failCreate([undefined, 403], forbidden, same);

    assert.ok(failure instanceof PartiallyCreated);
    assert.equal(failure.resource.outputs["adopted"], false);
  });

  it("does not claim a resource that differs from the declared inputs", async () => {
    const { failure } = await failCreate([undefined, 409], conflict, other);

    assert.ok(failure instanceof BackupError && failure.code === "AlreadyExists");
  });
});

describe("a create that was accepted and failed later", () => {
  it("leaves a partially created resource, even if it differs from the declared inputs", async () => {
    const { failure } = await failCreate([201], forbidden, other);

    assert.ok(failure instanceof PartiallyCreated);
  });
});

describe("a create that cannot write to the home folder", () => {
  it("still leaves a partially created resource in the state, with a warning", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined).resolves(same);
    sinon.stub(armed.resources, "put").callsFake(async () => {
      reportAttempt(201);
      throw forbidden;
    });
    sinon.stub(recordsOf(engine), "writeHolding").throws(new BackupError("HomeUnusable", "disk full"));

    const warnings = await heardIn(() =>
      assert.rejects(createResource(armResource, engine, inputs), (error) => error instanceof PartiallyCreated),
    );

    assert.deepEqual(warnings, ["disk full"]);
  });

  it("is still registered in the run, so the run does not delete the resource that it created", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined).resolves(same);
    sinon.stub(armed.resources, "put").resolves(same);
    const records = recordsInMemory();
    sinon.stub(records, "writeHolding").throws(new BackupError("HomeUnusable", "disk full"));
    const ownership = ownershipInMemory(records);

    await assert.rejects(verbs.createResource({ engine, ownership }, armResource, declared(inputs)));

    assert.equal(ownership.run.creatorOf(DISK), URN);
  });
});

describe("a create that an earlier run may have sent", () => {
  it("keeps its intent if the request of this run is refused", async () => {
    const { armed, engine } = stubEngine();
    recordsOf(engine).writeIntent(DISK, { urn: URN, token: "t" });
    sinon.stub(armed.resources, "find").resolves(undefined);
    sinon.stub(armed.resources, "put").rejects(forbidden);

    await assert.rejects(createResource(armResource, engine, inputs), { code: "Forbidden" });

    assert.notEqual(recordsOf(engine).find(DISK).intent, undefined);
  });
});
