import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type ProtectedFacts, protectedIn, summaryText } from "../../../scripts/summary.mts";

const WEB: ProtectedFacts = {
  name: "web",
  policyName: "daily",
  vault: "/subscriptions/s/resourceGroups/shop/providers/Microsoft.RecoveryServices/vaults/backups",
  protectionState: "Protected",
  nextRun: "2026-11-22T02:00:00.000Z",
};

describe("the summary of an up", () => {
  it("names each protected VM, its policy, its vault and its next backup, and what to look at", () => {
    assert.equal(
      summaryText([WEB, { ...WEB, name: "db", policyName: undefined, nextRun: undefined }], "quickstart"),
      [
        "",
        "Protected in the simulation:",
        "  web: Protected",
        "    policy daily, vault backups",
        "    next scheduled backup: 2026-11-22 02:00 UTC",
        "  db: Protected",
        "    policy none, vault backups",
        "    next scheduled backup: none",
        "",
        "Look at it, or delete it:",
        "  npm run -s azvb -- jobs        the backups that ran",
        "  npm run -s azvb -- resources   what exists, and which VMs are protected",
        "  npm run down                   deletes everything in this stack",
      ].join("\n"),
    );
  });

  it("names another example, and only the first VMs of many", () => {
    const text = summaryText(Array<ProtectedFacts>(8).fill(WEB), "enterprise-vault");

    assert.equal(text.match(/ {2}web: Protected/g)?.length, 5);
    assert.match(text, /\n {2}and 3 more\n/);
    assert.match(text, /npm run down enterprise-vault$/);
    assert.match(summaryText([], "disk-snapshots"), /It protects no VM\./);
  });

  it("fits into 80 columns", () => {
    const widest = Math.max(
      ...summaryText([WEB], "quickstart")
        .split("\n")
        .map((line) => line.length),
    );

    assert.ok(widest <= 80, `${widest} columns`);
  });

  it("is of the protected VMs in the state, without those that a replacement has left to be deleted", () => {
    const type = "pulumi-nodejs:dynamic/azure-vm-backup:ProtectedVm";
    const resources = [
      { type: "pulumi:pulumi:Stack" },
      { type, id: "/one", outputs: { endpoint: "embedded" } },
      { type, id: "/two", outputs: { endpoint: "azure" }, delete: true },
      { type: "pulumi-nodejs:dynamic/azure-vm-backup:Vault", id: "/vault", outputs: { endpoint: "embedded" } },
    ];

    assert.deepEqual(protectedIn(JSON.stringify({ deployment: { resources } })), [
      { id: "/one", endpoint: "embedded" },
    ]);
    assert.deepEqual(protectedIn("{}"), []);
  });
});
