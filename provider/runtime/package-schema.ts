/** The text of `schema.json`: the kinds of this package as Pulumi's package schema. */
import { CONFIG_KEYS, SECRET_CONFIG_KEYS } from "../dynamic/config-keys.js";
import { kinds } from "../kinds/index.js";
import { pulumiSchema } from "../schema/pulumi.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
}

/** The schema, from the text of package.json and the kinds. */
export function packageSchemaText(packageJson: string): string {
  const { name, version, description, license, keywords } = JSON.parse(packageJson) as Manifest;
  const facts = {
    name,
    version,
    description,
    license,
    keywords,
    config: CONFIG_KEYS,
    secretConfig: SECRET_CONFIG_KEYS,
  };
  return `${JSON.stringify(pulumiSchema(facts, Object.values(kinds)), null, 2)}\n`;
}
