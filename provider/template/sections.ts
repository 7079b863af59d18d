/** Parses a template into its sections. */
import { isJsonObject, type Json, type JsonObject } from "../core/json.js";
import { invalidTemplate } from "./faults.js";
import { isList } from "./functions/arguments.js";
import { member, objectMember, textMember } from "./members.js";
import type { UserFunction } from "./scope.js";

export interface Sections {
  readonly parameters: JsonObject;
  readonly definitions: JsonObject;
  readonly variables: JsonObject;
  readonly functions: ReadonlyMap<string, UserFunction>;
  /** The resources with the symbolic names that they have in languageVersion 2.0. */
  readonly resources: readonly DeclaredResource[];
  readonly outputs: JsonObject;
}

export interface DeclaredResource {
  readonly symbol: string | undefined;
  readonly body: JsonObject;
  /** Such as `resources[0]`. */
  readonly path: string;
}

const KNOWN = new Set([
  "$schema",
  "contentversion",
  "apiprofile",
  "metadata",
  "languageversion",
  "definitions",
  "imports",
  "extensions",
  "asserts",
  "parameters",
  "variables",
  "functions",
  "resources",
  "outputs",
]);

const SCHEMA =
  /^https?:\/\/schema\.management\.azure\.com\/schemas\/(2014-04-01-preview|2015-01-01|2019-04-01)\/deploymentTemplate\.json#?$/i;

/** The sections of a template. Throws `InvalidTemplate` for anything but a template for resource groups. */
export function sectionsOf(template: JsonObject): Sections {
  const unknown = Object.keys(template).find((key) => !KNOWN.has(key.toLowerCase()));
  if (unknown !== undefined) {
    throw invalidTemplate(`Could not find member '${unknown}' on object of type 'Template'. Path '${unknown}'.`);
  }
  const schema = textMember(template, "$schema");
  if (schema === undefined) throw missing("$schema");
  if (!SCHEMA.test(schema)) {
    throw invalidTemplate(
      `Template schema '${schema}' is not supported. Supported versions are '2014-04-01-preview,2015-01-01,2019-04-01' of deploymentTemplate.json, since the embedded Azure deploys to resource groups.`,
    );
  }
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(textMember(template, "contentVersion") ?? "")) throw missing("contentVersion");
  const resources = member(template, "resources");
  if (resources === undefined) throw missing("resources");
  return {
    parameters: objectMember(template, "parameters"),
    definitions: objectMember(template, "definitions"),
    variables: objectMember(template, "variables"),
    functions: functionsOf(member(template, "functions")),
    resources: declaredResources(resources, "resources"),
    outputs: objectMember(template, "outputs"),
  };
}

const missing = (property: string) =>
  invalidTemplate(`Required property '${property}' not found in JSON or not of its form. Path ''.`);

/** The resources of an array, or of an object by symbolic name. */
export function declaredResources(resources: Json | undefined, path: string): DeclaredResource[] {
  if (isJsonObject(resources)) {
    return Object.entries(resources).map(([symbol, body]) => declared(body ?? null, `${path}.${symbol}`, symbol));
  }
  if (resources === undefined) return [];
  if (!isList(resources)) throw invalidTemplate(`Expected an array or an object at '${path}'.`);
  return resources.map((body, index) => declared(body, `${path}[${index}]`, undefined));
}

function declared(body: Json, path: string, symbol: string | undefined): DeclaredResource {
  if (isJsonObject(body)) return { body, path, symbol };
  throw invalidTemplate(`Expected an object at '${path}'.`);
}

function functionsOf(section: Json | undefined): Map<string, UserFunction> {
  const functions = new Map<string, UserFunction>();
  for (const space of isList(section) ? section.filter(isJsonObject) : []) {
    const namespace = textMember(space, "namespace") ?? "";
    for (const [name, body] of Object.entries(objectMember(space, "members"))) {
      if (!isJsonObject(body)) continue;
      functions.set(`${namespace}.${name}`.toLowerCase(), userFunction(body));
    }
  }
  return functions;
}

function userFunction(body: JsonObject): UserFunction {
  const parameters = member(body, "parameters");
  return {
    parameters: (isList(parameters) ? parameters : []).map((one) =>
      isJsonObject(one) ? (textMember(one, "name") ?? "") : "",
    ),
    output: member(objectMember(body, "output"), "value") ?? null,
  };
}
