/** The bodies of items, containers and recovery points by api-version, and the scan of VMs for threats. */
import assert from "node:assert/strict";
import { at, type Json, type JsonObject, listAt, mergeJson, objectAt } from "../../provider/core/json.js";
import {
  codeOf,
  firstOf,
  GROUP,
  ITEM,
  machine,
  messageOf,
  propertiesOf,
  protection,
  STOP,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";
import { openProtected } from "../support/started-azure.js";

const BACKUP = { properties: { objectType: "IaasVMBackupRequest" } };
const POINTS = `${ITEM}/recoveryPoints`;
const NOW = "?api-version=2026-07-01";
const OLD = "?api-version=2024-04-01";
const SCAN = `${ITEM}/configureSourceScan`;
const NOT_SCANNED = { sourceSideScanStatus: "NotConfigured", sourceSideScanSummary: "Unknown" };

describe("since the bodies of 2026", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openProtected();
  });

  afterEach(() => azure.close());

  const item = async (version = NOW) => propertiesOf(await azure.call("GET", `${ITEM}${version}`));
  const backUp = () => azure.call("POST", `${ITEM}/backup`, BACKUP);
  const newestPoint = async (version = NOW) => {
    const name = String(firstOf(await azure.call("GET", POINTS), "name"));
    return propertiesOf(await azure.call("GET", `${POINTS}/${name}${version}`));
  };
  const infect = () => azure.call("PUT", VM, mergeJson(machine(), { tags: { "azvb-threat": "Ransomware" } }));

  it("an item has the type of its policy, the location of its VM and the state of its scan", async () => {
    const now = await item();
    assert.deepEqual(
      [now["policyType"], now["sourceLocation"], now["sourceSideScanInfo"]],
      ["V1", "westeurope", NOT_SCANNED],
    );
    assert.equal("sourceSideScanning" in now, false);
    const keys = Object.keys(now);
    assert.equal(keys.indexOf("policyType"), keys.indexOf("protectedItemDataId") + 1);
    assert.deepEqual(keys.slice(-2), ["sourceLocation", "sourceSideScanInfo"]);
    const old = await item(OLD);
    assert.equal(old["sourceSideScanning"], 0);
    for (const key of ["policyType", "sourceLocation", "sourceSideScanInfo"]) assert.equal(key in old, false, key);
    const listed = await azure.call("GET", `${VAULT}/backupProtectedItems${NOW}`);
    assert.deepEqual(firstOf(listed, "properties"), now);
  });

  it("an item keeps the type of its policy when it is stopped and deleted", async () => {
    await azure.call("PUT", ITEM, protection(VAULT, "EnhancedPolicy"));
    const enhanced = await item();
    await azure.call("PUT", ITEM, STOP);
    const stopped = await item();
    await azure.call("DELETE", ITEM);
    const deleted = await item();
    assert.deepEqual(
      [enhanced, stopped, deleted].map(({ policyType }) => policyType),
      ["V2", "V2", "V2"],
    );
    assert.deepEqual([stopped["policyId"], deleted["isScheduledForDeferredDelete"]], ["", true]);
  });

  it("an item has extendedProperties after its first backup", async () => {
    const before = await item();
    await backUp();
    assert.deepEqual(["extendedProperties" in before, (await item())["extendedProperties"]], [false, {}]);
    assert.equal("extendedProperties" in (await item(OLD)), false);
  });

  it("a container ends with the location of its VM", async () => {
    const list = async (version: string) =>
      firstOf(await azure.call("GET", `${VAULT}/backupProtectionContainers${version}`), "properties") as JsonObject;
    assert.equal(
      Object.entries(await list(NOW))
        .at(-1)
        ?.join(),
      "sourceLocation,westeurope",
    );
    assert.equal("sourceLocation" in (await list(OLD)), false);
  });

  it("a recovery point has its threat status as a string, earlier as a number", async () => {
    await backUp();
    const [now, old] = [await newestPoint(), await newestPoint(OLD)];
    assert.deepEqual([now["threatStatus"], old["threatStatus"]], ["Unknown", 0]);
    assert.equal("threatInfo" in now, false);
    assert.equal("immutabilityProperties" in objectAt(now, "recoveryPointProperties"), false);
  });

  it("a recovery point is immutable in a vault whose immutability is locked", async () => {
    await backUp();
    for (const state of ["Unlocked", "Locked"]) {
      const body = { properties: { securitySettings: { immutabilitySettings: { state } } } };
      assert.equal((await azure.call("PATCH", VAULT, body)).status, 202);
    }
    const shown = async (version: string) =>
      at(await newestPoint(version), "recoveryPointProperties", "immutabilityProperties");
    assert.deepEqual([await shown(NOW), await shown(OLD)], [{ isImmutable: true }, undefined]);
  });

  it("a recovery point has the security type of its VM", async () => {
    await backUp();
    const standard = (await newestPoint())["securityType"];
    await azure.call(
      "PUT",
      VM,
      mergeJson(machine(), { properties: { securityProfile: { securityType: "TrustedLaunch" } } }),
    );
    azure.advance(60_000);
    await backUp();
    assert.deepEqual([standard, (await newestPoint())["securityType"]], ["None", "TrustedLaunch"]);
  });

  it("the status of a VM's backup has an objectType since api-version 2023-04-01", async () => {
    const path = `${VM.slice(0, VM.indexOf("/resourceGroups"))}/providers/Microsoft.RecoveryServices/locations/westeurope/backupStatus`;
    const typeAt = async (version: string): Promise<Json | undefined> => {
      const body = { resourceType: "VM", resourceId: VM };
      return (await azure.call("POST", `${path}?api-version=${version}`, body)).body["objectType"];
    };
    assert.deepEqual([await typeAt("2023-02-01"), await typeAt("2023-04-01")], [undefined, "BackupStatusResponse"]);
  });

  it("configureSourceScan configures the scan of one item until it is disabled", async () => {
    const enabled = await azure.call("POST", `${SCAN}${NOW}`, { sourceScanAction: "Enable" });
    assert.equal(enabled.status, 202);
    assert.match(enabled.headers.get("x-ms-azvb-warning") ?? "", /sourceScanConfiguration is not Enabled/);
    assert.equal((await azure.follow(enabled)).body["status"], "Succeeded");
    assert.equal(at(await item(), "sourceSideScanInfo", "sourceSideScanStatus"), "Configured");
    await azure.call("POST", `${SCAN}${NOW}`, { sourceScanAction: "Disable" });
    assert.deepEqual((await item())["sourceSideScanInfo"], NOT_SCANNED);
  });

  it("an item without a setting of its own is scanned as its vault is configured, and a PUT can change it", async () => {
    const on = { properties: { securitySettings: { sourceScanConfiguration: { state: "Enabled" } } } };
    await azure.call("PATCH", `${VAULT}${NOW}`, on);
    const byVault = at(await item(), "sourceSideScanInfo", "sourceSideScanStatus");
    const off = { sourceSideScanInfo: { sourceSideScanStatus: "NotConfigured" } };
    await azure.call("PUT", `${ITEM}${NOW}`, mergeJson(protection(), { properties: off }));
    assert.deepEqual([byVault, (await item())["sourceSideScanInfo"]], ["Configured", NOT_SCANNED]);
  });

  const REFUSED: readonly (readonly [title: string, path: string, body: JsonObject, status: number, code: string])[] = [
    ["an unknown action", `${SCAN}${NOW}`, { sourceScanAction: "Pause" }, 400, "InvalidParameter"],
    ["no action", `${SCAN}${NOW}`, {}, 400, "InvalidParameter"],
    [
      "an earlier api-version",
      `${SCAN}?api-version=2026-05-01`,
      { sourceScanAction: "Enable" },
      404,
      "InvalidResourceType",
    ],
  ];
  for (const [title, path, body, status, code] of REFUSED) {
    it(`configureSourceScan with ${title} is refused`, async () => {
      const answer = await azure.call("POST", path, body);
      assert.deepEqual([answer.status, codeOf(answer)], [status, code]);
      assert.deepEqual((await item())["sourceSideScanInfo"], NOT_SCANNED);
    });
  }

  it("configureSourceScan of a soft-deleted item is refused", async () => {
    await azure.call("DELETE", ITEM);
    const answer = await azure.call("POST", `${SCAN}${NOW}`, { sourceScanAction: "Enable" });
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorItemInSoftDeletedState"]);
  });

  it("a threat in a scanned VM is in its recovery points and its item, and a restore warns of it", async () => {
    await azure.call("POST", `${SCAN}${NOW}`, { sourceScanAction: "Enable" });
    await backUp();
    const healthy = await newestPoint();
    await infect();
    azure.advance(60_000);
    await backUp();
    const infected = await newestPoint();
    assert.deepEqual([healthy["threatStatus"], infected["threatStatus"]], ["Healthy", "UnHealthy"]);
    const [threat] = listAt(infected, "threatInfo");
    assert.deepEqual(
      [at(threat, "threatTitle"), at(threat, "threatState"), at(threat, "threatSeverity")],
      ["Ransomware", "Active", "High"],
    );
    assert.equal(at(await item(), "sourceSideScanInfo", "sourceSideScanSummary"), "Suspicious");
    const name = String(firstOf(await azure.call("GET", POINTS), "name"));
    const properties = {
      objectType: "IaasVMRestoreRequest",
      recoveryType: "RestoreDisks",
      targetResourceGroupId: GROUP,
    };
    const restored = await azure.call("POST", `${POINTS}/${name}/restore`, { properties });
    assert.equal(restored.status, 202);
    assert.match(restored.headers.get("x-ms-azvb-warning") ?? "", /threatStatus of the recovery point is UnHealthy/);
  });

  it("a threat in a VM that is not scanned is not found", async () => {
    await infect();
    await backUp();
    const point = await newestPoint();
    assert.deepEqual([point["threatStatus"], point["threatInfo"]], ["Unknown", undefined]);
  });

  for (const action of ["provisionInstantItemRecovery", "revokeInstantItemRecovery"]) {
    it(`${action} is refused, since no file can be recovered from a simulated disk`, async () => {
      await backUp();
      const name = String(firstOf(await azure.call("GET", POINTS), "name"));
      const answer = await azure.call("POST", `${POINTS}/${name}/${action}`, {});
      assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorFileRecoveryNotSupported"]);
      assert.match(messageOf(answer), /stores the properties of disks and not their contents/);
      assert.equal((await azure.call("POST", `${POINTS}/1/${action}`, {})).status, 404);
    });
  }

  it("accessToken is refused, since nothing is restored in the secondary region", async () => {
    await backUp();
    const name = String(firstOf(await azure.call("GET", POINTS), "name"));
    const answer = await azure.call("POST", `${POINTS}/${name}/accessToken`, {});
    assert.deepEqual([answer.status, codeOf(answer)], [400, "UserErrorRestoreToOtherRegionNotSupported"]);
  });
});
