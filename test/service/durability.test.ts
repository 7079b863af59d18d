/** Whether a write that the store has acknowledged survives a power loss. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type SinonSpy, spy } from "sinon";
import { silentLog } from "../../provider/core/log.js";
import { openEmbedded } from "../../provider/runtime/embedded.js";
import { type Durability, openStore } from "../../provider/service/store/store.js";
import { handClock, newHome } from "../support/service.js";

/** Values of `PRAGMA synchronous`, https://www.sqlite.org/pragma.html#pragma_synchronous. */
const OFF = 0;
const FULL = 2;

describe("the durability of the store", () => {
  let home: string;
  let exec: SinonSpy;
  beforeEach(() => {
    home = newHome();
    exec = spy(DatabaseSync.prototype, "exec");
  });
  afterEach(() => {
    exec.restore();
    rmSync(home, { recursive: true, force: true });
  });

  /** The setting of the newest connection. SQLite keeps it per connection, not in the file. */
  const synchronous = (): unknown => {
    const database = exec.lastCall.thisValue as DatabaseSync;
    return database.prepare("PRAGMA synchronous").get()?.["synchronous"];
  };

  const openAndReadSetting = async (durability?: Durability): Promise<unknown> => {
    const store = await openStore(join(home, "azure.sqlite"), handClock(), durability);
    const found = synchronous();
    store.close();
    return found;
  };

  it("is full by default: a commit waits for the disk", async () => {
    assert.equal(await openAndReadSetting(), FULL);
  });

  it("is full by default even if the store was created with none", async () => {
    await openAndReadSetting("none");
    assert.equal(await openAndReadSetting(), FULL);
  });

  it("is full for an embedded Azure that is opened without the option", async () => {
    const azure = await openEmbedded({ home, log: silentLog });
    const found = synchronous();
    azure.close();
    assert.equal(found, FULL);
  });

  it("can be set to none: a commit does not wait for the disk", async () => {
    assert.equal(await openAndReadSetting("none"), OFF);
  });
});
