import assert from "node:assert/strict";
import { policyUseWarning, quotaWarning } from "../../provider/rules/items/quotas.js";

describe("an unenforced limit", () => {
  it("of 100 or more gives a warning when it is first exceeded and at each further hundred", () => {
    const counts = Array.from({ length: 350 }, (_, index) => index + 1);

    assert.deepEqual(
      counts.filter((count) => policyUseWarning(count) !== undefined),
      [101, 200, 300],
    );
    assert.equal(policyUseWarning(101), "The portal allows 100 VMs per policy; this policy protects 101.");
    assert.deepEqual(
      [1000, 1001, 1002, 1100].map((count) => quotaWarning("protectionWrites", count) !== undefined),
      [false, true, false, true],
    );
  });

  it("below 100 gives a warning each time that it is exceeded", () => {
    assert.deepEqual(
      [9, 10, 11].map((count) => quotaWarning("onDemandBackups", count)),
      [
        undefined,
        "Azure allows 9 on-demand backups of the item in 24 hours; this is number 10.",
        "Azure allows 9 on-demand backups of the item in 24 hours; this is number 11.",
      ],
    );
  });
});
