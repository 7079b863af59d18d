/**
 * The TypeScript types of the arguments and the results of functions, generated from their schemas: the texts of
 * `provider/functions/arguments.ts` and of the files in `provider/functions/results`.
 */
import { posix } from "node:path";
import { questions } from "../../provider/functions/answers/index.js";
import type { Question } from "../../provider/functions/answers/question.js";
import type { Marks, TSchema } from "../../provider/schema/vocabulary.js";

const LINE_WIDTH = 120;

/** Types with a declaration of their own, by the name of the type. Modules are paths from `provider`. */
const DECLARED_ELSEWHERE: Readonly<Record<string, { readonly type: string; readonly module: string }>> = {
  BackupPolicyRetention: { type: "PolicyRetention", module: "rules/policies/terms.js" },
  BackupPolicySchedule: { type: "PolicySchedule", module: "rules/policies/terms.js" },
  JobStatus: { type: "JobStatus", module: "rules/items/jobs.js" },
  UnlistedCode: { type: "UnlistedCode", module: "rules/items/discovery.js" },
};

/** A resource that a program can pass in place of its id. */
interface KnownResource {
  readonly type: string;
  readonly module: string;
  readonly noun: string;
}

const KNOWN = "dynamic/arguments.js";

/** By ARM type. */
const RESOURCES: Readonly<Record<string, KnownResource>> = {
  "Microsoft.Compute/disks": { type: "KnownDisk", module: KNOWN, noun: "the disk" },
  "Microsoft.Compute/virtualMachines": { type: "KnownVm", module: KNOWN, noun: "the VM" },
  "Microsoft.RecoveryServices/vaults": { type: "KnownVault", module: KNOWN, noun: "the vault" },
  "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems": {
    type: "KnownItem",
    module: KNOWN,
    noun: "the `ProtectedVm`",
  },
  "Microsoft.RecoveryServices/vaults/backupPolicies": { type: "KnownPolicy", module: KNOWN, noun: "the policy" },
  "Microsoft.Resources/resourceGroups": { type: "KnownGroup", module: KNOWN, noun: "the group" },
};

type Property = TSchema & Marks;

const all: readonly Question[] = Object.values(questions);

/** The names that a file imports, by module. Modules and the folder of the file are paths from `provider`. */
class Imports {
  private readonly folder: string;
  private readonly names = new Map<string, Set<string>>();

  constructor(folder: string) {
    this.folder = folder;
  }

  add({ type, module }: { readonly type: string; readonly module: string }): string {
    const path = posix.relative(this.folder, module);
    const relative = path.startsWith(".") ? path : `./${path}`;
    this.names.set(relative, (this.names.get(relative) ?? new Set()).add(type));
    return type;
  }

  /** In the order of Biome: modules of other folders first. */
  text(): string[] {
    const modules = [...this.names].sort(([left], [right]) => (left < right ? -1 : 1));
    return modules
      .toSorted(([left], [right]) => Number(left.startsWith("./")) - Number(right.startsWith("./")))
      .map(([module, names]) => importOf(module, [...names].sort()));
  }
}

/** An import in the format of Biome, one name a line where the line would be too long. */
function importOf(module: string, names: readonly string[]): string {
  const line = `import type { ${names.join(", ")} } from "${module}";`;
  if (line.length <= LINE_WIDTH) return line;
  return [`import type {`, ...names.map((name) => `  ${name},`), `} from "${module}";`].join("\n");
}

/** `ProtectedVmFacts[]`, the type that a function returns. */
export function resultType({ name, result }: Question): string {
  const typeName = ((result["items"] ?? result) as Property).typeName;
  if (typeName === undefined) throw new Error(`the result of ${name} has no typeName`);
  return result["items"] === undefined ? typeName : `${typeName}[]`;
}

/** The description of an argument in TypeScript, where it accepts a resource too. */
export const argumentText = (schema: Property, resource = "an object with `id`"): string =>
  schema.refersTo === undefined
    ? (schema.description ?? "")
    : (schema.description ?? "").replace("its ARM id", `its ARM id, or ${resource}`);

/** The generated files of `provider/functions`, by their path from the root of the repository. */
export function functionTypes(): Readonly<Record<string, string>> {
  const results = all.map((question) => [resultFile(question), resultTypes(question)] as const);
  return { "provider/functions/arguments.ts": argumentTypes(), ...Object.fromEntries(results) };
}

/** `provider/functions/results/job-facts.ts`; functions with the same result share a file. */
function resultFile(question: Question): string {
  const name = resultType(question).replace("[]", "");
  const words = name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return `provider/functions/results/${words}.ts`;
}

function resultTypes(question: Question): string {
  const imports = new Imports("functions/results");
  const found = new Map<string, string>();
  addInterface((question.result["items"] ?? question.result) as Property, found, imports);
  return file(`/** The result of ${functionsWith(question)}.`, imports, [], [...found.values()]);
}

const functionsWith = (question: Question): string =>
  all
    .filter((other) => resultFile(other) === resultFile(question))
    .map(({ name }) => `\`${name}\``)
    .join(" and ");

