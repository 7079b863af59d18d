import assert from "node:assert/strict";
import fc from "fast-check";
import type { JsonObject } from "../../../provider/core/json.js";
import { armResource } from "../../../provider/kinds/arm-resource/index.js";
import { backupPolicy } from "../../../provider/kinds/backup-policy/index.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { validate } from "../../../provider/kinds/validators.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { check, reasons } from "../../support/verbs.js";
import { diskInputs, full, GROUP, itemInputs, POLICY, policyInputs, VAULT, VM, vaultInputs } from "./examples.js";
import { objectsOf } from "./generated.js";

const lines = (kind: Kind, declared: JsonObject): string[] => reasons(kind, check(kind, declared).failures, {});

describe("check", () => {
  it("fills in the defaults of a vault", () => {
    assert.deepEqual(check(vault, { name: "backups", resourceGroup: GROUP, location: "westeurope" }), {
      inputs: vaultInputs,
      failures: [],
      warnings: [],
    });
  });

  it("fills in the defaults of a policy", () => {
    const { vault: VAULT_ID, name, schedule, retention } = policyInputs;

    const { instantRestoreDays: _, ...withoutDays } = policyInputs;

    assert.deepEqual(check(backupPolicy, { vault: VAULT_ID, name, schedule, retention }), {
      inputs: withoutDays,
      failures: [],
      warnings: [],
    });
  });

  it("fills in the defaults of a protected VM", () => {
    assert.deepEqual(check(protectedVm, { vault: VAULT, policy: POLICY, vm: VM }), {
      inputs: itemInputs,
      failures: [],
      warnings: [],
    });
  });

  it("keeps hidden inputs, drops undefined values, and does not modify its argument", () => {
    const declared = { ...vaultInputs, tags: undefined, __provider: "exports.x", __urn: "urn:pulumi:v" };
    const { tags: _, ...expected } = declared;
    const before = structuredClone(declared);

    const { inputs } = check(vault, declared);

    assert.deepEqual(inputs, expected);
    assert.deepEqual(declared, before);
  });

  it("accepts every example declaration", () => {
    for (const [name, kind] of Object.entries(kinds)) {
      for (const declared of full[name] ?? []) assert.deepEqual(lines(kind, declared), [], name);
    }
  });

  it("reports all failures of a declaration at once", () => {
    assert.deepEqual(
      lines(vault, {
        name: "1st",
        resourceGroup: "shop",
        redundancy: "Everywhere",
        softDelete: { state: "Enabled", retentionDays: 7 },
        tier: "Standard",
      }),
      [
        "location: is missing: expected an Azure region, such as westeurope or West Europe",
        "tier: unknown property. Expected one of name, resourceGroup, location, sku, tags, identity, publicNetworkAccess, redundancy, crossRegionRestore, crossSubscriptionRestore, softDelete, immutability, sourceScan, costManagement, encryption, monitoring, resourceGuardRequests, onDelete, adopt, timeouts",
        'name: "1st" is not allowed: expected 2 to 50 letters, digits and hyphens, starting with a letter',
        'resourceGroup: "shop" is not allowed: expected the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}',
        'redundancy: "Everywhere" is not allowed: expected one of "GeoRedundant", "LocallyRedundant", "ZoneRedundant"',
        "softDelete.retentionDays: 7 is not allowed: expected an integer from 14 to 180",
      ],
    );
  });

  it("accepts every value that the schema of each kind allows", () => {
    for (const kind of Object.values(kinds)) {
      const acceptsInputs = (inputs: JsonObject) => assert.deepEqual(validate(kind, inputs).failures, []);
      fc.assert(fc.property(objectsOf(kind.inputs), acceptsInputs), { numRuns: 50 });
    }
  });

  it("fails with the build command to run if the validators were not compiled", () => {
    assert.throws(() => check({ ...vault, name: "Vaults" }, vaultInputs), { message: /npm run build/ });
  });
});

/** A vault that is adopted can be an old one whose soft delete is off. */
const OLD_VAULT = { adopt: "always" } as const;

