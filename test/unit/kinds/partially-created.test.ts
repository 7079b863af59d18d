import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { type StubEngine, stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource, PartiallyCreated, recordsOf, updateResource } from "../../support/verbs.js";
import { VAULT, vaultInputs } from "./examples.js";

const body = { id: VAULT, name: "backups", location: "westeurope", properties: { publicNetworkAccess: "Enabled" } };
const given = { ...vaultInputs, softDelete: { state: "Disabled" }, __provider: "exports.x" };
const refusal = new BackupError("Refused", "PATCH was refused: soft delete is forced", {
  azureCode: "SoftDeleteForced",
  requestId: "r-1",
});
const REASON = "PATCH was refused: soft delete is forced\n(Azure's code: SoftDeleteForced, request id: r-1)";

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => assert.fail("it did not fail"),
    (error: unknown) => error,
  );
}

async function partiallyCreatedOf(work: Promise<unknown>): Promise<PartiallyCreated> {
  const error = await failureOf(work);
  return error instanceof PartiallyCreated ? error : assert.fail(`it failed otherwise: ${error}`);
}

/** An engine whose vault answers to each read in turn with what is given, and whose settings are refused. */
function refusingSettings(...reads: readonly (JsonObject | Error | undefined)[]): StubEngine {
  const stubbed = stubEngine();
  const find = sinon.stub(stubbed.armed.vaults, "find");
  for (const [index, read] of reads.entries()) {
    if (read instanceof Error) find.onCall(index).rejects(read);
    else find.onCall(index).resolves(read);
  }
  sinon.stub(stubbed.armed.vaults, "findSettings").resolves({ softDeleteFeatureState: "Enabled" });
  sinon.stub(stubbed.armed.vaults, "put").resolves(body);
  sinon.stub(stubbed.armed.vaults, "patchSettings").rejects(refusal);
  return stubbed;
}

/** An engine that takes everything. */
function willing(): StubEngine {
  const stubbed = stubEngine();
  const settings = { softDeleteFeatureState: "Disabled", enhancedSecurityState: "Disabled" };
  sinon.stub(stubbed.armed.vaults, "find").resolves(body);
  const settingsOf = sinon.stub(stubbed.armed.vaults, "findSettings").resolves(settings);
  settingsOf.onFirstCall().resolves({ softDeleteFeatureState: "Enabled", enhancedSecurityState: "Enabled" });
  sinon.stub(stubbed.armed.vaults, "put").resolves(body);
  sinon.stub(stubbed.armed.vaults, "patchSettings").resolves(settings);
  return stubbed;
}

describe("a create that fails", () => {
  it("is partially created where the resource exists: its id, its inputs, what is unfinished, and a reason", async () => {
    const { engine } = refusingSettings(undefined, body);

    const { resource, reasons, message } = await partiallyCreatedOf(createResource(vault, engine, given));

    assert.deepEqual(resource, {
      id: VAULT,
      outputs: { ...given, endpoint: "mock", adopted: false, incomplete: [REASON] },
    });
    assert.deepEqual(reasons, [REASON]);
    assert.equal(message, REASON);
  });

  it("is the plain failure where the resource is not there", async () => {
    const { engine } = refusingSettings(undefined, undefined);

    assert.equal(await failureOf(createResource(vault, engine, given)), refusal);
  });

  it("is the plain failure where Azure cannot be asked any more, and the intent stays", async () => {
    const { engine } = refusingSettings(undefined, new BackupError("Unreachable", "no answer"));

    assert.equal(await failureOf(createResource(vault, engine, given)), refusal);
    assert.notEqual(recordsOf(engine).find(VAULT).intent, undefined);
  });

  it("is partially created too where it was to be adopted, and stays adopted", async () => {
    const { engine } = refusingSettings(body, body);

    const { resource } = await partiallyCreatedOf(createResource(vault, engine, { ...given, adopt: "always" }));

    assert.equal(resource.outputs["adopted"], true);
    assert.deepEqual(resource.outputs["incomplete"], [REASON]);
  });
});

describe("an update that fails", () => {
  const old = { id: VAULT, outputs: { ...vaultInputs, __provider: "exports.x", endpoint: "mock", adopted: false } };

  it("is incomplete, with the new inputs and what is unfinished", async () => {
    const { engine } = refusingSettings(body);

    const { resource } = await partiallyCreatedOf(updateResource(vault, engine, old, given));

    assert.deepEqual(resource, {
      id: VAULT,
      outputs: { ...given, endpoint: "mock", adopted: false, incomplete: [REASON] },
    });
  });

  it("is the plain failure where the resource is gone", async () => {
    const { engine } = refusingSettings(undefined);

    assert.equal(await failureOf(updateResource(vault, engine, old, given)), refusal);
  });

  it("keeps what is declared no longer, so that the next one takes it back", async () => {
    const { engine } = refusingSettings(body);
    const declared = { tags: { team: "shop" }, softDelete: { state: "Enabled", retentionDays: 20 } };
    const before = { id: VAULT, outputs: { ...old.outputs, ...declared } };

    const { resource } = await partiallyCreatedOf(updateResource(vault, engine, before, given));

    assert.deepEqual(resource.outputs["tags"], { team: "shop" });
    assert.deepEqual(resource.outputs["softDelete"], { state: "Disabled", retentionDays: 20 });
  });

  it("acts from then on as it is declared now", async () => {
    const { engine } = refusingSettings(body);
    const before = { id: VAULT, outputs: { ...old.outputs, onDelete: "deleteAndPurge" } };

    const { resource } = await partiallyCreatedOf(updateResource(vault, engine, before, given));

    assert.equal("onDelete" in resource.outputs, false);
  });
});

describe("what was left incomplete", () => {
  const half = { id: VAULT, outputs: { ...given, endpoint: "mock", adopted: true, incomplete: [REASON] } };

  it("is finished by the next update, even though nothing was changed in the program", async () => {
    const { engine, calls } = willing();

    const { outputs } = await updateResource(vault, engine, half, given);

    assert.deepEqual(writesIn(calls), ["vaults.put", "vaults.patchSettings"]);
    assert.deepEqual(outputs, { ...given, endpoint: "mock", adopted: true });
  });
});
