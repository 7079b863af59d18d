import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, machineWith, VM } from "../support/service.js";
import { type Request, testRules } from "./rule-table.js";
import { newDisk } from "./snapshot-steps.js";

const COLLECTION = `${GROUP}/providers/Microsoft.Compute/restorePointCollections/points`;
const collectionOf = (properties: JsonObject): Request => ["PUT", COLLECTION, { location: "westeurope", properties }];
const BEFORE: readonly Request[] = [
  ["PUT", VM, machineWith({})],
  ["PUT", DISK, newDisk()],
];

testRules("a restore point collection", [
  ...[{}, { source: {} }, { source: { id: null } }].map((properties) => ({
    rule: `needs the id of its source, unlike ${JSON.stringify(properties)}`,
    before: BEFORE,
    request: collectionOf(properties),
    status: 400,
    code: "InvalidParameter",
    message: /^Required parameter 'restorePointCollection\.source\.id' is missing \(null\)\.$/,
  })),
  {
    rule: "needs a complete id of its source",
    request: collectionOf({ source: { id: "x" } }),
    status: 400,
    code: "LinkedInvalidPropertyId",
    message: /^Property id 'x' at path 'properties\.source\.id' is invalid\./,
  },
  {
    rule: "cannot have a disk as its source",
    before: BEFORE,
    request: collectionOf({ source: { id: DISK } }),
    status: 400,
    code: "InvalidParameter",
    message: /^Entity not of expected type: properties\.source\.id/,
  },
  { rule: "may have a VM as its source", before: BEFORE, request: collectionOf({ source: { id: VM } }), status: 201 },
]);

const LARGE = { lun: 0, createOption: "Empty", diskSizeGB: 40_000 };
const MISNAMED = { lun: 0, createOption: "Empty", diskSizeGB: 4, name: "a b" };
const withDisk = (disk: JsonObject) => machineWith({ storageProfile: { dataDisks: [disk] } });
const SIZE = /^The value '40000' of parameter 'dataDisk\.diskSizeGB' is out of range\./;
const NAME = /^The value of parameter dataDisk\.name is invalid/;

testRules("a disk that a VM creates", [
  ...(
    [
      ["PUT", []],
      ["PATCH", [["PUT", VM, machineWith({})]]],
    ] as const
  ).flatMap(([method, before]) =>
    (
      [
        [LARGE, SIZE],
        [MISNAMED, NAME],
      ] as const
    ).map(([disk, message]) => ({
      rule: `is refused if the disk itself is, by a ${method} with ${JSON.stringify(disk)}`,
      before,
      request: [
        method,
        VM,
        method === "PUT" ? withDisk(disk) : { properties: withDisk(disk)["properties"] },
      ] as Request,
      status: 400,
      code: "InvalidParameter",
      message,
    })),
  ),
  {
    rule: "cannot have an OS disk of that name",
    request: ["PUT", VM, machineWith({ storageProfile: { osDisk: { name: "a b" } } })],
    status: 400,
    code: "InvalidParameter",
    message: /^The value of parameter osDisk\.name is invalid/,
  },
  {
    rule: "may have the largest size of its storage type",
    request: ["PUT", VM, withDisk({ ...LARGE, managedDisk: { storageAccountType: "PremiumV2_LRS" } })],
    status: 201,
  },
]);
