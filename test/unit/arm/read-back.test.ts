/** A resource that Azure shows only a little later than its write ends. */
import assert from "node:assert/strict";
import { createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";
import { fakeClock } from "../engine/fakes.js";
import { type Answer, BASE } from "./scripted-azure.js";

const DISK = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d";
const put = { method: "PUT", path: DISK, apiVersion: "1", body: {} } as const;
const remove = { method: "DELETE", path: DISK, apiVersion: "1" } as const;
const made: Answer = { status: 201, body: { name: "d" } };
const shown: Answer = { status: 200, body: { name: "d" } };
const missing: Answer = { status: 404, body: { error: { code: "ResourceNotFound", message: "none" } } };

function azureWith(...answers: readonly Answer[]) {
  const left = [...answers];
  const clock = fakeClock();
  const fetch = async () => {
    const { status, body } = left.shift() ?? { status: 500 };
    return new Response(typeof body === "object" ? JSON.stringify(body) : null, { status });
  };
  const arm = createArmClient(createTransport({ baseUrl: BASE, fetch }), clock);
  return { arm, slept: clock.slept, left };
}

describe("a resource that was just written", () => {
  it("is looked for again where Azure does not show it at once", async () => {
    const { arm, slept, left } = azureWith(made, missing, missing, shown);

    await arm.write(put);

    assert.deepEqual(await arm.find(DISK.toUpperCase(), "1"), { name: "d" });
    assert.deepEqual(slept, [2000, 4000]);
    assert.equal(left.length, 0);
  });

  it("is missing where Azure does not show it for half a minute", async () => {
    const { arm, slept } = azureWith(made, ...Array<Answer>(5).fill(missing));

    await arm.write(put);

    assert.equal(await arm.find(DISK, "1"), undefined);
    assert.deepEqual(slept, [2000, 4000, 8000, 16_000]);
  });

  it("is missing at once where it was seen before, and is looked for no more", async () => {
    const { arm, slept } = azureWith(made, shown, missing, missing);

    await arm.write(put);
    await arm.find(DISK, "1");

    assert.equal(await arm.find(DISK, "1"), undefined);
    await assert.rejects(arm.get(DISK, "1"), { code: "NotFound" });
    assert.deepEqual(slept, []);
  });

  it("is missing at once where it was deleted, or where its write failed", async () => {
    const refused: Answer = { status: 400, body: { error: { code: "InvalidParameter", message: "no" } } };
    const { arm, slept } = azureWith(made, { status: 204 }, missing, refused, missing);

    await arm.write(put);
    await arm.write(remove);
    assert.equal(await arm.find(DISK, "1"), undefined);
    await assert.rejects(arm.write(put), { azureCode: "InvalidParameter" });

    assert.equal(await arm.find(DISK, "1"), undefined);
    assert.deepEqual(slept, []);
  });
});
