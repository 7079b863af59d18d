/** A provider whose engine was killed would live on for ever; ours ends by itself. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { shopProgram } from "../support/programs.js";
import { createProject, requirePulumi } from "../support/pulumi.js";

describe("a provider whose engine is gone", function () {
  this.timeout(60_000);
  before(requirePulumi);

  it("ends by itself", async () => {
    // An Azure that never answers keeps the provider in the middle of a create.
    const silent = createServer(() => undefined);
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const project = await createProject({ program: shopProgram(), language: "js" });
    try {
      const asked = once(silent, "request");
      const run = project.start(["up", "--yes", "--skip-preview"], { env: { AZURE_VM_BACKUP_ENDPOINT: endpoint } });
      const [request] = (await asked) as [{ socket: NodeJS.EventEmitter }];
      const left = once(request.socket, "close");

      run.kill("SIGKILL");
      await left;

      assert.equal((await run.ended).exitCode, 137);
    } finally {
      silent.closeAllConnections();
      silent.close();
      project.dispose();
    }
  });
});
