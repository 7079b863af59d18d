import assert from "node:assert/strict";
import { consistencyOf } from "../../provider/rules/items/machine.js";

describe("the consistency of a recovery point", () => {
  it("is that of the applications for Windows that runs", () => {
    assert.equal(consistencyOf({ osType: "Windows", powerState: "running" }), "AppConsistent");
  });

  it("is that of the file systems for Linux that runs", () => {
    assert.equal(consistencyOf({ osType: "Linux", powerState: "running" }), "FileSystemConsistent");
  });

  it("is that of a crash for a machine that is powered off", () => {
    assert.equal(consistencyOf({ osType: "Windows", powerState: "stopped" }), "CrashConsistent");
  });

  it("is that of a crash for a machine that is deallocated", () => {
    assert.equal(consistencyOf({ osType: "Linux", powerState: "deallocated" }), "CrashConsistent");
  });

  it("is that of a crash where the policy wants nothing more", () => {
    const facts = { osType: "Windows", powerState: "running", onlyCrashConsistent: true } as const;
    assert.equal(consistencyOf(facts), "CrashConsistent");
  });
});