/** Adds the interface of an object, after those of the objects in it. */
function addInterface(schema: Property, found: Map<string, string>, imports: Imports): void {
  const { typeName } = schema;
  if (typeName === undefined) throw new Error(`an object in a result has no typeName: ${schema.description ?? "?"}`);
  const members = membersOf(schema).flatMap(({ key, property, isRequired }) => {
    const nested = (property["items"] ?? property) as Property;
    const isOwn = nested["properties"] !== undefined && DECLARED_ELSEWHERE[nested.typeName ?? ""] === undefined;
    if (isOwn) addInterface(nested, found, imports);
    const type = typeText(property, imports);
    const member = isRequired ? `readonly ${key}: ${type};` : `readonly ${key}?: ${type} | undefined;`;
    return [docstring(property.description, "  "), ...wrapped(`  ${member}`)];
  });
  found.set(typeName, [docstring(schema.description), `export interface ${typeName} {`, ...members, "}"].join("\n"));
}

/** For each function the arguments of its plain form, and those of its output form. */
function argumentTypes(): string {
  const imports = new Imports("functions");
  const interfaces = all.flatMap((question) => [plainArguments(question, imports), outputArguments(question, imports)]);
  return file("/** The arguments of functions.", imports, [], interfaces);
}

const argumentsName = (name: string, suffix: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}${suffix}`;

function plainArguments({ name, args }: Question, imports: Imports): string {
  const members = membersOf(args).flatMap(({ key, property, isRequired }) => {
    const isReference = property.refersTo !== undefined;
    const type = isReference
      ? imports.add({ type: "PlainReference", module: "functions/ask-options.js" })
      : typeText(property, imports);
    const member = isRequired ? `  ${key}: ${type};` : `  ${key}?: ${type} | null | undefined;`;
    return [docstring(argumentText(property), "  "), ...wrapped(member)];
  });
  const head = `export interface ${argumentsName(name, "Args")} {`;
  return [docstring(args["description"] as string), head, ...members, "}"].join("\n");
}

function outputArguments({ name, args }: Question, imports: Imports): string {
  const members = membersOf(args).flatMap(({ key, property, isRequired }) => {
    const type =
      property.refersTo === undefined ? typeText(property, imports) : referenceType(property.refersTo, imports);
    const name = isRequired ? "Reference" : "OptionalInput";
    const isReference = property.refersTo !== undefined;
    const wrapper = isRequired && !isReference ? "pulumi.Input" : imports.add({ type: name, module: KNOWN });
    const member = `  ${key}${isRequired ? "" : "?"}: ${wrapper}<${isReference && !isRequired ? "string | " : ""}${type}>;`;
    return [docstring(argumentText(property, `${nounOf(property)} itself`), "  "), ...wrapped(member)];
  });
  const head = `export interface ${argumentsName(name, "OutputArgs")} {`;
  return [docstring(args["description"] as string), head, ...members, "}"].join("\n");
}

const nounOf = ({ refersTo = "" }: Property): string => RESOURCES[refersTo]?.noun ?? "the resource";

function referenceType(armType: string, imports: Imports): string {
  const resource = RESOURCES[armType];
  return imports.add(resource ?? { type: "Identified", module: KNOWN });
}

interface Member {
  readonly key: string;
  readonly property: Property;
  readonly isRequired: boolean;
}

function membersOf(schema: TSchema): Member[] {
  const required = (schema["required"] ?? []) as readonly string[];
  return Object.entries(schema["properties"] as Record<string, Property>).map(([key, property]) => ({
    key,
    property,
    isRequired: required.includes(key) && property["default"] === undefined,
  }));
}

function typeText(schema: Property, imports: Imports): string {
  const elsewhere = DECLARED_ELSEWHERE[schema.typeName ?? ""];
  if (elsewhere !== undefined) return imports.add(elsewhere);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if (schema["type"] === "array") return `readonly ${typeText(schema["items"] as Property, imports)}[]`;
  if (schema["patternProperties"] !== undefined) {
    const [value] = Object.values(schema["patternProperties"] as Record<string, Property>);
    return `Readonly<Record<string, ${value === undefined ? "unknown" : typeText(value, imports)}>>`;
  }
  if (schema["properties"] !== undefined) return schema.typeName ?? "";
  return schema["type"] === "integer" ? "number" : String(schema["type"]);
}

/** A member in the format of Biome: a union that is longer than a line has a line for each of its types. */
function wrapped(member: string): string[] {
  const [, name = "", union = ""] = /^(.+?\??:) (.+);$/.exec(member) ?? [];
  const types = union.split(" | ");
  if (member.length <= LINE_WIDTH || types.length < 2) return [member];
  return [`${name}`, ...types.map((type, at) => `    | ${type}${at === types.length - 1 ? ";" : ""}`)];
}

function docstring(text: string | undefined, indent = ""): string {
  if (text === undefined || text === "") throw new Error("a type or a property of a function has no description");
  return `${indent}/** ${text} */`;
}

const file = (head: string, imports: Imports, first: readonly string[], parts: readonly string[]): string =>
  [
    `${head} Written by npm run schema from the schemas in provider/functions/answers. */`,
    [...first, ...imports.text()].join("\n"),
    "",
    parts.join("\n\n"),
    "",
  ]
    .join("\n")
    .replace(/\*\/\n\n\n/, "*/\n\n");
