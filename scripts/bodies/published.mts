/** Reading Microsoft's published schemas of templates, which are JSON Schema draft-04. */

/** A part of a published schema. */
export type Schema = { readonly [key: string]: unknown };

/** Members of a template that are no members of a request body. */
export const TEMPLATE_ONLY: readonly string[] = ["name", "type", "apiVersion", "resources", "dependsOn", "comments"];

/** Whether an alternative is a value, not a template expression. */
export const isNoExpression = ({ $ref }: Schema): boolean => !String($ref ?? "").endsWith("/expression");

/** Whether the alternatives are the known extensions of a VM: what all of them have in common is a definition of its own. */
export const isExtensionChoice = (branches: readonly Schema[]): boolean =>
  branches.some(({ $ref }) => String($ref ?? "").endsWith("/genericExtension"));

/** A branch with the common members, which the published schemas define once, above the branches. */
export function withBase(branch: Schema, base: Schema): Schema {
  if (base["properties"] === undefined || branch["$ref"] !== undefined) return branch;
  return { ...branch, properties: { ...(base["properties"] as Schema), ...(branch["properties"] as Schema) } };
}

/** The member that every branch requires with its own values. */
export const tagOf = (branches: readonly Schema[]): string | undefined =>
  ((branches[0]?.["required"] as string[] | undefined) ?? []).find((key) =>
    branches.every((branch) => tagValues(branch, key).length > 0),
  );

/** The values of a tag that select a branch. */
export const tagValues = (branch: Schema, tag: string): string[] =>
  ((branch["properties"] as Record<string, Schema> | undefined)?.[tag]?.["enum"] as string[] | undefined) ?? [];
