/** A resource that Azure returns only some time after its write has ended. */
import assert from "node:assert/strict";
import { createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";
import { fakeClock } from "../engine/fakes.js";
import { type Answer, BASE } from "./scripted-azure.js";

const DISK = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d";
const put = { method: "PUT", path: DISK, apiVersion: "1", body: {} } as const;
const remove = { method: "DELETE", path: DISK, apiVersion: "1" } as const;
const created: Answer = { status: 201, body: { name: "d" } };
const found: Answer = { status: 200, body: { name: "d" } };
const missing: Answer = { status: 404, body: { error: { code: "ResourceNotFound", message: "none" } } };

function azureWith(...answers: readonly Answer[]) {
  const remaining = [...answers];
  const clock = fakeClock();
  const fetch = async () => {
    const { status, body } = remaining.shift() ?? { status: 500 };
    return new Response(typeof body === "object" ? JSON.stringify(body) : null, { status });
  };
  const arm = createArmClient(createTransport({ baseUrl: BASE, fetch }), clock);
  return { arm, slept: clock.slept, remaining };
}

describe("a resource that was just written", () => {
  it("is read again if Azure does not return it immediately", async () => {
    const { arm, slept, remaining } = azureWith(created, missing, missing, found);

    await arm.write(put);

    assert.deepEqual(await arm.find(DISK.toUpperCase(), "1"), { name: "d" });
    assert.deepEqual(slept, [2000, 4000]);
    assert.equal(remaining.length, 0);
  });

  it("is missing if Azure does not return it within half a minute", async () => {
    const { arm, slept } = azureWith(created, ...Array<Answer>(5).fill(missing));

    await arm.write(put);

    assert.equal(await arm.find(DISK, "1"), undefined);
    assert.deepEqual(slept, [2000, 4000, 8000, 16_000]);
  });

  it("is missing immediately, without another read, if Azure has returned it before", async () => {
    const { arm, slept } = azureWith(created, found, missing, missing);

    await arm.write(put);
    await arm.find(DISK, "1");

    assert.equal(await arm.find(DISK, "1"), undefined);
    await assert.rejects(arm.get(DISK, "1"), { code: "NotFound" });
    assert.deepEqual(slept, []);
  });

  it("is missing immediately if it was deleted or its write failed", async () => {
    const refused: Answer = { status: 400, body: { error: { code: "InvalidParameter", message: "no" } } };
    const { arm, slept } = azureWith(created, { status: 204 }, missing, refused, missing);

    await arm.write(put);
    await arm.write(remove);
    assert.equal(await arm.find(DISK, "1"), undefined);
    await assert.rejects(arm.write(put), { azureCode: "InvalidParameter" });

    assert.equal(await arm.find(DISK, "1"), undefined);
    assert.deepEqual(slept, []);
  });
});
