/** The conversion of a VMSnapshot extension to ARM and back. */
import assert from "node:assert/strict";
import { type JsonObject, objectAt } from "../../../provider/core/json.js";
import { fromArm, patchToArm, toArm } from "../../../provider/kinds/vm-snapshot-extension/arm.js";
import { vmSnapshotExtension } from "../../../provider/kinds/vm-snapshot-extension/index.js";
import type { Inputs } from "../../../provider/kinds/vm-snapshot-extension/schema.js";
import { check } from "../../support/verbs.js";
import { VM } from "./examples.js";
import { EXTENSION, extensionDeclarations, extensionInputs, SAS } from "./extension-examples.js";

const windows = { ...extensionInputs, osType: "Windows", name: "VMSnapshot" } as const;
const good = { commandToExecute: "snapshot", backup: { metadata: { vmbackuptag: "daily" } } };

/** Inputs after check, as a handler receives them. */
const checked = (change: JsonObject): Inputs =>
  check(vmSnapshotExtension, { ...extensionInputs, ...change }).inputs as Inputs;

const propertiesOf = (change: JsonObject): JsonObject => objectAt(toArm(checked(change), "westeurope"), "properties");
const decoded = (base64: unknown): unknown => JSON.parse(Buffer.from(String(base64), "base64").toString());

