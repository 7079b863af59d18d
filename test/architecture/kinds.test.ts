/** Every folder in kinds/ has the five files of a kind, and the kind is registered and exported. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { typeOf } from "../../provider/arm/resource-id.js";
import { kinds } from "../../provider/kinds/index.js";
import { checkoutFolder } from "../../scripts/checkout.mts";
import { generatedFiles } from "../../scripts/classes/files.mts";
import { notes } from "../../scripts/docs/notes/index.mts";

const provider = join(checkoutFolder(), "provider");
const folders = readdirSync(join(provider, "kinds"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe("every kind", function () {
  this.timeout(60_000);

  it("has its five files", () => {
    const missing = folders.flatMap((folder) =>
      ["schema.ts", "index.ts", "provider.ts", "class.ts", "resource.ts"].filter(
        (file) => !existsSync(join(provider, "kinds", folder, file)),
      ),
    );
    assert.deepEqual(missing, []);
  });

  it("is registered under the name of its class", () => {
    const names = folders.map((folder) =>
      folder.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    );
    assert.deepEqual(Object.keys(kinds).sort(), names.sort());
    for (const [name, kind] of Object.entries(kinds)) assert.equal(kind.name, name);
  });

  it("has the class that its schema generates", () => {
    const root = checkoutFolder();

    for (const [path, text] of Object.entries(generatedFiles()))
      assert.equal(readFileSync(join(root, path), "utf8"), text, path);
  });

  it("has the ARM type of its ids", () => {
    for (const { name, armId, armType } of Object.values(kinds)) {
      const declared = notes[name]?.declared;
      if (armType === undefined || declared === undefined) continue;
      assert.equal(typeOf(armId(declared) ?? ""), armType, name);
    }
    assert.equal(kinds["Vault"]?.armType, "Microsoft.RecoveryServices/vaults");
  });

  it("is exported by the package", () => {
    const exports = readFileSync(join(provider, "index.ts"), "utf8");
    assert.deepEqual(
      folders.filter((folder) => !exports.includes(`./kinds/${folder}/resource.js`)),
      [],
    );
  });
});
