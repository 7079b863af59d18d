import assert from "node:assert/strict";
import { at, type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import { type Answer, codeOf, GROUP, openTestAzure, type TestAzure } from "../support/service.js";

const NETWORK = `${GROUP}/providers/Microsoft.Network/virtualNetworks/net`;

const subnet = (name: string, addressPrefix: string): JsonObject => ({ name, properties: { addressPrefix } });
const network = (...subnets: readonly JsonObject[]): JsonObject => ({
  location: "westeurope",
  properties: { subnets: [...subnets] },
});
const nic = (subnetId: string, more: JsonObject = {}): JsonObject => ({
  location: "westeurope",
  properties: { ipConfigurations: [{ name: "main", properties: { subnet: { id: subnetId }, ...more } }] },
});

describe("the address of a network interface", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", NETWORK, network(subnet("web", "10.0.0.0/24"), subnet("tiny", "10.0.1.0/29")));
  });
  afterEach(() => azure.close());

  const configurationOf = ({ body }: Answer) =>
    at((objectAt(body, "properties")["ipConfigurations"] as Json[])[0], "properties");
  const addressOf = (answer: Answer) => at(configurationOf(answer), "privateIPAddress");
  const put = (name: string, body: JsonObject) =>
    azure.call("PUT", `${GROUP}/providers/Microsoft.Network/networkInterfaces/${name}`, body);

  it("is the lowest free one of its subnet after the four that Azure reserves", async () => {
    const first = await put("a", nic(`${NETWORK}/subnets/web`));
    const second = await put("b", nic(`${NETWORK}/subnets/web`));
    assert.deepEqual([addressOf(first), addressOf(second)], ["10.0.0.4", "10.0.0.5"]);
    const { privateIPAllocationMethod, privateIPAddressVersion, primary } = objectAt(
      { one: configurationOf(first) },
      "one",
    );
    assert.deepEqual([privateIPAllocationMethod, privateIPAddressVersion, primary], ["Dynamic", "IPv4", true]);
  });

  it("does not change with the next PUT, and is free after the interface is deleted", async () => {
    await put("a", nic(`${NETWORK}/subnets/web`));
    await put("b", nic(`${NETWORK}/subnets/web`));
    await azure.call("DELETE", `${GROUP}/providers/Microsoft.Network/networkInterfaces/a`);
    assert.equal(addressOf(await put("b", nic(`${NETWORK}/subnets/web`))), "10.0.0.5");
    assert.equal(addressOf(await put("c", nic(`${NETWORK}/subnets/web`))), "10.0.0.4");
  });

  it("is the requested one", async () => {
    const requested = { privateIPAddress: "10.0.0.9", privateIPAllocationMethod: "Static" };
    assert.equal(addressOf(await put("a", nic(`${NETWORK}/subnets/web`, requested))), "10.0.0.9");
  });

  it("is missing if the subnet is unknown", async () => {
    assert.equal(addressOf(await put("a", nic(`${NETWORK}/subnets/none`))), undefined);
  });

  it("is refused if the subnet is full, and nothing is stored", async () => {
    for (const name of ["a", "b", "c"]) assert.equal((await put(name, nic(`${NETWORK}/subnets/tiny`))).status, 201);
    const refused = await put("d", nic(`${NETWORK}/subnets/tiny`));
    assert.deepEqual([refused.status, codeOf(refused)], [400, "SubnetIsFull"]);
    assert.equal((await azure.call("GET", `${GROUP}/providers/Microsoft.Network/networkInterfaces/d`)).status, 404);
  });
});
