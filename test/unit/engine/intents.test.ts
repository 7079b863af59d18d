import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openHome } from "../../../provider/core/home.js";
import { createIntents } from "../../../provider/engine/intents.js";
import { temporaryFolder } from "../temporary-folder.js";

const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const intent = { id: ID, inputsHash: "abc", owner: "urn:pulumi:dev::shop::Vault::v" };

describe("the intents of a home", () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), "home");
  const intents = () => createIntents(home(), openHome);

  it("are found by another process that opens the same home", () => {
    intents().begin(intent);

    assert.deepEqual(intents().find(ID), intent);
  });

  it("are found by an id in any case, and not by another id", () => {
    intents().begin(intent);

    assert.deepEqual(intents().find(ID.toUpperCase()), intent);
    assert.equal(intents().find(`${ID}2`), undefined);
  });

  it("are one for an id: the later one holds", () => {
    intents().begin(intent);
    intents().begin({ ...intent, id: ID.toLowerCase(), inputsHash: "def" });

    assert.equal(intents().find(ID)?.inputsHash, "def");
    assert.equal(readdirSync(join(home(), "intents")).length, 1);
  });

  it("are gone when they are cleared, in any case, once or twice", () => {
    intents().begin(intent);

    intents().clear(ID.toUpperCase());
    intents().clear(ID);

    assert.equal(intents().find(ID), undefined);
    assert.deepEqual(readdirSync(join(home(), "intents")), []);
  });

  it("make no home by being looked for or cleared", () => {
    assert.equal(intents().find(ID), undefined);
    intents().clear(ID);

    assert.deepEqual(readdirSync(folder()), []);
  });

  it("mark the home that they make, and leave no half-written file in it", () => {
    intents().begin(intent);

    assert.deepEqual(readdirSync(home()).sort(), ["azure-vm-backup.json", "intents"]);
    const [file = ""] = readdirSync(join(home(), "intents"));
    assert.match(file, /^[0-9a-f]{64}\.json$/);
    assert.deepEqual(JSON.parse(readFileSync(join(home(), "intents", file), "utf8")), intent);
  });

  it("are not written into a folder that is not ours", () => {
    mkdirSync(home());
    writeFileSync(join(home(), "other.txt"), "");

    assert.throws(() => intents().begin(intent), { code: "HomeUnusable", message: /it belongs to something else/ });
  });

  it("say which file cannot be read", () => {
    intents().begin(intent);
    const [file = ""] = readdirSync(join(home(), "intents"));
    writeFileSync(join(home(), "intents", file), "{");

    assert.throws(() => intents().find(ID), {
      code: "HomeUnusable",
      message: new RegExp(`^The intent ${join(home(), "intents", file)} cannot be read: `),
    });
  });

  it("say that nothing was created where they cannot be written", () => {
    mkdirSync(home());
    openHome(home());
    writeFileSync(join(home(), "intents"), "a file in the way");

    assert.throws(() => intents().begin(intent), {
      code: "HomeUnusable",
      message: /could not be written: EEXIST.*Nothing was created; free some space/s,
    });
  });
});
