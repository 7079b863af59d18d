/** The text of `resource.ts` and `types.ts` of a kind, and of the types that several kinds share. */
import type { Kind } from "../../provider/kinds/kind.js";
import type { Docstring } from "../docs/source-text.mjs";
import { docstring, outputText } from "./docstrings.mjs";
import { type NamedType, type Property, propertiesAt, type Schema } from "./shapes.mjs";
import { declarationsOf, inputMembers, isAlwaysSet, outputType } from "./types-text.mjs";

/** The contents of the hand-written `class.ts` of a kind. */
export interface HandWritten {
  /** The docstring of `parts`, which is that of the class. */
  readonly docs: Docstring;
  /** The other exported functions, which become static methods. */
  readonly statics: readonly { readonly name: string; readonly docs: Docstring }[];
}

/** The sources of the types that a file uses: each module, and the names that it exports. */
export type Sources = readonly (readonly [module: string, names: readonly string[]])[];

const NOTE = "Written by npm run schema: do not edit.";

/** The names of the interfaces and unions of these types. */
export const namesOf = (types: readonly NamedType[]): string[] =>
  types.flatMap(({ name, isInput, schema }) =>
    isInput && schema["properties"] !== undefined ? [name, `${name}Args`] : [name],
  );

/** A file with only types. */
export function typesFile(title: string, types: readonly NamedType[], sources: Sources): string {
  const body = types.map(declarationsOf).join("\n");
  return `/** ${title} ${NOTE} */\n${importsOf(body, sources)}\n${body}`;
}

/** The class of a kind. */
export function classFile(kind: Kind, written: HandWritten, sources: Sources, hasTypes: boolean): string {
  const { name } = kind;
  const place = { typeName: name, path: name };
  const inputs = propertiesAt(kind.inputs, place);
  const outputs = propertiesAt(kind.outputs, place);
  const body = [
    `${docstring(`The inputs of \`${name}\`.`)}export interface ${name}Args {\n${inputMembers(inputs, ["name"])}}\n`,
    declarationText(kind, inputs, outputs),
    `${docstring(classDocs(written.docs))}export class ${name} extends BackupResource {\n${classBody(kind, written, [...inputs, ...outputs])}}\n`,
  ].join("\n");
  return [
    `/** The resource class \`${name}\`. ${NOTE} */\n`,
    importsOf(body, sources),
    `import { BackupResource, isOfKind } from "../../dynamic/resource.js";\n`,
    `import { ${["parts", ...written.statics.map((one) => one.name)].sort().join(", ")} } from "./class.js";\n`,
    `import * as provider from "./provider.js";\n\n`,
    hasTypes ? 'export type * from "./types.js";\n\n' : "",
    body,
  ].join("");
}

/** The imports of the types that a text uses. */
function importsOf(text: string, sources: Sources): string {
  const code = text.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const lines = sources.map(([module, names]) => {
    const used = names.filter(uses).sort();
    return used.length === 0 ? "" : `import type { ${used.join(", ")} } from "${module}";\n`;
  });
  return `${uses("pulumi") ? 'import type * as pulumi from "@pulumi/pulumi";\n' : ""}${lines.join("")}`;
}

const classDocs = ({ text, example }: Docstring): string =>
  example === undefined ? text : `${text}\n\n@example\n\`\`\`ts\n${example}\n\`\`\``;

/** The facts about the kind that the base class needs. */
function declarationText(kind: Kind, inputs: readonly Property[], outputs: readonly Property[]): string {
  const isNamed = inputs.some(({ key, isRequired }) => key === "name" && isRequired);
  const facts = {
    kind: kind.name,
    ...(kind.armType === undefined ? {} : { armType: kind.armType }),
    outputs: [...inputs, ...outputs].map(({ key }) => key),
    named: isNamed,
    references: inputs.flatMap(({ key, schema }) => referencesIn(key, schema)),
  };
  return `const declaration = { ...parts, provider, ${JSON.stringify(facts).slice(1)};\n`;
}

/** The paths of the references in an input. */
export function referencesIn(path: string, schema: Schema): string[] {
  if (schema.refersTo !== undefined) return [path];
  if (schema["items"] !== undefined) return referencesIn(`${path}.*`, schema["items"] as Schema);
  return Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).flatMap(([key, inner]) =>
    referencesIn(`${path}.${key}`, inner),
  );
}

function classBody({ name, armType }: Kind, { statics }: HandWritten, properties: readonly Property[]): string {
  const options = "options?: pulumi.CustomResourceOptions";
  const members = properties.map((property) => {
    const type = outputType(property.schema, property.place);
    const value = isAlwaysSet(property) ? type : `${type} | undefined`;
    return `${docstring(outputText(property), "  ")}  declare readonly ${property.key}: pulumi.Output<${value}>;\n`;
  });
  return [
    ...members,
    armType === undefined
      ? ""
      : `${docstring("The ARM type of every such resource.", "  ")}  declare readonly __armType?: "${armType}";\n`,
    `\n  constructor(name: string, args: ${name}Args, ${options}) {\n    super(declaration, name, args, options);\n  }\n`,
    `\n${docstring(`Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not delete it.`, "  ")}`,
    `  static get(name: string, id: pulumi.Input<pulumi.ID>, ${options}): ${name} {\n    return new ${name}(name, undefined as unknown as ${name}Args, { ...options, id });\n  }\n`,
    `\n${docstring(`Whether a value is a \`${name}\`, also of another copy of this package.`, "  ")}`,
    `  static override isInstance(value: unknown): value is ${name} {\n    return isOfKind(value, "${name}");\n  }\n`,
    ...statics.map(
      ({ name: method, docs }) => `\n${docstring(classDocs(docs), "  ")}  static readonly ${method} = ${method};\n`,
    ),
  ].join("");
}
