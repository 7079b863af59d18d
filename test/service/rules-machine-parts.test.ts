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

const WHOLE = machineProperties("Linux");
const put = (properties: JsonObject): Request => ["PUT", VM, { location: "westeurope", properties }];
const without = (...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(WHOLE).filter(([key]) => !keys.includes(key)));
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
  says: missing(name),
});

testRules("the embedded Azure refuses a new machine", [
  lacking("without properties", ["PUT", VM, { location: "westeurope" }], "hardwareProfile"),
  lacking("without a hardware profile", put(without("hardwareProfile")), "hardwareProfile"),
  lacking("without a storage profile", put(without("storageProfile")), "storageProfile"),
  lacking("without a network profile", put(without("networkProfile")), "networkProfile"),
  lacking("of an image without an osProfile", put(without("osProfile")), "osProfile"),
  lacking("without an image or a disk", startingFrom({ dataDisks: [] }), "osDisk"),
  lacking("whose disk has no createOption", startingFrom({ osDisk: { name: "os" } }), "osDisk.createOption"),
  lacking(
    "from an image without an imageReference",
    startingFrom({ osDisk: { createOption: "FromImage" } }),
    "imageReference",
  ),
  lacking(
    "of an attached disk without an osType",
    startingFrom({ osDisk: { createOption: "Attach", managedDisk: { id: DISK } } }),
    "osDisk.osType",
  ),
  lacking(
    "of an attached disk without an id",
    startingFrom({ osDisk: { createOption: "Attach", osType: "Linux" } }),
    "osDisk.managedDisk",
  ),
  {
    rule: "of an attached disk with an osProfile",
    before: [EMPTY_DISK],
    request: put({ ...WHOLE, storageProfile: { osDisk: ATTACHED } }),
    status: 400,
    code: "InvalidParameter",
    says: /^Parameter 'osProfile' is not allowed\.$/,
  },
  {
    rule: "without a network interface",
    request: put({ ...WHOLE, networkProfile: { networkInterfaces: [] } }),
    status: 400,
    code: "InvalidParameter",
    says: /at least one network interface/,
  },
  {
    rule: "with a network interface that has no id",
    request: put({ ...WHOLE, networkProfile: { networkInterfaces: [{ properties: { primary: true } }] } }),
    status: 400,
    code: "InvalidRequestFormat",
    says: /^Cannot parse the request\.$/,
  },
  {
    rule: "without a region",
    request: ["PUT", VM, { properties: WHOLE }],
    status: 400,
    code: "LocationRequired",
  },
]);

const withData = (disk: JsonObject): Request => ["PUT", VM, machineWith({ storageProfile: { dataDisks: [disk] } })];

testRules("the embedded Azure refuses a machine, new or existing,", [
  lacking("whose data disk has no createOption", withData({ lun: 0, diskSizeGB: 4 }), "dataDisk.createOption"),
  {
    ...lacking("whose data disk has no createOption, put again", withData({ lun: 0 }), "dataDisk.createOption"),
    before: [["PUT", VM, machine("Linux")]],
  },
  lacking(
    "that attaches a data disk without an id",
    withData({ lun: 0, name: "db", createOption: "Attach" }),
    "dataDisk.managedDisk",
  ),
]);

testRules("the embedded Azure takes a machine", [
  {
    rule: "of an attached disk",
    before: [EMPTY_DISK],
    request: startingFrom({ osDisk: ATTACHED }),
    status: 201,
  },
  {
    rule: "of an image by its id, which may be specialized",
    request: startingFrom({ imageReference: { id: `${GROUP}/providers/Microsoft.Compute/images/gold` } }),
    status: 201,
  },
  {
    rule: "of an image without an osDisk",
    request: put({ ...WHOLE, storageProfile: { imageReference: objectAt(WHOLE, "storageProfile", "imageReference") } }),
    status: 201,
  },
  {
    rule: "whose network interfaces are made with it",
    request: put({ ...WHOLE, networkProfile: { networkInterfaceConfigurations: [{ name: "main" }] } }),
    status: 201,
  },
  {
    rule: "that exists, by a PUT of a part",
    before: [["PUT", VM, machine("Linux")]],
    request: ["PUT", VM, { location: "westeurope", properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } }],
    status: 200,
  },
  {
    rule: "that exists, by a PATCH of a part",
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
    "that is empty, without a size",
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

describe("a refusal of Compute", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });
  afterEach(() => azure.close());

  it("names the parameter that is missing", async () => {
    const { body } = await azure.call("PUT", VM, { location: "westeurope", properties: without("networkProfile") });

    assert.deepEqual(body, {
      error: {
        code: "InvalidParameter",
        message: "Required parameter 'networkProfile' is missing (null).",
        target: "networkProfile",
      },
    });
  });

  it("says in its details which reference has no id", async () => {
    const networkInterfaces = [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/web` }, {}];
    const properties = { ...WHOLE, networkProfile: { networkInterfaces } };
    const { body } = await azure.call("PUT", VM, { location: "westeurope", properties });

    assert.deepEqual(at(body, "error", "details"), [
      {
        code: "MissingJsonReferenceId",
        message: "Value for reference id is missing. Path Properties.NetworkProfile.networkInterfaces[1].",
      },
    ]);
  });

  it("ends the deployment of a template that lacks the same", async () => {
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
    const asked: Json = { properties: { mode: "Incremental", template } };

    await azure.call("PUT", path, asked);
    const deployed = await azure.call("GET", path);

    assert.match(JSON.stringify(deployed.body), /Required parameter 'networkProfile' is missing \(null\)\./);
    assert.equal((await azure.call("GET", VM)).status, 404);
  });
});
