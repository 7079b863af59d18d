import assert from "node:assert/strict";
import { isWriteOnly, mayBeWriteOnly, withoutWriteOnly } from "../../provider/rules/shared/values.js";

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
