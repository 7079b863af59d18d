import assert from "node:assert/strict";
import { join } from "node:path";
import sinon from "sinon";
import type { runtime as Runtime } from "../../provider/runtime/dynamic.js";
import { type ScriptedServer, scriptedServer } from "./arm/scripted-server.js";
import { DISK, diskInputs } from "./kinds/examples.js";
import { temporaryFolder } from "./temporary-folder.js";

const MODULE = require.resolve("../../provider/runtime/dynamic.js");

describe("the runtime without an engine", () => {
  const folder = temporaryFolder();
  let azure: ScriptedServer;

  afterEach(async () => {
    sinon.restore();
    delete require.cache[MODULE];
    await azure.close();
  });

  /** The runtime of a new process whose argument names no engine. */
  function freshRuntime(): typeof Runtime {
    sinon.stub(process, "argv").value(process.argv.slice(0, 2));
    delete require.cache[MODULE];
    const { runtime } = require(MODULE) as { runtime: typeof Runtime };
    const config: Record<string, string> = { endpoint: azure.url, home: join(folder(), "home") };
    for (const kind of ["ArmResource", "Vault"]) {
      runtime.configure(kind, { get: (key) => config[key.replace("azure-vm-backup:", "")] });
    }
    return runtime;
  }

  it("says what Azure warns of in the console before the verb ends, once a resource", async () => {
    const disk = { id: DISK, name: "db", location: "westeurope", properties: {} };
    const warned = { status: 200, headers: { "x-ms-azvb-warning": "the portal allows fewer" }, body: disk };
    azure = await scriptedServer(warned, warned, warned);
    const runtime = freshRuntime();
    const written = sinon.stub(process.stderr, "write").returns(true);

    await runtime.read("ArmResource", DISK, { ...diskInputs, __urn: "urn:a" });
    await runtime.read("ArmResource", DISK, { ...diskInputs, __urn: "urn:a" });
    await runtime.read("ArmResource", DISK, { ...diskInputs, __urn: "urn:b" });
    const said = written.args.map(([text]) => text);
    written.restore();

    assert.deepEqual(said, ["the portal allows fewer\n", "the portal allows fewer\n"]);
  });
});
