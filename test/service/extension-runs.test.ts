import assert from "node:assert/strict";
import { at, type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import { GROUP, machine, openTestAzure, type TestAzure, VM } from "../support/service.js";

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64");
const METADATA = encoded({ backupMetadata: [{ Key: "job", Value: "1" }] });
const SECRETS = { objectStr: encoded({ blobSASUri: [] }) };
const TYPES = { Linux: "VMSnapshotLinux", Windows: "VMSnapshot" } as const;

describe("a run of the snapshot extension", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  async function start(osType: "Linux" | "Windows", settings: JsonObject, more: JsonObject = {}, method = "PUT") {
    const type = TYPES[osType];
    const path = `${VM}/extensions/${type}`;
    const properties = {
      publisher: "Microsoft.Azure.RecoveryServices",
      type,
      typeHandlerVersion: "1.0",
      settings: {
        taskId: "one",
        commandToExecute: "snapshot",
        vmType: "microsoft.compute/virtualmachines",
        ...settings,
      },
      ...more,
    };
    await azure.call(method, path, method === "PUT" ? { location: "westeurope", properties } : { properties });
    const { body } = await azure.call("GET", `${path}?$expand=instanceView`);
    const [substatus] = (at(body, "properties", "instanceView", "substatuses") as Json[] | undefined) ?? [];
    const [, json] = /^ComponentStatus\/(.*)\/succeeded$/.exec(String(at(substatus, "code"))) ?? [];
    return json === undefined ? undefined : objectAt(JSON.parse(json) as JsonObject, "status");
  }

  const withSecrets = { protectedSettings: SECRETS };

  for (const [what, osType, settings, more] of [
    ["protected settings on Linux", "Linux", { objectStr: METADATA }, {}],
    ["objectStr on Linux", "Linux", {}, withSecrets],
    ["vmType", "Linux", { objectStr: METADATA, vmType: "" }, withSecrets],
  ] as const) {
    it(`reports nothing without ${what}`, async () => {
      await azure.call("PUT", VM, machine(osType));
      assert.equal(await start(osType, settings, more), undefined);
    });
  }

  for (const osType of ["Linux", "Windows"] as const) {
    for (const [what, objectStr] of [
      ["is not base64", "%"],
      ["is not JSON", Buffer.from("{").toString("base64")],
      ["has a byte that is not ASCII", Buffer.from('{"backupMetadata":[],"a":"ä"}').toString("base64")],
    ] as const) {
      it(`reports nothing if objectStr ${what} on ${osType}`, async () => {
        await azure.call("PUT", VM, machine(osType));
        assert.equal(await start(osType, { objectStr }, withSecrets), undefined);
      });
    }

    it(`reports nothing if the protected objectStr cannot be read on ${osType}`, async () => {
      await azure.call("PUT", VM, machine(osType));
      assert.equal(await start(osType, { objectStr: METADATA }, { protectedSettings: { objectStr: "%" } }), undefined);
    });

    it(`fails with code 11 without backupMetadata on ${osType}`, async () => {
      await azure.call("PUT", VM, machine(osType));
      const status = await start(osType, { objectStr: encoded({}) }, withSecrets);
      assert.deepEqual([status?.["status"], status?.["code"]], ["error", "11"]);
    });

    it(`fails with code 2 if the storage refuses its metadata on ${osType}`, async () => {
      await azure.call("PUT", VM, machine(osType));
      const objectStr = encoded({ backupMetadata: [{ Key: "1 job", Value: "x" }] });
      const status = await start(osType, { objectStr }, withSecrets);
      assert.deepEqual([status?.["status"], status?.["code"]], ["error", "2"]);
    });

    it(`succeeds with usable settings on ${osType}`, async () => {
      await azure.call("PUT", VM, machine(osType));
      const status = await start(osType, { objectStr: METADATA }, withSecrets);
      assert.deepEqual([status?.["status"], status?.["code"]], ["success", "1"]);
    });
  }

  it("uses the protected settings of the PUT after a PATCH of the settings", async () => {
    await azure.call("PUT", VM, machine("Linux"));
    await start("Linux", { objectStr: METADATA }, withSecrets);
    const status = await start("Linux", { objectStr: METADATA, taskId: "two" }, {}, "PATCH");
    assert.deepEqual([status?.["taskId"], status?.["code"]], ["two", "1"]);
  });
});
