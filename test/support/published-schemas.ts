/** Validates request bodies with Microsoft's published schemas, if this repository contains the schema of their type. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import type { Put } from "./served-azure.js";

interface Reduced {
  readonly resources: Readonly<Record<string, object>>;
  readonly definitions: object;
}

/** The ARM type of an id: `Microsoft.Compute/disks`. */
export function typeOf(path: string): string {
  const [namespace = "", ...rest] = path.split("/providers/").at(-1)?.split("/") ?? [];
  return path.includes("/providers/") ? [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/") : "group";
}

/** The validation errors of the bodies, and the types that have a schema. */
export function validatedBodies(puts: readonly Put[]): { readonly errors: string[]; readonly types: string[] } {
  const bodies = puts.map(({ path, body }) => ({ path, type: typeOf(path), body }));
  const known = bodies.filter(({ type }) => hasPublishedSchema(type));
  const errors = known.flatMap(({ path, type, body }) =>
    publishedErrors(type, body).map((error) => `${path}: ${error}`),
  );
  return { errors, types: [...new Set(known.map(({ type }) => type))].sort() };
}

/** Whether this repository contains the published schema of an ARM type. */
export const hasPublishedSchema = (type: string): boolean => publishedValidators().has(type.toLowerCase());

/** What Microsoft's published schema does not allow in a body. */
export function publishedErrors(type: string, body: unknown): string[] {
  const validate = publishedValidators().get(type.toLowerCase());
  if (validate === undefined || validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

let compiled: ReadonlyMap<string, ValidateFunction> | undefined;

function publishedValidators(): ReadonlyMap<string, ValidateFunction> {
  compiled ??= compiledValidators();
  return compiled;
}

function compiledValidators(): Map<string, ValidateFunction> {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, discriminator: true });
  const validators = new Map<string, ValidateFunction>();
  for (const file of publishedFiles()) {
    const { resources, definitions } = JSON.parse(readFileSync(file, "utf8")) as Reduced;
    for (const [type, schema] of Object.entries(resources)) {
      validators.set(type.toLowerCase(), ajv.compile({ ...schema, definitions }));
    }
  }
  return validators;
}

function publishedFiles(): string[] {
  const folder = join(checkoutFolder(), "test", "golden");
  const names = readdirSync(folder).filter((name) => /^microsoft-.*\.json$/.test(name));
  return names.map((name) => join(folder, name));
}
