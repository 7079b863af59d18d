import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, objectAt } from "../../provider/core/json.js";
import { codeOf, GROUP, openTestAzure, propertiesOf, type TestAzure } from "../support/service.js";

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const NIC = `${GROUP}/providers/Microsoft.Network/networkInterfaces/web`;
const RULES = `${GROUP}/providers/Microsoft.Network/networkSecurityGroups/rules`;

const subnet = (name: string, addressPrefix: string): JsonObject => ({ name, properties: { addressPrefix } });
const network = (...subnets: readonly JsonObject[]): JsonObject => ({
  location: "westeurope",
  properties: { subnets: [...subnets] },
});
const nic = (subnetId: string, more: JsonObject = {}): JsonObject => ({
  location: "westeurope",
  properties: { ipConfigurations: [{ name: "main", properties: { subnet: { id: subnetId }, ...more } }] },
});

describe("the children of a network resource", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  const subnetsOf = async () =>
    listAt(propertiesOf(await azure.call("GET", NETWORK)), "subnets").map((one) => at(one, "name"));
  const listed = async (path: string) =>
    listAt((await azure.call("GET", path)).body, "value").map((one) => at(one, "name"));

  it("have ids below its id, in the reply and in every read", async () => {
    const put = await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")));
    const read = await azure.call("GET", NETWORK);

    assert.deepEqual(put.body, read.body);
    for (const [index, name] of ["web", "db"].entries()) {
      const { etag, ...child } = objectAt({ child: (propertiesOf(read)["subnets"] as Json[])[index] }, "child");
      assert.match(String(etag), /^W\/"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"$/);
      assert.deepEqual(child, {
        name,
        id: `${NETWORK}/subnets/${name}`,
        type: "Microsoft.Network/virtualNetworks/subnets",
        properties: { addressPrefix: `10.0.${index}.0/24`, provisioningState: "Succeeded" },
      });
    }
  });

  it("are refused beyond the limits of Azure, in their parent or one by one, and nothing is stored", async () => {
    const rules = (count: number) => Array.from({ length: count }, (_, at) => ({ name: `r${at}`, properties: {} }));
    const refused = await azure.call("PUT", RULES, {
      location: "westeurope",
      properties: { securityRules: rules(1_001) },
    });
    assert.deepEqual([refused.status, codeOf(refused)], [400, "ResourceLimitExceeded"]);
    assert.equal((await azure.call("GET", RULES)).status, 404);
    await azure.call("PUT", RULES, { location: "westeurope", properties: { securityRules: rules(1_000) } });
    const more = await azure.call("PUT", `${RULES}/securityRules/more`, { properties: {} });
    assert.deepEqual([more.status, codeOf(more)], [400, "ResourceLimitExceeded"]);
    assert.equal((await azure.call("GET", `${RULES}/securityRules/more`)).status, 404);
  });

  it("keep their references to other resources", async () => {
    const reference = { id: `${NETWORK}/subnets/web` };
    await azure.call("PUT", NIC, nic(reference.id));
    const [main] = propertiesOf(await azure.call("GET", NIC))["ipConfigurations"] as Json[];

    assert.equal(at(main, "id"), `${NIC}/ipConfigurations/main`);
    assert.deepEqual(at(main, "properties", "subnet"), reference);
  });

  it("get ids only if they have a name and are in a known array of Microsoft.Network", async () => {
    const site = `${GROUP}/providers/Microsoft.Web/sites/shop`;
    const properties = { subnets: [{ name: "web" }], tags: [{ name: "a" }] };
    await azure.call("PUT", site, { location: "westeurope", properties });
    await azure.call("PUT", NETWORK, { location: "westeurope", properties: { dhcp: [{ name: "a" }], subnets: [{}] } });

    assert.deepEqual(propertiesOf(await azure.call("GET", site))["subnets"], [{ name: "web" }]);
    const { dhcp, subnets } = propertiesOf(await azure.call("GET", NETWORK));
    assert.deepEqual([dhcp, subnets], [[{ name: "a" }], [{}]]);
  });

  it("are read and listed by their own paths, in any case", async () => {
    const put = await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")));
    const read = await azure.call(
      "GET",
      `${NETWORK.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")}/SUBNETS/WEB`,
    );
    assert.deepEqual(read.body, (propertiesOf(put)["subnets"] as Json[])[0]);
    assert.deepEqual(await listed(`${NETWORK}/subnets`), ["web", "db"]);
    assert.equal((await azure.call("GET", `${NETWORK}/subnets/none`)).status, 404);
    assert.equal((await azure.call("GET", `${NETWORK}2/subnets`)).status, 404);
  });

  it("that are written on their own are in their parent, whose etag changes", async () => {
    const first = await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24")));
    const added = await azure.call("PUT", `${NETWORK}/subnets/db`, subnet("db", "10.0.1.0/24"));
    const changed = await azure.call("PUT", `${NETWORK}/subnets/web`, subnet("web", "10.0.2.0/24"));
    const parent = await azure.call("GET", NETWORK);
    assert.deepEqual([added.status, changed.status], [201, 200]);
    assert.deepEqual(propertiesOf(parent)["subnets"], [changed.body, added.body]);
    assert.equal(at(changed.body, "properties", "addressPrefix"), "10.0.2.0/24");
    assert.notEqual(parent.headers.get("etag"), first.headers.get("etag"));
  });

  it("that are deleted on their own are no longer in their parent", async () => {
    await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")));
    assert.equal((await azure.call("DELETE", `${NETWORK}/subnets/web`)).status, 200);
    assert.deepEqual([await subnetsOf(), await listed(`${NETWORK}/subnets`)], [["db"], ["db"]]);
  });

  it("are deleted with their parent", async () => {
    await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24")));
    await azure.call("DELETE", NETWORK);
    assert.equal((await azure.call("GET", `${NETWORK}/subnets/web`)).status, 404);
  });

  it("are refused without their parent", async () => {
    const refused = await azure.call("PUT", `${NETWORK}/subnets/web`, subnet("web", "10.0.0.0/24"));
    assert.deepEqual([refused.status, codeOf(refused)], [404, "ParentResourceNotFound"]);
    await azure.call("PUT", NETWORK, network());
    assert.deepEqual(await subnetsOf(), []);
  });

  it("that a PUT of their parent no longer has are deleted", async () => {
    await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")));
    await azure.call("PUT", NETWORK, network(subnet("db", "10.0.1.0/24")));
    assert.deepEqual(await listed(`${NETWORK}/subnets`), ["db"]);
    await azure.call("PUT", NETWORK, network());
    assert.deepEqual(await listed(`${NETWORK}/subnets`), []);
  });

  it("that are subnets are retained by a PUT without subnets since 2023-09-01, and deleted by older ones", async () => {
    const body = { location: "westeurope", properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } };
    await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24")));
    const send = (version: string) =>
      azure.azure.fetch(
        new Request(`https://management.azure.com${NETWORK}?api-version=${version}`, {
          method: "PUT",
          body: JSON.stringify(body),
        }),
      );
    await send("2023-09-01");
    const retained = await subnetsOf();
    await send("2023-04-01");
    assert.deepEqual([retained, await subnetsOf(), await listed(`${NETWORK}/subnets`)], [["web"], [], []]);
  });

  it("that are security rules are deleted by a PUT without them", async () => {
    const rule = { name: "ssh", properties: { access: "Allow", priority: 100 } };
    await azure.call("PUT", RULES, { location: "westeurope", properties: { securityRules: [rule] } });
    assert.deepEqual(await listed(`${RULES}/securityRules`), ["ssh"]);
    await azure.call("PUT", RULES, { location: "westeurope", properties: {} });
    assert.deepEqual(await listed(`${RULES}/securityRules`), []);
  });

  it("that are ip configurations can only be read on their own", async () => {
    await azure.call("PUT", NIC, nic(`${NETWORK}/subnets/web`));
    const path = `${NIC}/ipConfigurations/main`;
    assert.equal((await azure.call("GET", path)).status, 200);
    for (const method of ["PUT", "DELETE"]) {
      const refused = await azure.call(method, path, method === "PUT" ? { properties: {} } : undefined);
      assert.deepEqual([refused.status, codeOf(refused)], [405, "MethodNotAllowed"], method);
    }
  });

  it("can be locked", async () => {
    await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24")));
    const lock = `${NETWORK}/subnets/web/providers/Microsoft.Authorization/locks/keep`;
    assert.equal((await azure.call("PUT", lock, { properties: { level: "CanNotDelete" } })).status, 201);
    assert.equal(codeOf(await azure.call("DELETE", `${NETWORK}/subnets/web`)), "ScopeLocked");
  });

  it("are what reference() of a template returns", async () => {
    const resources = [
      {
        type: "Microsoft.Network/virtualNetworks",
        apiVersion: "2024-05-01",
        name: "net",
        ...network(subnet("web", "10.0.0.0/24")),
      },
    ];
    const outputs = { id: { type: "string", value: "[reference('net').subnets[0].id]" } };
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources,
      outputs,
    };
    const deployment = `${GROUP}/providers/Microsoft.Resources/deployments/one`;
    await azure.call("PUT", deployment, { properties: { mode: "Incremental", template } });
    const deployed = propertiesOf(await azure.call("GET", deployment));
    assert.equal(at(deployed, "outputs", "id", "value"), `${NETWORK}/subnets/web`);
  });
});
