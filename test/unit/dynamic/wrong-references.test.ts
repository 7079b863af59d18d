/** Values that are no reference, in inputs that reference another resource. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { isPlain } from "../../../provider/dynamic/hidden-inputs.js";
import { Vault } from "../../../provider/index.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { registered, sentInputs } from "../../support/mocked-program.js";
import { check } from "../../support/verbs.js";
import { GROUP } from "../kinds/examples.js";

describe("an input that references another resource", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  it("is refused with its value if that is neither an id nor a resource", async () => {
    const name = { name: "rg" };
    const values = [name, {}, [GROUP], pulumi.output(name), Promise.resolve([GROUP])] as unknown as string[];
    const found: unknown[] = [];
    for (const resourceGroup of values) {
      const sent = await sentInputs();
      await registered(new Vault("backups", { resourceGroup, location: "westeurope" }));
      const { failures } = check(vault, sent.get("backups") as JsonObject);
      found.push(...failures.map((failure) => `${failure.property}: ${failure.found} ${failure.reason.split(":")[0]}`));
    }

    assert.deepEqual(found, [
      'resourceGroup: {"name":"rg"} is not allowed',
      "resourceGroup: {} is not allowed",
      `resourceGroup: ["${GROUP}"] is not allowed`,
      'resourceGroup: {"name":"rg"} is not allowed',
      `resourceGroup: ["${GROUP}"] is not allowed`,
    ]);
  });

  it("is refused with the URN of a component, which has no id", async () => {
    const sent = await sentInputs();
    const resourceGroup = new pulumi.ComponentResource("shop:Group", "group") as unknown as string;
    await registered(new Vault("backups", { resourceGroup, location: "westeurope" }));

    const inputs = sent.get("backups") as JsonObject;
    const urn = "urn:pulumi:dev::shop::shop:Group::group";

    assert.deepEqual(
      check(vault, inputs).failures.map(({ property, found }) => `${property}: ${found}`),
      [`resourceGroup: "${urn}"`],
    );
    // Without the digest of the URN, the message would not quote it.
    assert.equal(isPlain(inputs, "resourceGroup", urn), true);
  });
});
