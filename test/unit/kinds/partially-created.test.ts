import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { JsonObject } from "../../../provider/core/json.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { type StubEngine, stubEngine, writesIn } from "../../support/stub-engine.js";
import { createResource, PartiallyCreated, recordsOf, updateResource } from "../../support/verbs.js";
import { VAULT, vaultInputs } from "./examples.js";

const body = { id: VAULT, name: "backups", location: "westeurope", properties: { publicNetworkAccess: "Enabled" } };
const declared = { ...vaultInputs, softDelete: { state: "Disabled" }, __provider: "exports.x" };
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

/** An engine whose vault returns these reads in turn, and that rejects the settings. */
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

/** An engine that accepts every write. */
function acceptingAll(): StubEngine {
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
  it("leaves a partially created resource with its id, inputs and reasons if the resource exists", async () => {
    const { engine } = refusingSettings(undefined, body);

    const { resource, reasons, message } = await partiallyCreatedOf(createResource(vault, engine, declared));

    assert.deepEqual(resource, {
      id: VAULT,
      outputs: { ...declared, endpoint: "mock", adopted: false, incomplete: [REASON] },
    });
    assert.deepEqual(reasons, [REASON]);
    assert.equal(message, REASON);
  });

  it("rejects with the original error if the resource does not exist", async () => {
    const { engine } = refusingSettings(undefined, undefined);

    assert.equal(await failureOf(createResource(vault, engine, declared)), refusal);
  });

  it("rejects with the original error and keeps its intent if Azure cannot be reached afterwards", async () => {
    const { engine } = refusingSettings(undefined, new BackupError("Unreachable", "no answer"));

    assert.equal(await failureOf(createResource(vault, engine, declared)), refusal);
    assert.notEqual(recordsOf(engine).find(VAULT).intent, undefined);
  });

  it("leaves a partially created resource marked as adopted if the resource was adopted", async () => {
    const { engine } = refusingSettings(body, body);

    const { resource } = await partiallyCreatedOf(createResource(vault, engine, { ...declared, adopt: "always" }));

    assert.equal(resource.outputs["adopted"], true);
    assert.deepEqual(resource.outputs["incomplete"], [REASON]);
  });
});

describe("an update that fails", () => {
  const old = { id: VAULT, outputs: { ...vaultInputs, __provider: "exports.x", endpoint: "mock", adopted: false } };

  it("leaves an incomplete resource with the new inputs and the reasons", async () => {
    const { engine } = refusingSettings(body);

    const { resource } = await partiallyCreatedOf(updateResource(vault, engine, old, declared));

    assert.deepEqual(resource, {
      id: VAULT,
      outputs: { ...declared, endpoint: "mock", adopted: false, incomplete: [REASON] },
    });
  });

  it("rejects with the original error if the resource does not exist", async () => {
    const { engine } = refusingSettings(undefined);

    assert.equal(await failureOf(updateResource(vault, engine, old, declared)), refusal);
  });

  it("keeps inputs that are no longer declared in the state, so the next update resets them", async () => {
    const { engine } = refusingSettings(body);
    const removed = { tags: { team: "shop" }, softDelete: { state: "Enabled", retentionDays: 20 } };
    const before = { id: VAULT, outputs: { ...old.outputs, ...removed } };

    const { resource } = await partiallyCreatedOf(updateResource(vault, engine, before, declared));

    assert.deepEqual(resource.outputs["tags"], { team: "shop" });
    assert.deepEqual(resource.outputs["softDelete"], { state: "Disabled", retentionDays: 20 });
  });

  it("does not keep an onDelete that is no longer declared", async () => {
    const { engine } = refusingSettings(body);
    const before = { id: VAULT, outputs: { ...old.outputs, onDelete: "deleteAndPurge" } };

    const { resource } = await partiallyCreatedOf(updateResource(vault, engine, before, declared));

    assert.equal("onDelete" in resource.outputs, false);
  });
});

describe("an incomplete resource", () => {
  const incompleteState = {
    id: VAULT,
    outputs: { ...declared, endpoint: "mock", adopted: true, incomplete: [REASON] },
  };

  it("is completed by the next update, even if the program did not change", async () => {
    const { engine, calls } = acceptingAll();

    const { outputs } = await updateResource(vault, engine, incompleteState, declared);

    assert.deepEqual(writesIn(calls), ["vaults.put", "vaults.patchSettings"]);
    assert.deepEqual(outputs, { ...declared, endpoint: "mock", adopted: true });
  });
});
