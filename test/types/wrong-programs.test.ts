/** The types of the classes and functions: wrong programs, and the error that the compiler reports for each. */
import assert from "node:assert/strict";
import { typeErrorsIn } from "../support/compiled-programs.js";

const HEAD = `import * as pulumi from "@pulumi/pulumi";
import * as azure from "azure-vm-backup";
declare const vault: azure.Vault;
declare const policy: azure.BackupPolicy;
declare const item: azure.ProtectedVm;
declare const snapshot: azure.DiskSnapshot;
declare const extension: azure.VmSnapshotExtension;
declare const group: azure.ArmResource;
declare const nativeVm: { readonly id: pulumi.Output<string>; readonly location: pulumi.Output<string> };
declare const schedule: { frequency: "Daily"; time: string };
declare const retention: { daily: { count: number } };
const vm = "/subscriptions/…/virtualMachines/web";
const location = "westeurope";
`;

type Row = readonly [title: string, program: string, code: string, message: RegExp];

const VAULTS = "Microsoft\\.RecoveryServices/vaults";
const notThe = (found: string, expected: string) =>
  new RegExp(`'"${found}"' is not assignable to type '"${expected}"'`);
const NOT_A_VAULT = notThe(`${VAULTS}/backupPolicies`, VAULTS);
const ITEM = `${VAULTS}/backupFabrics/protectionContainers/protectedItems`;
const MACHINES = "Microsoft\\.Compute/virtualMachines";

const REFERENCES: readonly Row[] = [
  ["a policy as a vault", `new azure.ProtectedVm("a", { vault: policy, policy, vm });`, "TS2322", NOT_A_VAULT],
  [
    "an output of a policy as a vault",
    `new azure.ProtectedVm("a", { vault: pulumi.output(policy), policy, vm });`,
    "TS2322",
    /backupPolicies/,
  ],
  [
    "a vault as a policy",
    `new azure.ProtectedVm("a", { vault, policy: vault, vm });`,
    "TS2322",
    notThe(VAULTS, `${VAULTS}/backupPolicies`),
  ],
  ["a vault as a VM", `new azure.ProtectedVm("a", { vault, policy, vm: vault });`, "TS2322", notThe(VAULTS, MACHINES)],
  ["a protected VM as a VM", `new azure.VmSnapshotExtension("a", { vm: item });`, "TS2322", notThe(ITEM, MACHINES)],
  [
    "an extension as a VM",
    `new azure.ProtectedVm("a", { vault, policy, vm: extension });`,
    "TS2322",
    notThe(`${MACHINES}/extensions`, MACHINES),
  ],
  [
    "a built-in policy as a vault",
    `new azure.BackupPolicy("a", { vault: azure.BackupPolicy.builtIn(vault, "DefaultPolicy"), schedule, retention });`,
    "TS2322",
    /KnownPolicy/,
  ],
  [
    "a vault as a resource group",
    `new azure.Vault("a", { resourceGroup: vault, location });`,
    "TS2322",
    notThe(VAULTS, "Microsoft\\.Resources/resourceGroups"),
  ],
  [
    "a snapshot as the disk of a snapshot",
    `new azure.DiskSnapshot("a", { resourceGroup: group, source: { disk: snapshot } });`,
    "TS2322",
    notThe("Microsoft\\.Compute/snapshots", "Microsoft\\.Compute/disks"),
  ],
  [
    "a vault as a storage account",
    `new azure.DiskSnapshot("a", { resourceGroup: group, source: { blob: { uri: "https://…", storageAccount: vault } } });`,
    "TS2322",
    notThe(VAULTS, "Microsoft\\.Storage/storageAccounts"),
  ],
  [
    "a snapshot among managed identities",
    `new azure.Vault("a", { resourceGroup: group, location, identity: { type: "UserAssigned", userAssignedIdentities: [snapshot] } });`,
    "TS2322",
    /Microsoft\.Compute\/snapshots/,
  ],
  ["a policy as the vault of a function", `azure.getJobsOutput({ vault: policy });`, "TS2322", NOT_A_VAULT],
  ["a vault as the id of a protected VM", `azure.getProtectedVmOutput({ id: vault });`, "TS2322", notThe(VAULTS, ITEM)],
  ["a policy as the id of a vault", `azure.getVaultOutput({ id: policy });`, "TS2322", NOT_A_VAULT],
  ["an output in a plain function", `azure.getVault({ id: vault });`, "TS2322", /Output/],
];

