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
  const validators = publishedValidators();
  const known = puts.filter(({ path }) => validators.has(typeOf(path).toLowerCase()));
  const errors = known.flatMap(({ path, body }) => {
    const validate = validators.get(typeOf(path).toLowerCase());
    if (validate === undefined || validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${path}: ${error.instancePath} ${error.message ?? ""}`);
  });
  return { errors, types: [...new Set(known.map(({ path }) => typeOf(path)))].sort() };
}

function publishedValidators(): Map<string, ValidateFunction> {
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
  const inFolder = (folder: string, pattern: RegExp): string[] =>
    readdirSync(join(checkoutFolder(), folder))
      .filter((name) => pattern.test(name))
      .map((name) => join(checkoutFolder(), folder, name));
  return [...inFolder("provider/schema/microsoft", /\.json$/), ...inFolder("test/golden", /^microsoft-.*\.json$/)];
}
