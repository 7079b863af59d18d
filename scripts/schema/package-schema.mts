/** The text of `schema.json`: the kinds and functions of this package as Pulumi's package schema. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIG_KEYS, SECRET_CONFIG_KEYS } from "../../provider/dynamic/config-keys.js";
import { questions } from "../../provider/functions/answers/index.js";
import type { Question } from "../../provider/functions/answers/question.js";
import { kinds } from "../../provider/kinds/index.js";
import { pulumiSchema } from "../../provider/schema/pulumi.js";
import { checkoutFolder } from "../checkout.mjs";
import { declarationIn, docstringOf, sourceOf } from "../docs/source-text.mjs";
import { ENUMS } from "./enums.mjs";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
}

const DISPLAY_NAME = "Azure VM Backup";
const PUBLISHER = "The azure-vm-backup authors";

/** The names of the generated packages. Without `respectSchemaVersion` a generated package has no version. */
const LANGUAGE = {
  nodejs: { packageName: "azure-vm-backup", respectSchemaVersion: true },
  python: { packageName: "pulumi_azure_vm_backup", respectSchemaVersion: true, pyproject: { enabled: true } },
  go: {
    importBasePath: "azure-vm-backup/sdk/go/azurevmbackup",
    rootPackageName: "azurevmbackup",
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  csharp: { namespaces: { "azure-vm-backup": "AzureVmBackup" }, respectSchemaVersion: true },
};

/** The schema, from package.json, the kinds and the functions of the checkout. */
export function packageSchemaText(): string {
  const manifest = readFileSync(join(checkoutFolder(), "package.json"), "utf8");
  const { name, version, description, license, keywords } = JSON.parse(manifest) as Manifest;
  const facts = {
    name,
    displayName: DISPLAY_NAME,
    version,
    description,
    license,
    publisher: PUBLISHER,
    keywords,
    language: LANGUAGE,
    config: CONFIG_KEYS,
    secretConfig: SECRET_CONFIG_KEYS,
    enums: ENUMS,
  };
  const functions = Object.values(questions).map((question: Question) => ({
    ...question,
    description: descriptionOf(question.name),
  }));
  return `${JSON.stringify(pulumiSchema(facts, Object.values(kinds), functions), null, 2)}\n`;
}

/** The docstring of a function, in words that hold in every language. */
function descriptionOf(name: string): string {
  const folder = join(checkoutFolder(), "provider", "functions");
  const declared = readdirSync(folder)
    .filter((file) => file.startsWith("get-"))
    .map((file) => declarationIn(sourceOf(join(folder, file)), name))
    .find((found) => found !== undefined);
  if (declared === undefined) return "";
  return docstringOf(declared).text.replaceAll(/Throws a `BackupError` with the code `\w+` if/g, "Fails if");
}
