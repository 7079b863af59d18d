import assert from "node:assert/strict";
import {
  codeOf,
  DISK,
  dailyPolicy,
  machine,
  messageOf,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };

describe("the embedded Azure refuses the name", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });

  afterEach(() => azure.close());

  it("of a vault that begins with a digit", async () => {
    const answer = await azure.call("PUT", VAULT.replace("vault1", "1vault"), NEW_VAULT);
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), /2 to 50 letters, digits and hyphens, starting with a letter/);
  });

  it("of a policy that is two letters long", async () => {
    const answer = await azure.call("PUT", `${VAULT}/backupPolicies/ab`, dailyPolicy());
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), /3 to 150 letters, digits, hyphens, underscores and exclamation marks/);
  });

  it("of a policy with a dot, but not with underscores", async () => {
    const [dot, underscores] = await Promise.all(
      ["every.day", "Hourly_backup_policy_1"].map((name) =>
        azure.call("PUT", `${VAULT}/backupPolicies/${name}`, dailyPolicy()),
      ),
    );
    assert.equal(dot?.status, 400);
    assert.equal(underscores?.status, 200);
  });

  it("of a resource group that ends in a dot", async () => {
    const answer = await azure.call("PUT", `${SUBSCRIPTION}/resourceGroups/group.`, { location: "westeurope" });
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "InvalidResourceGroupName");
  });

  it("of a virtual machine that ends in a hyphen", async () => {
    const answer = await azure.call("PUT", VM.replace("web", "web-"), machine());
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "InvalidParameter");
  });

  it("of a disk that begins with a dot", async () => {
    const answer = await azure.call("PUT", DISK.replace("data1", ".data"), { location: "westeurope", properties: {} });
    assert.equal(answer.status, 400);
    assert.equal(codeOf(answer), "InvalidParameter");
  });
});
