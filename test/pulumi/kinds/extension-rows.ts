/**
 * The table of updates of a VMSnapshot extension. What travels as text in `objectStr` is seen as `object`; the protected
 * settings are seen as they were sent last, since Azure never shows them: as `secrets`, their own object as `uris`.
 */
import type { Json, JsonObject } from "../../../provider/core/json.js";
import type { Change, Rows } from "../../support/kind-table.js";

const UNSEEN = "Azure never shows protected settings";
const SETTINGS = "properties.settings";
const textOf = (object: JsonObject): string => Buffer.from(JSON.stringify(object)).toString("base64");
const sasOf = (blob: string): string =>
  `https://shop.blob.core.windows.net/vhds/${blob}?sv=2014-02-14&sr=b&sp=rw&sig=c2lnbmF0dXJl`;

/** The least settings that Linux takes, which wants protected ones beside them. */
const INSTALL = { commandToExecute: "install", backup: { metadata: { task: "1" } } };
const HIDDEN = { protectedSettings: { blobSasUris: [] } };
const BESIDE = { settings: INSTALL, ...HIDDEN };

const setting = (key: string, from: Json, to: Json): Rows => ({
  [`settings.${key}`]: { from, to, at: `${SETTINGS}.${key}`, gone: null, beside: BESIDE },
});

const backup = (key: string, change: Omit<Change, "beside">): Rows => ({
  [`settings.backup.${key}`]: {
    ...change,
    beside: { settings: { commandToExecute: "install", backup: {} }, ...HIDDEN },
  },
});

const disk = (key: string, from: Json, to: Json): Rows => ({
  [`settings.backup.includedDisks.${key}`]: {
    from,
    to,
    at: `object.includedDisks.${key}`,
    gone: null,
    beside: {
      settings: { commandToExecute: "install", backup: { includedDisks: { isOSDiskIncluded: true } } },
      ...HIDDEN,
    },
  },
});

const secret = (key: string, from: Json, to: Json): Rows => ({
  [`protectedSettings.${key}`]: {
    from,
    to,
    at: `secrets.${key}`,
    gone: null,
    beside: BESIDE,
    unseen: UNSEEN,
  },
});

const settingRows: Rows = {
  settings: {
    from: { ...INSTALL, locale: "en-us" },
    at: `${SETTINGS}.locale`,
    was: "en-us",
    gone: null,
    beside: HIDDEN,
    without: {},
  },
  "settings.commandToExecute": {
    from: "install",
    to: "snapshot",
    at: `${SETTINGS}.commandToExecute`,
    beside: { settings: { backup: {} }, ...HIDDEN },
    stays: /settings\.commandToExecute: is missing/,
  },
  "settings.vmType": {
    from: "microsoft.compute/virtualmachines",
    to: "microsoft.classiccompute/virtualmachines",
    at: `${SETTINGS}.vmType`,
    gone: "microsoft.compute/virtualmachines",
    beside: BESIDE,
  },
  ...setting("taskId", "task-1", "task-2"),
  ...setting("commandStartTimeUTCTicks", "638512299280000000", "638512299290000000"),
  ...setting("locale", "en-us", "de-de"),
  "settings.backup": {
    from: { metadata: { task: "1" } },
    at: "object.backupMetadata",
    was: [{ Key: "task", Value: "1" }],
    gone: [],
    beside: { settings: { commandToExecute: "install" }, ...HIDDEN },
    without: { settings: { commandToExecute: "install", objectStr: textOf({ backupMetadata: [] }) }, ...HIDDEN },
  },
  ...backup("metadata", {
    from: { task: "1" },
    to: { task: "2" },
    at: "object.backupMetadata",
    was: [{ Key: "task", Value: "1" }],
    is: [{ Key: "task", Value: "2" }],
    gone: [],
  }),
  ...backup("includedDisks", {
    from: { isOSDiskIncluded: true },
    at: "object.includedDisks.isOSDiskIncluded",
    was: true,
    gone: null,
  }),
  "settings.backup.includedDisks.isOSDiskIncluded": {
    from: true,
    to: false,
    at: "object.includedDisks.isOSDiskIncluded",
    gone: null,
    beside: { settings: { commandToExecute: "install", backup: { includedDisks: {} } }, ...HIDDEN },
  },
  ...disk("dataDiskLunList", [0], [1, 2]),
  ...disk("isAnyDiskExcluded", true, false),
  ...disk("isVMADEEnabled", false, true),
  ...disk("isVmmdBlobIncluded", false, true),
  ...disk("isAnyWADiskIncluded", false, true),
  ...disk("isVmgsBlobIncluded", false, true),
  ...disk("isAnyDirectDriveDiskIncluded", false, true),
  ...disk("instantAccessDurationMinutes", 60, 120),
  ...backup("snapshotTaskToken", { from: "token-one", to: "token-two", at: "object.snapshotTaskToken", gone: null }),
  ...backup("dynamicConfigs", {
    from: { isSnapshotTtlEnabled: "true" },
    to: { isSnapshotTtlEnabled: "false" },
    at: "object.dynamicConfigsFromCRP",
    was: [{ Key: "isSnapshotTtlEnabled", Value: "true" }],
    is: [{ Key: "isSnapshotTtlEnabled", Value: "false" }],
    gone: null,
  }),
  "settings.objectStr": {
    from: textOf({ backupMetadata: [] }),
    to: textOf({ backupMetadata: [{ Key: "task", Value: "2" }] }),
    at: `${SETTINGS}.objectStr`,
    gone: textOf({ backupMetadata: [{ Key: "task", Value: "1" }] }),
    beside: { settings: { commandToExecute: "install" }, ...HIDDEN },
    without: BESIDE,
  },
  "settings.customSettings": {
    from: { takeSnapshotFrom: "onlyGuest" },
    to: { takeSnapshotFrom: "onlyHost" },
    at: `${SETTINGS}.customSettings`,
    was: '{"takeSnapshotFrom":"onlyGuest"}',
    is: '{"takeSnapshotFrom":"onlyHost"}',
    gone: null,
    beside: BESIDE,
  },
  ...setting("logsBlobUri", sasOf("log-1"), sasOf("log-2")),
  ...setting("statusBlobUri", sasOf("status-1"), sasOf("status-2")),
  rawSettings: {
    from: { extra: 1 },
    to: { extra: 2 },
    at: `${SETTINGS}.extra`,
    was: 1,
    is: 2,
    gone: null,
    beside: BESIDE,
  },
};

