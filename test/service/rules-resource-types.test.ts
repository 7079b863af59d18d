/** Types and parents at the wire. */
import type { JsonObject } from "../../provider/core/json.js";
import { GROUP, machine, SUBSCRIPTION, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const NEW_VAULT: Request = ["PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} }];
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const put = (path: string, body: JsonObject = {}): Request => [
  "PUT",
  path,
  { location: "westeurope", properties: {}, ...body },
];

const TYPE = { status: 404, code: "InvalidResourceType" };
const REFUSED: readonly RuleRow[] = [
  {
    rule: "a misspelt type",
    request: put(`${GROUP}/providers/Microsoft.RecoveryServices/vault/x1`),
    ...TYPE,
    message: /Did you mean 'vaults'\?/,
  },
  {
    rule: "a misspelt child",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupPolicys/daily`),
    ...TYPE,
    message: /Did you mean 'vaults\/backupPolicies'\?/,
  },
  {
    rule: "a misspelt type of Compute",
    request: put(`${COMPUTE}/disk/x1`),
    ...TYPE,
    message: /Did you mean 'disks'\?/,
  },
  {
    rule: "a misspelt type of Resources",
    request: put(`${GROUP}/providers/Microsoft.Resources/deployment/d`),
    ...TYPE,
  },
  {
    rule: "a misspelt namespace",
    request: put(`${GROUP}/providers/Microsoft.RecoveryService/vaults/x1`),
    status: 404,
    code: "InvalidResourceNamespace",
  },
  { rule: "the list of a misspelt child", before: [NEW_VAULT], request: ["GET", `${VAULT}/backupPolicys`], ...TYPE },
  {
    rule: "a misspelt action",
    before: [NEW_VAULT],
    request: ["POST", `${VAULT}/backupJobExport`],
    ...TYPE,
    message: /Did you mean 'vaults\/backupJobsExport'\?/,
  },
  {
    rule: "another name of a singleton",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupstorageconfig/myconfig`),
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^resourceName parameter is invalid/,
  },
  {
    rule: "another fabric than Azure",
    before: [NEW_VAULT],
    request: ["POST", `${VAULT}/backupFabrics/OnPremises/refreshContainers`],
    status: 400,
    code: "InvalidRestApiParameter",
    message: /^fabricName parameter is invalid.*expected 'Azure'/,
  },
  {
    rule: "a protection intent, which would protect nothing",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupFabrics/Azure/backupProtectionIntent/i`),
    status: 400,
    code: "OperationNotSupported",
    message: /docs\/operations\.md/,
  },
  {
    rule: "a method that Azure has for a path and the simulator has not",
    before: [NEW_VAULT],
    request: put(`${VAULT}/backupEncryptionConfigs/backupResourceEncryptionConfig`),
    status: 400,
    code: "OperationNotSupported",
  },
  {
    rule: "a method that Azure does not have for a path",
    before: [NEW_VAULT],
    request: ["POST", `${VAULT}/backupPolicies/daily`],
    status: 405,
    code: "MethodNotAllowed",
  },
  {
    rule: "what belongs to Azure Site Recovery",
    before: [NEW_VAULT],
    request: put(`${VAULT}/replicationFabrics/f`),
    status: 400,
    code: "OperationNotSupported",
    message: /Azure Site Recovery/,
  },
  {
    rule: "a deployment script, which would not run",
    request: put(`${GROUP}/providers/Microsoft.Resources/deploymentScripts/s`),
    status: 400,
    code: "OperationNotSupported",
  },
  {
    rule: "a deployment of a subscription",
    request: put(`${SUBSCRIPTION}/providers/Microsoft.Resources/deployments/d`),
    status: 400,
    code: "OperationNotSupported",
  },
  {
    rule: "a move of resources to another group",
    request: ["POST", `${GROUP}/moveResources`],
    status: 400,
    code: "OperationNotSupported",
  },
  {
    rule: "a subscription that is no GUID",
    request: put("/subscriptions/my-subscription/resourceGroups/g"),
    status: 400,
    code: "InvalidSubscriptionId",
    message: /^The provided subscription identifier 'my-subscription' is malformed or invalid\.$/,
  },
  {
    rule: "a policy in a vault that does not exist",
    request: put(`${VAULT}/backupPolicies/daily`),
    status: 404,
    code: "ParentResourceNotFound",
    message:
      /^Failed to perform 'write' on resource\(s\) of type 'vaults\/backupPolicies', because the parent resource '.*\/vaults\/vault1' could not be found\.$/,
  },
  {
    rule: "the soft delete of a vault that does not exist",
    request: ["PATCH", `${VAULT}/backupconfig/vaultconfig`, { properties: {} }],
    status: 404,
    code: "ParentResourceNotFound",
  },
  {
    rule: "an extension of a VM that does not exist",
    request: put(`${VM}/extensions/e`),
    status: 404,
    code: "ParentResourceNotFound",
    message: /'virtualMachines\/extensions'/,
  },
  {
    rule: "an image of a gallery that does not exist",
    request: put(`${COMPUTE}/galleries/g/images/i`),
    status: 404,
    code: "ParentResourceNotFound",
    message: /'galleries\/images'/,
  },
  {
    rule: "a version of an image that does not exist",
    before: [put(`${COMPUTE}/galleries/g`)],
    request: put(`${COMPUTE}/galleries/g/images/i/versions/1.0.0`),
    status: 404,
    code: "ParentResourceNotFound",
    message: /galleries\/g\/images\/i' could not be found/,
  },
  {
    rule: "a policy in a vault of a group that does not exist",
    request: put(`${SUBSCRIPTION}/resourceGroups/none/providers/Microsoft.RecoveryServices/vaults/v/backupPolicies/p`),
    status: 404,
    code: "ResourceGroupNotFound",
  },
];
testRules("Azure refuses", REFUSED);

const TAKEN: readonly RuleRow[] = [
  {
    rule: "a type of Compute without rules, and its children",
    before: [put(`${COMPUTE}/galleries/g`)],
    request: put(`${COMPUTE}/galleries/g/images/i`),
    status: 201,
  },
  {
    rule: "a run command with a warning",
    before: [["PUT", VM, machine()]],
    request: put(`${VM}/runCommands/c`),
    status: 201,
    message: /stores a run command and runs nothing/,
  },
  { rule: "a type of another namespace", request: put(`${GROUP}/providers/Contoso.Fruit/apples/a`), status: 201 },
  {
    rule: "a lock on a vault",
    before: [NEW_VAULT],
    request: ["PUT", `${VAULT}/providers/Microsoft.Authorization/locks/l`, { properties: { level: "CanNotDelete" } }],
    status: 201,
  },
];
testRules("Azure takes", TAKEN);
