import assert from "node:assert/strict";
import { at, type Json, type JsonObject } from "../../provider/core/json.js";
import { type Answer, codeOf, GROUP, openTestAzure, propertiesOf, type TestAzure, VM } from "../support/service.js";
import { network, template } from "../support/templates.js";
import { asked, DEPLOYMENT, MACHINE, OWN, SECURE, VALUES } from "./extension-templates.js";

describe("a deployment that takes its time", () => {
  const stateOf = async (azure: TestAzure, put: Answer): Promise<Json | undefined> =>
    (await azure.follow(put)).body["status"];

  it("takes what its resources take at the real pace, one after the other", async () => {
    const azure = await openTestAzure({ pace: { kind: "real" } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const put = await azure.call("PUT", DEPLOYMENT, asked(template([OWN, MACHINE], { parameters: SECURE }), VALUES));
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

  it("ends a resource at every n-th read where the pace counts reads", async () => {
    const azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    const put = await azure.call("PUT", DEPLOYMENT, asked(template([OWN, MACHINE], { parameters: SECURE }), VALUES));
    const states: (Json | undefined)[] = [];
    for (let read = 0; read < 4; read++) states.push(await stateOf(azure, put));
    assert.deepEqual(states, ["Accepted", "Running", "Running", "Succeeded"]);
    await azure.close();
  });

  it("is not replaced nor deleted while it runs", async () => {
    const azure = await openTestAzure({ pace: { kind: "real" } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", DEPLOYMENT, asked(template([MACHINE])));
    const again = await azure.call("PUT", DEPLOYMENT, asked(template([MACHINE])));
    const gone = await azure.call("DELETE", DEPLOYMENT);
    assert.deepEqual(
      [again.status, codeOf(again), gone.status, codeOf(gone)],
      [409, "DeploymentActive", 409, "DeploymentActive"],
    );
    await azure.close();
  });

  it("is ended by another process, and forgets its secrets then", async () => {
    const first = await openTestAzure({ pace: { kind: "real" } });
    await first.call("PUT", GROUP, { location: "westeurope" });
    await first.call("PUT", DEPLOYMENT, asked(template([OWN, MACHINE], { parameters: SECURE }), VALUES));
    const second = await openTestAzure({ home: first.home });
    const got = await second.call("GET", DEPLOYMENT);
    const held = await second.azure.store.read((documents) => documents.below(GROUP));
    assert.equal(propertiesOf(got)["provisioningState"], "Succeeded");
    assert.doesNotMatch(JSON.stringify(held), /DbwYhwfeAC5YJzISgxoKk/);
    await second.close();
    await first.close();
  });

  for (const pace of [{ kind: "instant" }, { kind: "real" }] as const) {
    it(`leaves next to nothing behind when it ends, whatever it deployed (${pace.kind} pace)`, async () => {
      const azure = await openTestAzure({ pace });
      await azure.call("PUT", GROUP, { location: "westeurope" });
      const networks = Array.from({ length: 40 }, (_, index) => network(`net${index}`));
      await azure.call("PUT", DEPLOYMENT, asked(template(networks)));
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
  const held = await azure.azure.store.read((documents) => documents.get(`${GROUP}/deployments/one`));
  return held?.hidden;
}
