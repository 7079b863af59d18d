/**
 * Whether an extension may be put on a machine, changed or taken off. Sources: the model VirtualMachineExtension of
 * Microsoft.Compute; Azure's own texts: `CannotModifyExtensionsWhenVMNotRunning` and `MultipleExtensionsPerHandlerNotAllowed`
 * of "VM Access extension", hashicorp/terraform-provider-azurerm 477 (409) and Azure/azure-quickstart-templates 4493 (400).
 */

import { missing } from "../disks/disks.js";
import type { OsType } from "../items/consistency.js";
import { unchangeable } from "../machines/machine-disks.js";
import { firstFault, type RuleFault, refused } from "../shared/fault.js";

export interface ExtensionMachine {
  readonly osType: OsType;
  readonly isRunning: boolean;
  /** It has an agent, and its osProfile allows extensions. */
  readonly allowsExtensions: boolean;
}

export interface Handler {
  readonly name: string;
  readonly publisher: string | undefined;
  readonly type: string | undefined;
}

interface ExtensionFacts extends Handler {
  readonly typeHandlerVersion: string | undefined;
  /** The extension as it was, where it was there. */
  readonly old: Handler | undefined;
  /** The other extensions of the machine. */
  readonly others: readonly Handler[];
}

/** Why nothing of the machine's extensions can be changed now, or undefined where it can. */
export function machineExtensionFault({ isRunning, allowsExtensions }: ExtensionMachine): RuleFault | undefined {
  if (!isRunning) {
    return refused("OperationNotAllowed", "Cannot modify extensions in the VM when the VM is not running.", 409);
  }
  if (allowsExtensions) return undefined;
  return refused(
    "OperationNotAllowed",
    "This operation cannot be performed when extension operations are disallowed. To allow, please ensure VM Agent is installed on the VM and the osProfile.allowExtensionOperations property is true.",
    409,
  );
}

/** Why a machine does not get that extension, or undefined where it does. */
export function extensionFault(machine: ExtensionMachine, facts: ExtensionFacts): RuleFault | undefined {
  return firstFault(
    () => requiredFault(facts),
    () => machineExtensionFault(machine),
    () => changeFault(facts),
    () => handlerFault(machine, facts),
  );
}

const VERSION = /^\d+(\.\d+){0,3}$/;

function requiredFault({ publisher, type, typeHandlerVersion }: ExtensionFacts): RuleFault | undefined {
  if (publisher === undefined) return missing("vmExtension.publisher");
  if (type === undefined) return missing("vmExtension.type");
  if (typeHandlerVersion === undefined) return missing("vmExtension.typeHandlerVersion");
  if (VERSION.test(typeHandlerVersion)) return undefined;
  return refused(
    "InvalidParameter",
    `The value '${typeHandlerVersion}' of vmExtension.typeHandlerVersion is invalid: expected numbers and dots, such as 1.9.`,
  );
}

const handlerOf = ({ publisher, type }: Handler): string => `${publisher}.${type}`;
const isSameHandler = (one: Handler, other: Handler): boolean =>
  handlerOf(one).toLowerCase() === handlerOf(other).toLowerCase();

function changeFault(facts: ExtensionFacts): RuleFault | undefined {
  const { old } = facts;
  if (old === undefined || isSameHandler(old, facts)) return undefined;
  return unchangeable(
    old.publisher?.toLowerCase() === facts.publisher?.toLowerCase() ? "vmExtension.type" : "vmExtension.publisher",
  );
}

function handlerFault({ osType }: ExtensionMachine, facts: ExtensionFacts): RuleFault | undefined {
  const other = facts.others.find((one) => isSameHandler(one, facts));
  if (other === undefined) return undefined;
  return refused(
    "BadRequest",
    `Multiple VMExtensions per handler not supported for OS type '${osType}'. VMExtension '${other.name}' with handler '${handlerOf(other)}' already added or specified in input.`,
  );
}
