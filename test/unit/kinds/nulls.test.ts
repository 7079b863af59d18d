import assert from "node:assert/strict";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { withoutNulls } from "../../../provider/schema/nulls.js";
import type { TSchema } from "../../../provider/schema/vocabulary.js";
import { check, reasons } from "../../support/verbs.js";
import { diskInputs, full, policyInputs, vaultInputs } from "./examples.js";

const lines = (kind: Kind, declared: JsonObject): string[] => reasons(kind, check(kind, declared).failures, declared);

/** The optional properties of a schema and of the objects that `value` has in it, as paths. */
function optionalPaths(schema: TSchema, value: JsonObject): string[][] {
  const required: readonly string[] = schema["required"] ?? [];
  return Object.entries((schema["properties"] ?? {}) as Record<string, TSchema>).flatMap(([key, property]) => {
    const found = value[key];
    const isOptional = !required.includes(key) || property["default"] !== undefined;
    const below =
      typeof found === "object" && found !== null && !Array.isArray(found)
        ? optionalPaths(property, found as JsonObject).map((path) => [key, ...path])
        : [];
    return [...(isOptional ? [[key]] : []), ...below];
  });
}

function withValue(object: JsonObject, [key = "", ...rest]: readonly string[], value: null | undefined): JsonObject {
  if (rest.length === 0) return { ...object, [key]: value };
  return { ...object, [key]: withValue((object[key] ?? {}) as JsonObject, rest, value) };
}

describe("a null in the inputs", () => {
  it("means omitted for every optional input of every kind, at any depth", () => {
    let paths = 0;
    for (const [name, kind] of Object.entries(kinds)) {
      for (const declared of full[name] ?? []) {
        for (const path of optionalPaths(kind.inputs, declared)) {
          paths++;
          assert.deepEqual(
            check(kind, withValue(declared, path, null)),
            check(kind, withValue(declared, path, undefined)),
            `${name} ${path.join(".")}`,
          );
        }
      }
    }
    assert.ok(paths > 100, `${paths} paths`);
  });

  it("is removed before defaults are added, and from tags", () => {
    const { inputs, failures } = check(vault, { ...vaultInputs, adopt: null, tags: { team: "shop", cc: null } });

    assert.deepEqual(failures, []);
    assert.deepEqual([inputs["adopt"], inputs["tags"]], ["never", { team: "shop" }]);
  });

  it("is a missing value for a required input", () => {
    assert.deepEqual(lines(vault, { ...vaultInputs, location: null }), [
      "location: is missing: expected an Azure region, such as westeurope or West Europe",
    ]);
    assert.deepEqual(lines(backupPolicy, { ...policyInputs, retention: { daily: { count: null } } }), [
      "retention.daily.count: is missing: expected an integer from 7 to 9999",
    ]);
  });

  it("is retained in properties of any shape, in which it may have a meaning", () => {
    const properties = { ...diskInputs.properties, diskAccessId: null };

    assert.deepEqual(check(armResource, { ...diskInputs, properties }).inputs["properties"], properties);
  });

  it("is still refused in an array, and as the value of an unknown property", () => {
    const { weekly: _, ...retention } = policyInputs.retention as JsonObject;
    const declared = { ...policyInputs, retention: { ...retention, weekly: { count: 4, weekdays: ["Sunday", null] } } };

    assert.match(lines(backupPolicy, declared).join("\n"), /retention\.weekly\.weekdays\[1\]: null is not allowed/);
    assert.match(lines(vault, { ...vaultInputs, zone: null }).join("\n"), /^zone: unknown property/);
  });

  it("does not change the declared object", () => {
    const declared = { ...vaultInputs, tags: { cc: null } };

    withoutNulls(vault.inputs, declared);

    assert.deepEqual(declared.tags, { cc: null });
  });
});
