/** What is said and checked once, where the program starts: handlers can only ask for configuration keys that they know. */
import * as pulumi from "@pulumi/pulumi";
import { isCloudName } from "../core/clouds.js";
import { CONFIG_KEYS, SECRET_CONFIG_KEYS } from "./config-keys.js";

const NAMESPACE = "azure-vm-backup:";
let announced = false;

/** Says which endpoint answers, once a program. Throws for a configuration key that nobody reads. */
export function announce(): void {
  if (announced) return;
  announced = true;
  const config = pulumi.runtime.allConfig();
  const unknown = unknownKeys(Object.keys(config));
  if (unknown.length > 0) throw new pulumi.RunError(unknownKeysText(unknown));
  // As the provider's process chooses, which has the same environment.
  const endpoint = process.env["AZURE_VM_BACKUP_ENDPOINT"] || config[`${NAMESPACE}endpoint`] || "embedded";
  if (!isCloudName(endpoint)) void pulumi.log.warn(endpointText(endpoint));
  for (const key of readableSecrets(config, isSecretKey)) void pulumi.log.warn(readableSecretText(key));
}

/** Whether a key was set with --secret: Pulumi knows and tells it to its own `Config` alone, so that a Pulumi that does not know it accuses nobody. */
function isSecretKey(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { readonly isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? true;
}

/** The keys of ours, and of azure-native which are read too, that hold a secret and are not kept as one. */
export const readableSecrets = (
  config: Readonly<Record<string, string>>,
  isSecret: (key: string) => boolean,
): string[] =>
  SECRET_CONFIG_KEYS.flatMap((key) => [`${NAMESPACE}${key}`, `azure-native:${key}`]).filter(
    (key) => (config[key] ?? "") !== "" && !isSecret(key),
  );

export const readableSecretText = (key: string): string =>
  `azure-vm-backup: ${key} is a secret and was set without --secret: whoever reads the stack's configuration or its state reads it. Set it again with: pulumi config set --secret ${key} (and give it a new value, since the old one was readable).`;

/** The keys of our namespace that we do not know. */
export const unknownKeys = (keys: readonly string[]): string[] =>
  keys.filter((key) => key.startsWith(NAMESPACE) && !Object.hasOwn(CONFIG_KEYS, key.slice(NAMESPACE.length)));

export function unknownKeysText(unknown: readonly string[]): string {
  const known = Object.entries(CONFIG_KEYS).map(([key, meaning]) => `  ${NAMESPACE}${key}: ${meaning}`);
  return `${unknown.join(", ")} is no configuration of azure-vm-backup. It knows:\n${known.join("\n")}\nRemove it with: pulumi config rm ${unknown[0]}`;
}

/** The sentence that keeps a rehearsal from being taken for the real thing. */
export function endpointText(endpoint: string): string {
  const what = endpoint === "embedded" ? "the embedded Azure Backup of this machine answers" : `${endpoint} answers`;
  return `azure-vm-backup: ${what}. This is a rehearsal: no VM in Azure is protected. For the real one: pulumi config set ${NAMESPACE}endpoint azure`;
}
