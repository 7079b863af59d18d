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
const made = (creationData: JsonObject, more: JsonObject = {}): Request => [
  "PUT",
  `${COMPUTE}/snapshots/one`,
  { location: "westeurope", properties: { creationData, ...more } },
];
const VHD = "https://account.blob.core.windows.net/vhds/one.vhd";
const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/account`;

const MAKING: readonly RuleRow[] = [
  ...(
    [
      ["nothing said of how", {}, "creationData.createOption"],
      ["Copy without a source", { createOption: "Copy" }, "creationData.sourceResourceId"],
      ["CopyStart without a source", { createOption: "CopyStart" }, "creationData.sourceResourceId"],
      ["Empty without a size", { createOption: "Empty" }, "disk.diskSizeGb"],
      ["Import without a VHD", { createOption: "Import" }, "creationData.sourceUri"],
      ["Import without its account", { createOption: "Import", sourceUri: VHD }, "creationData.storageAccountId"],
      ["an upload without its size", { createOption: "Upload" }, "creationData.uploadSizeBytes"],
      [
        "a prepared upload without its security",
        { createOption: "UploadPreparedSecure", uploadSizeBytes: 20_972_032 },
        "securityProfile.securityType",
      ],
    ] as const
  ).map(([rule, creationData, name]) => ({
    rule,
    request: made(creationData),
    status: 400,
    code: "InvalidParameter",
    says: new RegExp(`^Required parameter '${name}' is missing`),
  })),
  {
    rule: "a way that Azure does not know",
    request: made({ createOption: "Conjure" }),
    status: 400,
    code: "InvalidParameter",
    says: /expected Attach, Empty/,
  },
  {
    rule: "an upload that is shorter than Azure takes",
    request: made({ createOption: "Upload", uploadSizeBytes: 20_972_031 }),
    status: 400,
    code: "InvalidParameter",
    says: /20972031: expected 20972032/,
  },
  {
    rule: "nothing of a VHD with its account",
    request: made({ createOption: "Import", sourceUri: VHD, storageAccountId: ACCOUNT }),
    status: 202,
  },
  {
    rule: "another source than it was made of",
    before: [NEW_DISK, snapshot("one"), ["PUT", `${DISK}x`, NEW_DISK[2] ?? {}]],
    request: made({ createOption: "Copy", sourceResourceId: `${DISK}x` }),
    status: 400,
    code: "BadRequest",
    says: /^Changing property 'sourceResourceId' is not allowed for existing disk 'one'\.$/,
  },
  {
    rule: "a size below its source's",
    before: [NEW_DISK],
    request: snapshot("one", { diskSizeGB: 9 }),
    status: 400,
    code: "BadRequest",
    says: /cannot be resized down from 10 to 9 GB/,
  },
  {
    rule: "CopyStart of a full snapshot",
    before: [NEW_DISK, snapshot("full")],
    request: made({ createOption: "CopyStart", sourceResourceId: `${COMPUTE}/snapshots/full` }, { incremental: true }),
    status: 400,
    code: "InvalidParameter",
    says: /Entity not of expected type/,
  },
  {
    rule: "CopyStart of a disk",
    before: [NEW_DISK],
    request: made({ createOption: "CopyStart", sourceResourceId: DISK }, { incremental: true }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "CopyStart into a full snapshot",
    before: [NEW_DISK, incremental("part")],
    request: made({ createOption: "CopyStart", sourceResourceId: `${COMPUTE}/snapshots/part` }),
    status: 400,
    code: "InvalidParameter",
    says: /set incremental to true/,
  },
  {
    rule: "another region than it lies in",
    before: [NEW_DISK, snapshot("one")],
    request: ["PUT", `${COMPUTE}/snapshots/one`, { location: "eastus", properties: {} }],
    status: 409,
    code: "InvalidResourceLocation",
  },
];

testRules("in the making of a snapshot Azure refuses", MAKING);
