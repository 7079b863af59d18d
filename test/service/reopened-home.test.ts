/** A home keeps its contents for every process that opens it later. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import {
  GROUP,
  ITEM,
  newHome,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  putProtected,
  VAULT,
} from "../support/service.js";

describe("a home that is opened again", () => {
  const homes: string[] = [];

  afterEach(() => {
    for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
  });

  const home = (): string => {
    const folder = newHome();
    homes.push(folder);
    return folder;
  };

  it("contains the data that was written before", async () => {
    const folder = home();
    const first = await openTestAzure({ home: folder, durability: "full" });
    await putProtected(first);
    await first.close();
    const second = await openTestAzure({ home: folder, durability: "full" });
    const item = await second.call("GET", ITEM);
    await second.close();
    assert.equal(propertiesOf(item)["friendlyName"], "web");
  });

  it("resumes a job that was started before, at a different pace", async () => {
    const folder = home();
    const slow = await openTestAzure({ home: folder, pace: { kind: "polls", reads: 5 }, durability: "full" });
    await putBasics(slow);
    const accepted = await slow.call("PUT", ITEM, protection());
    const pending = await slow.follow(accepted);
    await slow.close();
    const fast = await openTestAzure({ home: folder, durability: "full" });
    const done = await fast.follow(accepted);
    await fast.close();
    assert.equal(pending.body["status"], "InProgress");
    assert.equal(done.body["status"], "Succeeded");
  });

  it("can be open twice at the same time, and both instances see all writes", async () => {
    const folder = home();
    const [left, right] = [
      await openTestAzure({ home: folder, durability: "full" }),
      await openTestAzure({ home: folder, durability: "full" }),
    ];
    await left.call("PUT", GROUP, { location: "westeurope" });
    const put = await right.call("PUT", VAULT, { location: "westeurope", properties: {} });
    const read = await left.call("GET", VAULT);
    await left.close();
    await right.close();
    assert.deepEqual([put.status, read.status], [201, 200]);
  });
});
