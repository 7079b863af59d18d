/**
 * The table of updates of a VMSnapshot extension. In the view, `object` is the decoded `objectStr`. Azure never returns
 * protected settings, so the view has those of the last request: `secrets`, and `uris`, their decoded `objectStr`.
 */
import type { Json, JsonObject } from "../../../provider/core/json.js";
import type { Change, Rows } from "../../support/kind-table.js";

const NO_DRIFT_REASON = "Azure never returns protected settings";
const SETTINGS = "properties.settings";
const encoded = (object: JsonObject): string => Buffer.from(JSON.stringify(object)).toString("base64");
const sasOf = (blob: string): string =>
  `https://shop.blob.core.windows.net/vhds/${blob}?sv=2014-02-14&sr=b&sp=rw&sig=c2lnbmF0dXJl`;

/** The required settings for Linux, which also requires protected settings. */
const INSTALL = { commandToExecute: "install", backup: { metadata: { task: "1" } } };
const PROTECTED = { protectedSettings: { blobSasUris: [] } };
const OTHER_INPUTS = { settings: INSTALL, ...PROTECTED };

const setting = (key: string, from: Json, to: Json): Rows => ({
  [`settings.${key}`]: { from, to, at: `${SETTINGS}.${key}`, afterRemoval: null, otherInputs: OTHER_INPUTS },
});

const backup = (key: string, change: Omit<Change, "otherInputs">): Rows => ({
  [`settings.backup.${key}`]: {
    ...change,
    otherInputs: { settings: { commandToExecute: "install", backup: {} }, ...PROTECTED },
  },
});

const disk = (key: string, from: Json, to: Json): Rows => ({
  [`settings.backup.includedDisks.${key}`]: {
    from,
    to,
    at: `object.includedDisks.${key}`,
    afterRemoval: null,
    otherInputs: {
      settings: { commandToExecute: "install", backup: { includedDisks: { isOSDiskIncluded: true } } },
      ...PROTECTED,
    },
  },
});

const secret = (key: string, from: Json, to: Json): Rows => ({
  [`protectedSettings.${key}`]: {
    from,
    to,
    at: `secrets.${key}`,
    afterRemoval: null,
    otherInputs: OTHER_INPUTS,
    noDriftReason: NO_DRIFT_REASON,
  },
});

const settingRows: Rows = {
  settings: {
    from: { ...INSTALL, locale: "en-us" },
    at: `${SETTINGS}.locale`,
    was: "en-us",
    afterRemoval: null,
    otherInputs: PROTECTED,
    inputsAfterRemoval: {},
  },
  "settings.commandToExecute": {
    from: "install",
    to: "snapshot",
    at: `${SETTINGS}.commandToExecute`,
    otherInputs: { settings: { backup: {} }, ...PROTECTED },
    removalRefused: /settings\.commandToExecute: is missing/,
  },
  "settings.vmType": {
    from: "microsoft.compute/virtualmachines",
    to: "microsoft.classiccompute/virtualmachines",
    at: `${SETTINGS}.vmType`,
    afterRemoval: "microsoft.compute/virtualmachines",
    otherInputs: OTHER_INPUTS,
  },
  ...setting("taskId", "task-1", "task-2"),
  ...setting("commandStartTimeUTCTicks", "638512299280000000", "638512299290000000"),
  ...setting("locale", "en-us", "de-de"),
  "settings.backup": {
    from: { metadata: { task: "1" } },
    at: "object.backupMetadata",
    was: [{ Key: "task", Value: "1" }],
    afterRemoval: [],
    otherInputs: { settings: { commandToExecute: "install" }, ...PROTECTED },
    inputsAfterRemoval: {
      settings: { commandToExecute: "install", objectStr: encoded({ backupMetadata: [] }) },
      ...PROTECTED,
    },
  },
  ...backup("metadata", {
    from: { task: "1" },
    to: { task: "2" },
    at: "object.backupMetadata",
    was: [{ Key: "task", Value: "1" }],
    is: [{ Key: "task", Value: "2" }],
    afterRemoval: [],
  }),
  ...backup("includedDisks", {
    from: { isOSDiskIncluded: true },
    at: "object.includedDisks.isOSDiskIncluded",
    was: true,
    afterRemoval: null,
  }),
  "settings.backup.includedDisks.isOSDiskIncluded": {
    from: true,
    to: false,
    at: "object.includedDisks.isOSDiskIncluded",
    afterRemoval: null,
    otherInputs: { settings: { commandToExecute: "install", backup: { includedDisks: {} } }, ...PROTECTED },
  },
  ...disk("dataDiskLunList", [0], [1, 2]),
  ...disk("isAnyDiskExcluded", true, false),
  ...disk("isVMADEEnabled", false, true),
  ...disk("isVmmdBlobIncluded", false, true),
  ...disk("isAnyWADiskIncluded", false, true),
  ...disk("isVmgsBlobIncluded", false, true),
  ...disk("isAnyDirectDriveDiskIncluded", false, true),
  ...disk("instantAccessDurationMinutes", 60, 120),
  ...backup("snapshotTaskToken", {
    from: "token-one",
    to: "token-two",
    at: "object.snapshotTaskToken",
    afterRemoval: null,
  }),
  ...backup("dynamicConfigs", {
    from: { isSnapshotTtlEnabled: "true" },
    to: { isSnapshotTtlEnabled: "false" },
    at: "object.dynamicConfigsFromCRP",
    was: [{ Key: "isSnapshotTtlEnabled", Value: "true" }],
    is: [{ Key: "isSnapshotTtlEnabled", Value: "false" }],
    afterRemoval: null,
  }),
  "settings.objectStr": {
    from: encoded({ backupMetadata: [] }),
    to: encoded({ backupMetadata: [{ Key: "task", Value: "2" }] }),
    at: `${SETTINGS}.objectStr`,
    afterRemoval: encoded({ backupMetadata: [{ Key: "task", Value: "1" }] }),
    otherInputs: { settings: { commandToExecute: "install" }, ...PROTECTED },
    inputsAfterRemoval: OTHER_INPUTS,
  },
  "settings.customSettings": {
    from: { takeSnapshotFrom: "onlyGuest" },
    to: { takeSnapshotFrom: "onlyHost" },
    at: `${SETTINGS}.customSettings`,
    was: '{"takeSnapshotFrom":"onlyGuest"}',
    is: '{"takeSnapshotFrom":"onlyHost"}',
    afterRemoval: null,
    otherInputs: OTHER_INPUTS,
  },
  ...setting("logsBlobUri", sasOf("log-1"), sasOf("log-2")),
  ...setting("statusBlobUri", sasOf("status-1"), sasOf("status-2")),
  rawSettings: {
    from: { extra: 1 },
    to: { extra: 2 },
    at: `${SETTINGS}.extra`,
    was: 1,
    is: 2,
    afterRemoval: null,
    otherInputs: OTHER_INPUTS,
  },
};

