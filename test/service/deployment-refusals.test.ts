import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, objectAt } from "../../provider/core/json.js";
import {
  codeOf,
  DISK,
  GROUP,
  machine,
  messageOf,
  openTestAzure,
  propertiesOf,
  SUBSCRIPTION,
  type TestAzure,
  VM,
} from "../support/service.js";
import { network, template } from "../support/templates.js";
import { DEPLOYMENT, deploymentBody, EXTENSION_RESOURCE, SECURE, VALUES, VM_RESOURCE } from "./extension-templates.js";

describe("a template deployment", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("can be validated without deploying anything", async () => {
    const valid = await azure.call("POST", `${DEPLOYMENT}/validate`, deploymentBody(template([VM_RESOURCE])));
    const invalid = await azure.call(
      "POST",
      `${DEPLOYMENT}/validate`,
      deploymentBody(template([network("[nosuch()]")])),
    );
    assert.deepEqual([valid.status, propertiesOf(valid)["validatedResources"]], [200, [{ id: VM }]]);
    assert.deepEqual([invalid.status, codeOf(invalid)], [400, "InvalidTemplate"]);
    assert.equal((await azure.call("GET", VM)).status, 404);
    assert.equal((await azure.call("GET", DEPLOYMENT)).status, 404);
  });

  it("previews its changes with what-if, without deploying anything or returning secrets", async () => {
    const whatIf = (resources: JsonObject[], whatIfSettings = {}) => {
      const { properties } = deploymentBody(template(resources, { parameters: SECURE }), VALUES);
      return azure.call("POST", `${DEPLOYMENT}/whatIf`, {
        properties: { ...objectAt({ properties }, "properties"), whatIfSettings },
      });
    };
    await azure.call("PUT", VM, machine());
    await azure.call("PUT", DISK, {
      location: "westeurope",
      properties: { diskSizeGB: 4, creationData: { createOption: "Empty" } },
    });
    const larger = {
      ...VM_RESOURCE,
      properties: { ...objectAt(VM_RESOURCE, "properties"), hardwareProfile: { vmSize: "Standard_D2s_v3" } },
    };
    const changes = [
      await whatIf([VM_RESOURCE, EXTENSION_RESOURCE]),
      await whatIf([larger]),
      await whatIf([VM_RESOURCE, EXTENSION_RESOURCE], { resultFormat: "ResourceIdOnly" }),
    ];
    const [first, second, third] = changes.map(({ body }) => listAt(body, "properties", "changes"));
    const types = (of: readonly Json[] = []) =>
      of.map((one) => [at(one, "resourceId"), at(one, "changeType")]).slice(0, 2);
    assert.deepEqual(types(first), [
      [VM, "NoChange"],
      [`${VM}/extensions/VMSnapshot`, "Create"],
    ]);
    assert.deepEqual(at(second?.[0], "delta"), [
      {
        path: "properties.hardwareProfile.vmSize",
        propertyChangeType: "Modify",
        before: "Standard_DS1_v2",
        after: "Standard_D2s_v3",
        children: null,
      },
    ]);
    assert.deepEqual(third?.slice(0, 2), [
      { resourceId: VM, changeType: "Deploy" },
      { resourceId: `${VM}/extensions/VMSnapshot`, changeType: "Create" },
    ]);
    assert.ok(first?.some((one) => at(one, "changeType") === "Ignore" && at(one, "resourceId") === DISK));
    assert.doesNotMatch(JSON.stringify(changes.map(({ body }) => body)), /DbwYhwfeAC5YJzISgxoKk|protectedSettings/);
    assert.equal((await azure.call("GET", `${VM}/extensions/VMSnapshot`)).status, 404);
  });

  const REFUSED: readonly (readonly [what: string, body: JsonObject, status: number, code: string, message: RegExp])[] =
    [
      [
        "in the mode Complete",
        { properties: { mode: "Complete", template: template([]) } },
        400,
        "DeploymentModeNotSupported",
        /only the mode Incremental/,
      ],
      ["without a mode", { properties: { template: template([]) } }, 400, "InvalidRequestContent", /mode/],
      ["without a template", { properties: { mode: "Incremental" } }, 400, "InvalidRequestContent", /template/],
      [
        "of a linked template",
        { properties: { mode: "Incremental", templateLink: { uri: "https://example.com/a" } } },
        400,
        "InvalidContentLink",
        /downloads nothing/,
      ],
      [
        "with a dependency that the template does not define",
        deploymentBody(template([{ ...EXTENSION_RESOURCE, dependsOn: ["db"] }], { parameters: SECURE }), VALUES),
        400,
        "InvalidTemplate",
        /The resource 'db' is not defined in the template/,
      ],
      [
        "with a circular dependency",
        deploymentBody(template([network("a", { dependsOn: ["a"] })])),
        400,
        "InvalidTemplateCircularDependency",
        /Circular dependency detected on resource/,
      ],
      [
        "with a parameter that references a key vault secret",
        deploymentBody(template([], { parameters: { p: { type: "securestring" } } }), {
          p: { reference: { keyVault: { id: "/x" }, secretName: "s" } },
        }),
        400,
        "KeyVaultParameterReferenceNotFound",
        /key vault/,
      ],
    ];
  for (const [what, body, status, code, message] of REFUSED) {
    it(`${what} is refused`, async () => {
      const answer = await azure.call("PUT", DEPLOYMENT, body);
      assert.deepEqual([answer.status, codeOf(answer)], [status, code]);
      assert.match(messageOf(answer), message);
      assert.equal((await azure.call("GET", DEPLOYMENT)).status, 404);
    });
  }

  it("to a resource group that does not exist is refused", async () => {
    const path = `${SUBSCRIPTION}/resourceGroups/none/providers/Microsoft.Resources/deployments/one`;
    const answer = await azure.call("PUT", path, deploymentBody(template([])));
    assert.deepEqual([answer.status, codeOf(answer)], [404, "ResourceGroupNotFound"]);
  });

  it("warns about a child resource that does not depend on its parent", async () => {
    const put = await azure.call(
      "PUT",
      DEPLOYMENT,
      deploymentBody(template([VM_RESOURCE, { ...EXTENSION_RESOURCE, dependsOn: [] }], { parameters: SECURE }), VALUES),
    );
    assert.match(put.headers.get("x-ms-azvb-warning") ?? "", /'web\/VMSnapshot' does not depend on its parent 'web'/);
  });
});
