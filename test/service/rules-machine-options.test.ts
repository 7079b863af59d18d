import assert from "node:assert/strict";
import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, machineWith, openTestAzure, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const SETS = `${GROUP}/providers/Microsoft.Compute/availabilitySets`;
const IMAGE = "bitnami";
const PLAN = { name: "one", publisher: IMAGE, product: "stack" };
const vm = (properties: JsonObject, more: JsonObject = {}): Request => [
  "PUT",
  VM,
  { ...machineWith(properties), ...more },
];
const patch = (properties: JsonObject, more: JsonObject = {}): Request => ["PATCH", VM, { properties, ...more }];
const ultra = (more: JsonObject = {}) => {
  const managedDisk = { storageAccountType: "UltraSSD_LRS" };
  return vm({
    storageProfile: { dataDisks: [{ lun: 0, createOption: "Empty", diskSizeGB: 4, managedDisk }] },
    ...more,
  });
};
const refusal = (rule: string, request: Request, code: string, message: RegExp): RuleRow => ({
  ...{ rule, request, code, message },
  status: 400,
});
const taken = (rule: string, request: Request): RuleRow => ({ rule, request, status: 201 });
const CUSTOM = /^Custom data in OSProfile must be in Base64 encoding and with a maximum length of 87380 characters\.$/;
const EVICTION = /^Eviction policy can be set only on Azure Spot Virtual Machines\.$/;
const data = (customData: string) => vm({ osProfile: { customData } });
const disk = (zone: string): Request => [
  "PUT",
  DISK,
  { location: "westeurope", zones: [zone], properties: { creationData: { createOption: "Empty" }, diskSizeGB: 4 } },
];

testRules("an option of a new VM", [
  refusal("evictionPolicy needs a priority", vm({ evictionPolicy: "Delete" }), "BadRequest", EVICTION),
  refusal(
    "evictionPolicy needs the priority Spot",
    vm({ evictionPolicy: "Delete", priority: "Regular" }),
    "BadRequest",
    EVICTION,
  ),
  taken("evictionPolicy is taken with the priority Spot", vm({ evictionPolicy: "Delete", priority: "Spot" })),
  refusal("customData is not plain text", data("#cloud-config"), "InvalidParameter", CUSTOM),
  refusal("customData has a largest length", data("A".repeat(87_384)), "InvalidParameter", CUSTOM),
  taken("customData is Base64", data("I2Nsb3VkLWNvbmZpZw==")),
  refusal(
    "an Ultra disk needs ultraSSDEnabled",
    ultra(),
    "InvalidParameter",
    /^StorageAccountType UltraSSD_LRS can be used only when additionalCapabilities\.ultraSSDEnabled is set\.$/,
  ),
  taken("an Ultra disk is taken with ultraSSDEnabled", ultra({ additionalCapabilities: { ultraSSDEnabled: true } })),
  refusal(
    "availabilitySet has a complete id",
    vm({ availabilitySet: { id: "x" } }),
    "LinkedInvalidPropertyId",
    /^Property id 'x' at path 'properties\.availabilitySet\.id' is invalid\./,
  ),
  refusal(
    "zones exist in the region",
    vm({}, { zones: ["4"] }),
    "InvalidAvailabilityZone",
    /^The zone\(s\) '4' for resource 'Microsoft\.Compute\/virtualMachines\/web' is not supported\. The supported zones for location 'westeurope' are '1,2,3'$/,
  ),
  refusal(
    "zones need a region with zones",
    vm({}, { location: "westus", zones: ["1"] }),
    "InvalidAvailabilityZone",
    /The supported zones for location 'westus' are ''$/,
  ),
  taken("zones are taken in a region with zones", vm({}, { zones: ["3"] })),
  refusal("zones of a disk exist too", disk("4"), "InvalidAvailabilityZone", /'Microsoft\.Compute\/disks\/data1'/),
]);

const kept = (rule: string, before: Request, request: Request, property: string): RuleRow => ({
  ...{ rule, before: [before], request },
  status: 409,
  code: "PropertyChangeNotAllowed",
  message: new RegExp(`^Changing property '${property}' is not allowed\\.$`),
});
const priorityFrom = (
  from: JsonObject,
  priority: string,
  status: number,
  [code, message = /^/]: readonly [string?, RegExp?] = [],
): RuleRow => ({
  ...{ rule: `does not get the priority ${priority} from ${JSON.stringify(from)}: ${status}`, before: [vm(from)] },
  ...{ request: patch({ priority }), status, message },
  ...(code === undefined ? {} : { code }),
});
const NO_INTERFACES = { networkProfile: { networkInterfaces: [] } };
const BETWEEN = /^Update of priority between Regular and Spot is not allowed\./;

testRules("an existing VM", [
  priorityFrom({ priority: "Regular" }, "Spot", 409, ["PropertyChangeNotAllowed", BETWEEN]),
  priorityFrom({ priority: "Spot" }, "Regular", 409, ["PropertyChangeNotAllowed"]),
  priorityFrom({}, "Regular", 400, ["BadRequest", /^The specified priority value 'Regular' cannot be applied/]),
  priorityFrom({ priority: "Low" }, "Spot", 200),
  kept("keeps its zones", vm({}, { zones: ["1"] }), vm({}, { zones: ["2"] }), "zones"),
  kept("gets no zones", vm({}), patch({}, { zones: ["2"] }), "zones"),
  kept(
    "keeps its availability set",
    vm({ availabilitySet: { id: `${SETS}/one` } }),
    patch({ availabilitySet: { id: `${SETS}/two` } }),
    "availabilitySet",
  ),
  kept("gets no availability set", vm({}), vm({ availabilitySet: { id: `${SETS}/one` } }), "availabilitySet"),
  kept("keeps its plan", vm({}, { plan: PLAN }), patch({}, { plan: { ...PLAN, name: "two" } }), "plan.name"),
  kept("gets no plan", vm({}), patch({}, { plan: PLAN }), "plan.name"),
  ...[vm(NO_INTERFACES), patch(NO_INTERFACES)].map((request) => ({
    ...{ rule: `keeps a network interface, by ${request[0]}`, before: [vm({})], request },
    status: 400,
    code: "InvalidParameter",
    message: /^The virtual machine must have at least one network interface\.$/,
  })),
]);

it("a VM with all of these is taken again as it was read", async () => {
  const azure = await openTestAzure();
  await azure.call("PUT", GROUP, { location: "westeurope" });
  const more = { zones: ["1"], plan: PLAN };
  const [, , body] = vm({ priority: "Spot", evictionPolicy: "Delete" }, more);
  assert.equal((await azure.call("PUT", VM, body)).status, 201);
  const read = (await azure.call("GET", VM)).body;
  assert.equal((await azure.call("PUT", VM, read)).status, 200);
  await azure.close();
});
