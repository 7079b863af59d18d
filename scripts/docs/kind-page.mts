/** The page of a kind: its inputs and outputs, the effect of a change, and what preview refuses. */
import { join } from "node:path";
import type { Kind } from "../../provider/kinds/kind.js";
import type { Marks, TSchema } from "../../provider/schema/vocabulary.js";
import { checkoutFolder } from "../checkout.mjs";
import { packageSchemaText } from "../schema/package-schema.mjs";
import { code, listed, page, table } from "./markdown.mjs";
import { irreversibleChangesTable, limitsList, type Notes, refusedTable, warnedTable } from "./notes.mjs";
import { defaultText, type Property, propertiesOf, typeText } from "./shapes.mjs";
import { declarationIn, docstringOf, type Source, sourceOf } from "./source-text.mjs";

/** The folder of a kind: `backup-policy` for `BackupPolicy`. */
export const folderOf = (kindName: string): string =>
  kindName.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** The text of `docs/kinds/FOLDER.md`. */
export function kindPage(kind: Kind, notes: Notes | undefined): string {
  const folder = folderOf(kind.name);
  const found = declarationIn(classSource(kind), kind.name);
  if (found === undefined) throw new Error(`provider/kinds/${folder}/resource.ts has no class ${kind.name}`);
  const { text, example } = docstringOf(found);
  return page(
    `<!-- Written by npm run docs from provider/kinds/${folder}. -->`,
    `# ${kind.name}`,
    text,
    example === undefined ? undefined : `\`\`\`ts\n${example}\n\`\`\``,
    ...inputsPart(kind),
    ...outputsPart(kind),
    ...changePart(kind, notes),
    ...checkPart(kind, notes),
    ...destroyPart(kind),
    "## Drift",
    driftText(kind),
    ...titled("## Known limitations", notes === undefined ? undefined : limitsList(notes)),
  );
}

const classSource = (kind: Kind): Source =>
  sourceOf(join(checkoutFolder(), "provider", "kinds", folderOf(kind.name), "resource.ts"));

const titled = (title: string, text: string | undefined): string[] => (text === undefined ? [] : [title, text]);

const INPUTS = `Every input can be an output of another resource. An input without "required" is optional. *Replaces*: a change replaces
the resource. *Secret*: encrypted in the state and redacted in messages. *Provider setting*: not stored in Azure.
*Write-only*: sent to Azure, or carried out once, and never read back.`;

function inputsPart(kind: Kind): string[] {
  const rows = propertiesOf(kind.inputs).map((property) => [
    code(property.path),
    typeText(property.schema),
    property.path === "name" ? "" : defaultText(property),
    marksText(property),
    meaningOf(kind, property),
  ]);
  return [
    "## Inputs",
    INPUTS,
    referencesText(kind),
    table(["input", "type and allowed values", "default", "attributes", "description"], rows),
  ];
}

/** The inputs that refer to another resource. */
function referencesText(kind: Kind): string {
  const found = propertiesOf(kind.inputs).filter(({ schema }) => refersTo(schema) !== undefined);
  const names = found.map(({ path }) => path);
  if (names.length === 0) return "";
  return `In TypeScript, ${listed(names)} accept${names.length === 1 ? "s" : ""} an ARM id or the resource itself, of this package or of another package.${checkedReferencesText(kind, found)}`;
}

/** The checks of preview for inputs that are resources. */
function checkedReferencesText(kind: Kind, references: readonly Property[]): string {
  const typed = references.filter(({ schema }) => refersTo(schema) !== "*");
  if (typed.length === 0) return "";
  const types = ` Preview refuses a resource of another type as ${listed(
    typed.map(({ path }) => path),
    "or",
  )}.`;
  // The rules of other kinds do not read properties of the resources that inputs refer to.
  const readsProperties = kind.faults.length > 1;
  return readsProperties ? `${types} It also checks properties of the resources, such as their regions.` : types;
}

const refersTo = (schema: TSchema & Marks): string | undefined =>
  schema.refersTo ?? (schema["items"] as Marks | undefined)?.refersTo;

