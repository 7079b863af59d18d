import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { BackupError } from "../../../provider/core/errors.js";
import {
  getBackupPolicy,
  getDiskSnapshots,
  getJobs,
  getProtectedVm,
  getProtectedVms,
  getVault,
  getVaultOutput,
  getVmExtensionsOutput,
  Vault,
} from "../../../provider/index.js";
import { backupMocks } from "../../../provider/testing/index.js";
import { GROUP, ITEM, POLICY, VAULT, VM } from "../kinds/examples.js";
import { engineForFunctions } from "./asking.js";

const vaultBody = { id: VAULT, name: "backups", location: "westeurope", properties: {} };

/** The value of an output. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply(resolve));

/** Whether a preview knows the value of an output. */
const isKnown = (output: object): unknown => Reflect.get(output, "isKnown");

/** Asserts that a function refuses arguments that its types do not allow. */
const assertRefused = (ask: (args: never) => Promise<unknown>, args: object, message: string) =>
  assert.rejects(ask(args as never), { name: "BackupError", code: "InvalidInput", message });

describe("the arguments of a function", () => {
  const stub = engineForFunctions();

  afterEach(() => assert.deepEqual(stub().calls, []));

  it("must identify a resource in exactly one way", async () => {
    await assertRefused(getVault, {}, "getVault: id: is missing: expected id, or resourceGroup and name");
    await assertRefused(
      getVault,
      { name: "backups" },
      "getVault: id: is missing: expected id, or resourceGroup and name",
    );
    await assertRefused(
      getVault,
      { id: VAULT, name: "backups" },
      "getVault: id: is set in addition to resourceGroup or name: expected only id, or only resourceGroup and name",
    );
    await assertRefused(
      getBackupPolicy,
      { id: POLICY, vault: VAULT },
      "getBackupPolicy: id: is set in addition to vault or name: expected only id, or only vault and name",
    );
    await assertRefused(getProtectedVm, { vm: VM }, "getProtectedVm: id: is missing: expected id, or vault and vm");
    await assertRefused(
      getDiskSnapshots,
      {},
      "getDiskSnapshots: disk: is missing: expected a disk, a resourceGroup, or both",
    );
  });

  it("must match their schema, and all errors are reported at once", async () => {
    await assertRefused(
      getJobs,
      { vault: "backups", status: "Done", kind: 1 },
      [
        "getJobs: kind: unknown property. Expected one of vault, vm, status, operation, from, to",
        'vault: "backups" is not allowed: expected an ARM id /subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.RecoveryServices/vaults/{name}',
        'status: "Done" is not allowed: expected one of "InProgress", "Completed", "CompletedWithWarnings", "Failed", "Cancelling", "Cancelled"',
      ].join("\n"),
    );
    await assertRefused(
      getProtectedVms,
      { vault: VAULT, softDeleted: "yes" },
      'getProtectedVms: softDeleted: "yes" is not allowed: expected one of "exclude", "include", "only"',
    );
  });

  it("must have valid dates in ascending order", async () => {
    await assertRefused(
      getJobs,
      { vault: VAULT, from: "2026-13-01" },
      "getJobs: from: is 2026-13-01, which is not a valid date: expected an ISO 8601 date or time, such as 2026-03-01 or 2026-03-01T02:00:00Z",
    );
    await assertRefused(
      getJobs,
      { vault: VAULT, to: "2026-02-30" },
      "getJobs: to: is 2026-02-30, which is not a valid date: expected an ISO 8601 date or time, such as 2026-03-01 or 2026-03-01T02:00:00Z",
    );
    await assertRefused(
      getJobs,
      { vault: VAULT, from: "2026-03-02", to: "2026-03-01T12:00:00Z" },
      "getJobs: to: is 2026-03-01T12:00:00Z, which is before from (2026-03-02): expected the same or a later time",
    );
    await assertRefused(
      getJobs,
      { vault: VAULT, to: "last week" },
      'getJobs: to: "last week" is not allowed: expected an ISO 8601 date or time, such as "2026-03-01" or "2026-03-01T02:00:00Z"',
    );
  });

  it("cannot be outputs, or resources whose ids are outputs, in the plain form", async () => {
    const why =
      "is an output, whose value is not known yet: expected a plain value, or use getVaultOutput, which waits for it";

    await assertRefused(getVault, { id: pulumi.output(VAULT) }, `getVault: id: ${why}`);
    await assertRefused(getVault, { id: { id: pulumi.output(VAULT) } }, `getVault: id: ${why}`);
  });
});

