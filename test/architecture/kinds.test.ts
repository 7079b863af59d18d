/** Every folder in kinds/ has the four files of a kind, and the kind is registered and exported. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../../provider/kinds/index.js";
import type { TSchema } from "../../provider/schema/vocabulary.js";
import { checkoutFolder } from "../../scripts/checkout.mts";

const provider = join(checkoutFolder(), "provider");
const folders = readdirSync(join(provider, "kinds"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const unionOf = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(" | ");

describe("every kind", () => {
  it("has its four files", () => {
    const missing = folders.flatMap((folder) =>
      ["schema.ts", "index.ts", "provider.ts", "resource.ts"].filter(
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

  it("has the same values of adopt and onDelete in its TypeScript types as in its schema", () => {
    for (const kind of Object.values(kinds)) {
      const folder = kind.name.replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
      const text = readFileSync(join(provider, "kinds", folder, "resource.ts"), "utf8");
      const schemas = kind.inputs.properties as Record<string, TSchema>;
      for (const key of ["adopt", "onDelete"]) {
        const type = new RegExp(`^  ${key}\\?: pulumi\\.Input<(.*)>;$`, "m").exec(text)?.[1];
        assert.equal(type, unionOf(schemas[key]?.["enum"] as string[]), `${kind.name}.${key}`);
      }
    }
  });

  it("is exported by the package", () => {
    const exports = readFileSync(join(provider, "index.ts"), "utf8");
    assert.deepEqual(
      folders.filter((folder) => !exports.includes(`./kinds/${folder}/resource.js`)),
      [],
    );
  });
});