const VALUES: readonly Row[] = [
  [
    "an unknown redundancy",
    `new azure.Vault("a", { resourceGroup: group, location, redundancy: "Geo" });`,
    "TS2322",
    /'"Geo"'/,
  ],
  [
    "an output of any string as a redundancy",
    `new azure.Vault("a", { resourceGroup: group, location, redundancy: pulumi.output("x" as string) });`,
    "TS2322",
    /Redundancy|'string' is not assignable/,
  ],
  [
    "an unknown state of soft delete",
    `new azure.Vault("a", { resourceGroup: group, location, softDelete: { state: "On" } });`,
    "TS2322",
    /'"On"' is not assignable/,
  ],
  [
    "a string as a number",
    `new azure.Vault("a", { resourceGroup: group, location, softDelete: { state: "Enabled", retentionDays: "30" } });`,
    "TS2322",
    /'string' is not assignable/,
  ],
  [
    "an unknown weekday",
    `new azure.BackupPolicy("a", { vault, schedule, retention: { weekly: { count: 1, weekdays: ["Sun"] } } });`,
    "TS2322",
    /'"Sun"' is not assignable/,
  ],
  [
    "an unknown frequency",
    `new azure.BackupPolicy("a", { vault, retention, schedule: { frequency: "Monthly", time: "02:00" } });`,
    "TS2322",
    /'"Monthly"' is not assignable/,
  ],
  [
    "an unknown onDelete",
    `new azure.BackupPolicy("a", { vault, schedule, retention, onDelete: "keep" });`,
    "TS2322",
    /'"keep"'/,
  ],
  [
    "an onDelete of another kind",
    `new azure.Vault("a", { resourceGroup: group, location, onDelete: "suspendRetain" });`,
    "TS2322",
    /'"suspendRetain"'/,
  ],
  [
    "an unknown adopt",
    `new azure.ProtectedVm("a", { vault, policy, vm, adopt: true });`,
    "TS2322",
    /'true' is not assignable|'boolean'/,
  ],
  [
    "a number in a map of tags",
    `new azure.Vault("a", { resourceGroup: group, location, tags: { a: 1 } });`,
    "TS2322",
    /'number' is not assignable/,
  ],
  [
    "a protection that does not exist",
    `new azure.ProtectedVm("a", { vault, policy, vm, protection: "paused" });`,
    "TS2322",
    /'"paused"'/,
  ],
];

const SHAPES: readonly Row[] = [
  ["no arguments", `new azure.Vault("a");`, "TS2554", /Expected 2-3 arguments/],
  ["no location of a vault", `new azure.Vault("a", { resourceGroup: group });`, "TS2345", /'location' is missing/],
  ["no VM", `new azure.ProtectedVm("a", { vault, policy });`, "TS2345", /'vm' is missing/],
  [
    "null for a required input",
    `new azure.Vault("a", { resourceGroup: group, location: null });`,
    "TS2322",
    /'null' is not assignable/,
  ],
  [
    "undefined for a required input",
    `new azure.Vault("a", { resourceGroup: group, location: undefined });`,
    "TS2322",
    /'undefined' is not assignable/,
  ],
  [
    "a misspelled input",
    `new azure.Vault("a", { resourceGroup: group, location, softdelete: { state: "Enabled" } });`,
    "TS2561",
    /Did you mean to write 'softDelete'/,
  ],
  [
    "a misspelled nested input",
    `new azure.ProtectedVm("a", { vault, policy, vm, disks: { osDisk: true } });`,
    "TS2353",
    /'osDisk' does not exist/,
  ],
  ["a property that no output has", `export const x = vault.redundancies;`, "TS2551", /Did you mean 'redundancy'/],
  ["an optional output as a string", `export const x: pulumi.Output<string> = item.policy;`, "TS2322", /undefined/],
  [
    "an output as another enum",
    `export const x: pulumi.Output<"protected" | "stopped"> = item.protection;`,
    "TS2322",
    /suspended/,
  ],
  ["an assignment to an output", `vault.name = pulumi.output("x");`, "TS2540", /read-only/],
  [
    "the wrong class after isInstance",
    `const any: unknown = vault; if (azure.Vault.isInstance(any)) any.protection;`,
    "TS2339",
    /'protection' does not exist on type 'Vault'/,
  ],
  ["a get without an id", `azure.Vault.get("a");`, "TS2554", /Expected 2-3 arguments/],
  [
    "a policy from the get of a vault",
    `export const p: azure.BackupPolicy = azure.Vault.get("a", "id");`,
    "TS2739|TS2740|TS2322",
    /BackupPolicy/,
  ],
];

const ROWS = [...REFERENCES, ...VALUES, ...SHAPES];

const CORRECT = `new azure.ProtectedVm("a", { vault, policy, vm: nativeVm });
new azure.ProtectedVm("b", { vault: group, policy: group, vm: group });
new azure.ProtectedVm("c", { vault: vault.id, policy: azure.BackupPolicy.builtIn(vault, "DefaultPolicy"), vm: pulumi.output(nativeVm) });
new azure.Vault("d", { resourceGroup: group, location, tags: { a: null, b: undefined, c: pulumi.output("x") } });
new azure.ArmResource("e", { type: "a/b", apiVersion: "2024-01-01", parent: vault });
new azure.BackupPolicy("f", { vault: pulumi.output(vault), schedule, retention });
azure.getVaultOutput({ id: vault });
azure.getVaultOutput({ resourceGroup: group, name: vault.name });
azure.getRecoveryPointsOutput({ id: item });
azure.getProtectedVmsOutput({ vault, policy: undefined, protection: item.protection });
void azure.getVault({ resourceGroup: "…", name: null });
export const found = azure.getBackupPolicyOutput({ vault, name: "DefaultPolicy" });
new azure.BackupPolicy("g", { vault, schedule: found.schedule, retention: found.retention });
`;

describe("a wrong program", function () {
  this.timeout(120_000);
  const programs = ROWS.map(([, program], index) => [`wrong-${index}`, `${HEAD}${program}\n`] as const);
  let errors: ReturnType<typeof typeErrorsIn>;
  before(() => {
    errors = typeErrorsIn({ ...Object.fromEntries(programs), correct: `${HEAD}${CORRECT}` });
  });

  for (const [index, [title, , code, message]] of ROWS.entries()) {
    it(`is an error of the compiler: ${title}`, () => {
      const [error, ...others] = errors.filter(({ program }) => program === `wrong-${index}`);

      assert.deepEqual(others, []);
      assert.match(error?.code ?? "none", new RegExp(`^(${code})$`));
      assert.match(error?.message ?? "", message);
    });
  }

  it("differs from a correct one, which has no error", () => {
    assert.deepEqual(
      errors.filter(({ program }) => program === "correct"),
      [],
    );
  });
});
