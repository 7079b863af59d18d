import assert from "node:assert/strict";
import { type Clock, systemClock } from "../../provider/core/clock.js";
import { azvb, azvbJson, temporaryFolder } from "./azvb.js";
import { backUp, PROTECTED_VM, put } from "./home.js";

const MARCH: Clock = { ...systemClock, now: () => new Date("2026-03-01T23:00:00.000Z") };

describe("azvb, after a backup of a VM", () => {
  const folder = temporaryFolder();
  beforeEach(() => put(folder(), ...PROTECTED_VM));

  it("lists the job with its phases", async () => {
    await backUp(folder(), { clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["jobs", "--home", folder(), "--operation", "Backup"]);

    assert.equal(
      stdout,
      [
        "VAULT  VM     OPERATION  STATUS     STARTED               DURATION  PHASES\n",
        "safe   web-1  Backup     Completed  2026-03-01 23:00 UTC  0 s       Take Snapshot: Completed, Transfer data to vault: Completed\n",
      ].join(""),
    );
  });

  it("fits the jobs into 80 columns", async () => {
    await backUp(folder(), { clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["jobs", "--home", folder(), "--operation", "Backup"], { env: { COLUMNS: "80" } });

    assert.equal(
      stdout,
      [
        "VAULT  VM     OPERATION  STATUS     STARTED               DURATION  PHASES\n",
        "safe   web-1  Backup     Completed  2026-03-01 23:00 UTC  0 s       Take Snapsh…\n",
      ].join(""),
    );
  });

  it("fits the jobs into 40 columns, and names the columns that it hides", async () => {
    await backUp(folder(), { clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["jobs", "--home", folder(), "--operation", "Backup"], { env: { COLUMNS: "40" } });

    assert.equal(
      stdout,
      [
        "VAULT  VM     OPERATION  STATUS\n",
        "safe   web-1  Backup     Completed\n",
        "Hidden columns: STARTED, DURATION,\n",
        "PHASES. Widen the terminal, or use\n",
        "--output json.\n",
      ].join(""),
    );
  });

  it("lists the recovery point", async () => {
    await backUp(folder(), { clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["points", "--home", folder(), "--vm", "web-1"]);

    assert.match(
      stdout,
      /^VAULT +VM +NAME +TIME +CONSISTENCY +TIERS\nsafe +web-1 +\d+ +2026-03-01 23:00 UTC +FileSystemConsistent +snapshot, vault\n$/,
    );
  });

  it("keeps VM, time and tiers of a recovery point in 40 columns", async () => {
    await backUp(folder(), { clock: MARCH, pace: { kind: "instant" } });

    const { stdout } = await azvb(["points", "--home", folder()], { env: { COLUMNS: "40" } });

    assert.equal(
      stdout,
      [
        "VM     TIME                  TIERS\n",
        "web-1  2026-03-01 23:00 UTC  snapshot,…\n",
        "Hidden columns: VAULT, NAME,\n",
        "CONSISTENCY. Widen the terminal, or use\n",
        "--output json.\n",
      ].join(""),
    );
  });

  it("reads a running job without moving it forward", async () => {
    await backUp(folder(), { clock: systemClock, pace: { kind: "polls", reads: 2 } });
    const statuses = async () =>
      ((await azvbJson(["jobs", "--home", folder(), "--operation", "Backup"])) as { status: string }[]).map(
        ({ status }) => status,
      );

    assert.deepEqual(
      [await statuses(), await statuses(), await statuses()],
      [["InProgress"], ["InProgress"], ["InProgress"]],
    );
  });
});
