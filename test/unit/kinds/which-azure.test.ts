import assert from "node:assert/strict";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import type { BackupEngine } from "../../../provider/engine/engine.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { isSameAzure } from "../../../provider/kinds/which-azure.js";
import { stubEngine } from "../../support/stub-engine.js";
import { deleteResource, readResource, updateResource } from "../../support/verbs.js";
import { VAULT, vaultInputs } from "./examples.js";

/** What Azure is asked when a verb meets a vault that is at `made` while `answers` answers, and what is said. */
async function asked(
  verb: (engine: BackupEngine, outputs: { endpoint: string }) => Promise<unknown>,
  made: string,
  answers: string,
): Promise<{ calls: readonly string[]; said: string | undefined }> {
  const { armed, engine, calls } = stubEngine();
  Object.assign(armed, { endpoint: answers });
  sinon.stub(armed.vaults, "find").resolves(undefined);
  try {
    await verb(engine, { ...vaultInputs, endpoint: made });
    return { calls, said: undefined };
  } catch (error) {
    assert.ok(error instanceof BackupError && error.code === "Refused", String(error));
    return { calls, said: error.message };
  }
}

const read = (engine: BackupEngine, outputs: { endpoint: string }) =>
  readResource(vault, engine, { id: VAULT, outputs });
const update = (engine: BackupEngine, outputs: { endpoint: string }) =>
  updateResource(vault, engine, { id: VAULT, outputs }, { ...vaultInputs, tags: { team: "shop" } });
const remove = (engine: BackupEngine, outputs: { endpoint: string }) =>
  deleteResource(vault, engine, { id: VAULT, outputs });

describe("a resource that another cloud holds", () => {
  it("is not dropped by a refresh: nothing is asked, and both endpoints and the way out are named", async () => {
    assert.deepEqual(await asked(read, "azure", "embedded"), {
      calls: [],
      said: "The state of Vault backups has the endpoint azure, but the current endpoint is embedded. No request was sent and nothing was changed. Run pulumi config set azure-vm-backup:endpoint azure, unset AZURE_VM_BACKUP_ENDPOINT if it names another endpoint, and use a separate stack for each endpoint. A refresh and a destroy use the configuration of the last up: set AZURE_VM_BACKUP_ENDPOINT=azure for them.",
    });
  });

  it("is not updated", async () => {
    const { calls, said } = await asked(update, "embedded", "azure");

    assert.deepEqual(calls, []);
    assert.match(
      String(said),
      /^The state of Vault backups has the endpoint embedded, but the current endpoint is azure\. No request was sent/,
    );
  });

  it("is not deleted, neither for real nor in the state alone", async () => {
    const { calls, said } = await asked(remove, "azure-china", "azure");

    assert.deepEqual(calls, []);
    assert.match(
      String(said),
      /^The state of Vault backups has the endpoint azure-china, but the current endpoint is azure\. /,
    );
  });

  it("is asked about where the endpoints are both of a rehearsal, or the same cloud", async () => {
    const rehearsed = await asked(read, "embedded", "http://127.0.0.1:8080");
    const real = await asked(read, "azure-usgovernment", "azure-usgovernment");

    assert.deepEqual(rehearsed, { calls: ["vaults.find"], said: undefined });
    assert.deepEqual(real, { calls: ["vaults.find"], said: undefined });
  });

  it("is asked about where no state says where it is, as in an import", async () => {
    const { armed, engine } = stubEngine();
    Object.assign(armed, { endpoint: "azure" });
    sinon.stub(armed.vaults, "find").resolves(undefined);

    assert.equal(await readResource(vault, engine, { id: VAULT, outputs: {} }), undefined);
  });

  it("is another one for each cloud, and never a URL", () => {
    const answers = (made: string) =>
      ["embedded", "http://localhost:1", "azure", "azure-usgovernment", "azure-china"].filter((endpoint) =>
        isSameAzure(made, endpoint),
      );

    assert.deepEqual(answers("embedded"), ["embedded", "http://localhost:1"]);
    assert.deepEqual(answers("https://management.azure.com"), ["embedded", "http://localhost:1"]);
    assert.deepEqual(answers("azure"), ["azure"]);
    assert.deepEqual(answers("azure-usgovernment"), ["azure-usgovernment"]);
    assert.deepEqual(answers("azure-china"), ["azure-china"]);
  });
});
