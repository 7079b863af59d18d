import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const NEW_DISK: Request = [
  "PUT",
  DISK,
  { location: "westeurope", properties: { creationData: { createOption: "Empty" }, diskSizeGB: 10 } },
];
const snapshot = (name: string, properties: JsonObject = {}, more: JsonObject = {}): Request => [
  "PUT",
  `${COMPUTE}/snapshots/${name}`,
  {
    location: "westeurope",
    properties: { creationData: { createOption: "Copy", sourceResourceId: DISK }, ...properties },
    ...more,
  },
];
const incremental = (name: string): Request => snapshot(name, { incremental: true });
const creation = (creationData: JsonObject, more: JsonObject = {}): Request => [
  "PUT",
  `${COMPUTE}/snapshots/one`,
  { location: "westeurope", properties: { creationData, ...more } },
];
const VHD = "https://account.blob.core.windows.net/vhds/one.vhd";
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/account`;

const CREATIONS: readonly RuleRow[] = [
  ...(
    [
      ["refuses a missing createOption", {}, "creationData.createOption"],
      ["refuses Copy without a source", { createOption: "Copy" }, "creationData.sourceResourceId"],
      ["refuses CopyStart without a source", { createOption: "CopyStart" }, "creationData.sourceResourceId"],
      ["refuses Empty without a size", { createOption: "Empty" }, "disk.diskSizeGb"],
      ["refuses Import without a VHD", { createOption: "Import" }, "creationData.sourceUri"],
      [
        "refuses Import without a storage account",
        { createOption: "Import", sourceUri: VHD },
        "creationData.storageAccountId",
      ],
      ["refuses Upload without a size", { createOption: "Upload" }, "creationData.uploadSizeBytes"],
      [
        "refuses UploadPreparedSecure without a security type",
        { createOption: "UploadPreparedSecure", uploadSizeBytes: 20_972_032 },
        "securityProfile.securityType",
      ],
    ] as const
  ).map(([rule, creationData, name]) => ({
    rule,
    request: creation(creationData),
    status: 400,
    code: "InvalidParameter",
    message: new RegExp(`^Required parameter '${name}' is missing`),
  })),
  {
    rule: "refuses an unknown createOption",
    request: creation({ createOption: "Conjure" }),
    status: 400,
    code: "InvalidParameter",
    message: /createOption is "Conjure": expected one of Empty, Attach/,
  },
  {
    rule: "refuses Upload below the minimum size",
    request: creation({ createOption: "Upload", uploadSizeBytes: 20_972_031 }),
    status: 400,
    code: "InvalidParameter",
    message: /20972031: expected 20972032/,
  },
  {
    rule: "accepts Import of a VHD with a storage account",
    request: creation({ createOption: "Import", sourceUri: VHD, storageAccountId: ACCOUNT }),
    status: 202,
  },
  {
    rule: "refuses another source for an existing snapshot",
    before: [NEW_DISK, snapshot("one"), ["PUT", `${DISK}x`, NEW_DISK[2] ?? {}]],
    request: creation({ createOption: "Copy", sourceResourceId: `${DISK}x` }),
    status: 400,
    code: "BadRequest",
    message: /^Changing property 'sourceResourceId' is not allowed for existing disk 'one'\.$/,
  },
  {
    rule: "refuses a size below the size of its source",
    before: [NEW_DISK],
    request: snapshot("one", { diskSizeGB: 9 }),
    status: 400,
    code: "BadRequest",
    message: /cannot be resized down from 10 to 9 GB/,
  },
  {
    rule: "refuses CopyStart of a full snapshot",
    before: [NEW_DISK, snapshot("full")],
    request: creation(
      { createOption: "CopyStart", sourceResourceId: `${COMPUTE}/snapshots/full` },
      { incremental: true },
    ),
    status: 400,
    code: "InvalidParameter",
    message: /Entity not of expected type/,
  },
  {
    rule: "refuses CopyStart of a disk",
    before: [NEW_DISK],
    request: creation({ createOption: "CopyStart", sourceResourceId: DISK }, { incremental: true }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "refuses CopyStart into a full snapshot",
    before: [NEW_DISK, incremental("part")],
    request: creation({ createOption: "CopyStart", sourceResourceId: `${COMPUTE}/snapshots/part` }),
    status: 400,
    code: "InvalidParameter",
    message: /set incremental to true/,
  },
  {
    rule: "refuses another region for an existing snapshot",
    before: [NEW_DISK, snapshot("one")],
    request: ["PUT", `${COMPUTE}/snapshots/one`, { location: "eastus", properties: {} }],
    status: 409,
    code: "InvalidResourceLocation",
  },
];

testRules("the creation of a snapshot", CREATIONS);
