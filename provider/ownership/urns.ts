/** The parts of a URN that ownership depends on: `urn:pulumi:{stack}::{project}::{types}::{name}`. Source: Pulumi's documentation of URNs. */

/** `urn:pulumi:{stack}::{project}`: the same for all resources of a stack. Empty for a string that is not a URN. */
function stackOf(urn: string): string {
  const [stack, project] = urn.split("::");
  return stack !== undefined && project !== undefined && stack.startsWith("urn:pulumi:") ? `${stack}::${project}` : "";
}

/** Whether two URNs belong to one stack. */
export const isSameStack = (left: string, right: string): boolean =>
  stackOf(left) !== "" && stackOf(left) === stackOf(right);

/** The name of the stack, such as `dev`. */
export const stackNameOf = (urn: string): string => /^urn:pulumi:([^:]*)::/.exec(urn)?.[1] ?? "";

/** The name of the resource in the program. */
export const nameInUrn = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);
