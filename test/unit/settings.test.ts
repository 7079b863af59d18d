import assert from "node:assert/strict";
import { join } from "node:path";
import { connectionOf, readSettings, settingsKey } from "../../provider/runtime/settings.js";
import { temporaryFolder } from "./temporary-folder.js";

const sourcesOf = (config: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>> = {}) => ({
  config: (key: string) => config[key.replace("azure-vm-backup:", "")],
  variable: (name: string) => variables[name],
});

describe("settings", () => {
  const folder = temporaryFolder();
  const keyOf = (...parts: Parameters<typeof sourcesOf>) => settingsKey(readSettings(sourcesOf(...parts)));

  it("come from the environment first, then from the configuration", () => {
    const config = { endpoint: "azure", home: join(folder(), "configured") };
    const variables = {
      AZURE_VM_BACKUP_ENDPOINT: "embedded",
      AZURE_VM_BACKUP_HOME: join(folder(), "variable"),
      AZURE_VM_BACKUP_FAULTS: "[]",
    };

    const { endpoint, home } = readSettings(sourcesOf(config));
    const ofVariables = connectionOf(readSettings(sourcesOf(config, variables)));

    assert.deepEqual([endpoint, home], ["azure", join(folder(), "configured")]);
    assert.deepEqual(
      [ofVariables.endpoint, ofVariables.home, ofVariables.faults],
      ["embedded", join(folder(), "variable"), "[]"],
    );
  });

  it("have further regions from the environment or the configuration, separated by commas", () => {
    const { regions } = readSettings(sourcesOf({ regions: "marsnorth, Mars South," }));
    const ofVariable = readSettings(sourcesOf({ regions: "marsnorth" }, { AZURE_VM_BACKUP_REGIONS: "marseast" }));

    assert.deepEqual(regions, ["marsnorth", "Mars South"]);
    assert.deepEqual(ofVariable.regions, ["marseast"]);
    assert.notEqual(keyOf({ regions: "marsnorth" }), keyOf({}));
  });

  it("share an engine only if the endpoint, the home, the fault plan and the account are the same", () => {
    const config = { endpoint: "azure", home: folder(), clientId: "c", clientSecret: "s" };

    assert.equal(keyOf(config), keyOf({ ...config }));
    assert.equal(
      keyOf(config),
      keyOf({ endpoint: "azure", home: folder(), clientSecret: "s" }, { ARM_CLIENT_ID: "c" }),
    );
    assert.notEqual(keyOf(config), keyOf({ ...config, endpoint: "azure-china" }));
    assert.notEqual(keyOf(config), keyOf({ ...config, home: join(folder(), "other") }));
    assert.notEqual(keyOf(config), keyOf({ ...config, clientSecret: "other" }));
    assert.notEqual(keyOf(config), keyOf({ ...config, tenantId: "t" }));
    assert.notEqual(keyOf(config), keyOf(config, { AZURE_VM_BACKUP_FAULTS: "[]" }));
  });
});
