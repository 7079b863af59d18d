import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import { type Answer, codeOf, GROUP, openTestAzure, propertiesOf, type TestAzure, VM } from "../support/service.js";
import { network, template } from "../support/templates.js";
import { DEPLOYMENT, deploymentBody, EXTENSION_RESOURCE, SECURE, VALUES, VM_RESOURCE } from "./extension-templates.js";

describe("a long-running deployment", () => {
  const stateOf = async (azure: TestAzure, put: Answer): Promise<Json | undefined> =>
    (await azure.follow(put)).body["status"];

  it("takes the sum of its resources' durations at the real pace", async () => {
    const azure = await openTestAzure({ pace: { kind: "real" } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const put = await azure.call(
      "PUT",
      DEPLOYMENT,
      deploymentBody(template([EXTENSION_RESOURCE, VM_RESOURCE], { parameters: SECURE }), VALUES),
    );
    const states = [await stateOf(azure, put)];
    const extensions: number[] = [];
    for (const seconds of [5, 25, 5, 5, 5]) {
      azure.advance(seconds * 1000);
      states.push(await stateOf(azure, put));
      extensions.push((await azure.call("GET", `${VM}/extensions/VMSnapshot`)).status);
    }
    assert.deepEqual(states, ["Accepted", "Running", "Running", "Running", "Running", "Succeeded"]);
    assert.deepEqual(extensions, [404, 404, 200, 200, 200]);
    assert.equal(propertiesOf(await azure.call("GET", DEPLOYMENT))["duration"], "PT45S");
    await azure.close();
  });

  it("completes a resource at every n-th read if the pace counts polls", async () => {
    const azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const put = await azure.call(
      "PUT",
      DEPLOYMENT,
      deploymentBody(template([EXTENSION_RESOURCE, VM_RESOURCE], { parameters: SECURE }), VALUES),
    );
    const states: (Json | undefined)[] = [];
    for (let read = 0; read < 4; read++) states.push(await stateOf(azure, put));
    assert.deepEqual(states, ["Accepted", "Running", "Running", "Succeeded"]);
    await azure.close();
  });

  it("cannot be replaced or deleted while it runs", async () => {
    const azure = await openTestAzure({ pace: { kind: "real" } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", DEPLOYMENT, deploymentBody(template([VM_RESOURCE])));
    const again = await azure.call("PUT", DEPLOYMENT, deploymentBody(template([VM_RESOURCE])));
    const deleted = await azure.call("DELETE", DEPLOYMENT);
    assert.deepEqual(
      [again.status, codeOf(again), deleted.status, codeOf(deleted)],
      [409, "DeploymentActive", 409, "DeploymentActive"],
    );
    await azure.close();
  });

  it("can be completed by another process, and its secrets are then removed from the store", async () => {
    const first = await openTestAzure({ pace: { kind: "real" } });
    await first.call("PUT", GROUP, { location: "westeurope" });
    await first.call(
      "PUT",
      DEPLOYMENT,
      deploymentBody(template([EXTENSION_RESOURCE, VM_RESOURCE], { parameters: SECURE }), VALUES),
    );
    const second = await openTestAzure({ home: first.home });
    const got = await second.call("GET", DEPLOYMENT);
    const documents = await second.azure.store.read((documents) => documents.below(GROUP));
    assert.equal(propertiesOf(got)["provisioningState"], "Succeeded");
    assert.doesNotMatch(JSON.stringify(documents), /DbwYhwfeAC5YJzISgxoKk/);
    await second.close();
    await first.close();
  });

  for (const pace of [{ kind: "instant" }, { kind: "real" }] as const) {
    it(`stores less than 500 characters of hidden state after it ends, regardless of its size (${pace.kind} pace)`, async () => {
      const azure = await openTestAzure({ pace });
      await azure.call("PUT", GROUP, { location: "westeurope" });
      const networks = Array.from({ length: 40 }, (_, index) => network(`net${index}`));
      await azure.call("PUT", DEPLOYMENT, deploymentBody(template(networks)));
      const running = await hiddenOf(azure);
      azure.advance(3_600_000);
      assert.equal(propertiesOf(await azure.call("GET", DEPLOYMENT))["provisioningState"], "Succeeded");
      const ended = await hiddenOf(azure);
      assert.deepEqual(at(ended, "work", "stagesMs"), []);
      assert.ok(JSON.stringify(ended).length < 500, JSON.stringify(ended));
      assert.deepEqual(at(running, "work", "stagesMs"), pace.kind === "real" ? { everyMs: 5_000, count: 9_601 } : []);
      await azure.close();
    });
  }
});

/** The hidden part of the deployment's document. */
async function hiddenOf(azure: TestAzure): Promise<JsonObject | undefined> {
  const document = await azure.azure.store.read((documents) => documents.get(`${GROUP}/deployments/one`));
  return document?.hidden;
}
