import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { BackupEngine } from "../../../provider/engine/engine.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { isSameAzure } from "../../../provider/kinds/which-azure.js";
import { stubEngine } from "../../support/stub-engine.js";
import { deleteResource, readResource, updateResource } from "../../support/verbs.js";
import { VAULT, vaultInputs } from "./examples.js";

/** The requests and the error message of a verb on a vault whose state has one endpoint while another is configured. */
async function runVerb(
  verb: (engine: BackupEngine, outputs: { endpoint: string }) => Promise<unknown>,
  stateEndpoint: string,
  configured: string,
): Promise<{ calls: readonly string[]; message: string | undefined }> {
  const { armed, engine, calls } = stubEngine();
  Object.assign(armed, { endpoint: configured });
  sinon.stub(armed.vaults, "find").resolves(undefined);
  try {
    await verb(engine, { ...vaultInputs, endpoint: stateEndpoint });
    return { calls, message: undefined };
  } catch (error) {
    assert.ok(error instanceof BackupError && error.code === "Refused", String(error));
    return { calls, message: error.message };
  }
}

const read = (engine: BackupEngine, outputs: { endpoint: string }) =>
  readResource(vault, engine, { id: VAULT, outputs });
const update = (engine: BackupEngine, outputs: { endpoint: string }) =>
  updateResource(vault, engine, { id: VAULT, outputs }, { ...vaultInputs, tags: { team: "shop" } });
const remove = (engine: BackupEngine, outputs: { endpoint: string }) =>
  deleteResource(vault, engine, { id: VAULT, outputs });

describe("the endpoint in a resource's state", () => {
  it("makes a refresh fail without a request if another one is configured, and the error names both and the fix", async () => {
    assert.deepEqual(await runVerb(read, "azure", "embedded"), {
      calls: [],
      message:
        "The state of Vault backups has the endpoint azure, but the current endpoint is embedded. No request was sent and nothing was changed. Run pulumi config set azure-vm-backup:endpoint azure, unset AZURE_VM_BACKUP_ENDPOINT if it names another endpoint, and use a separate stack for each endpoint. A refresh and a destroy use the configuration of the last up: set AZURE_VM_BACKUP_ENDPOINT=azure for them.",
    });
  });

  it("makes an update fail if another one is configured", async () => {
    const { calls, message } = await runVerb(update, "embedded", "azure");

    assert.deepEqual(calls, []);
    assert.match(
      String(message),
      /^The state of Vault backups has the endpoint embedded, but the current endpoint is azure\. No request was sent/,
    );
  });

  it("makes a delete fail if another one is configured, so the resource stays in the state", async () => {
    const { calls, message } = await runVerb(remove, "azure-china", "azure");

    assert.deepEqual(calls, []);
    assert.match(
      String(message),
      /^The state of Vault backups has the endpoint azure-china, but the current endpoint is azure\. /,
    );
  });

  it("allows a refresh if both endpoints are simulations, or both are the same cloud", async () => {
    const simulated = await runVerb(read, "embedded", "http://127.0.0.1:8080");
    const real = await runVerb(read, "azure-usgovernment", "azure-usgovernment");

    assert.deepEqual(simulated, { calls: ["vaults.find"], message: undefined });
    assert.deepEqual(real, { calls: ["vaults.find"], message: undefined });
  });

  it("is not required for a read, as in an import", async () => {
    const { armed, engine } = stubEngine();
    Object.assign(armed, { endpoint: "azure" });
    sinon.stub(armed.vaults, "find").resolves(undefined);

    assert.equal(await readResource(vault, engine, { id: VAULT, outputs: {} }), undefined);
  });

  it("matches only the same cloud, and every simulation if it is embedded or a URL", () => {
    const matching = (stateEndpoint: string) =>
      ["embedded", "http://localhost:1", "azure", "azure-usgovernment", "azure-china"].filter((endpoint) =>
        isSameAzure(stateEndpoint, endpoint),
      );

    assert.deepEqual(matching("embedded"), ["embedded", "http://localhost:1"]);
    assert.deepEqual(matching("https://management.azure.com"), ["embedded", "http://localhost:1"]);
    assert.deepEqual(matching("azure"), ["azure"]);
    assert.deepEqual(matching("azure-usgovernment"), ["azure-usgovernment"]);
    assert.deepEqual(matching("azure-china"), ["azure-china"]);
  });
});
