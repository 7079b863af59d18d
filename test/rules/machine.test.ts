import assert from "node:assert/strict";
import { consistencyOf, sizeWarning, vcpusOf } from "../../provider/rules/items/machine.js";

describe("the vCPU count in a VM size name", () => {
  for (const [size, vcpus] of [
    ["Standard_B1s", 1],
    ["Standard_B2ms", 2],
    ["Standard_D4s_v5", 4],
    ["Standard_D2as_v4", 2],
    ["Standard_E4-2ds_v4", 2],
    ["Standard_E96ias_v5", 96],
    ["Standard_DS1_v2", 1],
    ["Standard_DS11_v2", 2],
    ["Standard_D14", 16],
    ["Standard_DS11-1_v2", 1],
    ["Standard_A1_v2", 1],
    ["Standard_A5", 2],
    ["Basic_A0", 1],
    ["Standard_G1", 2],
    ["Standard_NC24ads_A100_v4", 24],
    ["Standard_DC2s_v3", 2],
    ["", undefined],
    ["mine", undefined],
  ] as const) {
    it(`is ${vcpus} for '${size}'`, () => assert.equal(vcpusOf(size), vcpus));
  }
});

describe("a VM that is smaller than Azure Backup supports", () => {
  it("gets a warning if its size has only one vCPU", () => {
    assert.match(sizeWarning("Standard_B1ls") ?? "", /Standard_B1ls with 1 vCPU/);
    assert.match(sizeWarning("Basic_A1") ?? "", /Basic_A1 with 1 vCPU/);
  });

  it("gets no warning if the format of its size name is unknown", () => {
    assert.equal(sizeWarning("mine"), undefined);
  });
});

describe("the consistency of a recovery point", () => {
  it("is AppConsistent for a running Windows VM", () => {
    assert.equal(consistencyOf({ osType: "Windows", powerState: "running" }), "AppConsistent");
  });

  it("is FileSystemConsistent for a running Linux VM", () => {
    assert.equal(consistencyOf({ osType: "Linux", powerState: "running" }), "FileSystemConsistent");
  });

  it("is CrashConsistent for a VM that is powered off", () => {
    assert.equal(consistencyOf({ osType: "Windows", powerState: "stopped" }), "CrashConsistent");
  });

  it("is CrashConsistent for a VM that is deallocated", () => {
    assert.equal(consistencyOf({ osType: "Linux", powerState: "deallocated" }), "CrashConsistent");
  });

  it("is CrashConsistent with a policy for crash consistency only", () => {
    const facts = { osType: "Windows", powerState: "running", onlyCrashConsistent: true } as const;
    assert.equal(consistencyOf(facts), "CrashConsistent");
  });
});
