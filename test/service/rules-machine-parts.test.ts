import assert from "node:assert/strict";
import { at, type Json, type JsonObject, objectAt } from "../../provider/core/json.js";
import {
  DISK,
  GROUP,
  machine,
  machineProperties,
  machineWith,
  openTestAzure,
  type TestAzure,
  VM,
} from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const COMPLETE = machineProperties("Linux");
const put = (properties: JsonObject): Request => ["PUT", VM, { location: "westeurope", properties }];
const without = (...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(COMPLETE).filter(([key]) => !keys.includes(key)));
const startingFrom = (storageProfile: JsonObject): Request => put({ ...without("osProfile"), storageProfile });
const EMPTY_DISK: Request = [
  "PUT",
  DISK,
  { location: "westeurope", properties: { creationData: { createOption: "Empty" }, diskSizeGB: 32 } },
];
const ATTACHED: JsonObject = { createOption: "Attach", osType: "Linux", managedDisk: { id: DISK } };
const missing = (name: string): RegExp =>
  new RegExp(`^Required parameter '${name.replace(".", "\\.")}' is missing \\(null\\)\\.$`);
const lacking = (rule: string, request: Request, name: string): RuleRow => ({
  rule,
  request,
  status: 400,
  code: "InvalidParameter",
  message: missing(name),
});

testRules("the embedded Azure refuses a new VM", [
  lacking("without properties", ["PUT", VM, { location: "westeurope" }], "hardwareProfile"),
  lacking("without a hardware profile", put(without("hardwareProfile")), "hardwareProfile"),
  lacking("without a storage profile", put(without("storageProfile")), "storageProfile"),
  lacking("without a network profile", put(without("networkProfile")), "networkProfile"),
  lacking("from an image without an osProfile", put(without("osProfile")), "osProfile"),
  lacking("without an image or an OS disk", startingFrom({ dataDisks: [] }), "osDisk"),
  lacking("whose OS disk has no createOption", startingFrom({ osDisk: { name: "os" } }), "osDisk.createOption"),
  lacking(
    "from an image without an imageReference",
    startingFrom({ osDisk: { createOption: "FromImage" } }),
    "imageReference",
  ),
  lacking(
    "with an attached OS disk without an osType",
    startingFrom({ osDisk: { createOption: "Attach", managedDisk: { id: DISK } } }),
    "osDisk.osType",
  ),
  lacking(
    "with an attached OS disk without an id",
    startingFrom({ osDisk: { createOption: "Attach", osType: "Linux" } }),
    "osDisk.managedDisk",
  ),
  {
    rule: "with an attached OS disk and an osProfile",
    before: [EMPTY_DISK],
    request: put({ ...COMPLETE, storageProfile: { osDisk: ATTACHED } }),
    status: 400,
    code: "InvalidParameter",
    message: /^Parameter 'osProfile' is not allowed\.$/,
  },
  {
    rule: "without a network interface",
    request: put({ ...COMPLETE, networkProfile: { networkInterfaces: [] } }),
    status: 400,
    code: "InvalidParameter",
    message: /at least one network interface/,
  },
  {
    rule: "with a network interface that has no id",
    request: put({ ...COMPLETE, networkProfile: { networkInterfaces: [{ properties: { primary: true } }] } }),
    status: 400,
    code: "InvalidRequestFormat",
    message: /^Cannot parse the request\.$/,
  },
  {
    rule: "without a region",
    request: ["PUT", VM, { properties: COMPLETE }],
    status: 400,
    code: "LocationRequired",
  },
]);

const withData = (disk: JsonObject): Request => ["PUT", VM, machineWith({ storageProfile: { dataDisks: [disk] } })];

