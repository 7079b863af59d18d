import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { useEngine } from "../../../provider/functions/program-engine.js";
import { getVault, getVaultOutput } from "../../../provider/index.js";
import { mockEngine } from "../../../provider/testing/index.js";
import { endpointVariable, inlineProgram, mockedProgram, setPlainMocks } from "../../support/pulumi-runs.js";
import { type ScriptedServer, scriptedServer } from "../arm/scripted-server.js";
import { VAULT } from "../kinds/examples.js";

const vaultIn = (location: string) => ({ status: 200, body: { id: VAULT, name: "backups", location, properties: {} } });

/** A server that answers every read of a function with a vault of this region. */
const azureIn = (location: string): Promise<ScriptedServer> =>
  scriptedServer(...Array.from({ length: 40 }, () => vaultIn(location)));

const at = (server: ScriptedServer, more: Readonly<Record<string, string>> = {}) => ({
  "azure-vm-backup:endpoint": server.url,
  ...more,
});

const locationOf = async (): Promise<string> => (await getVault({ id: VAULT })).location;

/** The function of a second copy of this package, which has loaded a second copy of the SDK. */
function getVaultWithAnotherSdk(): typeof getVault {
  const isSdkOrOurs = (file: string) => /[\\/](@pulumi[\\/]pulumi|dist[\\/]provider)[\\/]/.test(file);
  const loaded = Object.entries(require.cache).filter(([file]) => isSdkOrOurs(file));
  for (const [file] of loaded) delete require.cache[file];
  const again = require("../../../provider/index.js") as { getVault: typeof getVault };
  assert.notEqual(again.getVault, getVault);
  // Other tests of this process, and modules that the function loads when it is called, use the first copies.
  for (const file of Object.keys(require.cache).filter(isSdkOrOurs)) delete require.cache[file];
  for (const [file, module] of loaded) require.cache[file] = module;
  return again.getVault;
}

describe("functions of two stacks in one process", () => {
  endpointVariable();
  let west: ScriptedServer;
  let north: ScriptedServer;

  before(async () => {
    // Another test file of this process may have left an engine of its own.
    useEngine(undefined);
    [west, north] = await Promise.all([azureIn("westeurope"), azureIn("northeurope")]);
  });
  after(() => Promise.all([west.close(), north.close()]));
  beforeEach(() => void sinon.stub(pulumi.log, "warn").resolves());
  afterEach(() => sinon.restore());

  it("each call their own endpoint, one program after the other in a test runner", async () => {
    await setPlainMocks({ project: "shop", stack: "west", config: at(west) });
    const first = await locationOf();
    await setPlainMocks({ project: "shop", stack: "north", config: at(north) });
    const second = await locationOf();
    await setPlainMocks({});

    assert.deepEqual([first, second], ["westeurope", "northeurope"]);
  });

  it("each call their own endpoint in two concurrent inline programs", async () => {
    const locations = await Promise.all([
      inlineProgram({ config: at(west) }, locationOf),
      inlineProgram({ config: at(north) }, locationOf),
    ]);

    assert.deepEqual(locations, ["westeurope", "northeurope"]);
  });

  it("each call their own endpoint in the output form, which waits for inputs", async () => {
    const inOutput = () =>
      new Promise<string>((resolve) => getVaultOutput({ id: Promise.resolve(VAULT) }).location.apply(resolve));

    const locations = await Promise.all([
      mockedProgram({ config: at(west) }, inOutput),
      mockedProgram({ config: at(north) }, inOutput),
    ]);

    assert.deepEqual(locations, ["westeurope", "northeurope"]);
  });

  it("are refused only for the unknown configuration of their own stack", async () => {
    assert.equal(await inlineProgram({ config: at(west) }, locationOf), "westeurope");

    await assert.rejects(inlineProgram({ config: at(north, { "azure-vm-backup:nonsense": "1" }) }, locationOf), {
      message: /^Unknown configuration key "azure-vm-backup:nonsense"\./,
    });
  });

  it("each call their own endpoint if the program and the package have different copies of Pulumi's SDK", async () => {
    const ask = getVaultWithAnotherSdk();
    const location = async () => (await ask({ id: VAULT })).location;

    const locations = await Promise.all([
      inlineProgram({ config: at(west) }, location),
      inlineProgram({ config: at(north) }, location),
    ]);

    assert.deepEqual(locations, ["westeurope", "northeurope"]);
  });

  it("do not call the engine of a unit test that runs in the same process", async () => {
    useEngine(mockEngine());

    const location = await inlineProgram({ config: at(west) }, locationOf);
    useEngine(undefined);

    assert.equal(location, "westeurope");
  });
});
