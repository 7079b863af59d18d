/** A policy that Azure makes with every vault, when a program declares it. */
import assert from "node:assert/strict";
import { createArmClient } from "../../provider/arm/client.js";
import { createTransport } from "../../provider/arm/transport.js";
import { engineOver } from "../../provider/engine/index.js";
import { drive } from "../../provider/testing/index.js";
import { handClock, type TestAzure, VAULT } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const DECLARED = {
  vault: VAULT,
  name: "DefaultPolicy",
  timeZone: "UTC",
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: 30 } },
};

describe("a policy that every vault has from the start", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openBasics();
  });
  afterEach(() => azure.close());

  const policy = () => {
    const transport = createTransport({ baseUrl: "https://management.azure.com", fetch: azure.azure.fetch });
    const arm = createArmClient(transport, handClock());
    return drive("BackupPolicy", engineOver({ arm, clock: handClock(), endpoint: "embedded" }), "default");
  };

  it("is not taken where the program says nothing of that", async () => {
    await assert.rejects(policy().up(DECLARED), { code: "AlreadyExists" });
  });

  it("is not taken as identical where it differs, and the difference is told", async () => {
    await assert.rejects(policy().up({ ...DECLARED, adopt: "ifIdentical" }), {
      code: "AlreadyExists",
      message:
        /schedule: declared \{"frequency":"Daily","time":"02:00"\}, found \{"frequency":"Daily","time":"20:00"\}/,
    });
  });

  it("is adopted and changed where that was declared, and stays on destroy", async () => {
    const driven = policy();

    await driven.up({ ...DECLARED, adopt: "always" });
    assert.equal(driven.state?.outputs["adopted"], true);
    assert.equal(await driven.refresh(), false);
    await driven.destroy();

    assert.equal((await azure.call("GET", `${VAULT}/backupPolicies/DefaultPolicy`)).status, 200);
  });
});
