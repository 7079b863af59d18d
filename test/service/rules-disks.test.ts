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
    rule: "two data disks of one number",
    request: vmWith([empty(0, "a"), empty(0, "b")]),
    status: 400,
    code: "InvalidParameter",
    says: /^The value '0' of parameter 'dataDisk\.lun' is used by two data disks/,
  },
  {
    rule: "a data disk without a number",
    request: vmWith([empty(undefined, "a")]),
    status: 400,
    code: "InvalidParameter",
    says: /^Required parameter 'dataDisk\.lun' is missing/,
  },
  {
    rule: "a number above 63",
    request: vmWith([empty(64, "a")]),
    status: 400,
    code: "InvalidParameter",
    says: /'64' of parameter 'dataDisk\.lun' is out of range: expected 0 to 63/,
  },
  { rule: "nothing of the number 63", request: vmWith([empty(63, "a")]), status: 201 },
  {
    rule: "a disk that is named twice",
    before: [disk()],
    request: vmWith([attached(0), attached(1, DISK.toUpperCase())]),
    status: 400,
    code: "InvalidParameter",
    says: /listed twice/,
  },
  {
    rule: "a disk that another machine has",
    before: [disk(), vmWith([attached(0)], {}, OTHER_VM)],
    request: vmWith([attached(0)]),
    status: 409,
    code: "ConflictingUserInput",
    says: /already owned by VM '.*\/other'/,
  },
  {
    rule: "nothing of a disk that two machines share",
    before: [disk({ maxShares: 2 }), vmWith([attached(0)], {}, OTHER_VM)],
    request: vmWith([attached(0)]),
    status: 201,
  },
  {
    rule: "a shared disk that has as many machines as may share it",
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
    rule: "a disk that is open for reading",
    before: [disk(), opened],
    request: vmWith([attached(0)]),
    status: 409,
    code: "OperationNotAllowed",
    says: /active shared access signature outstanding for disk data1\. Call EndGetAccess before attaching/,
  },
  {
    rule: "to start with a disk that is open for reading",
    before: [disk(), vmWith([attached(0)]), ["POST", `${VM}/deallocate`], opened],
    request: ["POST", `${VM}/start`],
    status: 409,
    code: "OperationNotAllowed",
  },
  {
    rule: "another region than it lies in",
    before: [vmWith([])],
    request: ["PUT", VM, machine("Linux", "eastus")],
    status: 409,
    code: "InvalidResourceLocation",
    says: /already exists in location 'westeurope' in resource group 'rehearsal'/,
  },
  {
    rule: "another image than it was made of",
    before: [vmWith([], { storageProfile: { imageReference: { publisher: "Canonical", offer: "ubuntu" } } })],
    request: vmWith([], { storageProfile: { imageReference: { publisher: "Debian", offer: "debian" } } }),
    status: 409,
    code: "PropertyChangeNotAllowed",
    says: /^Changing property 'imageReference' is not allowed\.$/,
  },
  {
    rule: "another name inside than it was made with",
    before: [vmWith([], { osProfile: { computerName: "web", adminUsername: "me" } })],
    request: ["PATCH", VM, { properties: { osProfile: { adminUsername: "you" } } }],
    status: 409,
    code: "PropertyChangeNotAllowed",
    says: /'osProfile\.adminUsername'/,
  },
];

const SIZES: readonly RuleRow[] = [
  {
    rule: "to be made smaller",
    before: [disk()],
    request: sized(DISK, 9),
    status: 400,
    code: "BadRequest",
    says: /cannot be resized down from 10 to 9 GB/,
  },
  {
    rule: "nothing of a larger size while its machine runs",
    before: [disk(), SIZED],
    request: sized(DISK, 20),
    status: 202,
  },
  {
    rule: "a larger size where the running machine's system lies on it",
    before: [vmWith([])],
    request: sized(SYSTEM, 64),
    status: 409,
    code: "OperationNotAllowed",
    says: /^Cannot resize disk system while it is attached to running VM .*\/web/,
  },
  {
    rule: "nothing of a larger system where the machine is deallocated",
    before: [vmWith([]), ["POST", `${VM}/deallocate`]],
    request: sized(SYSTEM, 64),
    status: 202,
  },
  {
    rule: "a smaller size through its machine",
    before: [disk(), SIZED],
    request: vmWith([attached(0, DISK, { diskSizeGB: 9 })]),
    status: 409,
    code: "ResizeDiskError",
    says: /Current size is 10737418240 bytes, requested size is 9663676416 bytes/,
  },
  {
    rule: "a larger size through its machine while that runs",
    before: [disk(), SIZED],
    request: vmWith([attached(0, DISK, { diskSizeGB: 11 })]),
    status: 409,
    code: "OperationNotAllowed",
  },
  {
    rule: "a larger size through its machine while that is deallocated, naming the disk",
    before: [disk(), SIZED, ["POST", `${VM}/deallocate`]],
    request: vmWith([attached(0, DISK, { diskSizeGB: 11 })]),
    status: 409,
    code: "ResizeDiskError",
    says: /is not allowed\. Please resize disk resource at .*\/disks\/data1\.$/,
  },
  {
    rule: "nothing of the size that it was given meanwhile",
    before: [disk(), SIZED, sized(DISK, 20)],
    request: ["PATCH", VM, { tags: { a: "1" } }],
    status: 200,
  },
  {
    rule: "to be deleted while a machine has it",
    before: [disk(), SIZED],
    request: ["DELETE", DISK],
    status: 409,
    code: "OperationNotAllowed",
    says: /^Disk data1 is attached to VM .*\/web/,
  },
  {
    rule: "to be opened for reading while its machine runs",
    before: [disk(), SIZED],
    request: opened,
    status: 409,
    code: "Conflict",
    says: /^Access not permitted because disk data1 is currently attached to running VM .*\/web\.$/,
  },
  {
    rule: "nothing of being opened while its machine is deallocated",
    before: [disk(), SIZED, ["POST", `${VM}/deallocate`]],
    request: opened,
    status: 202,
  },
];

const SMALL = (vmSize: string) => vmWith([], { hardwareProfile: { vmSize } });

const MACHINE_SIZES: readonly RuleRow[] = [
  {
    rule: "a size of one vCPU",
    request: SMALL("Standard_B1s"),
    status: 201,
    says: /^The VM has the size Standard_B1s with 1 vCPU: Azure Backup supports VMs with at least 2 cores and 1 GB/,
  },
  { rule: "a constrained size of one vCPU", request: SMALL("Standard_DS11-1_v2"), status: 201, says: /with 1 vCPU/ },
  { rule: "nothing of four vCPUs", request: SMALL("Standard_D4s_v5"), status: 201, says: /^$/ },
  { rule: "nothing of a constrained size of two", request: SMALL("Standard_E4-2ds_v4"), status: 201, says: /^$/ },
];

testRules("a machine refuses", PLACES);
testRules("a disk refuses", SIZES);
testRules("a machine warns of", MACHINE_SIZES);