describe("the body of a snapshot extension", () => {
  it("only installs the extension if no settings are declared, in the format that Linux requires", () => {
    const { settings, protectedSettings, ...rest } = propertiesOf({});

    assert.deepEqual(rest, {
      publisher: "Microsoft.Azure.RecoveryServices",
      type: "VMSnapshotLinux",
      typeHandlerVersion: "1.0",
      autoUpgradeMinorVersion: true,
    });
    assert.deepEqual(settings, {
      commandToExecute: "install",
      vmType: "microsoft.compute/virtualmachines",
      objectStr: "eyJiYWNrdXBNZXRhZGF0YSI6W119",
    });
    assert.deepEqual(decoded(objectAt(protectedSettings)["objectStr"]), { blobSASUri: [] });
  });

  it("has the Windows type and version on Windows", () => {
    const { type, typeHandlerVersion } = propertiesOf(windows);

    assert.deepEqual([type, typeHandlerVersion], ["VMSnapshot", "1.9"]);
  });

  it("contains objects as the JSON and base64 strings that the extension reads", () => {
    const { settings, protectedSettings } = propertiesOf(extensionDeclarations[1] ?? {});
    const { objectStr, ...plain } = objectAt(settings);
    const { objectStr: blobs, ...secrets } = objectAt(protectedSettings);

    assert.deepEqual(plain, {
      region: "westeurope",
      commandToExecute: "snapshot",
      vmType: "microsoft.compute/virtualmachines",
      taskId: "e07354cf-041e-4370-929f-25a319ce8933",
      commandStartTimeUTCTicks: "638512299280000000",
      locale: "en-us",
      customSettings: '{"takeSnapshotFrom":"onlyHost"}',
      logsBlobUri: SAS,
      statusBlobUri: SAS,
    });
    assert.deepEqual(decoded(objectStr), {
      backupMetadata: [{ Key: "vmbackuptag", Value: "daily" }],
      includedDisks: {
        dataDiskLunList: [0, 2],
        isOSDiskIncluded: true,
        isAnyDiskExcluded: true,
        isVMADEEnabled: false,
        isVmmdBlobIncluded: true,
        isAnyWADiskIncluded: false,
        isVmgsBlobIncluded: false,
        isAnyDirectDriveDiskIncluded: false,
        instantAccessDurationMinutes: 60,
      },
      snapshotTaskToken: "task-token",
      dynamicConfigsFromCRP: [{ Key: "isSnapshotTtlEnabled", Value: "true" }],
    });
    assert.deepEqual(decoded(blobs), { blobSASUri: [SAS] });
    assert.deepEqual(secrets, {
      other: "protected-other",
      logsBlobUri: SAS,
      statusBlobUri: SAS,
      snapshotTaskToken: "task-token",
      customSettings: '{"isManagedVm":true}',
    });
  });

  it("resets inputs that are no longer declared", () => {
    const previous = checked(extensionDeclarations[1] ?? {});
    const body = toArm(checked({}), "westeurope", previous);

    assert.deepEqual(body["tags"], {});
    const { enableAutomaticUpgrade, suppressFailures, provisionAfterExtensions, forceUpdateTag } = objectAt(
      body,
      "properties",
    );
    assert.deepEqual(
      [enableAutomaticUpgrade, suppressFailures, provisionAfterExtensions, forceUpdateTag],
      [false, false, [], ""],
    );
  });

  it("is a PATCH if no settings are declared, so settings that Azure Backup wrote are kept", () => {
    const old = checked({
      tags: { a: "b" },
      forceUpdateTag: "1",
      enableAutomaticUpgrade: true,
      typeHandlerVersion: "1.1",
      suppressFailures: true,
    });

    assert.deepEqual(patchToArm(checked({ tags: { a: "c" }, forceUpdateTag: "2", suppressFailures: true }), old), {
      tags: { a: "c" },
      properties: {
        autoUpgradeMinorVersion: true,
        forceUpdateTag: "2",
        enableAutomaticUpgrade: false,
        typeHandlerVersion: "1.0",
        suppressFailures: true,
      },
    });
    assert.deepEqual(patchToArm(checked({ tags: { a: "b" } }), checked({})), {
      tags: { a: "b" },
      properties: { autoUpgradeMinorVersion: true },
    });
  });

  it("is a PUT if settings are declared, are no longer declared, or the extension was left incomplete", () => {
    const bare = checked({});
    const withSettings = checked({ settings: good, protectedSettings: { blobSasUris: [] } });

    assert.equal(patchToArm({ ...withSettings, forceUpdateTag: "2" }, withSettings), undefined);
    assert.equal(patchToArm(bare, withSettings), undefined);
    assert.equal(patchToArm({ ...bare, provisionAfterExtensions: ["a"] }, bare), undefined);
    assert.equal(patchToArm({ ...bare, adopt: "always" }, bare), undefined);
    assert.equal(patchToArm(bare, bare), undefined);
  });

  it("is read back as inputs, with only the declared settings", () => {
    const declared = checked(extensionDeclarations[1] ?? {});
    const { protectedSettings: _, ...properties } = objectAt(toArm(declared, "westeurope"), "properties");
    const settings = { ...objectAt(properties, "settings"), written: "by Azure Backup" };
    const live = { id: EXTENSION, name: "VMSnapshotLinux", location: "westeurope", tags: { team: "shop" } };

    const {
      protectedSettings: _p,
      rawProtectedSettings: _r,
      adopt: _a,
      onDelete: _o,
      timeouts: _t,
      ...expected
    } = declared;
    assert.deepEqual(fromArm({ ...live, properties: { ...properties, settings } }, declared), expected);
  });

  it("is read back with the settings that drifted", () => {
    const declared = checked({
      settings: { ...good, taskId: "mine", customSettings: { a: 1 } },
      suppressFailures: false,
    });
    const live = (settings: JsonObject) =>
      fromArm({ id: EXTENSION, properties: { type: "VMSnapshotLinux", settings } }, declared);

    const result = live({
      taskId: "of Azure Backup",
      objectStr: "eyJiYWNrdXBNZXRhZGF0YSI6W119",
      customSettings: "no json",
    });
    assert.deepEqual(result["settings"], {
      taskId: "of Azure Backup",
      backup: { metadata: {} },
      customSettings: "no json",
    });
    assert.equal(result["suppressFailures"], false, "Azure leaves out what is off");
    assert.deepEqual(live({ objectStr: "odd" })["settings"], {});
  });

  it("is read back with all settings if nothing is declared", () => {
    const properties = {
      type: "VMSnapshot",
      typeHandlerVersion: "1.9",
      autoUpgradeMinorVersion: true,
      settings: { taskId: "t", objectStr: "e30=", customSettings: '{"a":1}', odd: true },
    };

    assert.deepEqual(fromArm({ id: `${VM}/extensions/mine`, location: "westeurope", properties }, {}), {
      vm: VM,
      osType: "Windows",
      name: "mine",
      location: "westeurope",
      typeHandlerVersion: "1.9",
      autoUpgradeMinorVersion: true,
      settings: { taskId: "t", objectStr: "e30=", customSettings: { a: 1 } },
      rawSettings: { odd: true },
    });
  });
});
