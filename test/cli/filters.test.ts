import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../provider/core/clock.js";
import { azvb, azvbJson } from "./azvb.js";
import { backUp, PROTECTED_VM, put, vault, vm } from "./home.js";

const JOB_STATUSES = "InProgress, Completed, CompletedWithWarnings, Failed, Cancelling, Cancelled";
const OPERATIONS = "ConfigureBackup, DisableBackup, DeleteBackupData, Undelete, Backup, Restore";
const DATE_FORMS =
  "Use ISO 8601, such as 2026-03-01 or 2026-03-01T08:30Z. Times are in UTC unless they have an offset.";

interface Refused {
  readonly args: readonly string[];
  readonly code: 2 | 3;
  readonly message: string;
}

const REFUSED: readonly Refused[] = [
  {
    args: ["jobs", "--status", "Faild"],
    code: 2,
    message: `Unknown value "Faild" of --status. Did you mean "Failed"? Allowed values: ${JOB_STATUSES}.`,
  },
  {
    args: ["jobs", "--operation", "nope"],
    code: 2,
    message: `Unknown value "nope" of --operation. Allowed values: ${OPERATIONS}.`,
  },
  {
    args: ["jobs", "--from", "2026-02-30"],
    code: 2,
    message: `Invalid date "2026-02-30" of --from. ${DATE_FORMS}`,
  },
  { args: ["points", "--to", "yesterday"], code: 2, message: `Invalid date "yesterday" of --to. ${DATE_FORMS}` },
  {
    args: ["jobs", "--from", "2026-03-02", "--to", "2026-03-01"],
    code: 2,
    message: "--from 2026-03-02 is later than --to 2026-03-01. Swap the two, or omit one of them.",
  },
  {
    args: ["resources", "--type", "vualts"],
    code: 2,
    message:
      'Unknown resource type "vualts". Did you mean "vaults"? Types in this home: resourceGroups, disks, virtualMachines, extensions, vaults, protectedItems. Run azvb resources to list everything.',
  },
  {
    args: ["jobs", "--vault", "saef"],
    code: 3,
    message:
      'The vault "saef" does not exist. Did you mean "safe"? Existing vaults: safe, spare. Run azvb resources --type vaults to list them.',
  },
  {
    args: ["points", "--vault", "nope"],
    code: 3,
    message:
      'The vault "nope" does not exist. Existing vaults: safe, spare. Run azvb resources --type vaults to list them.',
  },
  {
    args: ["points", "--vm", "web-3"],
    code: 3,
    message:
      'The VM "web-3" does not exist. Did you mean "web-1"? Existing VMs: web-1, web-2. Run azvb resources --type virtualMachines to list them.',
  },
  {
    args: ["jobs", "--vm", "nope", "--status", "Failed"],
    code: 3,
    message:
      'The VM "nope" does not exist. Existing VMs: web-1, web-2. Run azvb resources --type virtualMachines to list them.',
  },
  ...["resources", "jobs", "points"].flatMap((command): Refused[] => [
    {
      args: [command, "--resource-group", "shpo"],
      code: 3,
      message:
        'The resource group "shpo" does not exist. Did you mean "shop"? Existing resource groups: shop, AzureBackupRG_westeurope_1. Run azvb resources --type resourceGroups to list them.',
    },
    {
      args: [command, "--subscription", "11111111-0000-0000-0000-000000000001"],
      code: 3,
      message:
        'The subscription "11111111-0000-0000-0000-000000000001" does not exist. Existing subscriptions: 00000000-0000-0000-0000-000000000001. Run azvb resources --output json to see the subscription in each id.',
    },
  ]),
];

/** Filters that are valid and match nothing. */
const NOTHING_MATCHES = [
  ["jobs", "--status", "failed"],
  ["jobs", "--vault", "SPARE"],
  ["jobs", "--vm", "web-2"],
  ["jobs", "--from", "2100-01-01"],
  ["jobs", "--to", "2000-01-01T00:00+01:00"],
  ["points", "--vm", "WEB-2"],
  ["points", "--vault", "spare"],
  ["points", "--to", "2000-01-01"],
  ["resources", "--type", "snapshots"],
  ["resources", "--type", "microsoft.compute/SNAPSHOTS", "--resource-group", "SHOP"],
];

describe("the filters of azvb", () => {
  let home = "";
  before(async () => {
    home = mkdtempSync(join(tmpdir(), "azvb-"));
    await put(home, ...PROTECTED_VM, vm("web-2"), vault("spare"));
    await backUp(home, { clock: systemClock, pace: { kind: "instant" } });
  });
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

  for (const { args, code, message } of REFUSED) {
    it(`refuse ${args.join(" ")} with exit code ${code}, with table and JSON output`, async () => {
      for (const output of ["table", "json"]) {
        const ran = await azvb([...args, "--home", home, "--output", output]);

        assert.deepEqual(ran, { code, signal: null, stdout: "", stderr: `azvb: ${message}\n` });
      }
    });
  }

  for (const args of NOTHING_MATCHES) {
    it(`accept ${args.join(" ")}, which matches nothing`, async () => {
      assert.deepEqual(await azvbJson([...args, "--home", home]), []);
    });
  }

  it("select jobs and recovery points by time, and a date of --to includes its whole day", async () => {
    const day = new Date().toISOString().slice(0, 10);
    for (const command of ["jobs", "points"]) {
      const all = (await azvbJson([command, "--home", home])) as unknown[];
      const today = await azvbJson([command, "--from", "2020-01-01", "--to", day, "--home", home]);

      assert.ok(all.length > 0);
      assert.deepEqual(today, all);
    }
  });

  it("select the jobs and recovery points of a VM, a vault and a resource group, case-insensitively", async () => {
    const select = ["--vm", "WEB-1", "--vault", "SAFE", "--resource-group", "Shop", "--home", home];

    assert.equal(((await azvbJson(["jobs", "--operation", "backup", ...select])) as unknown[]).length, 1);
    assert.equal(((await azvbJson(["points", ...select])) as unknown[]).length, 1);
  });
});
