import assert from "node:assert/strict";
import {
  canonicalValue,
  isWriteOnly,
  mayBeWriteOnly,
  withCanonicalValues,
  withoutWriteOnly,
} from "../../provider/rules/shared/values.js";

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

describe("what Azure never shows again", () => {
  it("is left out of a body at any depth, in any case, and nothing else is", () => {
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

  it("may be more than what surely is", () => {
    assert.deepEqual([isWriteOnly("sqlAdminPassword"), mayBeWriteOnly("sqlAdminPassword")], [false, true]);
    assert.deepEqual([isWriteOnly("secretUrl"), mayBeWriteOnly("secretUrl")], [false, true]);
    assert.deepEqual([isWriteOnly("customData"), mayBeWriteOnly("customData")], [true, true]);
    assert.deepEqual([isWriteOnly("location"), mayBeWriteOnly("location")], [false, false]);
  });
});
