import { machine, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VM: Request = ["PUT", VM, machine("Linux")];
const extension = (publisher: string, type: string): Request => [
  "PUT",
  `${VM}/extensions/e`,
  { location: "westeurope", properties: { publisher, type, typeHandlerVersion: "1.0" } },
];

const REFUSED: readonly RuleRow[] = ["VMSnapshotLinux", "VMSnapshot", "vmsnapshotlinux"].map((type) => ({
  rule: `${type} of the publisher Microsoft.RecoveryServices`,
  before: [NEW_VM],
  request: extension("Microsoft.RecoveryServices", type),
  status: 404,
  code: "ArtifactNotFound",
  message:
    /^The VM extension with publisher 'Microsoft\.RecoveryServices' and type '\w+' could not be found\. The publisher of \w+ is 'Microsoft\.Azure\.RecoveryServices'\.$/,
}));
testRules("a VM refuses", REFUSED);

const TAKEN: readonly RuleRow[] = [
  {
    rule: "VMSnapshotLinux of its publisher, in any case",
    before: [NEW_VM],
    request: extension("microsoft.azure.recoveryservices", "VMSnapshotLinux"),
    status: 201,
  },
];
testRules("a VM takes", TAKEN);
