import assert from "node:assert/strict";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import { getDiskSnapshots, getJobs } from "../../../provider/index.js";
import { DISK, GROUP, SUBSCRIPTION, VAULT, VM } from "../kinds/examples.js";
import { engineForFunctions } from "./asking.js";

const vaultBody: JsonObject = { id: VAULT, name: "backups", location: "westeurope", properties: {} };

describe("getJobs", () => {
  const stub = engineForFunctions();
  const job = (name: string, properties: JsonObject): JsonObject => ({
    id: `${VAULT}/backupJobs/${name}`,
    name,
    properties: { operation: "Backup", status: "Failed", startTime: "2026-03-01T02:00:00Z", ...properties },
  });

  it("sends its arguments to Azure as a filter", async () => {
    sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    const list = sinon.stub(stub().armed.jobs, "list").resolves([]);

    await getJobs({
      vault: VAULT,
      status: "Failed",
      operation: "Restore",
      from: "2026-03-01",
      to: "2026-03-02T15:30:00+02:00",
    });

    assert.deepEqual(list.args, [
      [
        VAULT,
        "backupManagementType eq 'AzureIaasVM' and status eq 'Failed' and operation eq 'Restore' and startTime eq '2026-03-01 12:00:00 AM' and endTime eq '2026-03-02 01:30:00 PM'",
      ],
    ]);
  });

  it("returns the errors of a failed job, and omits jobs that Azure's filter should have omitted", async () => {
    sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    sinon.stub(stub().armed.jobs, "list").resolves([
      job("early", { startTime: "2026-02-28T02:00:00Z" }),
      job("older", { containerName: "iaasvmcontainerv2;SHOP;web" }),
      job("newer", {
        startTime: "2026-03-02T02:00:00.1234567Z",
        endTime: "2026-03-02T02:05:00Z",
        duration: "PT5M",
        entityFriendlyName: "web",
        containerName: "iaasvmcontainerv2;shop;web",
        errorDetails: [
          {
            errorCode: 400196,
            errorTitle: "UserErrorGuestAgentStatusUnavailable",
            errorString: "No agent.",
            recommendations: ["Start it."],
          },
        ],
      }),
      job("other", { containerName: "iaasvmcontainerv2;shop;webapp" }),
    ]);

    const [newer, ...rest] = await getJobs({ vault: VAULT, vm: VM, from: "2026-03-01" });

    assert.deepEqual(newer, {
      id: `${VAULT}/backupJobs/newer`,
      name: "newer",
      operation: "Backup",
      status: "Failed",
      vmName: "web",
      startedAt: "2026-03-02T02:00:00.123Z",
      endedAt: "2026-03-02T02:05:00.000Z",
      duration: "PT5M",
      cancellable: false,
      errors: [
        {
          code: 400196,
          title: "UserErrorGuestAgentStatusUnavailable",
          message: "No agent.",
          recommendations: ["Start it."],
        },
      ],
    });
    assert.deepEqual(
      rest.map(({ name }) => name),
      ["older"],
    );
  });

  it("returns which running jobs can be cancelled", async () => {
    sinon.stub(stub().armed.vaults, "find").resolves(vaultBody);
    sinon
      .stub(stub().armed.jobs, "list")
      .resolves([
        job("backup", { status: "InProgress", actionsInfo: ["Cancellable"], startTime: "2026-03-02T02:00:00Z" }),
        job("configure", { status: "InProgress" }),
      ]);

    assert.deepEqual(
      (await getJobs({ vault: VAULT })).map(({ cancellable, endedAt }) => [cancellable, endedAt]),
      [
        [true, undefined],
        [false, undefined],
      ],
    );
  });
});

describe("getDiskSnapshots", () => {
  const stub = engineForFunctions();
  const snapshot = (name: string, properties: JsonObject): JsonObject => ({
    id: `${GROUP}/providers/Microsoft.Compute/snapshots/${name}`,
    name,
    location: "westeurope",
    properties: { provisioningState: "Succeeded", ...properties },
  });
  const of = (sourceResourceId: string) => ({ creationData: { createOption: "Copy", sourceResourceId } });

  it("lists the snapshots of a disk in all resource groups of its subscription", async () => {
    const list = sinon.stub(stub().armed.snapshots, "list").resolves([]);

    await getDiskSnapshots({ disk: DISK });
    await getDiskSnapshots({ disk: DISK, resourceGroup: GROUP });

    assert.deepEqual(list.args, [[SUBSCRIPTION], [GROUP]]);
  });

  it("returns a chain for each disk, oldest snapshot first, and a snapshot that is still being created last", async () => {
    const other = `${DISK}2`;
    sinon.stub(stub().armed.snapshots, "list").resolves([
      snapshot("b2", {
        ...of(DISK),
        incremental: true,
        incrementalSnapshotFamilyId: "f",
        timeCreated: "2026-03-02T00:00:00+00:00",
      }),
      snapshot("b3", {
        ...of(DISK),
        incremental: true,
        incrementalSnapshotFamilyId: "f",
        provisioningState: "Updating",
      }),
      snapshot("c1", { ...of(other), incremental: true, timeCreated: "2026-03-01T12:00:00+00:00" }),
      snapshot("b1", {
        ...of(DISK.toUpperCase()),
        incremental: true,
        incrementalSnapshotFamilyId: "f",
        timeCreated: "2026-03-01T00:00:00+00:00",
      }),
      snapshot("vhd", { creationData: { createOption: "Import" }, timeCreated: "2026-02-01T00:00:00+00:00" }),
    ]);

    const { chains, full } = await getDiskSnapshots({ resourceGroup: GROUP });

    assert.deepEqual(
      chains.map(({ source, familyId, snapshots }) => [source, familyId, snapshots.map(({ name }) => name)]),
      [
        [DISK.toUpperCase(), "f", ["b1", "b2", "b3"]],
        [other, undefined, ["c1"]],
      ],
    );
    assert.deepEqual(full, [
      {
        id: `${GROUP}/providers/Microsoft.Compute/snapshots/vhd`,
        name: "vhd",
        location: "westeurope",
        source: undefined,
        time: "2026-02-01T00:00:00.000Z",
        diskSizeGb: undefined,
        completionPercent: 100,
        provisioningState: "Succeeded",
      },
    ]);
  });

  it("fails with any other error unchanged", async () => {
    sinon.stub(stub().armed.snapshots, "list").rejects(new TypeError("no"));

    await assert.rejects(getDiskSnapshots({ disk: DISK }), { name: "TypeError" });
  });
});
