/** The page of a kind: what it is, its inputs and outputs, what a change does, what is refused. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../../provider/kinds/kind.js";
import { packageSchemaText } from "../../provider/runtime/package-schema.js";
import { checkoutFolder } from "../checkout.mjs";
import { code, listed, page, table } from "./markdown.mjs";
import { irreversibleChangesTable, limitsList, type Notes, refusedTable, warnedTable } from "./notes.mjs";
import { type Property, propertiesOf, typeText } from "./shapes.mjs";
import { declarationIn, docstringOf, membersOf, type Source, sourceOf } from "./source-text.mjs";

/** `BackupPolicy` lies in `backup-policy`. */
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
    ...titled("## Limits", notes === undefined ? undefined : limitsList(notes)),
  );
}

const classSource = (kind: Kind): Source =>
  sourceOf(join(checkoutFolder(), "provider", "kinds", folderOf(kind.name), "resource.ts"));

const titled = (title: string, text: string | undefined): string[] => (text === undefined ? [] : [title, text]);

const INPUTS = `Every input may be an output of another resource. *Replaces*: a change makes the resource anew. *Secret*: encrypted in
the state and shown in no message. *Ours*: how this package acts, which Azure does not hold. *Done once*: sent or carried
out, and never read back.`;

function inputsPart(kind: Kind): string[] {
  const rows = propertiesOf(kind.inputs).map((property) => [
    code(property.path),
    typeText(property.schema),
    defaultText(property),
    marksText(property),
    meaningOf(kind, property),
  ]);
  return [
    "## Inputs",
    INPUTS,
    referencesText(kind),
    table(["input", "type and what is allowed", "default", "", "meaning"], rows),
  ];
}

/** The inputs that name another resource, by the types of the class's arguments. */
function referencesText(kind: Kind): string {
  const members = membersOf(classSource(kind), `${kind.name}Args`) ?? [];
  const names = members.filter(({ type }) => type.startsWith("Reference<")).map(({ name }) => name);
  if (names.length === 0) return "";
  return `In TypeScript ${listed(names)} take${names.length === 1 ? "s" : ""} an ARM id or the resource itself, of this package or another; of a resource more is known than its id, and is checked at preview.`;
}

function defaultText({ path, schema, isRequired }: Property): string {
  if (schema["default"] !== undefined) return code(JSON.stringify(schema["default"]));
  return isRequired && path !== "name" ? "**required**" : "";
}

function marksText({ schema: { replaceOnChanges, secret, local, action } }: Property): string {
  const marks = { replaces: replaceOnChanges, secret, providerSetting: local, "done once": action };
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
  const all = [["`id`", "a text", "The ARM id."], ...own, ...commonOutputs(kind)];
  return ["## Outputs", "The inputs, and:", table(["output", "type", "meaning"], all)];
}

/** What every resource tells, in the words of schema.json. */
function commonOutputs(kind: Kind): string[][] {
  const manifest = readFileSync(join(checkoutFolder(), "package.json"), "utf8");
  const { resources } = JSON.parse(packageSchemaText(manifest)) as {
    readonly resources: Record<string, { properties: Record<string, { description: string }> }>;
  };
  const properties = resources[`azure-vm-backup:index:${kind.name}`]?.properties ?? {};
  return [
    ["`endpoint`", "a text", properties["endpoint"]?.description ?? ""],
    ["`adopted`", "true or false", properties["adopted"]?.description ?? ""],
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
    `A change of ${listed(replacing)} replaces the resource: where the new one has the same ARM id, the old one goes first, else last. Any other change is made in place; one of what is *ours* alone writes nothing to Azure.`,
    ...(irreversible === undefined
      ? []
      : ["These changes are refused at preview, since Azure never takes them back:", irreversible]),
  ];
}

function checkPart(kind: Kind, notes: Notes | undefined): string[] {
  if (notes === undefined) return [];
  const refused = refusedTable(kind, notes);
  const warned = warnedTable(kind, notes);
  const also =
    kind.bodies === undefined
      ? ""
      : " What would be sent is checked against the schema that Microsoft publishes for it, too.";
  return [
    "## What check refuses",
    `Whatever the table of inputs does not allow, at preview, with the property, its value (never a secret one) and what is allowed.${also} Beside that, by example:`,
    refused ?? "Nothing.",
    ...(warned === undefined ? [] : ["And it warns, without refusing:", warned]),
  ];
}

function destroyPart(kind: Kind): string[] {
  const found = propertiesOf(kind.inputs).find(({ path }) => path === "onDelete");
  if (found === undefined) return [];
  return [
    "## What a destroy does",
    `\`onDelete\` says it. ${(found.schema.description ?? "").replace(/^What a destroy does: /, "")}`,
    "It is kept in the state: set it in an up before the one in which the resource goes.",
  ];
}

function driftText(kind: Kind): string {
  const silent = [...pathsWith(kind, "local"), ...pathsWith(kind, "action")].filter((path) => !path.includes("."));
  return `\`pulumi refresh\` reads the resource and shows every declared input that Azure holds otherwise; the next up puts it back. What is not declared is not compared, and what only looks different (ids and regions in another case, lists whose order means nothing) is no drift. ${listed(silent)} never drift. A resource that is gone shows as deleted, and the next up creates it. Outputs move only with a write of this package.`;
}
