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
    rule: "a name that ends with a dot",
    before: [NEW_DISK],
    request: snapshot("a."),
    status: 400,
    code: "InvalidParameter",
  },
  { rule: "a source that is not there", request: snapshot("one"), status: 404, code: "NotFound" },
  {
    rule: "a source of another region",
    before: [NEW_DISK],
    request: snapshot("one", {}, { location: "eastus" }),
    status: 404,
    code: "NotFound",
  },
  {
    rule: "an incremental one of a disk of another subscription",
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
    rule: "zone-redundant storage where there are no zones",
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
    rule: "nothing of zone-redundant storage where there are zones",
    before: [NEW_DISK],
    request: snapshot("one", {}, { sku: { name: "Standard_ZRS" } }),
    status: 202,
  },
  {
    rule: "premium storage for an incremental one",
    before: [NEW_DISK],
    request: snapshot("one", { incremental: true }, { sku: { name: "Premium_LRS" } }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "storage that Azure does not have",
    before: [NEW_DISK],
    request: snapshot("one", {}, { sku: { name: "Golden_LRS" } }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "the eighth incremental one within five minutes",
    before: [NEW_DISK, ...["1", "2", "3", "4", "5", "6", "7"].map((n) => incremental(`s${n}`))],
    request: incremental("s8"),
    status: 409,
    code: "OperationNotAllowed",
    says: /^7 incremental snapshots of the disk were taken in the last five minutes/,
  },
  {
    rule: "to be deleted while it is open for reading",
    before: [
      NEW_DISK,
      snapshot("one"),
      ["POST", `${COMPUTE}/snapshots/one/beginGetAccess`, { access: "Read", durationInSeconds: 600 }],
    ],
    request: ["DELETE", `${COMPUTE}/snapshots/one`],
    status: 409,
    code: "OperationNotAllowed",
    says: /active shared access signature/,
  },
];

const REACH: readonly RuleRow[] = [
  {
    rule: "a private reach without a disk access",
    before: [NEW_DISK],
    request: snapshot("one", { networkAccessPolicy: "AllowPrivate" }),
    status: 409,
    code: "ConflictingUserInput",
    says: /^AllowPrivate NetworkAccessPolicy can only supported with Disk Access/,
  },
  {
    rule: "a disk access without a private reach",
    before: [NEW_DISK],
    request: snapshot("one", { diskAccessId: `${COMPUTE}/diskAccesses/door` }),
    status: 409,
    code: "ConflictingUserInput",
    says: /^Disk Access is only supported for disks with NetworkAccessPolicy AllowPrivate$/,
  },
  ...(["networkAccessPolicy", "publicNetworkAccess"] as const).map((key) => ({
    rule: `a ${key} that Azure does not know`,
    before: [NEW_DISK],
    request: snapshot("one", { [key]: "Perhaps" }),
    status: 400,
    code: "InvalidParameter",
    says: new RegExp(`'Perhaps' of ${key} is invalid`),
  })),
  {
    rule: "the customer's key without a set of keys",
    before: [NEW_DISK],
    request: snapshot("one", { encryption: { type: "EncryptionAtRestWithCustomerKey" } }),
    status: 400,
    code: "InvalidParameter",
    says: /'encryption\.diskEncryptionSetId' is missing/,
  },
  {
    rule: "a change of what it is made of",
    before: [NEW_DISK, snapshot("one")],
    request: patched({ incremental: true }),
    status: 400,
    code: "BadRequest",
    says: /^Could not find member 'incremental'/,
  },
  {
    rule: "a change to a smaller size",
    before: [NEW_DISK, snapshot("one")],
    request: patched({ diskSizeGB: 5 }),
    status: 400,
    code: "BadRequest",
  },
  {
    rule: "a change of an incremental one to premium storage",
    before: [NEW_DISK, incremental("one")],
    request: ["PATCH", `${COMPUTE}/snapshots/one`, { sku: { name: "Premium_LRS" } }],
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "to become incremental",
    before: [NEW_DISK, snapshot("one")],
    request: incremental("one"),
    status: 409,
    code: "PropertyChangeNotAllowed",
  },
  {
    rule: "storage that Azure does not have, put once more",
    before: [NEW_DISK, snapshot("one")],
    request: snapshot("one", {}, { sku: { name: "Golden_LRS" } }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "nothing of being put once more",
    before: [NEW_DISK, snapshot("one")],
    request: snapshot("one"),
    status: 202,
  },
  {
    rule: "to be read where it is not there",
    request: ["GET", `${COMPUTE}/snapshots/one`],
    status: 404,
    code: "ResourceNotFound",
  },
  {
    rule: "a change where it is not there",
    request: patched({}),
    status: 404,
    code: "ResourceNotFound",
  },
];

const ACCESS: readonly RuleRow[] = [
  ...(
    [
      ["nothing said of what for", { durationInSeconds: 600 }, /'access' is missing/],
      ["nothing said of how long", { access: "Read" }, /'durationInSeconds' is missing/],
      ["more than 60 days", { access: "Read", durationInSeconds: 5_184_001 }, /expected 1 to 5184000/],
      ["no time at all", { access: "Read", durationInSeconds: 0 }, /expected 1 to 5184000/],
      ["an access that Azure does not know", { access: "Look", durationInSeconds: 600 }, /expected None, Read, Write/],
    ] as const
  ).map(([rule, body, says]) => ({
    rule,
    before: [NEW_DISK, snapshot("one")],
    request: opened(body),
    status: 400,
    code: "InvalidParameter",
    says,
  })),
  {
    rule: "reading of one that nobody may export",
    before: [NEW_DISK, snapshot("one", { networkAccessPolicy: "DenyAll" })],
    request: opened({ access: "Read", durationInSeconds: 600 }),
    status: 409,
    code: "OperationNotAllowed",
    says: /NetworkAccessPolicy DenyAll/,
  },
  {
    rule: "writing of one that was not uploaded",
    before: [NEW_DISK, snapshot("one")],
    request: opened({ access: "Write", durationInSeconds: 600 }),
    status: 409,
    code: "OperationNotAllowed",
  },
];

testRules("a snapshot refuses", SNAPSHOTS);
testRules("a snapshot's settings refuse", REACH);
testRules("a snapshot is not opened for", ACCESS);
