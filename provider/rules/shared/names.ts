/**
 * The names that Azure allows. Each function returns what is wrong with a name, or undefined.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules and the vault and policy pages of Azure Backup.
 */

import { type RuleFault, refused } from "./fault.js";

/** The names that are allowed for one type. */
export interface NameRule {
  readonly resource: string;
  readonly pattern: RegExp;
  readonly allowed: string;
}

const faultBy =
  (rule: NameRule) =>
  (name: string): string | undefined =>
    rule.pattern.test(name) ? undefined : `"${name}" is not a valid ${rule.resource} name: expected ${rule.allowed}.`;

export const VAULT_NAME: NameRule = {
  resource: "vault",
  pattern: /^[a-zA-Z][-a-zA-Z0-9]{1,49}$/,
  allowed: "2 to 50 letters, digits and hyphens, starting with a letter",
};
/** Azure's page of name rules allows no underscores and exclamation marks; the portal and azurerm create such policies. */
export const POLICY_NAME: NameRule = {
  resource: "backup policy",
  pattern: /^[a-zA-Z][-_!\da-zA-Z]{2,149}$/,
  allowed: "3 to 150 letters, digits, hyphens, underscores and exclamation marks, starting with a letter",
};
export const RESOURCE_GROUP_NAME: NameRule = {
  resource: "resource group",
  pattern: /^(?!.*\.$)[-\w.()\p{L}\p{N}]{1,90}$/u,
  allowed: "1 to 90 letters, digits, underscores, hyphens, dots and parentheses, not ending with a dot",
};
export const MANAGEMENT_GROUP_NAME: NameRule = {
  resource: "management group",
  pattern: /^(?!.*\.$)[a-zA-Z0-9][-\w.()]{0,89}$/,
  allowed:
    "1 to 90 letters, digits, hyphens, underscores, dots and parentheses, starting with a letter or digit, not ending with a dot",
};
/** Source: the refusal of Microsoft.Authorization, as reported in Azure/azure-rest-api-specs 1684. */
export const ROLE_ASSIGNMENT_NAME: NameRule = {
  resource: "role assignment",
  pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  allowed: "a GUID such as 4f7a2c30-9d2b-4c61-8e15-0b6f3a9d7c21, unique in the tenant",
};
export const VM_NAME: NameRule = {
  resource: "virtual machine",
  pattern: /^[a-zA-Z0-9]([-\w.]{0,62}[a-zA-Z0-9])?$/,
  allowed: "1 to 64 letters, digits, hyphens, dots and underscores, starting and ending with a letter or digit",
};
export const DISK_NAME: NameRule = {
  resource: "disk",
  pattern: /^[a-zA-Z0-9]([-\w.]{0,78}[a-zA-Z0-9_])?$/,
  allowed: "1 to 80 letters, digits, underscores, hyphens and dots, starting with a letter or digit",
};
export const COLLECTION_NAME: NameRule = {
  resource: "restore point collection",
  pattern: /^[-\w.]{1,80}$/,
  allowed: "1 to 80 letters, digits, underscores, hyphens and dots",
};

export const EXTENSION_NAME: NameRule = {
  resource: "virtual machine extension",
  pattern: /^[^.\s/\\<>*%&:?#+][^\s/\\<>*%&:?#+]{0,79}$/,
  allowed: "1 to 80 characters, not starting with a dot, without spaces and < > * % & : ? # + / \\",
};

export const vaultNameFault = faultBy(VAULT_NAME);
export const policyNameFault = faultBy(POLICY_NAME);
export const resourceGroupNameFault = faultBy(RESOURCE_GROUP_NAME);
export const managementGroupNameFault = faultBy(MANAGEMENT_GROUP_NAME);
export const vmNameFault = faultBy(VM_NAME);
export const diskNameFault = faultBy(DISK_NAME);
export const collectionNameFault = faultBy(COLLECTION_NAME);
export const extensionNameFault = faultBy(EXTENSION_NAME);

export const COMPUTE_NAME: NameRule = {
  resource: "resource",
  pattern: /^\w([-\w.]{0,78}\w)?$/,
  allowed:
    "1 to 80 letters, digits, underscores, hyphens and dots, starting and ending with a letter, digit or underscore",
};
/** Characters that Azure Resource Manager reserves in any name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Azure does not allow them in names.
const RESERVED = /[<>%&\\?/\u0000-\u001f\u007f]/;
const MAX_NAME = 260;

/**
 * Refuses the name of a resource whose type has no rule of its own. Source: "Naming rules and restrictions for Azure resources".
 * The code and the text for other providers than Compute are ours.
 */
export function resourceNameFault(type: string, name: string): RuleFault | undefined {
  const shown = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  if (/^microsoft\.compute\//i.test(type)) {
    if (COMPUTE_NAME.pattern.test(name)) return undefined;
    const noun = type.split("/").at(-1) ?? "";
    const message = `The value of parameter ${noun}.name is invalid: "${shown}" is not a valid name: expected ${COMPUTE_NAME.allowed}.`;
    return { ...refused("InvalidParameter", message), target: "name" };
  }
  if (name.length <= MAX_NAME && !RESERVED.test(name)) return undefined;
  const message = `Resource name ${JSON.stringify(shown)} is invalid. The name can have up to ${MAX_NAME} characters, without control characters and < > % & \\ ? /.`;
  return refused("InvalidResourceName", message);
}

/** The warning for a policy's name that Azure's documentation does not allow: such policies exist (Azure/azure-powershell 13869). */
export function policyNameWarning(name: string): string | undefined {
  const [character] = /[_!]/.exec(name) ?? [];
  if (character === undefined) return undefined;
  return `name: ${JSON.stringify(name)} contains "${character}". Policies with such names exist, but the documentation of Azure Backup allows only letters, digits and hyphens, so Azure may refuse to create one.`;
}
