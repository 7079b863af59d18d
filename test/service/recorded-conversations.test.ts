/** Each recorded write is sent, in the order of its conversation; skipped if the recordings are not next to the checkout. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import type { Interaction } from "../../scripts/fidelity/likeness.mjs";
import { measure, recordings, replay } from "../../scripts/fidelity/replay.mjs";
import { recordedFolders } from "../support/recordings.js";
import { skipBecause } from "../support/skip.js";

/** Deletes of vaults whose items had not gone to soft delete in 2020, and the token of a restore in another region. */
const REFUSED: readonly string[] = [
  "test_backup_container.A20#216",
  "test_backup_item.A20#208",
  "test_backup_restore.A20#393",
  "test_backup_restore.K21#403",
];

const isRefused = ({ recorded, why }: Interaction): boolean => recorded < 400 && /status [45]\d\d, Azure/.test(why);

describe("the recorded writes of all years", () => {
  it("are accepted, except four with a known reason", async function () {
    const folders = recordedFolders();
    if (folders.length === 0 || !existsSync(replay)) skipBecause(this, "the recordings are not beside the checkout");
    this.timeout(900_000);
    const vectors = join(checkoutFolder(), "..", "shared", "vectors");
    const interactions = await measure(folders.flatMap((folder) => recordings(join(vectors, folder), [])));
    const writes = interactions.filter(({ method }) => method !== "GET");
    const refused = writes.filter(isRefused).map(({ file, seq, why }) => ({ name: `${file}#${seq}`, why }));
    assert.ok(writes.length >= 590, `${writes.length} writes`);
    assert.deepEqual(
      refused.filter(({ name }) => !REFUSED.includes(name)),
      [],
    );
    assert.deepEqual(refused.map(({ name }) => name).sort(), REFUSED);
  });
});
