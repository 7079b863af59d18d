import assert from "node:assert/strict";
import { canonicalValue, withCanonicalValues } from "../../provider/rules/shared/values.js";

describe("an enum value", () => {
  it("has Azure's spelling whatever case it is sent in", () => {
    const values = ["Enabled", "AlwaysON"];
    assert.equal(canonicalValue(values, "AlwaysOn"), "AlwaysON");
    assert.equal(canonicalValue(values, "ENABLED"), "Enabled");
  });

  it("that is not listed stays as it is", () => {
    assert.equal(canonicalValue(["Enabled"], "enable"), "enable");
  });

  it("is found at its path in a body, of which nothing else changes", () => {
    const body = { a: { b: "one", c: "one" }, d: "one", e: 1 };
    const enums = [["a", "b"], ["d"], ["e"], ["x", "y"], ["d", "z"]].map((path) => ({ path, values: ["One"] }));

    assert.deepEqual(withCanonicalValues(body, enums), { a: { b: "One", c: "one" }, d: "One", e: 1 });
  });
});
