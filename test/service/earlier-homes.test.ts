/**
 * Homes of earlier versions are opened, migrated to the newest format, and used.
 *
 * `home-format-1.sqlite.gz` was written by the embedded Azure of commit ce6e598, the first with format 1, through requests:
 * at the pace `instant` a group, a disk, the VMs `web` (with that disk) and `old`, a vault with a private endpoint and the
 * policy `daily`, both VMs protected and backed up once, `old` soft-deleted, an incremental snapshot and the
 * deployment `finished`; then, an hour later and at the pace `polls:2`, another backup of `web` and the deployment `running`.
 * The clock began at 2024-05-13T10:25:28Z. The file was vacuumed, with journal_mode DELETE.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { at, type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import type { Pace } from "../../provider/service/azure/route.js";
import { STEPS } from "../../provider/service/store/schema.js";
import { unpackedHome } from "../support/golden-homes.js";
import {
  DISK,
  firstOf,
  GROUP,
  ITEM,
  itemPath,
  openTestAzure,
  propertiesOf,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const HOUR_MS = 3_600_000;
const BACKUP: JsonObject = {
  properties: { objectType: "IaasVMBackupRequest", recoveryPointExpiryTimeInUTC: "2024-07-13T00:00:00Z" },
};
const deployment = (name: string): string => `${GROUP}/providers/Microsoft.Resources/deployments/${name}`;

/** The path of each resource in the home, and a property that identifies it. */
const RESOURCES: readonly (readonly [path: string, property: readonly string[], value: Json])[] = [
  [GROUP, ["tags", "stage"], "test"],
  [DISK, ["properties", "diskSizeGB"], 64],
  [VM, ["properties", "storageProfile", "osDisk", "name"], "web-os"],
  [DISK, ["managedBy"], VM],
  [VAULT, ["sku", "name"], "Standard"],
  [`${VAULT}/privateEndpointConnections/office.1.backup`, ["properties", "provisioningState"], "Succeeded"],
  [`${VAULT}/backupPolicies/daily`, ["properties", "timeZone"], "UTC"],
  [ITEM, ["properties", "policyId"], `${VAULT}/backupPolicies/daily`],
  [ITEM, ["properties", "protectionState"], "Protected"],
  [itemPath(VAULT, "old"), ["properties", "isScheduledForDeferredDelete"], true],
  [`${GROUP}/providers/Microsoft.Compute/snapshots/monday`, ["properties", "incremental"], true],
  [deployment("finished"), ["properties", "provisioningState"], "Succeeded"],
  [`${GROUP}/providers/Microsoft.Network/virtualNetworks/finished`, ["location"], "westeurope"],
];

describe("a home written by commit ce6e598", () => {
  let home: string;
  let azure: TestAzure;

  const open = async (pace: Pace): Promise<TestAzure> => {
    azure = await openTestAzure({ home, pace });
    azure.advance(2 * HOUR_MS);
    return azure;
  };
  const list = async (path: string): Promise<Json[]> => (await azure.call("GET", path)).body["value"] as Json[];
  const statesOf = async (path: string): Promise<Json[]> =>
    (await list(path)).map((one) => at(one, "properties", "status") ?? null);

  beforeEach(() => {
    home = unpackedHome("home-format-1.sqlite.gz");
  });
  afterEach(async () => {
    await azure.close();
    rmSync(dirname(home), { recursive: true, force: true });
  });

  it("is migrated to the newest format when it is opened", async () => {
    await open({ kind: "instant" });
    const database = new DatabaseSync(join(home, "azure.sqlite"));
    const format = database.prepare("PRAGMA user_version").get()?.["user_version"];
    database.close();
    assert.equal(format, STEPS.length);
  });

  it("returns all resources that it contains", async () => {
    const { call } = await open({ kind: "instant" });
    for (const [path, property, value] of RESOURCES) {
      const { status, body } = await call("GET", path);
      assert.deepEqual([status, path, at(body, ...property)], [200, path, value]);
    }
    const points = await list(`${ITEM}/recoveryPoints`);
    assert.equal(at(points[0] ?? null, "properties", "recoveryPointType"), "AppConsistent");
    assert.equal((await list(`${GROUP}/resources`)).length, 9);
  });

  it("resumes the running job and the running deployment at their pace", async () => {
    const { call } = await open({ kind: "polls", reads: 2 });
    const running = await statesOf(`${VAULT}/backupJobs`);
    const jobs = await list(`${VAULT}/backupJobs`);
    const job = jobs.find((one) => at(one, "properties", "status") === "InProgress") as JsonObject;
    let [jobState, deployed] = ["InProgress", "Running"];
    for (let read = 0; read < 20 && !(jobState === "Completed" && deployed === "Succeeded"); read++) {
      jobState = String(propertiesOf(await call("GET", String(job["id"])))["status"]);
      deployed = String(propertiesOf(await call("GET", deployment("running")))["provisioningState"]);
    }
    assert.equal(running.filter((state) => state === "InProgress").length, 1);
    assert.deepEqual([jobState, deployed], ["Completed", "Succeeded"]);
    assert.equal((await list(`${ITEM}/recoveryPoints`)).length, 2);
  });

  it("accepts a backup, the undelete of a soft-deleted item and the deletion of a snapshot", async () => {
    const { call } = await open({ kind: "instant" });
    await call("GET", ITEM);
    const backup = await call("POST", `${ITEM}/backup`, BACKUP);
    const states = new Set(await statesOf(`${VAULT}/backupJobs`));
    const undeleted = await call("PUT", itemPath(VAULT, "old"), {
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        sourceResourceId: VM.replace(/web$/, "old"),
        protectionState: "ProtectionStopped",
        isRehydrate: true,
      },
    });
    const deleted = await call("DELETE", `${GROUP}/providers/Microsoft.Compute/snapshots/monday`);
    assert.deepEqual([backup.status, undeleted.status, deleted.status], [202, 202, 202]);
    assert.deepEqual([...states], ["Completed"]);
    assert.equal(
      firstOf(await call("GET", `${ITEM}/recoveryPoints`), "properties", "recoveryPointType"),
      "AppConsistent",
    );
    assert.equal((await list(`${ITEM}/recoveryPoints`)).length, 3);
    const item = objectAt((await call("GET", itemPath(VAULT, "old"))).body, "properties");
    assert.deepEqual([item["isScheduledForDeferredDelete"], item["protectionState"]], [undefined, "ProtectionStopped"]);
  });
});
