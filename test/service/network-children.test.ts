import assert from "node:assert/strict";
import { at, type Json } from "../../provider/core/json.js";
import { GROUP, openTestAzure, propertiesOf, type TestAzure } from "../support/service.js";

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;
const NIC = `${GROUP}/providers/Microsoft.Network/networkInterfaces/web`;

describe("the children of a network resource", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  it("have ids below its id, in the reply and in every read", async () => {
    const subnets = ["web", "db"].map((name, index) => ({ name, properties: { addressPrefix: `10.0.${index}.0/24` } }));
    const put = await azure.call("PUT", NETWORK, { location: "westeurope", properties: { subnets } });
    const read = await azure.call("GET", NETWORK);

    for (const answer of [put, read]) {
      assert.deepEqual(propertiesOf(answer)["subnets"], [
        { name: "web", properties: { addressPrefix: "10.0.0.0/24" }, id: `${NETWORK}/subnets/web` },
        { name: "db", properties: { addressPrefix: "10.0.1.0/24" }, id: `${NETWORK}/subnets/db` },
      ]);
    }
  });

  it("keep their references to other resources", async () => {
    const subnet = { id: `${NETWORK}/subnets/web` };
    const ipConfigurations = [{ name: "main", properties: { subnet } }];
    await azure.call("PUT", NIC, { location: "westeurope", properties: { ipConfigurations } });
    const [main] = propertiesOf(await azure.call("GET", NIC))["ipConfigurations"] as Json[];

    assert.equal(at(main, "id"), `${NIC}/ipConfigurations/main`);
    assert.deepEqual(at(main, "properties", "subnet"), subnet);
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
});
