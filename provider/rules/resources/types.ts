/**
 * Which types, children and actions exist in the namespaces whose operations are known. Azure's texts: "Register resource provider"
 * (`InvalidResourceNamespace`), Azure/azure-cli 2681 and azure-docs, Azure NetApp Files (`InvalidResourceType`), MicrosoftDocs/azure-docs
 * 72145 and Azure/azure-resource-manager-schemas 1754 (the name of a singleton). The suggestions are ours.
 */
import { nearest } from "../../core/nearest.js";
import { type RuleFault, refused } from "../shared/fault.js";
import { invalidParameterFault } from "../vaults/parameters.js";
import { areOf, isSegment, NAMESPACES, type Operations, operationsOf } from "./specification.js";

/** A request for what lies in a namespace. */
export interface Target {
  readonly namespace: string;
  /** The path after the namespace: types and names in turn, and an action or a list at the end. */
  readonly segments: readonly string[];
  readonly apiVersion: string;
}

/** Azure Site Recovery, which is part of Microsoft.RecoveryServices and of another specification. */
const SITE_RECOVERY = /^replication[a-z]+$/i;

/** Whether a path belongs to Azure Site Recovery. */
export const isOfSiteRecovery = ({ namespace, segments }: Target): boolean =>
  namespace.toLowerCase() === "microsoft.recoveryservices" && SITE_RECOVERY.test(segments[2] ?? "");

/** Refuses a namespace, a type, a child, an action or the name of a singleton that Azure does not have. */
export function typeFault(target: Target): RuleFault | undefined {
  const operations = operationsOf(target.namespace);
  if (operations === undefined) return namespaceFault(target.namespace);
  if (operations.some((one) => areOf(one, target.segments)) || isOfSiteRecovery(target)) return undefined;
  const depth = knownDepth(operations, target.segments);
  if (depth === target.segments.length) return undefined;
  const expected = segmentsAt(operations, target.segments, depth);
  return depth % 2 === 1 ? nameFault(target, depth, expected) : unknownTypeFault(target, depth, expected);
}

/** A namespace that is nearly one of the known ones is a typing mistake; any other may exist. */
function namespaceFault(namespace: string): RuleFault | undefined {
  const meant = nearest(namespace, NAMESPACES);
  if (meant === undefined) return undefined;
  const text = `The resource namespace '${namespace}' is invalid. Did you mean '${meant}'?`;
  return refused("InvalidResourceNamespace", text, 404);
}

/** How many segments of a path, from its beginning, some operation has. */
function knownDepth(operations: readonly Operations[], path: readonly string[]): number {
  const depths = operations.map(({ segments }) => {
    const end = path.findIndex((segment, index) => !isSegment(segments[index], segment));
    return end < 0 ? path.length : end;
  });
  return Math.max(0, ...depths);
}

/** The segments that the specification has after the known beginning of a path. */
function segmentsAt(operations: readonly Operations[], path: readonly string[], depth: number): string[] {
  const begun = operations.filter(({ segments }) =>
    path.slice(0, depth).every((segment, index) => isSegment(segments[index], segment)),
  );
  return [...new Set(begun.flatMap(({ segments }) => segments[depth] ?? []))];
}

function nameFault({ segments }: Target, depth: number, expected: readonly string[]): RuleFault {
  const found = `The name of ${segments[depth - 1]} is '${segments[depth]}': expected ${expected.join(" or ")}.`;
  return invalidParameterFault("resourceName", found);
}

function unknownTypeFault({ namespace, segments, apiVersion }: Target, depth: number, expected: readonly string[]) {
  const words = segments.slice(0, depth + 1).filter((_, index) => index % 2 === 0);
  const meant = nearest(segments[depth] ?? "", expected);
  const advice = meant === undefined ? "" : ` Did you mean '${[...words.slice(0, -1), meant].join("/")}'?`;
  return refused(
    "InvalidResourceType",
    `The resource type '${words.join("/")}' could not be found in the namespace '${namespace}' for api version '${apiVersion}'.${advice}`,
    404,
  );
}
