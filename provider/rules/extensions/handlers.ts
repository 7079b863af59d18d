/**
 * Which extensions a VM accepts. It accepts one extension of each handler (publisher and type), whatever its name. Azure
 * Backup installs its own with the first backup, so a declared one may find that handler in use. Sources: the model
 * VirtualMachineExtension of Microsoft.Compute; Azure's own texts: `CannotModifyExtensionsWhenVMNotRunning` and
 * `MultipleExtensionsPerHandlerNotAllowed` of "VM Access extension", hashicorp/terraform-provider-azurerm 477 (409),
 * Azure/azure-quickstart-templates 4493 (400) and Azure/azure-powershell 8173.
 */
import { type Json, type JsonObject, textAt } from "../../core/json.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { OsType } from "../items/machine.js";
import { firstFault, missingParameter, propertyChangeFault, type RuleFault, refused } from "../shared/fault.js";
import { extensionNameFault } from "../shared/names.js";

export interface ExtensionVm {
  readonly osType: OsType;
  readonly isRunning: boolean;
  /** Whether it has an agent and its osProfile allows extensions. */
  readonly allowsExtensions: boolean;
}

export interface Handler {
  readonly name: string;
  readonly publisher: string | undefined;
  readonly type: string | undefined;
}

interface ExtensionFacts extends Handler {
  readonly typeHandlerVersion: string | undefined;
  /** The extension before the request; undefined for a new one. */
  readonly old: Handler | undefined;
  /** The other extensions of the VM. */
  readonly others: readonly Handler[];
}

/** Refuses any change of the extensions of a VM that is off or does not allow extensions. */
export function vmStateFault({ isRunning, allowsExtensions }: ExtensionVm): RuleFault | undefined {
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

/** Refuses an invalid extension. */
export function extensionFault(vm: ExtensionVm, facts: ExtensionFacts): RuleFault | undefined {
  return firstFault(
    () => requiredFault(facts),
    () => publisherFault(facts),
    () => vmStateFault(vm),
    () => changeFault(facts),
    () => handlerFault(vm, facts),
  );
}

const VERSION = /^\d+\.\d+$/;

/** Refuses a version with other parts than major and minor. Source: Azure/azure-powershell 7986. */
export function versionFault(typeHandlerVersion: string): RuleFault | undefined {
  if (VERSION.test(typeHandlerVersion)) return undefined;
  const message = "The value of parameter typeHandlerVersion is invalid.";
  return { ...refused("InvalidParameter", message), target: "typeHandlerVersion" };
}

function requiredFault({ publisher, type, typeHandlerVersion }: ExtensionFacts): RuleFault | undefined {
  if (publisher === undefined) return missingParameter("vmExtension.publisher");
  if (type === undefined) return missingParameter("vmExtension.type");
  if (typeHandlerVersion === undefined) return missingParameter("vmExtension.typeHandlerVersion");
  return versionFault(typeHandlerVersion);
}

/** Azure Backup's extensions and their publisher, which is not Microsoft.RecoveryServices. Source: MicrosoftDocs/azure-docs 57633. */
const SNAPSHOT_TYPE = /^vmsnapshot(linux)?$/i;
const SNAPSHOT_PUBLISHER = "Microsoft.Azure.RecoveryServices";

/** Refuses the snapshot extension of another publisher. The code and the first sentence are Azure's for an unknown extension. */
function publisherFault({ publisher, type = "" }: ExtensionFacts): RuleFault | undefined {
  if (!SNAPSHOT_TYPE.test(type) || isSame(publisher ?? "", SNAPSHOT_PUBLISHER)) return undefined;
  return refused(
    "ArtifactNotFound",
    `The VM extension with publisher '${publisher}' and type '${type}' could not be found. The publisher of ${type} is '${SNAPSHOT_PUBLISHER}'.`,
    404,
  );
}

const handlerOf = ({ publisher, type }: Handler): string => `${publisher}.${type}`;
const isSameHandler = (one: Handler, other: Handler): boolean =>
  handlerOf(one).toLowerCase() === handlerOf(other).toLowerCase();

function changeFault(facts: ExtensionFacts): RuleFault | undefined {
  const { old } = facts;
  if (old === undefined || isSameHandler(old, facts)) return undefined;
  return propertyChangeFault(
    old.publisher?.toLowerCase() === facts.publisher?.toLowerCase() ? "vmExtension.type" : "vmExtension.publisher",
  );
}

function handlerFault({ osType }: ExtensionVm, facts: ExtensionFacts): RuleFault | undefined {
  const other = facts.others.find((one) => isSameHandler(one, facts));
  if (other === undefined) return undefined;
  return refused(
    "BadRequest",
    `Multiple VMExtensions per handler not supported for OS type '${osType}'. VMExtension '${other.name}' with handler '${handlerOf(other)}' already added or specified in input.`,
  );
}

const isSame = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Why an extension cannot be created next to the others of its VM, and what to do; undefined where it can. */
export function conflictOf(extensions: readonly JsonObject[], declared: Handler): string | undefined {
  const others = extensions.map((extension) => ({
    name: textAt(extension, "name") ?? "",
    publisher: textAt(extension, "properties", "publisher"),
    type: textAt(extension, "properties", "type"),
  }));
  const handler = handlerOf(declared);
  const same = others.find((other) => isSameHandler(other, declared) && !isSame(other.name, declared.name));
  if (same !== undefined) {
    return `a VM can have only one extension of ${handler}, and it already has "${same.name}". Declare that one with name: "${same.name}" and adopt: "always", or delete it first.`;
  }
  const namesake = others.find((other) => isSame(other.name, declared.name) && !isSameHandler(other, declared));
  if (namesake === undefined) return undefined;
  return `the existing extension of that name is ${handlerOf(namesake)}, not ${handler}. Use another name.`;
}

/** The failures of `provisionAfterExtensions`; `name` is the extension's own, undefined while it is not known. */
export function provisionAfterFaults(names: readonly Json[], name: string | undefined): Failure[] {
  return names.flatMap((other, index) => {
    if (isUnknown(other)) return [];
    const property = `provisionAfterExtensions[${index}]`;
    const reason = orderFault(String(other), { name, before: names.slice(0, index).map(String) });
    return reason === undefined ? [] : [{ property, found: JSON.stringify(other), reason }];
  });
}

function orderFault(other: string, at: { name: string | undefined; before: readonly string[] }): string | undefined {
  if (extensionNameFault(other) !== undefined) {
    return "is not a name of an extension: expected the name of another extension of the same VM, not its id";
  }
  if (at.name !== undefined && isSame(other, at.name))
    return "is the extension itself, which cannot wait for itself: remove it";
  if (at.before.some((earlier) => isSame(earlier, other))) return "is in the list twice: remove one";
  return undefined;
}
