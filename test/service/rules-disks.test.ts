import { type JsonObject, mergeJson } from "../../provider/core/json.js";
import { DISK, GROUP, machine, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const OTHER_VM = VM.replace("web", "other");
const SYSTEM = `${COMPUTE}/disks/system`;
const disk = (more: JsonObject = {}): Request => [
  "PUT",
  DISK,
  { location: "westeurope", properties: { creationData: { createOption: "Empty" }, diskSizeGB: 10, ...more } },
];
const vmWith = (dataDisks: readonly JsonObject[], more: JsonObject = {}, id = VM): Request => [
  "PUT",
  id,
  mergeJson(machine("Linux"), {
    properties: {
      storageProfile: { osDisk: { name: id === VM ? "system" : `system-of-${id.split("/").at(-1)}` }, dataDisks },
      ...more,
    },
  }),
];
const attached = (lun: number, id = DISK, more: JsonObject = {}): JsonObject => ({
  lun,
  createOption: "Attach",
  managedDisk: { id },
  ...more,
});
const empty = (lun: number | undefined, name: string): JsonObject => ({
  lun,
  name,
  createOption: "Empty",
  diskSizeGB: 4,
});
const sized = (path: string, diskSizeGB: number): Request => ["PATCH", path, { properties: { diskSizeGB } }];
const opened: Request = ["POST", `${DISK}/beginGetAccess`, { access: "Read", durationInSeconds: 600 }];
const SIZED = vmWith([attached(0, DISK, { diskSizeGB: 10 })]);

const PLACES: readonly RuleRow[] = [
  {
    rule: "refuses two data disks with the same LUN",
    request: vmWith([empty(0, "a"), empty(0, "b")]),
    status: 400,
    code: "InvalidParameter",
    message: /^A disk at LUN 0 already exists\.$/,
  },
  {
    rule: "refuses a data disk without a LUN",
    request: vmWith([empty(undefined, "a")]),
    status: 400,
    code: "InvalidParameter",
    message: /^Required parameter 'dataDisk\.lun' is missing/,
  },
  {
    rule: "refuses a LUN above 63",
    request: vmWith([empty(64, "a")]),
    status: 400,
    code: "InvalidParameter",
    message: /'64' of parameter 'dataDisk\.lun' is out of range\. Value '64' must be between '0' and '63' inclusive\.$/,
  },
  { rule: "accepts the LUN 63", request: vmWith([empty(63, "a")]), status: 201 },
  {
    rule: "refuses to attach the same disk twice",
    before: [disk()],
    request: vmWith([attached(0), attached(1, DISK.toUpperCase())]),
    status: 400,
    code: "InvalidParameter",
    message: /listed twice/,
  },
  {
    rule: "refuses a disk that is attached to another VM",
    before: [disk(), vmWith([attached(0)], {}, OTHER_VM)],
    request: vmWith([attached(0)]),
    status: 409,
    code: "ConflictingUserInput",
    message: /already owned by VM '.*\/other'/,
  },
  {
    rule: "accepts a shared disk that is attached to another VM",
    before: [disk({ maxShares: 2 }), vmWith([attached(0)], {}, OTHER_VM)],
    request: vmWith([attached(0)]),
    status: 201,
  },
  {
    rule: "refuses a shared disk that is attached to maxShares VMs",
    before: [
      disk({ maxShares: 2 }),
      vmWith([attached(0)], {}, OTHER_VM),
      vmWith([attached(0)], {}, VM.replace("web", "third")),
    ],
    request: vmWith([attached(0)]),
    status: 409,
    code: "ConflictingUserInput",
  },
  {
    rule: "refuses a disk that is open for reading",
    before: [disk(), opened],
    request: vmWith([attached(0)]),
    status: 409,
    code: "OperationNotAllowed",
    message: /active shared access signature outstanding for disk data1\. Call EndGetAccess before attaching/,
  },
  {
    rule: "refuses to start while one of its disks is open for reading",
    before: [disk(), vmWith([attached(0)]), ["POST", `${VM}/deallocate`], opened],
    request: ["POST", `${VM}/start`],
    status: 409,
    code: "OperationNotAllowed",
  },
  {
    rule: "refuses a change of its region",
    before: [vmWith([])],
    request: ["PUT", VM, machine("Linux", "eastus")],
    status: 409,
    code: "InvalidResourceLocation",
    message: /already exists in location 'westeurope' in resource group 'rehearsal'/,
  },
  {
    rule: "refuses a change of its image",
    before: [vmWith([], { storageProfile: { imageReference: { publisher: "Canonical", offer: "ubuntu" } } })],
    request: vmWith([], { storageProfile: { imageReference: { publisher: "Debian", offer: "debian" } } }),
    status: 409,
    code: "PropertyChangeNotAllowed",
    message: /^Changing property 'imageReference' is not allowed\.$/,
  },
  {
    rule: "refuses a change of its admin username",
    before: [vmWith([], { osProfile: { computerName: "web", adminUsername: "me" } })],
    request: ["PATCH", VM, { properties: { osProfile: { adminUsername: "you" } } }],
    status: 409,
    code: "PropertyChangeNotAllowed",
    message: /'osProfile\.adminUsername'/,
  },
];

const SIZES: readonly RuleRow[] = [
  {
    rule: "cannot be made smaller",
    before: [disk()],
    request: sized(DISK, 9),
    status: 400,
    code: "BadRequest",
    message: /cannot be resized down from 10 to 9 GB/,
  },
  {
    rule: "can be enlarged while its VM runs",
    before: [disk(), SIZED],
    request: sized(DISK, 20),
    status: 202,
  },
  {
    rule: "cannot be enlarged while it is the OS disk of a running VM",
    before: [vmWith([])],
    request: sized(SYSTEM, 64),
    status: 409,
    code: "OperationNotAllowed",
    message: /^Cannot resize disk system while it is attached to running VM .*\/web/,
  },
  {
    rule: "can be enlarged while it is the OS disk of a deallocated VM",
    before: [vmWith([]), ["POST", `${VM}/deallocate`]],
    request: sized(SYSTEM, 64),
    status: 202,
  },
  {
    rule: "cannot be made smaller through its VM",
    before: [disk(), SIZED],
    request: vmWith([attached(0, DISK, { diskSizeGB: 9 })]),
    status: 409,
    code: "ResizeDiskError",
    message: /Current size is 10737418240 bytes, requested size is 9663676416 bytes/,
  },
  {
    rule: "cannot be enlarged through its VM while the VM runs",
    before: [disk(), SIZED],
    request: vmWith([attached(0, DISK, { diskSizeGB: 11 })]),
    status: 409,
    code: "OperationNotAllowed",
  },
  {
    rule: "cannot be enlarged through its VM while the VM is deallocated, and the error names the disk",
    before: [disk(), SIZED, ["POST", `${VM}/deallocate`]],
    request: vmWith([attached(0, DISK, { diskSizeGB: 11 })]),
    status: 409,
    code: "ResizeDiskError",
    message: /is not allowed\. Please resize disk resource at .*\/disks\/data1\.$/,
  },
  {
    rule: "does not block a PATCH of its VM after it was enlarged",
    before: [disk(), SIZED, sized(DISK, 20)],
    request: ["PATCH", VM, { tags: { a: "1" } }],
    status: 200,
  },
  {
    rule: "cannot be deleted while it is attached to a VM",
    before: [disk(), SIZED],
    request: ["DELETE", DISK],
    status: 409,
    code: "OperationNotAllowed",
    message: /^Disk data1 is attached to VM .*\/web/,
  },
  {
    rule: "cannot be opened for reading while its VM runs",
    before: [disk(), SIZED],
    request: opened,
    status: 409,
    code: "Conflict",
    message: /^Access not permitted because disk data1 is currently attached to running VM .*\/web\.$/,
  },
  {
    rule: "can be opened for reading while its VM is deallocated",
    before: [disk(), SIZED, ["POST", `${VM}/deallocate`]],
    request: opened,
    status: 202,
  },
];

const vmOfSize = (vmSize: string) => vmWith([], { hardwareProfile: { vmSize } });

const VM_SIZES: readonly RuleRow[] = [
  {
    rule: "warns about a size with one vCPU",
    request: vmOfSize("Standard_B1s"),
    status: 201,
    message: /^The VM has the size Standard_B1s with 1 vCPU: Azure Backup supports VMs with at least 2 cores and 1 GB/,
  },
  {
    rule: "warns about a constrained size with one vCPU",
    request: vmOfSize("Standard_DS11-1_v2"),
    status: 201,
    message: /with 1 vCPU/,
  },
  {
    rule: "does not warn about a size with four vCPUs",
    request: vmOfSize("Standard_D4s_v5"),
    status: 201,
    message: /^$/,
  },
  {
    rule: "does not warn about a constrained size with two vCPUs",
    request: vmOfSize("Standard_E4-2ds_v4"),
    status: 201,
    message: /^$/,
  },
];

testRules("a VM", PLACES);
testRules("a disk", SIZES);
testRules("a VM", VM_SIZES);
