import assert from "node:assert/strict";
import { at } from "../../provider/core/json.js";
import { DISK, GROUP, openTestAzure } from "../support/service.js";
import { accepted, NEW_GROUP, type Request, type RuleRow, testRules } from "./rule-table.js";

const SNAPSHOT = `${GROUP}/providers/Microsoft.Compute/snapshots/one`;
const diskOf = (sku: string): Request => [
  "PUT",
  DISK,
  {
    location: "westeurope",
    sku: { name: sku },
    zones: ["1"],
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 10 },
  },
];
const instant = (minutes: number): Request => [
  "PUT",
  SNAPSHOT,
  {
    location: "westeurope",
    properties: {
      creationData: { createOption: "Copy", sourceResourceId: DISK, instantAccessDurationMinutes: minutes },
      incremental: true,
    },
  },
];

const INSTANT_ACCESS: readonly RuleRow[] = [
  {
    rule: "refuses instant access to a snapshot of a Premium SSD disk",
    before: [diskOf("Premium_LRS")],
    request: instant(60),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "refuses instant access for less than an hour",
    before: [diskOf("PremiumV2_LRS")],
    request: instant(59),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "refuses instant access for more than five hours",
    before: [diskOf("UltraSSD_LRS")],
    request: instant(301),
    status: 400,
    code: "InvalidParameter",
  },
];

testRules("a snapshot", INSTANT_ACCESS);

describe("a snapshot with instant access", () => {
  for (const [sku, minutes] of [
    ["PremiumV2_LRS", 60],
    ["UltraSSD_LRS", 300],
  ] as const) {
    it(`is taken of a disk of the SKU ${sku}, and returns its ${minutes} minutes`, async () => {
      const azure = await openTestAzure();
      try {
        for (const request of [NEW_GROUP, diskOf(sku), instant(minutes)]) await accepted(azure, request);
        const { body } = await accepted(azure, ["GET", SNAPSHOT]);
        assert.equal(at(body, "properties", "creationData", "instantAccessDurationMinutes"), minutes);
      } finally {
        await azure.close();
      }
    });
  }
});
