/**
 * What is checked and reported once per run, when the program starts: handlers can only ask for configuration keys that
 * they know, and a mistyped endpoint must not wait until the first write.
 */
import * as pulumi from "@pulumi/pulumi";
import { readAccount, type Sources } from "../core/account.js";
import { isCloudName } from "../core/clouds.js";
import {
  cloudFor,
  ENDPOINT_KEY,
  ENDPOINT_VARIABLE,
  type EndpointSetting,
  isSimulation,
  readEndpoint,
  requireEndpoint,
} from "../core/endpoint.js";
import { BackupError } from "../core/errors.js";
import { nearest } from "../core/nearest.js";
import { BOOLEAN_CONFIG_KEYS, CONFIG_KEYS, SECRET_CONFIG_KEYS } from "./config-keys.js";
import { isMocked, oncePerRun } from "./program-run.js";

const NAMESPACE = "azure-vm-backup:";

/**
 * For a program that declares resources. Throws a `RunError` for an unknown configuration key and an invalid endpoint. Says
 * which endpoint answers, except in unit tests, where the test's mocks answer.
 */
export function announce(): void {
  oncePerRun("resources", variableText(), () => {
    const setting = checkedEndpoint();
    if (!isMocked()) reportOnce(setting);
  });
}

/** For a program that calls functions: they ask the endpoint from the program's own process, in unit tests too. */
export function announceToCaller(): void {
  oncePerRun("functions", variableText(), () => reportOnce(checkedEndpoint()));
}

/** Where the current run's settings come from. The configuration is the one of now, whichever run is current when it is read. */
export function programSources(): Sources {
  const config = pulumi.runtime.allConfig();
  return { variable: (name) => process.env[name], config: (key) => config[key] };
}

/** The endpoint in force, by which a run in the same process with another environment differs. */
const variableText = (): string => process.env[ENDPOINT_VARIABLE] ?? "";

/** Throws a `RunError`, which Pulumi shows without a stack trace. */
function checkedEndpoint(): EndpointSetting {
  const config = pulumi.runtime.allConfig();
  const unknown = unknownKeys(Object.keys(config));
  if (unknown.length > 0) throw new pulumi.RunError(unknownKeysText(unknown));
  const wrong = BOOLEAN_CONFIG_KEYS.find((key) => !/^(true|false)?$/.test(config[`${NAMESPACE}${key}`] ?? ""));
  if (wrong !== undefined) throw new pulumi.RunError(notBooleanText(wrong, config[`${NAMESPACE}${wrong}`] ?? ""));
  try {
    const sources = programSources();
    const setting = readEndpoint(sources);
    requireEndpoint(setting);
    if (isCloudName(setting.endpoint)) cloudFor(setting.endpoint, readAccount(sources).environment);
    return setting;
  } catch (error) {
    throw error instanceof BackupError ? new pulumi.RunError(error.message) : error;
  }
}

const notBooleanText = (key: string, value: string): string =>
  `${NAMESPACE}${key} is "${value}". Allowed: "true" or "false". Change it with: pulumi config set ${NAMESPACE}${key} true`;

function reportOnce(setting: EndpointSetting): void {
  oncePerRun("report", variableText(), () => {
    if (isSimulation(setting.endpoint)) void pulumi.log.warn(endpointText(setting));
    for (const key of readableSecrets(pulumi.runtime.allConfig(), isSecretKey)) {
      void pulumi.log.warn(readableSecretText(key));
    }
  });
}

/** Whether a key was set with --secret. Older versions of Pulumi do not have `isConfigSecret`: then no warning is shown. */
function isSecretKey(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { readonly isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? true;
}

/** The keys of this package, and of azure-native which are read too, that hold a secret and are not stored as one. */
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

/** One line for each unknown key, with the nearest known one; then the known keys, and the commands that remove the unknown ones. */
export function unknownKeysText(unknown: readonly string[]): string {
  const known = Object.entries(CONFIG_KEYS).map(([key, meaning]) => `  ${NAMESPACE}${key}: ${meaning}`);
  const removals = unknown.map((key) => `Remove it with: pulumi config rm ${key}`);
  return [...unknown.map(unknownKeyText), "Known configuration keys:", ...known, ...removals].join("\n");
}

function unknownKeyText(key: string): string {
  const meant = nearest(key.slice(NAMESPACE.length), Object.keys(CONFIG_KEYS));
  return `Unknown configuration key "${key}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`;
}

/** The sentence that keeps a simulation from being taken for the protection of real VMs. */
export function endpointText({ endpoint, isVariable }: EndpointSetting): string {
  const what =
    endpoint === "embedded" ? "The embedded Azure Backup of this machine answers" : `Requests go to ${endpoint}`;
  const advice = isVariable
    ? `unset the environment variable ${ENDPOINT_VARIABLE}, and in a new stack run`
    : "in a new stack, run";
  return `azure-vm-backup: This is a simulation. ${what}, and no VM in Azure is protected. To use real Azure, ${advice}: pulumi config set ${ENDPOINT_KEY} azure`;
}
