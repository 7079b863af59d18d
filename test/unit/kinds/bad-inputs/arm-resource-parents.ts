/** Types and parents of an ArmResource that check refuses. */
import type { JsonObject } from "../../../../provider/core/json.js";
import { GROUP, SUBSCRIPTION, VAULT, VM } from "../examples.js";
import type { BadInputs } from "./row.js";

const LOCK = { type: "Microsoft.Authorization/locks", apiVersion: "2020-05-01" };
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/shop";
const IN_GROUP = "expected the id of a resource group: /subscriptions/{id}/resourceGroups/{group}";

/** A valid declaration of a type without rules of its own. */
const of = (inputs: JsonObject): JsonObject => ({ location: null, properties: {}, ...inputs });

export const PARENTS: readonly BadInputs[] = [
  {
    title: "the name of a group as parent of a lock",
    source: "REST reference",
    inputs: of({ ...LOCK, parent: "shop" }),
    property: "parent",
    says: '"shop" is not allowed: expected the ARM id of a subscription, a resource group or a resource, /subscriptions/{id}…, of a management group, /providers/Microsoft.Management/managementGroups/{name}, or / for the tenant',
  },
  {
    title: "an incomplete id as parent of a lock",
    source: "REST reference",
    inputs: of({ ...LOCK, parent: `${GROUP}/providers/Microsoft.RecoveryServices/vaults` }),
    property: "parent",
    says: `${GROUP}/providers/Microsoft.RecoveryServices/vaults cannot be the parent of a Microsoft.Authorization/locks: expected the id of a resource, a resource group, a subscription or a management group, or / for the tenant`,
  },
  {
    title: "the incomplete id of a management group as parent of a lock",
    source: "REST reference",
    inputs: of({ ...LOCK, parent: "/providers/Microsoft.Management/managementGroups" }),
    property: "parent",
    says: "/providers/Microsoft.Management/managementGroups cannot be the parent of a Microsoft.Authorization/locks: expected the id of a resource, a resource group, a subscription or a management group, or / for the tenant",
  },
  {
    title: "a disk with the tenant as parent",
    source: "REST reference",
    inputs: { parent: "/" },
    property: "parent",
    says: `/ cannot be the parent of a Microsoft.Compute/disks: ${IN_GROUP}`,
  },
  {
    title: "a disk with a management group as parent",
    source: "REST reference",
    inputs: { parent: MANAGEMENT_GROUP },
    property: "parent",
    says: `${MANAGEMENT_GROUP} cannot be the parent of a Microsoft.Compute/disks: ${IN_GROUP}`,
  },
  {
    title: "a disk with a vault as parent",
    source: "REST reference",
    inputs: { parent: VAULT },
    property: "parent",
    says: `${VAULT} cannot be the parent of a Microsoft.Compute/disks: ${IN_GROUP}`,
  },
  {
    title: "a child of a VM without the VM in its type",
    source: "REST reference",
    inputs: of({ type: "Microsoft.Compute/extensions", parent: VM }),
    property: "parent",
    says: `${VM} cannot be the parent of a Microsoft.Compute/extensions: ${IN_GROUP}, or the type Microsoft.Compute/virtualMachines/extensions for a child of this parent`,
  },
  {
    title: "a child of a key vault without the key vault in its type",
    source: "REST reference",
    inputs: of({ type: "Microsoft.KeyVault/secrets", parent: `${GROUP}/providers/Microsoft.KeyVault/vaults/keys` }),
    property: "parent",
    says: `${GROUP}/providers/Microsoft.KeyVault/vaults/keys cannot be the parent of a Microsoft.KeyVault/secrets: ${IN_GROUP}, or the type Microsoft.KeyVault/vaults/secrets for a child of this parent`,
  },
  {
    title: "a management group with a subscription as parent",
    source: "REST reference",
    inputs: of({ type: "Microsoft.Management/managementGroups", parent: SUBSCRIPTION }),
    property: "parent",
    says: `${SUBSCRIPTION} cannot be the parent of a Microsoft.Management/managementGroups: expected "/", the tenant`,
  },
  {
    title: "a management group with its management group as parent",
    source: "REST reference",
    inputs: of({ type: "Microsoft.Management/managementGroups", parent: MANAGEMENT_GROUP }),
    property: "parent",
    says: `${MANAGEMENT_GROUP} cannot be the parent of a Microsoft.Management/managementGroups: expected "/", the tenant`,
  },
  {
    title: "a resource group with the tenant as parent",
    source: "REST reference",
    inputs: of({ type: "Microsoft.Resources/resourceGroups", parent: "/" }),
    property: "parent",
    says: "/ cannot be the parent of a Microsoft.Resources/resourceGroups: expected the id of a subscription: /subscriptions/{id}",
  },
  {
    title: "a subscription",
    source: "REST reference, Microsoft.Subscription",
    inputs: of({ type: "Microsoft.Resources/subscriptions", parent: "/" }),
    property: "type",
    says: '"Microsoft.Resources/subscriptions" cannot be created by its id: expected Microsoft.Subscription/aliases with parent: "/", or the id of an existing subscription as parent of other resources',
  },
  {
    title: "the type that an extension resource has in an ARM template",
    source: "child resources in ARM templates",
    inputs: of({ type: "Microsoft.RecoveryServices/vaults/providers/locks", parent: VAULT }),
    property: "type",
    says: '"Microsoft.RecoveryServices/vaults/providers/locks" is the type of an extension resource in an ARM template: expected its own type, such as Microsoft.Authorization/locks, and the id of the extended resource as parent',
  },
  {
    title: "a role assignment whose name is not a GUID",
    source: "Azure/azure-rest-api-specs 1684",
    inputs: of({ type: "Microsoft.Authorization/roleAssignments", parent: VAULT, name: "reader" }),
    property: "name",
    says: '"reader" is not a valid name for a role assignment: expected a GUID such as 4f7a2c30-9d2b-4c61-8e15-0b6f3a9d7c21, unique in the tenant',
  },
  {
    title: "a management group whose name ends with a dot",
    source: "Azure resource naming rules",
    inputs: of({ type: "Microsoft.Management/managementGroups", parent: "/", name: "shop." }),
    property: "name",
    says: '"shop." is not a valid name for a management group: expected 1 to 90 letters, digits, hyphens, underscores, dots and parentheses, starting with a letter or digit, not ending with a dot',
  },
];
