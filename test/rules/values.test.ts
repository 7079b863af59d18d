import assert from "node:assert/strict";
import {
  canonicalValue,
  isWriteOnly,
  mayBeWriteOnly,
  valueTypeFault,
  withCanonicalValues,
  withoutWriteOnly,
} from "../../provider/rules/shared/values.js";

describe("an enum value", () => {
  it("gets Azure's spelling, whatever case it is sent in", () => {
    const values = ["Enabled", "AlwaysON"];
    assert.equal(canonicalValue(values, "AlwaysOn"), "AlwaysON");
    assert.equal(canonicalValue(values, "ENABLED"), "Enabled");
  });

  it("is unchanged if it is not in the enum", () => {
    assert.equal(canonicalValue(["Enabled"], "enable"), "enable");
  });

  it("is corrected at its path in a body, and nothing else is changed", () => {
    const body = { a: { b: "one", c: "one" }, d: "one", e: 1 };
    const enums = [["a", "b"], ["d"], ["e"], ["x", "y"], ["d", "z"]].map((path) => ({ path, values: ["One"] }));

    assert.deepEqual(withCanonicalValues(body, enums), { a: { b: "One", c: "one" }, d: "One", e: 1 });
  });
});

describe("the type of a value", () => {
  const values = [{ path: ["a", "b"], type: "string" }] as const;

  it("is that of its property; a value that is missing or null has any type", () => {
    for (const body of [{}, { a: {} }, { a: { b: null } }, { a: { b: "x" } }]) {
      assert.equal(valueTypeFault(body, values), undefined);
    }
    assert.equal(valueTypeFault({ a: { b: 3 } }, values)?.message, "a.b is 3: expected string.");
    assert.equal(valueTypeFault({ a: "x" }, values)?.message, 'a is "x": expected object.');
  });
});

describe("a write-only property", () => {
  it("is removed from a body at any depth and in any case, and nothing else is removed", () => {
    const body = {
      properties: {
        AdministratorLoginPassword: "a",
        osProfile: { adminUsername: "shop", adminPassword: "b", customData: "c", secrets: [] },
        linuxConfiguration: { disablePasswordAuthentication: false },
        containers: [{ environmentVariables: [{ name: "KEY", secureValue: "d" }] }],
        protectedSettings: { key: "e" },
      },
    };

    assert.deepEqual(withoutWriteOnly(body), {
      properties: {
        osProfile: { adminUsername: "shop", secrets: [] },
        linuxConfiguration: { disablePasswordAuthentication: false },
        containers: [{ environmentVariables: [{ name: "KEY" }] }],
      },
    });
  });

  it("is distinguished from a property that is possibly write-only", () => {
    assert.deepEqual([isWriteOnly("sqlAdminPassword"), mayBeWriteOnly("sqlAdminPassword")], [false, true]);
    assert.deepEqual([isWriteOnly("secretUrl"), mayBeWriteOnly("secretUrl")], [false, true]);
    assert.deepEqual([isWriteOnly("customData"), mayBeWriteOnly("customData")], [true, true]);
    assert.deepEqual([isWriteOnly("location"), mayBeWriteOnly("location")], [false, false]);
  });
});
