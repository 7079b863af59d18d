import assert from "node:assert/strict";
import { at, type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import {
  codeOf,
  GROUP,
  machine,
  messageOf,
  openTestAzure,
  propertiesOf,
  type TestAzure,
  VM,
} from "../support/service.js";

const PATH = `${VM}/extensions/VMSnapshot`;
const SETTINGS = {
  taskId: "e07354cf-041e-4370-929f-25a319ce8933_1",
  commandToExecute: "snapshot",
  // 2024-05-13 10:25:28 UTC, the start time of the tests' clock.
  commandStartTimeUTCTicks: "638511927280000000",
  vmType: "microsoft.compute/virtualmachines",
};
const extension = (more: JsonObject = {}): JsonObject => ({
  location: "westeurope",
  properties: {
    publisher: "Microsoft.Azure.RecoveryServices",
    type: "VMSnapshot",
    typeHandlerVersion: "1.9",
    autoUpgradeMinorVersion: true,
    ...more,
  },
});

/** The status document of the extension's run, parsed from its substatus. */
function reportOf(body: JsonObject): Json | undefined {
  const [substatus] = (at(body, "properties", "instanceView", "substatuses") as Json[] | undefined) ?? [];
  const [, json] = /^ComponentStatus\/(.*)\/succeeded$/.exec(String(at(substatus, "code"))) ?? [];
  return json === undefined ? undefined : at(JSON.parse(json) as JsonObject, "status");
}

describe("a VM extension", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", VM, machine());
  });

  afterEach(() => azure.close());

  const report = async () => reportOf((await azure.call("GET", `${PATH}?$expand=instanceView`)).body);

  it("is created with 201 and Creating, then updated with 200 and Updating, by an operation without a Location header", async () => {
    const first = await azure.call("PUT", PATH, extension());
    const second = await azure.call("PUT", PATH, extension());
    const operation = await azure.follow(second);
    assert.deepEqual([first.status, propertiesOf(first)["provisioningState"]], [201, "Creating"]);
    assert.deepEqual([second.status, propertiesOf(second)["provisioningState"]], [200, "Updating"]);
    assert.match(first.headers.get("azure-asyncoperation") ?? "", /\/locations\/westeurope\/operations\//);
    assert.equal(first.headers.get("location"), null);
    assert.equal(operation.body["status"], "Succeeded");
    assert.equal(propertiesOf(await azure.call("GET", PATH))["provisioningState"], "Succeeded");
  });

  it("keeps its tags and its settings for upgrades, failures and order", async () => {
    const options = {
      forceUpdateTag: "1",
      enableAutomaticUpgrade: true,
      suppressFailures: true,
      provisionAfterExtensions: ["first"],
    };
    await azure.call("PUT", PATH, { ...extension(options), tags: { owner: "me" } });
    const { body } = await azure.call("GET", PATH);
    const { forceUpdateTag, enableAutomaticUpgrade, suppressFailures, provisionAfterExtensions } = objectAt(
      body,
      "properties",
    );
    assert.deepEqual({ forceUpdateTag, enableAutomaticUpgrade, suppressFailures, provisionAfterExtensions }, options);
    assert.deepEqual(
      [body["name"], body["type"], body["tags"]],
      ["VMSnapshot", "Microsoft.Compute/virtualMachines/extensions", { owner: "me" }],
    );
  });

  it("is replaced completely by a PUT", async () => {
    await azure.call("PUT", PATH, extension({ settings: { a: 1 }, suppressFailures: true }));
    await azure.call("PUT", PATH, extension({ settings: { b: 2 } }));
    const properties = propertiesOf(await azure.call("GET", PATH));
    assert.deepEqual([properties["settings"], properties["suppressFailures"]], [{ b: 2 }, undefined]);
  });

  it("is changed by a PATCH only in the named properties and tags, and never returns protected settings", async () => {
    await azure.call("PUT", PATH, { ...extension({ settings: { a: 1 }, forceUpdateTag: "1" }), tags: { owner: "me" } });
    const properties = { settings: { b: 2 }, protectedSettings: { secret: "Tr0ub4dor" } };
    const patch = await azure.call("PATCH", PATH, { tags: { owner: "you" }, properties });
    const { body } = await azure.call("GET", PATH);
    assert.equal(patch.status, 200);
    assert.deepEqual([body["tags"], at(body, "properties", "settings")], [{ owner: "you" }, { b: 2 }]);
    assert.equal(at(body, "properties", "forceUpdateTag"), "1");
    assert.doesNotMatch(JSON.stringify([patch.body, body]), /Tr0ub4dor/);
  });

  it("is deleted with 202; if it does not exist, PATCH returns 404 and DELETE returns 204", async () => {
    const patch = await azure.call("PATCH", PATH, { tags: {} });
    const missing = await azure.call("DELETE", PATH);
    await azure.call("PUT", PATH, extension());
    const listed = (await azure.call("GET", `${VM}/extensions`)).body["value"] as Json[];
    const deleted = await azure.call("DELETE", PATH);
    const after = (await azure.call("GET", `${VM}/extensions`)).body["value"];
    assert.deepEqual(
      [patch.status, codeOf(patch), missing.status, deleted.status],
      [404, "ResourceNotFound", 204, 202],
    );
    assert.deepEqual([listed.length, after], [1, []]);
  });

  for (const verb of ["powerOff", "deallocate"]) {
    it(`cannot be put, patched or deleted after ${verb} of the VM`, async () => {
      await azure.call("PUT", PATH, extension());
      await azure.call("POST", `${VM}/${verb}`);
      const answers = [
        await azure.call("PUT", PATH, extension()),
        await azure.call("PATCH", PATH, { tags: { a: "1" } }),
        await azure.call("DELETE", PATH),
      ];
      await azure.call("POST", `${VM}/start`);
      const after = await azure.call("DELETE", PATH);
      for (const answer of answers) {
        assert.deepEqual([answer.status, codeOf(answer)], [409, "OperationNotAllowed"]);
        assert.equal(messageOf(answer), "Cannot modify extensions in the VM when the VM is not running.");
      }
      assert.equal(after.status, 202);
    });
  }

  it("reports the task, ticks and code of a run in a substatus", async () => {
    await azure.call("PUT", PATH, extension({ settings: SETTINGS }));
    const status = await report();
    const view = (await azure.call("GET", `${VM}/instanceView`)).body;
    assert.deepEqual(
      [at(status, "status"), at(status, "code"), at(status, "taskId"), at(status, "commandStartTimeUTCTicks")],
      ["success", "1", SETTINGS.taskId, SETTINGS.commandStartTimeUTCTicks],
    );
    assert.equal(at((view["extensions"] as Json[])[0], "name"), "VMSnapshot");
    assert.ok(at((view["extensions"] as Json[])[0], "substatuses"));
  });

  for (const [what, more, code] of [
    ["an unknown command", { commandToExecute: "sleep" }, "11"],
    ["an installation", { commandToExecute: "install" }, "1"],
    ["a command that is 141 minutes late", { commandStartTimeUTCTicks: "638511842680000000" }, "402"],
    ["a command that is 139 minutes late", { commandStartTimeUTCTicks: "638511843880000000" }, "1"],
  ] as const) {
    it(`reports the code ${code} for ${what}, and is still provisioned`, async () => {
      await azure.call("PUT", PATH, extension({ settings: { ...SETTINGS, ...more } }));
      assert.equal(at(await report(), "code"), code);
      assert.equal(propertiesOf(await azure.call("GET", PATH))["provisioningState"], "Succeeded");
    });
  }

  it("runs no task twice, and reports nothing without vmType", async () => {
    await azure.call("PUT", PATH, extension({ settings: { ...SETTINGS, vmType: undefined } }));
    const withoutVmType = await report();
    await azure.call("PUT", PATH, extension({ settings: SETTINGS }));
    await azure.call("PUT", PATH, extension({ settings: { ...SETTINGS, commandToExecute: "sleep" } }));
    const same = await report();
    await azure.call("PATCH", PATH, { properties: { settings: { ...SETTINGS, taskId: "two", commandToExecute: "" } } });
    assert.equal(withoutVmType, undefined);
    assert.deepEqual([at(same, "taskId"), at(same, "code")], [SETTINGS.taskId, "1"]);
    assert.deepEqual([at(await report(), "taskId"), at(await report(), "code")], ["two", "11"]);
  });

  it("reports the error code that the VM's tag azvb-extension-code sets", async () => {
    await azure.call("PUT", VM, { ...machine(), tags: { "azvb-extension-code": "76" } });
    await azure.call("PUT", PATH, extension({ settings: SETTINGS }));
    assert.deepEqual([at(await report(), "code"), at(await report(), "status")], ["76", "error"]);
  });
});
