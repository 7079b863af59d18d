/**
 * Whether Azure has the declared type, name and api-version, as far as this version of the package knows. A type may be newer than the
 * package, so an unknown one is only a warning. Pure.
 */
import { typeFault } from "../../rules/resources/types.js";
import { firstVersionOf, isApiVersion } from "../../rules/resources/versions.js";
import type { Failure } from "../../schema/failures.js";
import { isUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./schema.js";

/** Types of Azure Resource Manager itself, which are no part of a provider's specification. */
const OF_RESOURCE_MANAGER = /^microsoft\.resources\/(resourcegroups|subscriptions|tenants)$/i;

/** The refusal of the type or of the name; undefined if Azure has both, or if one is not known yet. */
function refusalOf({ type, name, apiVersion }: Inputs) {
  if (isUnknown(type) || OF_RESOURCE_MANAGER.test(type)) return undefined;
  const [namespace = "", ...words] = type.split("/");
  const names = words.map((_, index) => (index === words.length - 1 ? name : "name"));
  return typeFault({ namespace, segments: words.flatMap((word, index) => [word, names[index] ?? ""]), apiVersion });
}

/** Refuses another name of a resource that has only one, and an api-version that the type does not have. */
export function knownTypeFaults(declared: Inputs): Failure[] {
  const refusal = isUnknown(declared.name) ? undefined : refusalOf(declared);
  const found = JSON.stringify(declared.name);
  const names: Failure[] =
    refusal?.status === 400
      ? [{ property: "name", found, reason: `is not the name of this resource: ${refusal.message}` }]
      : [];
  return [...names, ...versionFaults(declared)];
}

function versionFaults({ type, apiVersion }: Inputs): Failure[] {
  if (isUnknown(type) || isUnknown(apiVersion)) return [];
  const found = JSON.stringify(apiVersion);
  if (!isApiVersion(apiVersion)) return [{ property: "apiVersion", found, reason: "is not a date" }];
  const [namespace = "", ...types] = type.split("/");
  const first = firstVersionOf({ namespace, types });
  if (first === undefined || apiVersion.slice(0, 10) >= first.slice(0, 10)) return [];
  return [{ property: "apiVersion", found, reason: `is older than ${type}: expected ${first} or later` }];
}

/** Warns about a type that is unknown in a namespace whose types are known. */
export function knownTypeWarnings(declared: Inputs): string[] {
  const refusal = refusalOf(declared);
  return refusal?.status === 404 ? [`type: ${refusal.message}`] : [];
}
