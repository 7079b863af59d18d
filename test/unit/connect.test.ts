import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { cloudFor, connect } from "../../provider/connect.js";
import { silentLog } from "../../provider/core/log.js";
import { type ScriptedServer, scriptedServer } from "./arm/scripted-server.js";
import { temporaryFolder } from "./temporary-folder.js";

const CONNECT = require.resolve("../../provider/connect.js");

/** Connects in a process of its own; returns which endpoint the engine names and whether Azure's identity library was loaded. */
function connectElsewhere(endpoint: string, home: string, variables: Record<string, string> = {}): unknown {
  const program = `
    const { connect } = require(${JSON.stringify(CONNECT)});
    const log = { debug() {}, info() {}, warn() {}, error() {}, with() { return log; } };
    const sources = { variable: (name) => (${JSON.stringify(variables)})[name], config: () => undefined };
    connect({ endpoint: ${JSON.stringify(endpoint)}, home: ${JSON.stringify(home)}, log, faults: undefined, sources })
      .then(async (engine) => {
        if (${JSON.stringify(endpoint)} === "embedded") await engine.resources.find("/subscriptions/s/resourceGroups/g", "2022-09-01");
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
    assert.deepEqual(connectElsewhere("embedded", home()), ["embedded", false]);
  });

  it("to a URL loads no identity library, whatever account is set", () => {
    const account = { ARM_CLIENT_ID: "c", ARM_TENANT_ID: "t", ARM_CLIENT_SECRET: "s" };

    assert.deepEqual(connectElsewhere("http://127.0.0.1:9", home(), account), ["http://127.0.0.1:9", false]);
  });

  it("to a cloud loads it, and names the cloud that the environment means", () => {
    assert.deepEqual(connectElsewhere("azure", home()), ["azure", true]);
    assert.deepEqual(connectElsewhere("azure", home(), { ARM_ENVIRONMENT: "usgovernment" }), [
      "azure-usgovernment",
      true,
    ]);
  });

  it("to a URL sends no credential, whatever account is set", async () => {
    azure = await scriptedServer({ status: 404, body: {} });
    const sources = { variable: () => "set", config: () => "set" };
    const parts = { home: home(), log: silentLog, faults: undefined, sources };

    const engine = await connect({ ...parts, endpoint: azure.url });

    assert.equal(await engine.resources.find("/subscriptions/s/resourceGroups/g", "1"), undefined);
    assert.deepEqual(azure.authorizations, [undefined]);
  });

  it("takes the endpoint for the cloud, and the environment where the endpoint leaves it open", () => {
    assert.equal(cloudFor("azure", undefined), "azure");
    assert.equal(cloudFor("azure", "china"), "azure-china");
    assert.equal(cloudFor("azure-usgovernment", undefined), "azure-usgovernment");
    assert.equal(cloudFor("azure-usgovernment", "usgovernment"), "azure-usgovernment");
  });

  it("is refused where the two name different clouds, or one that is none", () => {
    assert.throws(() => cloudFor("azure-china", "usgovernment"), {
      code: "InvalidInput",
      message:
        'The environment "usgovernment" is another cloud than azure-vm-backup:endpoint, which is azure-china: take one of them away.',
    });
    assert.throws(() => cloudFor("azure", "german"), {
      code: "InvalidInput",
      message: 'The environment "german" is none that is known: expected public, usgovernment or china.',
    });
  });
});