const secretRows: Rows = {
  protectedSettings: {
    from: { blobSasUris: [], snapshotTaskToken: "token-one" },
    at: "secrets.snapshotTaskToken",
    was: "token-one",
    otherInputs: { settings: INSTALL },
    removalRefused:
      /protectedSettings: is missing: without protected settings the extension for Linux ends without a status/,
  },
  "protectedSettings.blobSasUris": {
    from: [sasOf("os-1")],
    to: [sasOf("os-2")],
    at: "uris.blobSASUri",
    afterRemoval: [],
    otherInputs: { settings: INSTALL },
    inputsAfterRemoval: { settings: INSTALL, protectedSettings: { objectStr: encoded({ blobSASUri: [] }) } },
    noDriftReason: NO_DRIFT_REASON,
  },
  "protectedSettings.objectStr": {
    from: encoded({ blobSASUri: [sasOf("os-1")] }),
    to: encoded({ blobSASUri: [sasOf("os-2")] }),
    at: "uris.blobSASUri",
    was: [sasOf("os-1")],
    is: [sasOf("os-2")],
    afterRemoval: [],
    otherInputs: { settings: INSTALL },
    inputsAfterRemoval: { settings: INSTALL, protectedSettings: { blobSasUris: [] } },
    noDriftReason: NO_DRIFT_REASON,
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
    afterRemoval: null,
    otherInputs: OTHER_INPUTS,
    noDriftReason: NO_DRIFT_REASON,
  },
  rawProtectedSettings: {
    from: { extra: "hidden-1" },
    to: { extra: "hidden-2" },
    at: "secrets.extra",
    was: "hidden-1",
    is: "hidden-2",
    afterRemoval: null,
    otherInputs: OTHER_INPUTS,
    noDriftReason: NO_DRIFT_REASON,
  },
};

export const extensionRows: Rows = {
  tags: { from: { team: "shop" }, to: { team: "bank" }, at: "tags", afterRemoval: {} },
  typeHandlerVersion: { from: "1.1", to: "1.2", at: "properties.typeHandlerVersion", afterRemoval: "1.0" },
  autoUpgradeMinorVersion: { from: true, to: false, at: "properties.autoUpgradeMinorVersion", afterRemoval: true },
  enableAutomaticUpgrade: { from: false, to: true, at: "properties.enableAutomaticUpgrade", afterRemoval: false },
  forceUpdateTag: { from: "1", to: "2", at: "properties.forceUpdateTag", afterRemoval: "" },
  suppressFailures: { from: false, to: true, at: "properties.suppressFailures", afterRemoval: false },
  provisionAfterExtensions: {
    from: ["monitor"],
    to: ["antivirus"],
    at: "properties.provisionAfterExtensions",
    afterRemoval: [],
  },
  ...settingRows,
  ...secretRows,
};
