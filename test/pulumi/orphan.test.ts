/** Pulumi's dynamic provider process does not end when its engine is killed. The provider of this package does. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { shopProgram } from "../support/programs.js";
import { createProject, requirePulumi } from "../support/pulumi.js";

describe("a provider process whose engine was killed", function () {
  this.timeout(60_000);
  before(requirePulumi);

  it("ends by itself", async () => {
    // A server that never responds keeps the provider in the middle of a create.
    const silent = createServer(() => undefined);
    await once(silent.listen(0, "127.0.0.1"), "listening");
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const project = await createProject({ program: shopProgram(), language: "js" });
    try {
      const requested = once(silent, "request");
      const run = project.start(["up", "--yes", "--skip-preview"], { env: { AZURE_VM_BACKUP_ENDPOINT: endpoint } });
      const [request] = (await requested) as [{ socket: NodeJS.EventEmitter }];
      const closed = once(request.socket, "close");

      run.kill("SIGKILL");
      await closed;

      assert.equal((await run.ended).exitCode, 137);
    } finally {
      silent.closeAllConnections();
      silent.close();
      project.dispose();
    }
  });
});
