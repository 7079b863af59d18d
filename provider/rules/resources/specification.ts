/** The operations of Microsoft's specification, by namespace: which types, children and actions exist. */
import { COMPUTE_OPERATIONS } from "./compute.js";
import { RECOVERY_SERVICES_OPERATIONS } from "./recovery-services.js";
import { RESOURCES_OPERATIONS } from "./resource-manager.js";

/** The operations of one path. */
export interface Operations {
  readonly methods: readonly string[];
  /** The path after the namespace, such as `vaults/{vault}/backupPolicies`. */
  readonly path: string;
  readonly segments: readonly string[];
}

const parsed = (text: string): Operations[] =>
  text
    .trim()
    .split("\n")
    .map((line) => {
      const [methods = "", path = ""] = line.split(" ");
      return { methods: methods.split(","), path, segments: path.split("/") };
    });

/** The namespaces whose operations are all known. */
export const NAMESPACES = ["Microsoft.RecoveryServices", "Microsoft.Compute", "Microsoft.Resources"] as const;

const TEXTS = [RECOVERY_SERVICES_OPERATIONS, COMPUTE_OPERATIONS, RESOURCES_OPERATIONS] as const;

const read = new Map<string, readonly Operations[]>();

/** The operations of a namespace, in any case; undefined for one whose operations are not known. */
export function operationsOf(namespace: string): readonly Operations[] | undefined {
  const at = NAMESPACES.findIndex((known) => known.toLowerCase() === namespace.toLowerCase());
  const name = NAMESPACES[at];
  if (name === undefined) return undefined;
  const operations = read.get(name) ?? parsed(TEXTS[at] ?? "");
  read.set(name, operations);
  return operations;
}

const isName = (segment: string): boolean => segment.startsWith("{");

/** Whether a segment of a path is what the specification has there, in any case. */
export const isSegment = (expected: string | undefined, found: string | undefined): boolean =>
  expected !== undefined && found !== undefined && (isName(expected) || expected.toLowerCase() === found.toLowerCase());

/** Whether the operations are those of a path. */
export const areOf = ({ segments }: Operations, path: readonly string[]): boolean =>
  segments.length === path.length && segments.every((segment, index) => isSegment(segment, path[index]));