function marksText({ schema: { replaceOnChanges, secret, local, action } }: Property): string {
  const marks = { replaces: replaceOnChanges, secret, "provider setting": local, "write-only": action };
  return Object.entries(marks)
    .filter(([, isSet]) => isSet === true)
    .map(([word]) => word)
    .join(", ");
}

function meaningOf(kind: Kind, { path, schema }: Property): string {
  if (schema.description === undefined) throw new Error(`${kind.name}.${path} has no description`);
  return schema.description;
}

function outputsPart(kind: Kind): string[] {
  const own = propertiesOf(kind.outputs).map((property) => [
    code(property.path),
    typeText(property.schema),
    meaningOf(kind, property),
  ]);
  const all = [["`id`", "string", "The ARM id."], ...own, ...commonOutputs(kind)];
  return ["## Outputs", "Every input is also an output. In addition:", table(["output", "type", "description"], all)];
}

/** The outputs that every resource has, with their descriptions in schema.json. */
function commonOutputs(kind: Kind): string[][] {
  const { resources } = JSON.parse(packageSchemaText()) as {
    readonly resources: Record<string, { properties: Record<string, { description: string }> }>;
  };
  const properties = resources[`azure-vm-backup:index:${kind.name}`]?.properties ?? {};
  return [
    ["`endpoint`", "string", properties["endpoint"]?.description ?? ""],
    ["`adopted`", "boolean", properties["adopted"]?.description ?? ""],
  ];
}

const pathsWith = (kind: Kind, mark: "replaceOnChanges" | "local" | "action"): string[] =>
  propertiesOf(kind.inputs)
    .filter(({ schema }) => schema[mark] === true)
    .map(({ path }) => path);

function changePart(kind: Kind, notes: Notes | undefined): string[] {
  const replacing = pathsWith(kind, "replaceOnChanges");
  const irreversible = notes === undefined ? undefined : irreversibleChangesTable(kind, notes);
  return [
    "## What a change does",
    `A change of ${listed(replacing, "or")} replaces the resource. If the new resource has the same ARM id, the old one is deleted first; otherwise it is deleted after the new one is created. Any other change updates the resource in place. A change of only provider settings sends no request to Azure.`,
    ...(irreversible === undefined
      ? []
      : ["Preview refuses these changes, because Azure does not support them:", irreversible]),
  ];
}

function checkPart(kind: Kind, notes: Notes | undefined): string[] {
  if (notes === undefined) return [];
  const refused = refusedTable(kind, notes);
  const warned = warnedTable(kind, notes);
  const also =
    kind.bodies === undefined ? "" : " The request body is also validated against the schema that Microsoft publishes.";
  return [
    "## What preview refuses",
    `Preview refuses every value that the table of inputs does not allow. The error names the property, its value (unless it is secret) and the allowed values.${also} Examples of further errors:`,
    refused ?? "Nothing.",
    ...(warned === undefined ? [] : ["Preview warns about:", warned]),
  ];
}

function destroyPart(kind: Kind): string[] {
  const found = propertiesOf(kind.inputs).find(({ path }) => path === "onDelete");
  if (found === undefined) return [];
  return [
    "## What a destroy does",
    `\`onDelete\` decides: ${(found.schema.description ?? "").replace(/^What a destroy does\. /, "")}`,
    "A destroy uses the value of `onDelete` in the state: to change it, declare another value and run `pulumi up` before the destroy.",
  ];
}

function driftText(kind: Kind): string {
  const silent = [...pathsWith(kind, "local"), ...pathsWith(kind, "action")].filter((path) => !path.includes("."));
  return `\`pulumi refresh\` reads the resource and shows every declared input whose value in Azure is different; the next \`pulumi up\` restores the declared value. Inputs that are not declared are not compared. Differences in case or spelling of ids and regions, and in the order of unordered arrays, are not reported as drift. ${listed(silent)} are not compared with Azure. A resource that no longer exists is shown as deleted, and the next \`pulumi up\` creates it again. Outputs change only when this package writes the resource.`;
}
