import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, machine, SUBSCRIPTION, VM } from "../support/service.js";
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
const settings = (given: JsonObject, type = "VMSnapshot"): Request => [
  "PUT",
  `${VM}/extensions/${type}`,
  {
    location: "westeurope",
    properties: { publisher: "Microsoft.Azure.RecoveryServices", type, typeHandlerVersion: "1.9", settings: given },
  },
];
const VM_TYPE = "microsoft.compute/virtualmachines";
const WINDOWS: Request = ["PUT", VM, machine()];

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
    says: /7 incremental snapshots in five minutes/,
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

const EXTENSIONS: readonly RuleRow[] = [
  {
    rule: "ticks in E-notation",
    before: [WINDOWS],
    request: settings({ vmType: VM_TYPE, commandStartTimeUTCTicks: "6.36458E+17" }),
    status: 201,
    says: /commandStartTimeUTCTicks is "6\.36458E\+17": expected 17 to 19 digits as text/,
  },
  {
    rule: "ticks as a number",
    before: [WINDOWS],
    request: settings({ vmType: VM_TYPE, commandStartTimeUTCTicks: 636_458_000_000_000_000 }),
    status: 201,
    says: /is 636458000000000000: expected/,
  },
  {
    rule: "nothing where the ticks are text",
    before: [WINDOWS],
    request: settings({
      vmType: VM_TYPE,
      commandStartTimeUTCTicks: "638512299280000000",
      commandToExecute: "snapshot",
    }),
    status: 201,
    says: /^$/,
  },
  {
    rule: "the extension of Linux on Windows",
    before: [WINDOWS],
    request: settings({}, "VMSnapshotLinux"),
    status: 201,
    says: /^The machine runs Windows: its snapshot extension is VMSnapshot, not VMSnapshotLinux/,
  },
  {
    rule: "a command that the extension does not know",
    before: [WINDOWS],
    request: settings({ vmType: VM_TYPE, commandToExecute: "sleep" }),
    status: 201,
    says: /is 'sleep': expected snapshot or install/,
  },
  {
    rule: "settings without the kind of machine",
    before: [WINDOWS],
    request: settings({ commandToExecute: "snapshot" }),
    status: 201,
    says: /vmType is missing/,
  },
];

testRules("over HTTP, a snapshot refuses", SNAPSHOTS);
testRules("over HTTP, the snapshot extension warns of", EXTENSIONS);
