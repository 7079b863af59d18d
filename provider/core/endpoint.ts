/** The setting `endpoint`: its sources, its allowed values and its validation. */
import type { Sources } from "./account.js";
import { CLOUDS, type CloudName, cloudOfEnvironment, isCloudName } from "./clouds.js";
import { BackupError } from "./errors.js";
import { nearest } from "./nearest.js";

export const ENDPOINT_VARIABLE = "AZURE_VM_BACKUP_ENDPOINT";
export const ENDPOINT_KEY = "azure-vm-backup:endpoint";

const NAMES = ["embedded", ...Object.keys(CLOUDS)];
const EXAMPLE_URL = "http://127.0.0.1:8080";

export interface EndpointSetting {
  /** `embedded`, a cloud such as `azure`, or a URL. Not validated yet. */
  readonly endpoint: string;
  /** Whether it comes from the environment variable, which takes precedence over the configuration. */
  readonly isVariable: boolean;
}

/** The endpoint to use. The environment comes first because refresh and destroy see the configuration of the last up. */
export function readEndpoint({ variable, config }: Sources): EndpointSetting {
  const ofVariable = variable(ENDPOINT_VARIABLE);
  if (ofVariable) return { endpoint: ofVariable, isVariable: true };
  return { endpoint: config(ENDPOINT_KEY) || "embedded", isVariable: false };
}

/** Throws `InvalidInput` for an endpoint that is neither a name nor a URL, with the allowed values and a suggestion. */
export function requireEndpoint(setting: EndpointSetting): void {
  if (isAllowed(setting.endpoint)) return;
  throw new BackupError("InvalidInput", problemText(setting));
}

function isAllowed(endpoint: string): boolean {
  if (NAMES.includes(endpoint)) return true;
  return isServerUrl(endpoint) && cloudAt(endpoint) === undefined;
}

/** A query or a fragment would end up between the address and the path of each request. */
const isServerUrl = (endpoint: string): boolean =>
  /^https?:\/\/[^/?#\s][^?#\s]*$/.test(endpoint) && URL.canParse(endpoint);

/**
 * The cloud whose Resource Manager, portal or domain has this URL. The Resource Manager, also that of a region, requires a
 * sign-in, and no credential is ever sent to a URL. Other hosts in these domains may be servers of users.
 */
function cloudAt(url: string): CloudName | undefined {
  const { hostname } = new URL(url);
  const found = Object.entries(CLOUDS).find(([, { armUrl, domains }]) => {
    const { hostname: arm } = new URL(armUrl);
    return (
      hostname === arm ||
      hostname.endsWith(`.${arm}`) ||
      domains.some((domain) => hostname === domain || hostname === `portal.${domain}`)
    );
  });
  return found?.[0] as CloudName | undefined;
}

function problemText({ endpoint, isVariable }: EndpointSetting): string {
  const source = isVariable ? `The environment variable ${ENDPOINT_VARIABLE}` : ENDPOINT_KEY;
  const meant = suggestion(endpoint);
  const question = meant === undefined ? "" : ` Did you mean "${meant}"?`;
  const allowed = NAMES.map((name) => `"${name}"${name === "embedded" ? " (the default)" : ""}`).join(", ");
  const advice = isVariable
    ? "Change the variable or unset it: it takes precedence over the configuration."
    : `Change it with: pulumi config set ${ENDPOINT_KEY} ${meant ?? "embedded"}`;
  return `${source} is "${endpoint}", which is not an endpoint.${question} Allowed: ${allowed}, or the URL of an Azure Resource Manager other than Azure's own, such as "${EXAMPLE_URL}". ${advice}`;
}

function suggestion(endpoint: string): string | undefined {
  const text = endpoint.trim();
  const url = asUrl(text);
  if (url !== undefined) return cloudAt(url) ?? url;
  return cloudOfEnvironment(text) ?? nearest(text, NAMES);
}

/** The URL after its scheme is added or corrected; undefined if the string does not look like an address. */
function asUrl(text: string): string | undefined {
  const [, scheme = "", rest = ""] = /^(?:(https?)(?::\/*|\/+))?(.*)$/i.exec(text) ?? [];
  const address = rest.replace(/[?#].*$/, "");
  const isAddress =
    scheme !== "" ||
    /^(?:localhost|\[[\da-f:]+\]|[\w-]+(?:\.[\w-]+)+|[\w-]+(?=:\d))(?::\d+)?(?:\/\S*)?$/i.test(address);
  const url = `${scheme.toLowerCase() || "http"}://${address}`;
  return isAddress && isServerUrl(url) ? url : undefined;
}

/**
 * The cloud for an endpoint. For `azure`, `environment` selects it, as in azure-native. Throws `InvalidInput` for an
 * unknown environment, and for one that contradicts the endpoint.
 */
export function cloudFor(endpoint: CloudName, environment: string | undefined): CloudName {
  if (environment === undefined) return endpoint;
  const named = cloudOfEnvironment(environment);
  if (named !== undefined && (endpoint === "azure" || endpoint === named)) return named;
  const problem =
    named === undefined
      ? `is unknown. Allowed: "public", "usgovernment" or "china"`
      : `is another cloud than ${ENDPOINT_KEY}, which is "${endpoint}". Remove one of the two settings`;
  throw new BackupError("InvalidInput", `The environment "${environment}" ${problem}. ${ENVIRONMENT_SOURCES}`);
}

const ENVIRONMENT_SOURCES =
  "It is set by azure-vm-backup:environment, azure-native:environment, ARM_ENVIRONMENT or AZURE_ENVIRONMENT.";

/** Whether the endpoint is no real Azure cloud. */
export const isSimulation = (endpoint: string): boolean => !isCloudName(endpoint);
