/** What a create that failed leaves: whether the resource that exists can be of it, and what the next run makes of it. */
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
const given = { ...diskInputs, __urn: URN };
const same = {
  id: DISK,
  name: "db",
  location: "westeurope",
  properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
};
const other = { ...same, properties: { ...same.properties, diskSizeGB: 64 } };
const forbidden = new BackupError("Forbidden", "PUT was refused: not allowed", { azureCode: "AuthorizationFailed" });
const conflict = new BackupError("Conflict", "PUT was refused: it exists", { status: 409 });

/** The end of a create: its PUT is attempted with these HTTP statuses, then fails; afterwards the disk reads as `after`. */
async function endOf(statuses: readonly (number | undefined)[], error: Error, after: JsonObject | Error | undefined) {
  const { armed, engine } = stubEngine();
  const find = sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined);
  if (after instanceof Error) find.rejects(after);
  else find.resolves(after);
  sinon.stub(armed.resources, "put").callsFake(async () => {
    for (const status of statuses) reportAttempt(status);
    throw error;
  });
  const failure = await createResource(armResource, engine, given).then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  return { failure, isRemembered: recordsOf(engine).find(DISK).intent !== undefined };
}

describe("a create that Azure refused", () => {
  it("is forgotten where the resource is missing, so that what somebody else makes later is not taken", async () => {
    const { failure, isRemembered } = await endOf([403], forbidden, undefined);

    assert.equal(failure, forbidden);
    assert.equal(isRemembered, false);
  });

  it("is remembered where an earlier attempt got no answer", async () => {
    for (const lost of [undefined, 408, 500, 503]) {
      assert.equal((await endOf([lost, 403], forbidden, undefined)).isRemembered, true);
    }
  });

  it("is remembered where the resource cannot be read", async () => {
    assert.equal((await endOf([403], forbidden, new Error("no answer"))).isRemembered, true);
  });

  it("leaves an incomplete resource where what exists is as declared, and the refusal does not say that it exists", async () => {
    const { failure, isRemembered } = await endOf([403], forbidden, same);

    assert.ok(failure instanceof PartiallyCreated);
    assert.equal(isRemembered, true);
  });

  it("takes nothing that somebody else made meanwhile, even where it is as declared", async () => {
    for (const theirs of [same, other]) {
      const { failure, isRemembered } = await endOf([409], conflict, theirs);

      assert.ok(failure instanceof BackupError && failure.code === "AlreadyExists");
      assert.match(
        failure.message,
        /^ArmResource db already exists .* created by another caller during this create.*it exists/s,
      );
      assert.equal(isRemembered, false);
    }
  });
});

describe("a create whose answer was lost", () => {
  it("leaves an incomplete resource where what exists is as declared", async () => {
    const { failure } = await endOf([undefined, 403], forbidden, same);

    assert.ok(failure instanceof PartiallyCreated);
    assert.equal(failure.resource.outputs["adopted"], false);
  });

  it("takes nothing that differs from what is declared", async () => {
    const { failure } = await endOf([undefined, 409], conflict, other);

    assert.ok(failure instanceof BackupError && failure.code === "AlreadyExists");
  });
});

describe("a create that was accepted and failed later", () => {
  it("leaves an incomplete resource, whatever it looks like", async () => {
    const { failure } = await endOf([201], forbidden, other);

    assert.ok(failure instanceof PartiallyCreated);
  });
});

describe("a create whose home fails", () => {
  it("leaves the incomplete resource in the state all the same, with a warning", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined).resolves(same);
    sinon.stub(armed.resources, "put").callsFake(async () => {
      reportAttempt(201);
      throw forbidden;
    });
    sinon.stub(recordsOf(engine), "writeHolding").throws(new BackupError("HomeUnusable", "disk full"));

    const heard = await heardIn(() =>
      assert.rejects(createResource(armResource, engine, given), (error) => error instanceof PartiallyCreated),
    );

    assert.deepEqual(heard, ["disk full"]);
  });

  it("is known to the run, which does not delete what it has just created", async () => {
    const { armed, engine } = stubEngine();
    sinon.stub(armed.resources, "find").onFirstCall().resolves(undefined).resolves(same);
    sinon.stub(armed.resources, "put").resolves(same);
    const records = recordsInMemory();
    sinon.stub(records, "writeHolding").throws(new BackupError("HomeUnusable", "disk full"));
    const ownership = ownershipInMemory(records);

    await assert.rejects(verbs.createResource({ engine, ownership }, armResource, declared(given)));

    assert.equal(ownership.run.creatorOf(DISK), URN);
  });
});

describe("a create that a run before may have sent", () => {
  it("is not forgotten by a refusal of this run", async () => {
    const { armed, engine } = stubEngine();
    recordsOf(engine).writeIntent(DISK, { urn: URN, token: "t" });
    sinon.stub(armed.resources, "find").resolves(undefined);
    sinon.stub(armed.resources, "put").rejects(forbidden);

    await assert.rejects(createResource(armResource, engine, given), { code: "Forbidden" });

    assert.notEqual(recordsOf(engine).find(DISK).intent, undefined);
  });
});