const secretRows: Rows = {
  protectedSettings: {
    from: { blobSasUris: [], snapshotTaskToken: "token-one" },
    at: "secrets.snapshotTaskToken",
    was: "token-one",
    beside: { settings: INSTALL },
    stays: /protectedSettings: is missing: without protected settings the extension for Linux ends without a status/,
  },
  "protectedSettings.blobSasUris": {
    from: [sasOf("os-1")],
    to: [sasOf("os-2")],
    at: "uris.blobSASUri",
    gone: [],
    beside: { settings: INSTALL },
    without: { settings: INSTALL, protectedSettings: { objectStr: textOf({ blobSASUri: [] }) } },
    unseen: UNSEEN,
  },
  "protectedSettings.objectStr": {
    from: textOf({ blobSASUri: [sasOf("os-1")] }),
    to: textOf({ blobSASUri: [sasOf("os-2")] }),
    at: "uris.blobSASUri",
    was: [sasOf("os-1")],
    is: [sasOf("os-2")],
    gone: [],
    beside: { settings: INSTALL },
    without: { settings: INSTALL, protectedSettings: { blobSasUris: [] } },
    unseen: UNSEEN,
  },
  ...secret("logsBlobUri", sasOf("log-1"), sasOf("log-2")),
  ...secret("statusBlobUri", sasOf("status-1"), sasOf("status-2")),
  ...secret("snapshotTaskToken", "token-one", "token-two"),
  "protectedSettings.customSettings": {
    from: { takeSnapshotFrom: "onlyGuest" },
    to: { takeSnapshotFrom: "onlyHost" },
    at: "secrets.customSettings",
    was: '{"takeSnapshotFrom":"onlyGuest"}',
    is: '{"takeSnapshotFrom":"onlyHost"}',
    gone: null,
    beside: BESIDE,
    unseen: UNSEEN,
  },
  rawProtectedSettings: {
    from: { extra: "hidden-1" },
    to: { extra: "hidden-2" },
    at: "secrets.extra",
    was: "hidden-1",
    is: "hidden-2",
    gone: null,
    beside: BESIDE,
    unseen: UNSEEN,
  },
};

export const extensionRows: Rows = {
  tags: { from: { team: "shop" }, to: { team: "bank" }, at: "tags", gone: {} },
  typeHandlerVersion: { from: "1.1", to: "1.2", at: "properties.typeHandlerVersion", gone: "1.0" },
  autoUpgradeMinorVersion: { from: true, to: false, at: "properties.autoUpgradeMinorVersion", gone: true },
  enableAutomaticUpgrade: { from: false, to: true, at: "properties.enableAutomaticUpgrade", gone: false },
  forceUpdateTag: { from: "1", to: "2", at: "properties.forceUpdateTag", gone: "" },
  suppressFailures: { from: false, to: true, at: "properties.suppressFailures", gone: false },
  provisionAfterExtensions: {
    from: ["monitor"],
    to: ["antivirus"],
    at: "properties.provisionAfterExtensions",
    gone: [],
  },
  ...settingRows,
  ...secretRows,
};
