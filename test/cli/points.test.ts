import assert from "node:assert/strict";
import { readPoints } from "../../provider/cli/commands/points.js";
import { parseFrom } from "../../provider/cli/filters.js";
import { azureOf } from "./answers.js";

const SAFE = { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/safe", name: "safe" };
const itemId = (vm: string): string =>
  `${SAFE.id}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;g;${vm}/protectedItems/VM;iaasvmcontainerv2;g;${vm}`;

const point = (vm: string, name: string, recoveryPointTime: string, tiers: Readonly<Record<string, string>>) => ({
  id: `${itemId(vm)}/recoveryPoints/${name}`,
  name,
  properties: {
    recoveryPointType: "AppConsistent",
    recoveryPointTime,
    recoveryPointTierDetails: Object.entries(tiers).map(([type, status]) => ({ type, status })),
  },
});

const MORE = "http://127.0.0.1/more?$skipToken=1";

const azure = azureOf({
  [`${SAFE.id}/backupProtectedItems`]: {
    value: ["web-1", "db-1"].map((vm) => ({ id: itemId(vm), properties: { friendlyName: vm } })),
  },
  [`${itemId("web-1")}/recoveryPoints`]: {
    value: [point("web-1", "20", "2026-03-02T23:00:05Z", { InstantRP: "Valid", HardenedRP: "Valid" })],
    nextLink: MORE,
  },
  "/more": { value: [point("web-1", "10", "2026-03-01T23:00:05Z", { InstantRP: "Deleted", HardenedRP: "Valid" })] },
  [`${itemId("db-1")}/recoveryPoints`]: {
    value: [point("db-1", "30", "2026-03-02T22:00:05Z", { InstantRP: "Valid" })],
  },
});

describe("azvb points", () => {
  it("lists the recovery points of every VM, newest first, with the tiers that a restore can use", async () => {
    assert.deepEqual(await readPoints(azure, [SAFE], {}), [
      {
        id: `${itemId("web-1")}/recoveryPoints/20`,
        vault: "safe",
        vm: "web-1",
        name: "20",
        time: "2026-03-02T23:00:05Z",
        consistency: "AppConsistent",
        tiers: ["InstantRP", "HardenedRP"],
      },
      {
        id: `${itemId("db-1")}/recoveryPoints/30`,
        vault: "safe",
        vm: "db-1",
        name: "30",
        time: "2026-03-02T22:00:05Z",
        consistency: "AppConsistent",
        tiers: ["InstantRP"],
      },
      {
        id: `${itemId("web-1")}/recoveryPoints/10`,
        vault: "safe",
        vm: "web-1",
        name: "10",
        time: "2026-03-01T23:00:05Z",
        consistency: "AppConsistent",
        tiers: ["HardenedRP"],
      },
    ]);
  });

  it("filters by VM, case-insensitively, and by time", async () => {
    const names = (await readPoints(azure, [SAFE], { vm: "WEB-1" })).map(({ name }) => name);

    const since = (await readPoints(azure, [SAFE], { from: parseFrom("2026-03-02") })).map(({ name }) => name);

    assert.deepEqual(names, ["20", "10"]);
    assert.deepEqual(since, ["20", "30"]);
  });
});
