import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, SUBSCRIPTION } from "../support/service.js";
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
const FAR_GROUP = GROUP.replace(SUBSCRIPTION, SUBSCRIPTION.replace(/1$/, "2"));
const patched = (properties: JsonObject): Request => ["PATCH", `${COMPUTE}/snapshots/one`, { properties }];
const opened = (body: JsonObject): Request => ["POST", `${COMPUTE}/snapshots/one/beginGetAccess`, body];

const SNAPSHOTS: readonly RuleRow[] = [
  {
    rule: "refuses a name that ends with a dot",
    before: [NEW_DISK],
    request: snapshot("a."),
    status: 400,
    code: "InvalidParameter",
  },
  { rule: "refuses a source that does not exist", request: snapshot("one"), status: 404, code: "NotFound" },
  {
    rule: "refuses a source in another region",
    before: [NEW_DISK],
    request: snapshot("one", {}, { location: "eastus" }),
    status: 404,
    code: "NotFound",
  },
  {
    rule: "cannot be incremental if its disk is in another subscription",
    before: [NEW_DISK, ["PUT", FAR_GROUP, { location: "westeurope" }]],
    request: [
      "PUT",
      `${FAR_GROUP}/providers/Microsoft.Compute/snapshots/one`,
      {
        location: "westeurope",
        properties: { creationData: { createOption: "Copy", sourceResourceId: DISK }, incremental: true },
      },
    ],
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "refuses zone-redundant storage in a region without zones",
    request: [
      "PUT",
      `${COMPUTE}/snapshots/one`,
      {
        location: "westus",
        sku: { name: "Standard_ZRS" },
        properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 },
      },
    ],
    status: 400,
    code: "SkuNotAvailable",
  },
  {
    rule: "accepts zone-redundant storage in a region with zones",
    before: [NEW_DISK],
    request: snapshot("one", {}, { sku: { name: "Standard_ZRS" } }),
    status: 202,
  },
  {
    rule: "refuses premium storage if it is incremental",
    before: [NEW_DISK],
    request: snapshot("one", { incremental: true }, { sku: { name: "Premium_LRS" } }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "refuses an unknown SKU",
    before: [NEW_DISK],
    request: snapshot("one", {}, { sku: { name: "Golden_LRS" } }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "cannot be the eighth incremental snapshot of a disk within five minutes",
    before: [NEW_DISK, ...["1", "2", "3", "4", "5", "6", "7"].map((n) => incremental(`s${n}`))],
    request: incremental("s8"),
    status: 409,
    code: "OperationNotAllowed",
    message: /^7 incremental snapshots of the disk were taken in the last five minutes/,
  },
  {
    rule: "cannot be deleted while it is open for reading",
    before: [
      NEW_DISK,
      snapshot("one"),
      ["POST", `${COMPUTE}/snapshots/one/beginGetAccess`, { access: "Read", durationInSeconds: 600 }],
    ],
    request: ["DELETE", `${COMPUTE}/snapshots/one`],
    status: 409,
    code: "OperationNotAllowed",
    message: /active shared access signature/,
  },
];

const SETTINGS: readonly RuleRow[] = [
  {
    rule: "refuses AllowPrivate without a disk access",
    before: [NEW_DISK],
    request: snapshot("one", { networkAccessPolicy: "AllowPrivate" }),
    status: 409,
    code: "ConflictingUserInput",
    message: /^AllowPrivate NetworkAccessPolicy can only supported with Disk Access/,
  },
  {
    rule: "refuses a disk access without AllowPrivate",
    before: [NEW_DISK],
    request: snapshot("one", { diskAccessId: `${COMPUTE}/diskAccesses/door` }),
    status: 409,
    code: "ConflictingUserInput",
    message: /^Disk Access is only supported for disks with NetworkAccessPolicy AllowPrivate$/,
  },
  ...(["networkAccessPolicy", "publicNetworkAccess"] as const).map((key) => ({
    rule: `refuses an unknown ${key}`,
    before: [NEW_DISK],
    request: snapshot("one", { [key]: "Perhaps" }),
    status: 400,
    code: "InvalidParameter",
    message: new RegExp(`^properties\\.${key} is "Perhaps": expected one of `),
  })),
  {
    rule: "refuses a customer-managed key without a disk encryption set",
    before: [NEW_DISK],
    request: snapshot("one", { encryption: { type: "EncryptionAtRestWithCustomerKey" } }),
    status: 400,
    code: "InvalidParameter",
    message: /'encryption\.diskEncryptionSetId' is missing/,
  },
  {
    rule: "refuses a PATCH of incremental",
    before: [NEW_DISK, snapshot("one")],
    request: patched({ incremental: true }),
    status: 400,
    code: "BadRequest",
    message: /^Could not find member 'incremental'/,
  },
  {
    rule: "refuses a PATCH to a smaller size",
    before: [NEW_DISK, snapshot("one")],
    request: patched({ diskSizeGB: 5 }),
    status: 400,
    code: "BadRequest",
  },
  {
    rule: "refuses a PATCH to premium storage if it is incremental",
    before: [NEW_DISK, incremental("one")],
    request: ["PATCH", `${COMPUTE}/snapshots/one`, { sku: { name: "Premium_LRS" } }],
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "cannot become incremental",
    before: [NEW_DISK, snapshot("one")],
    request: incremental("one"),
    status: 409,
    code: "PropertyChangeNotAllowed",
  },
  {
    rule: "refuses an unknown SKU when it is put again",
    before: [NEW_DISK, snapshot("one")],
    request: snapshot("one", {}, { sku: { name: "Golden_LRS" } }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "can be put again without a change",
    before: [NEW_DISK, snapshot("one")],
    request: snapshot("one"),
    status: 202,
  },
  {
    rule: "that does not exist returns 404 to a GET",
    request: ["GET", `${COMPUTE}/snapshots/one`],
    status: 404,
    code: "ResourceNotFound",
  },
  {
    rule: "that does not exist returns 404 to a PATCH",
    request: patched({}),
    status: 404,
    code: "ResourceNotFound",
  },
];

const ACCESS: readonly RuleRow[] = [
  ...(
    [
      ["without an access type", { durationInSeconds: 600 }, /'access' is missing/],
      ["without a duration", { access: "Read" }, /'durationInSeconds' is missing/],
      ["for more than 60 days", { access: "Read", durationInSeconds: 5_184_001 }, /expected 1 to 5184000/],
      ["for zero seconds", { access: "Read", durationInSeconds: 0 }, /expected 1 to 5184000/],
      [
        "with an unknown access type",
        { access: "Look", durationInSeconds: 600 },
        /access is "Look": expected one of None, Read, Write/,
      ],
    ] as const
  ).map(([rule, body, message]) => ({
    rule,
    before: [NEW_DISK, snapshot("one")],
    request: opened(body),
    status: 400,
    code: "InvalidParameter",
    message,
  })),
  {
    rule: "for reading if the networkAccessPolicy is DenyAll",
    before: [NEW_DISK, snapshot("one", { networkAccessPolicy: "DenyAll" })],
    request: opened({ access: "Read", durationInSeconds: 600 }),
    status: 409,
    code: "OperationNotAllowed",
    message: /NetworkAccessPolicy DenyAll/,
  },
  {
    rule: "for writing if the snapshot is not an upload",
    before: [NEW_DISK, snapshot("one")],
    request: opened({ access: "Write", durationInSeconds: 600 }),
    status: 409,
    code: "OperationNotAllowed",
  },
];

testRules("a snapshot", SNAPSHOTS);
testRules("a snapshot", SETTINGS);
testRules("a request for access to a snapshot is refused", ACCESS);
