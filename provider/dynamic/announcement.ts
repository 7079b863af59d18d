/**
 * Validates the configuration and reports the endpoint, once per run, when the program starts: a provider cannot list
 * unknown configuration keys, and an invalid endpoint should fail before the first write.
 */
import { isAbsolute } from "node:path";
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
import { configuredHome, HOME_VARIABLE, homeFolder, requireHome } from "../core/home.js";
import { nearest } from "../core/nearest.js";
import { BOOLEAN_CONFIG_KEYS, CONFIG_KEYS, SECRET_CONFIG_KEYS } from "./config-keys.js";
import { isInline, isMocked, oncePerRun } from "./program-run.js";

const NAMESPACE = "azure-vm-backup:";

/**
 * For a program that declares resources or calls functions. Throws a `RunError` for an unknown configuration key and an
 * invalid endpoint. Reports the endpoint, except in unit tests with mocks, which send no requests.
 */
export function announce(): void {
  oncePerRun("announcement", variableText(), () => {
    const setting = checkedEndpoint();
    if (!isMocked()) report(setting);
  });
}

/** The sources of the current run's settings, with a snapshot of its configuration. */
export function programSources(): Sources {
  const config = pulumi.runtime.allConfig();
  return { variable: (name) => process.env[name], config: (key) => config[key] };
}

/** The environment's endpoint and home, which may differ between two runs in one process. */
const variableText = (): string =>
  [process.env[ENDPOINT_VARIABLE], process.env[HOME_VARIABLE]].map((value) => value ?? "").join("\n");

/**
 * Throws a `RunError`, which Pulumi shows without a stack trace. A relative home is in the folder of the project, which an
 * inline program and a unit test do not know.
 */
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
    const home = configuredHome(sources);
    if (isAbsolute(home ?? "") || !(isInline() || isMocked())) requireHome(homeFolder(home, process.cwd()));
    return setting;
  } catch (error) {
    throw error instanceof BackupError ? new pulumi.RunError(error.message) : error;
  }
}

const notBooleanText = (key: string, value: string): string =>
  `${NAMESPACE}${key} is "${value}". Allowed: "true" or "false". Change it with: pulumi config set ${NAMESPACE}${key} true`;

function report(setting: EndpointSetting): void {
  if (isSimulation(setting.endpoint)) void pulumi.log.warn(endpointText(setting));
  for (const key of readableSecrets(pulumi.runtime.allConfig(), isSecretKey)) {
    void pulumi.log.warn(readableSecretText(key));
  }
}

/** Whether a key was set with --secret. Always true in older versions of Pulumi, which do not have `isConfigSecret`. */
function isSecretKey(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as { readonly isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key) ?? true;
}

/** The keys of this package and of azure-native whose values are secret but were set without --secret. */
export const readableSecrets = (
  config: Readonly<Record<string, string>>,
  isSecret: (key: string) => boolean,
): string[] =>
  SECRET_CONFIG_KEYS.flatMap((key) => [`${NAMESPACE}${key}`, `azure-native:${key}`]).filter(
    (key) => (config[key] ?? "") !== "" && !isSecret(key),
  );

export const readableSecretText = (key: string): string =>
  `azure-vm-backup: ${key} is a secret but was set without --secret, so it is readable in the stack's configuration and state. Set a new value with: pulumi config set --secret ${key}`;

/** The unknown keys in this package's namespace. */
export const unknownKeys = (keys: readonly string[]): string[] =>
  keys.filter((key) => key.startsWith(NAMESPACE) && !Object.hasOwn(CONFIG_KEYS, key.slice(NAMESPACE.length)));

/** One line for each unknown key, with a suggestion; then the known keys, and the commands that remove the unknown ones. */
export function unknownKeysText(unknown: readonly string[]): string {
  const known = Object.entries(CONFIG_KEYS).map(([key, meaning]) => `  ${NAMESPACE}${key}: ${meaning}`);
  const removals = unknown.map((key) => `Remove it with: pulumi config rm ${key}`);
  return [...unknown.map(unknownKeyText), "Known configuration keys:", ...known, ...removals].join("\n");
}

function unknownKeyText(key: string): string {
  const meant = nearest(key.slice(NAMESPACE.length), Object.keys(CONFIG_KEYS));
  return `Unknown configuration key "${key}".${meant === undefined ? "" : ` Did you mean "${meant}"?`}`;
}

/** The warning that a simulation does not protect real VMs. */
export function endpointText({ endpoint, isVariable }: EndpointSetting): string {
  const what =
    endpoint === "embedded" ? "Requests go to the embedded Azure on this machine" : `Requests go to ${endpoint}`;
  const advice = isVariable
    ? `unset the environment variable ${ENDPOINT_VARIABLE}, and in a new stack run`
    : "in a new stack, run";
  return `azure-vm-backup: This is a simulation. ${what}, and no VM in Azure is protected. To use real Azure, ${advice}: pulumi config set ${ENDPOINT_KEY} azure`;
}