describe("the plain form of a function", () => {
  const stub = engineForFunctions();

  it("accepts the result of another function as an id", async () => {
    const list = sinon.stub(stub().armed.jobs, "list").resolves([]);
    sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    sinon.stub(stub().armed.vaults, "findSettings").resolves({});

    await getJobs({ vault: await getVault({ id: VAULT }) });

    assert.deepEqual(list.args, [[VAULT, "backupManagementType eq 'AzureIaasVM'"]]);
  });

  it("fails with Azure's code and request id, as an error that Pulumi prints without a stack", async () => {
    const denied = new BackupError("Forbidden", "No right to read.", {
      azureCode: "AuthorizationFailed",
      requestId: "r-1",
    });
    sinon.stub(stub().armed.vaults, "find").rejects(denied);

    const error: unknown = await getVault({ id: VAULT }).catch((found: unknown) => found);

    assert.ok(error instanceof BackupError && pulumi.RunError.isInstance(error));
    assert.equal(error.message, "getVault: No right to read.\n(Azure's code: AuthorizationFailed, request id: r-1)");
    assert.deepEqual(
      [error.code, error.azureCode, error.requestId, error.status],
      ["Forbidden", "AuthorizationFailed", "r-1", 403],
    );
  });

  it("fails with an internal error unchanged", async () => {
    const bug = new TypeError("x is undefined");
    sinon.stub(stub().armed.vaults, "find").rejects(bug);

    await assert.rejects(getVault({ id: VAULT }), (error) => error === bug);
  });
});

describe("the output form of a function", () => {
  const stub = engineForFunctions();
  const inPreview = async (preview: boolean) =>
    pulumi.runtime.setMocks(backupMocks(stub().engine), "shop", "dev", preview);

  beforeEach(() => inPreview(false));
  after(() => inPreview(false));

  it("calls Azure once its inputs are known", async () => {
    sinon.stub(stub().armed.vaults, "find").withArgs(VAULT).resolves(vaultBody);
    sinon.stub(stub().armed.vaults, "findSettings").resolves({});

    const vault = getVaultOutput({ resourceGroup: pulumi.output(GROUP), name: Promise.resolve("backups") });

    assert.equal(await settled(vault.location), "westeurope");
  });

  it("accepts a resource as its id", async () => {
    const list = sinon.stub(stub().armed.extensions, "list").resolves([]);

    assert.deepEqual(await settled(getVmExtensionsOutput({ vm: { id: pulumi.output(VM) } })), []);
    assert.deepEqual(await settled(getVmExtensionsOutput({ vm: pulumi.output({ id: VM }) })), []);
    assert.deepEqual(list.args, [[VM], [VM]]);
  });

  it("does not call Azure in a preview while an input is unknown", async () => {
    await inPreview(true);

    const vault = getVaultOutput({ id: pulumi.output(pulumi.unknown) as pulumi.Output<string> });

    assert.equal(await isKnown(vault), false);
    assert.deepEqual(stub().calls, []);
  });

  it("waits for its dependencies, and does not call Azure before they are created", async () => {
    const find = sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    sinon.stub(stub().armed.vaults, "findSettings").resolves({});
    find.onFirstCall().resolves(undefined);
    sinon.stub(stub().armed.vaults, "put").resolves(vaultBody);
    const created = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });

    assert.equal(await settled(getVaultOutput({ id: VAULT }, { dependsOn: [created] }).name), "backups");

    await inPreview(true);
    const asked = stub().calls.length;
    const uncreated = Object.assign(Object.create(Object.getPrototypeOf(created)) as Vault, created, {
      id: pulumi.output(pulumi.unknown),
    });
    const later = getVaultOutput({ id: VAULT }, { dependsOn: uncreated });

    assert.equal(await isKnown(later), false);
    assert.equal(stub().calls.length, asked);
  });

  it("redacts a secret argument in an error message", async () => {
    sinon.stub(stub().armed.extensions, "list").resolves(undefined);
    const failure = (vm: pulumi.Input<string>) =>
      // The error of an output can be observed only through its promise.
      (Reflect.get(getVmExtensionsOutput({ vm }), "promise") as (withUnknowns?: boolean) => Promise<unknown>)().then(
        () => "it did not fail",
        ({ message }: Error) => message,
      );

    const secret = await failure(pulumi.secret(VM));

    assert.match(
      secret,
      /^getVmExtensions: Microsoft\.Compute\/virtualMachines \[not shown\] does not exist: \[not shown\] was not found/,
    );
    assert.equal(await failure(pulumi.secret("hunter2")).then((text) => text.includes("hunter2")), false);
    assert.equal((await failure(VM)).includes(VM), true);
  });

  it("is secret if an argument is secret", async () => {
    sinon.stub(stub().armed.protectedItems, "find").resolves({ id: ITEM, properties: {} });
    sinon.stub(stub().armed.extensions, "list").resolves([]);

    assert.equal(await pulumi.isSecret(getVmExtensionsOutput({ vm: pulumi.secret(VM) })), true);
    assert.equal(await pulumi.isSecret(getVmExtensionsOutput({ vm: VM })), false);
  });
});