describe("check with rules that no schema can express", () => {
  it("refuses retention days of a vault whose soft delete is disabled", () => {
    assert.deepEqual(
      lines(vault, { ...vaultInputs, ...OLD_VAULT, softDelete: { state: "Disabled", retentionDays: 30 } }),
      [
        'softDelete.retentionDays: 30 has no effect while softDelete.state is "Disabled": remove it, or enable soft delete',
      ],
    );
  });

  it("refuses a policy with an unknown time zone", () => {
    assert.deepEqual(lines(backupPolicy, { ...policyInputs, timeZone: "Mars/Olympus" }), [
      'timeZone: "Mars/Olympus" is not a time zone: expected a Windows name such as "W. Europe Standard Time", or an IANA name such as "Europe/Berlin"',
    ]);
  });

  it("refuses a policy for every rule of Azure Backup that it breaks, but not for an IANA time zone", () => {
    assert.deepEqual(
      lines(backupPolicy, {
        ...policyInputs,
        timeZone: "Europe/Berlin",
        schedule: { frequency: "Daily", time: "02:00", weekdays: ["Sunday"] },
        retention: { weekly: { count: 4, weekdays: ["Sunday"] } },
        instantRestoreDays: 6,
      }),
      [
        "schedule.weekdays: is set, but the schedule is Daily: remove it or set schedule.frequency to Weekly.",
        "retention.daily: is missing: expected 7 to 9999 days for a policy with a daily schedule.",
        "instantRestoreDays: is 6: expected 1 to 5 days for a standard policy; an enhanced policy (V2) allows up to 30.",
      ],
    );
  });

  it("refuses a protected VM for a policy of another vault, but not for a VM of another subscription", () => {
    const elsewhere = VM.replaceAll("1", "2");

    assert.deepEqual(lines(protectedVm, { ...itemInputs, policy: POLICY.replace("backups", "other"), vm: elsewhere }), [
      `policy: ${POLICY.replace("backups", "other")} is a policy of another vault: expected one of ${VAULT}`,
    ]);
  });

  it("accepts a protected VM whose ids differ only in letter case", () => {
    assert.deepEqual(lines(protectedVm, { ...itemInputs, policy: POLICY.toUpperCase(), vm: VM.toUpperCase() }), []);
  });

  it("refuses an ArmResource whose parent cannot contain its type", () => {
    assert.deepEqual(lines(armResource, { ...diskInputs, parent: VM }), [
      `parent: ${VM} cannot be the parent of a Microsoft.Compute/disks: expected the id of a resource group: /subscriptions/{id}/resourceGroups/{group}`,
    ]);
    assert.deepEqual(lines(armResource, { ...diskInputs, type: "Microsoft.Compute/virtualMachines/extensions" }), [
      `parent: ${GROUP} cannot be the parent of a Microsoft.Compute/virtualMachines/extensions: expected the id of a Microsoft.Compute/virtualMachines`,
    ]);
    assert.deepEqual(lines(armResource, { ...diskInputs, type: "microsoft.resources/resourcegroups" }), [
      `parent: ${GROUP} cannot be the parent of a microsoft.resources/resourcegroups: expected the id of a subscription: /subscriptions/{id}`,
    ]);
    assert.deepEqual(lines(armResource, { ...diskInputs, parent: "/subscriptions/s/odd" }), [
      "parent: /subscriptions/s/odd cannot be the parent of a Microsoft.Compute/disks: expected the id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
    ]);
  });

  it("refuses a resource group name that Azure does not accept", () => {
    const group = { type: "Microsoft.Resources/resourceGroups", apiVersion: "2022-09-01", location: "westeurope" };

    assert.deepEqual(lines(armResource, { ...group, parent: "/subscriptions/s", name: "shop." }), [
      'name: "shop." is not a valid name for a resource group: expected 1 to 90 letters, digits, underscores, hyphens, dots and parentheses, not ending with a dot',
    ]);
  });
});

describe("a replacement under the same id", () => {
  const retained = { ...policyInputs, onDelete: "retain" };
  const enhanced = { ...retained, policyType: "V2" };

  it("is refused if the old resource is retained, because that keeps the id", () => {
    assert.deepEqual(check(backupPolicy, enhanced, retained).failures, [
      {
        property: "policyType",
        reason:
          'cannot be changed while onDelete is "retain": the change replaces the resource by one with the same ARM id, but the retained resource keeps that id. Restore the previous value, or run pulumi up once with another onDelete and then change it',
        mayQuote: true,
      },
    ]);
  });

  it("is allowed if the old resource is deleted, has another id, or is adopted", () => {
    const allowed = [
      check(backupPolicy, enhanced, policyInputs),
      check(backupPolicy, { ...enhanced, name: "other" }, retained),
      check(backupPolicy, { ...enhanced, adopt: "always" }, retained),
      check(backupPolicy, { ...retained, instantRestoreDays: 3 }, retained),
    ];
    assert.deepEqual(
      allowed.flatMap(({ failures }) => failures),
      [],
    );
  });
});

describe("the reasons of a failed check", () => {
  const failures = check(vault, { ...vaultInputs, name: "1st", redundancy: "Everywhere" }).failures;

  it("name the property in the text, because Pulumi would print the value of a property that is passed separately", () => {
    assert.match(reasons(vault, failures, {})[0] ?? "", /^name: "1st" is not allowed/);
  });

  it("redact the value of an input that the program marks as secret", () => {
    assert.deepEqual(reasons(vault, failures, { ...vaultInputs, name: "1st", __secrets: ["name", "softDelete"] }), [
      "name: [not shown] is not allowed: expected 2 to 50 letters, digits and hyphens, starting with a letter",
      'redundancy: "Everywhere" is not allowed: expected one of "GeoRedundant", "LocallyRedundant", "ZoneRedundant"',
    ]);
  });

  it("redact values inside a secret input", () => {
    const softDelete = { state: "Enabled", retentionDays: 7 };
    const inside = check(vault, { ...vaultInputs, softDelete }).failures;

    assert.deepEqual(reasons(vault, inside, { softDelete, __secrets: ["softDelete"] }), [
      "softDelete.retentionDays: [not shown] is not allowed: expected an integer from 14 to 180",
    ]);
  });

  it("redact a secret value that a rule over several inputs would quote", () => {
    const declared = { ...itemInputs, policy: `${VAULT}x/backupPolicies/daily`, __secrets: ["vault"] };

    assert.deepEqual(reasons(protectedVm, check(protectedVm, declared).failures, declared), [
      "policy: [not shown] conflicts with the other inputs (the values are redacted because one of them may be secret)",
    ]);
  });
});
