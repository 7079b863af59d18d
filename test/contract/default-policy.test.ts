/** A program that declares DefaultPolicy, a policy that Azure creates in every vault. */
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

describe("a built-in policy of a vault", () => {
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

  it("is not adopted by default", async () => {
    await assert.rejects(policy().up(DECLARED), { code: "AlreadyExists" });
  });

  it("is not adopted with ifIdentical if it differs, and the error contains the difference", async () => {
    await assert.rejects(policy().up({ ...DECLARED, adopt: "ifIdentical" }), {
      code: "AlreadyExists",
      message:
        /schedule: declared \{"frequency":"Daily","time":"02:00"\}, found \{"frequency":"Daily","time":"20:00"\}/,
    });
  });

  it("is adopted and changed with adopt always, and is retained on destroy", async () => {
    const driven = policy();

    await driven.up({ ...DECLARED, adopt: "always" });
    assert.equal(driven.state?.outputs["adopted"], true);
    assert.equal(await driven.refresh(), false);
    await driven.destroy();

    assert.equal((await azure.call("GET", `${VAULT}/backupPolicies/DefaultPolicy`)).status, 200);
  });
});
