import assert from "node:assert/strict";
import { at, type JsonObject, listAt, objectAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  dailyPolicy,
  GROUP,
  ITEM,
  openTestAzure,
  propertiesOf,
  protection,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { network, template } from "../support/templates.js";
import {
  DEPLOYMENT,
  deploymentBody,
  EXTENSION,
  EXTENSION_RESOURCE,
  EXTENSION_TEMPLATES,
  SECRET,
  SECURE,
  VALUES,
  VM_RESOURCE,
} from "./extension-templates.js";

describe("a deployment", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  const deploy = (of: JsonObject, parameters?: JsonObject) =>
    azure.call("PUT", DEPLOYMENT, deploymentBody(of, parameters));

  for (const [how, resources] of EXTENSION_TEMPLATES) {
    it(`creates the snapshot extension that is ${how}`, async () => {
      const put = await deploy(template(resources, { parameters: SECURE }), VALUES);
      const status = await azure.follow(put);
      const extension = await azure.call("GET", `${VM}/extensions/VMSnapshot`);
      const vm = await azure.call("GET", VM);
      assert.deepEqual([put.status, status.body], [201, { status: "Succeeded" }]);
      assert.deepEqual(extension.body, EXTENSION);
      assert.equal(at(listAt(vm.body, "resources")[0], "id"), EXTENSION.id);
    });

    it(`never returns the secure values of a snapshot extension that is ${how}`, async () => {
      const answers: Answer[] = [await deploy(template(resources, { parameters: SECURE }), VALUES)];
      for (const path of [DEPLOYMENT, `${DEPLOYMENT}/operations`, VM, `${VM}/extensions`, `${GROUP}/resources`]) {
        answers.push(await azure.call("GET", path));
      }
      answers.push(
        await azure.call(
          "POST",
          `${DEPLOYMENT}/validate`,
          deploymentBody(template(resources, { parameters: SECURE }), VALUES),
        ),
      );
      const json = JSON.stringify(answers.map(({ body, headers }) => [body, [...headers]]));
      assert.doesNotMatch(json, /DbwYhwfeAC5YJzISgxoKk|RGJ3WWh3ZmVBQzVZ|protectedSettings/);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [201, 200, 200, 200, 200, 200, 200],
      );
    });
  }

  it("is accepted, then reports its outputs, its output resources and its dependencies", async () => {
    const outputs = {
      vmId: { type: "string", value: "[reference('web').vmId]" },
      id: { type: "string", value: "[resourceId('Microsoft.Compute/virtualMachines', 'web')]" },
    };
    const put = await deploy(template([EXTENSION_RESOURCE, VM_RESOURCE], { outputs, parameters: SECURE }), VALUES);
    const got = await azure.call("GET", DEPLOYMENT);
    const vmId = propertiesOf(await azure.call("GET", VM))["vmId"];
    const properties = propertiesOf(got);
    assert.equal(propertiesOf(put)["provisioningState"], "Accepted");
    assert.equal(properties["provisioningState"], "Succeeded");
    assert.deepEqual(properties["parameters"], { logs: { type: "SecureString" }, blobs: { type: "SecureObject" } });
    assert.deepEqual(properties["outputs"], {
      vmId: { type: "String", value: vmId },
      id: { type: "String", value: VM },
    });
    assert.deepEqual(properties["outputResources"], [{ id: VM }, { id: EXTENSION.id }]);
    assert.deepEqual(at(listAt(properties, "dependencies")[0], "resourceName"), "web/VMSnapshot");
  });

  it("in which a resource fails names that resource and keeps the resources created before it", async () => {
    const lateNetwork = { ...network("late", { dependsOn: ["web/VMSnapshot"] }) };
    const resources = [
      VM_RESOURCE,
      { ...EXTENSION_RESOURCE, name: "db/VMSnapshot", dependsOn: ["web"] },
      { ...lateNetwork, dependsOn: ["db/VMSnapshot"] },
    ];
    const status = await azure.follow(await deploy(template(resources, { parameters: SECURE }), VALUES));
    const operations = await azure.call("GET", `${DEPLOYMENT}/operations`);
    const error = objectAt(status.body, "error");
    assert.equal(status.body["status"], "Failed");
    assert.equal(error["code"], "DeploymentFailed");
    assert.match(String(error["message"]), /At least one resource deployment operation failed/);
    assert.deepEqual(error["details"], [
      {
        code: "ParentResourceNotFound",
        message:
          "Failed to perform 'write' on resource(s) of type 'virtualMachines/extensions', because the parent resource '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rehearsal/providers/Microsoft.Compute/virtualMachines/db' could not be found.",
        target: `${GROUP}/providers/Microsoft.Compute/virtualMachines/db/extensions/VMSnapshot`,
      },
    ]);
    assert.deepEqual(propertiesOf(await azure.call("GET", DEPLOYMENT))["outputResources"], [{ id: VM }]);
    assert.deepEqual(
      listAt(operations.body, "value").map((one) => at(one, "properties", "provisioningState")),
      ["Succeeded", "Failed"],
    );
    assert.equal((await azure.call("GET", VM)).status, 200);
    assert.equal((await azure.call("GET", `${GROUP}/providers/Microsoft.Network/virtualNetworks/late`)).status, 404);
  });

  it("redacts a secure value that an error message repeats", async () => {
    const parameters = { name: { type: "securestring" } };
    const of = template(
      [{ ...EXTENSION_RESOURCE, name: "[concat(parameters('name'), '/VMSnapshot')]", dependsOn: [] }],
      {
        parameters: { ...parameters, ...SECURE },
      },
    );
    const status = await azure.follow(await deploy(of, { name: { value: "hidden-machine" }, ...VALUES }));
    assert.match(
      String(at(listAt(status.body, "error", "details")[0], "message")),
      /because the parent resource '.*\/virtualMachines\/\[not shown\]' could not be found/,
    );
    assert.ok(!JSON.stringify(status.body).includes("hidden-machine"));
  });

  it("protects a VM by creating vault, policy and item in the order of their dependencies", async () => {
    const item = ITEM.split("/").slice(-3);
    const resources = [
      {
        type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        apiVersion: "2023-04-01",
        name: `vault1/Azure/${item[0]}/${item[2]}`,
        dependsOn: ["[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'vault1', 'daily')]", "web"],
        properties: {
          ...objectAt(protection(), "properties"),
          policyId: "[resourceId('Microsoft.RecoveryServices/vaults/backupPolicies', 'vault1', 'daily')]",
        },
      },
      {
        type: "Microsoft.RecoveryServices/vaults",
        apiVersion: "2023-04-01",
        name: "vault1",
        location: "[resourceGroup().location]",
        sku: { name: "Standard" },
        properties: {},
        resources: [
          { type: "backupPolicies", apiVersion: "2023-04-01", name: "daily", dependsOn: ["vault1"], ...dailyPolicy() },
        ],
      },
      VM_RESOURCE,
    ];
    const put = await deploy(template(resources));
    assert.deepEqual((await azure.follow(put)).body, { status: "Succeeded" });
    assert.equal(propertiesOf(await azure.call("GET", ITEM))["policyId"], `${VAULT}/backupPolicies/daily`);
    assert.equal(put.headers.get("x-ms-azvb-warning"), null);
  });

  it("evaluates reference and listKeys for storage accounts that it creates, and never returns the keys", async () => {
    const account = {
      type: "Microsoft.Storage/storageAccounts",
      apiVersion: "2021-04-01",
      name: "logs1",
      location: "westeurope",
      sku: { name: "Standard_LRS" },
    };
    const outputs = {
      blob: { type: "string", value: "[reference('logs1').primaryEndpoints.blob]" },
      key: { type: "string", value: "[listKeys('logs1', '2021-04-01').keys[0].value]" },
    };
    await deploy(template([account], { outputs }));
    assert.deepEqual(propertiesOf(await azure.call("GET", DEPLOYMENT))["outputs"], {
      blob: { type: "String", value: "https://logs1.blob.core.windows.net/" },
      key: { type: "String" },
    });
  });

  it("can contain nested deployments, reads their outputs, and does not reveal its secrets in them", async () => {
    const inner = template([network("deep")], {
      parameters: { open: { type: "string" } },
      outputs: { name: { type: "string", value: "deep" }, said: { type: "string", value: "[parameters('open')]" } },
    });
    const nested = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2021-04-01",
      name: "two",
      properties: {
        mode: "Incremental",
        expressionEvaluationOptions: { scope: "Inner" },
        parameters: { open: { value: "[parameters('logs')]" } },
        template: inner,
      },
    };
    const outputs = { inner: { type: "string", value: "[reference('two').outputs.name.value]" } };
    await deploy(template([nested], { outputs, parameters: { logs: { type: "securestring" } } }), {
      logs: { value: SECRET },
    });
    const got = await azure.call("GET", DEPLOYMENT);
    const two = await azure.call("GET", DEPLOYMENT.replace(/one$/, "two"));
    assert.deepEqual(propertiesOf(got)["outputs"], { inner: { type: "String", value: "deep" } });
    assert.deepEqual(propertiesOf(two)["provisioningState"], "Succeeded");
    assert.doesNotMatch(JSON.stringify(two.body), /DbwYhwfeAC5YJzISgxoKk/);
    assert.equal((await azure.call("GET", `${GROUP}/providers/Microsoft.Network/virtualNetworks/deep`)).status, 200);
  });

  it("can be listed, deployed again and deleted without its resources, and is not listed as a resource of its group", async () => {
    await deploy(template([network("net")]));
    const listed = await azure.call("GET", `${GROUP}/providers/Microsoft.Resources/deployments`);
    const resources = await azure.call("GET", `${GROUP}/resources`);
    const again = await deploy(template([network("net")]));
    const deleted = await azure.call("DELETE", DEPLOYMENT);
    assert.deepEqual(
      listAt(listed.body, "value").map((one) => at(one, "name")),
      ["one"],
    );
    assert.deepEqual(
      listAt(resources.body, "value").map((one) => at(one, "name")),
      ["net"],
    );
    assert.deepEqual([again.status, deleted.status, (await azure.follow(deleted)).status], [200, 202, 200]);
    const got = await azure.call("GET", DEPLOYMENT);
    assert.deepEqual([got.status, codeOf(got)], [404, "DeploymentNotFound"]);
    assert.equal((await azure.call("GET", `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`)).status, 200);
  });
});