testRules("the embedded Azure refuses a VM", [
  lacking("whose data disk has no createOption", withData({ lun: 0, diskSizeGB: 4 }), "dataDisk.createOption"),
  {
    ...lacking(
      "that exists, if a PUT adds a data disk without a createOption",
      withData({ lun: 0 }),
      "dataDisk.createOption",
    ),
    before: [["PUT", VM, machine("Linux")]],
  },
  lacking(
    "that attaches a data disk without an id",
    withData({ lun: 0, name: "db", createOption: "Attach" }),
    "dataDisk.managedDisk",
  ),
]);

testRules("the embedded Azure accepts a VM", [
  {
    rule: "with an attached OS disk",
    before: [EMPTY_DISK],
    request: startingFrom({ osDisk: ATTACHED }),
    status: 201,
  },
  {
    rule: "from an image id without an osProfile, because the image can be specialized",
    request: startingFrom({ imageReference: { id: `${GROUP}/providers/Microsoft.Compute/images/gold` } }),
    status: 201,
  },
  {
    rule: "from an image without an osDisk",
    request: put({
      ...COMPLETE,
      storageProfile: { imageReference: objectAt(COMPLETE, "storageProfile", "imageReference") },
    }),
    status: 201,
  },
  {
    rule: "with networkInterfaceConfigurations instead of networkInterfaces",
    request: put({ ...COMPLETE, networkProfile: { networkInterfaceConfigurations: [{ name: "main" }] } }),
    status: 201,
  },
  {
    rule: "that exists, if a PUT names only some of its properties",
    before: [["PUT", VM, machine("Linux")]],
    request: ["PUT", VM, { location: "westeurope", properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } }],
    status: 200,
  },
  {
    rule: "that exists, if a PATCH names only its tags",
    before: [["PUT", VM, machine("Linux")]],
    request: ["PATCH", VM, { tags: { team: "shop" } }],
    status: 200,
  },
]);

testRules("the embedded Azure refuses a disk", [
  lacking("without properties", ["PUT", DISK, { location: "westeurope" }], "creationData.createOption"),
  lacking(
    "without a createOption",
    ["PUT", DISK, { location: "westeurope", properties: { diskSizeGB: 4 } }],
    "creationData.createOption",
  ),
  lacking(
    "with createOption Empty and without a size",
    ["PUT", DISK, { location: "westeurope", properties: { creationData: { createOption: "Empty" } } }],
    "disk.diskSizeGb",
  ),
  {
    rule: "without a region",
    request: ["PUT", DISK, { properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 } }],
    status: 400,
    code: "LocationRequired",
  },
]);

describe("an error of Compute", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  it("names the missing parameter", async () => {
    const { body } = await azure.call("PUT", VM, { location: "westeurope", properties: without("networkProfile") });

    assert.deepEqual(body, {
      error: {
        code: "InvalidParameter",
        message: "Required parameter 'networkProfile' is missing (null).",
        target: "networkProfile",
      },
    });
  });

  it("names the reference without an id in its details", async () => {
    const networkInterfaces = [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/web` }, {}];
    const properties = { ...COMPLETE, networkProfile: { networkInterfaces } };
    const { body } = await azure.call("PUT", VM, { location: "westeurope", properties });

    assert.deepEqual(at(body, "error", "details"), [
      {
        code: "MissingJsonReferenceId",
        message: "Value for reference id is missing. Path Properties.NetworkProfile.networkInterfaces[1].",
      },
    ]);
  });

  it("fails the deployment of a template with the same missing parameter", async () => {
    const resource = {
      ...{ type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01", name: "web" },
      ...{ location: "westeurope", properties: without("networkProfile") },
    };
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      resources: [resource as Json],
    };
    const path = `${GROUP}/providers/Microsoft.Resources/deployments/web`;
    const body: Json = { properties: { mode: "Incremental", template } };

    await azure.call("PUT", path, body);
    const deployed = await azure.call("GET", path);

    assert.match(JSON.stringify(deployed.body), /Required parameter 'networkProfile' is missing \(null\)\./);
    assert.equal((await azure.call("GET", VM)).status, 404);
  });
});
