import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { silentLog } from "../../provider/core/log.js";
import { connect } from "../../provider/runtime/connect.js";
import { type ScriptedServer, scriptedServer } from "./arm/scripted-server.js";
import { temporaryFolder } from "./temporary-folder.js";

const CONNECT = require.resolve("../../provider/runtime/connect.js");

/** Connects in a separate process; returns the engine's endpoint and whether Azure's identity library was loaded. */
function connectInProcess(endpoint: string, home: string, variables: Record<string, string> = {}): unknown {
  const program = `
    const { connect } = require(${JSON.stringify(CONNECT)});
    const log = { debug() {}, info() {}, warn() {}, error() {}, with() { return log; } };
    const sources = { variable: (name) => (${JSON.stringify(variables)})[name], config: () => undefined };
    connect({ endpoint: ${JSON.stringify(endpoint)}, home: ${JSON.stringify(home)}, log, faults: undefined, sources })
      .then(async (engine) => {
        if (${JSON.stringify(endpoint)} === "embedded") await engine.resources.find("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g", "2022-09-01");
        const isLoaded = Object.keys(require.cache).some((file) => /@azure.identity/.test(file));
        console.log(JSON.stringify([engine.endpoint, isLoaded]));
      });`;
  return JSON.parse(
    execFileSync(process.execPath, ["-e", program], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
}

describe("a connection", () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), "home");
  let azure: ScriptedServer | undefined;

  afterEach(async () => {
    await azure?.close();
    azure = undefined;
  });

  it("to the embedded Azure loads no identity library", () => {
    assert.deepEqual(connectInProcess("embedded", home()), ["embedded", false]);
  });

  it("to a URL loads no identity library, whatever account is set", () => {
    const account = { ARM_CLIENT_ID: "c", ARM_TENANT_ID: "t", ARM_CLIENT_SECRET: "s" };

    assert.deepEqual(connectInProcess("http://127.0.0.1:9", home(), account), ["http://127.0.0.1:9", false]);
  });

  it("to a cloud loads the identity library, and names the cloud of the configured environment", () => {
    assert.deepEqual(connectInProcess("azure", home()), ["azure", true]);
    assert.deepEqual(connectInProcess("azure", home(), { ARM_ENVIRONMENT: "usgovernment" }), [
      "azure-usgovernment",
      true,
    ]);
  });

  it("to a URL sends no credential, whatever account is set", async () => {
    azure = await scriptedServer({ status: 404, body: {} });
    const sources = { variable: () => "set", config: () => "set" };
    const parts = { home: home(), log: silentLog, faults: undefined, sources };

    const engine = await connect({ ...parts, endpoint: azure.url });

    assert.equal(
      await engine.resources.find("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g", "1"),
      undefined,
    );
    assert.deepEqual(azure.authorizations, [undefined]);
  });

  it("is refused for an endpoint that is neither a name nor a URL, with the name of its setting", async () => {
    const parts = { home: home(), log: silentLog, faults: undefined };
    const set = { variable: () => "localhost:8080", config: () => undefined };

    await assert.rejects(
      connect({ ...parts, endpoint: "localhost:8080", sources: { ...set, variable: () => undefined } }),
      { code: "InvalidInput", message: /^azure-vm-backup:endpoint is "localhost:8080"/ },
    );
    await assert.rejects(connect({ ...parts, endpoint: "localhost:8080", sources: set }), {
      code: "InvalidInput",
      message: /^The environment variable AZURE_VM_BACKUP_ENDPOINT is "localhost:8080"/,
    });
  });
});
