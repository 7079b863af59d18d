/**
 * The Azure clouds: the endpoint of their Resource Manager, their sign-in host, and the scope of their tokens.
 * Source: the endpoints of Azure's clouds in the Azure SDKs and in `az cloud list`.
 */

export interface Cloud {
  /** The Resource Manager, without a slash at the end. */
  readonly armUrl: string;
  /** The sign-in host. */
  readonly authorityHost: string;
  /** The scope of a token. */
  readonly scope: string;
  /** The cloud's name in `az cloud list`. */
  readonly azureCliName: string;
  /** The domains of its portal and its Resource Manager. */
  readonly domains: readonly string[];
}

export const CLOUDS = {
  azure: {
    armUrl: "https://management.azure.com",
    authorityHost: "https://login.microsoftonline.com",
    scope: "https://management.azure.com/.default",
    azureCliName: "AzureCloud",
    domains: ["azure.com"],
  },
  "azure-usgovernment": {
    armUrl: "https://management.usgovcloudapi.net",
    authorityHost: "https://login.microsoftonline.us",
    scope: "https://management.core.usgovcloudapi.net/.default",
    azureCliName: "AzureUSGovernment",
    domains: ["azure.us", "usgovcloudapi.net"],
  },
  "azure-china": {
    armUrl: "https://management.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
    scope: "https://management.core.chinacloudapi.cn/.default",
    azureCliName: "AzureChinaCloud",
    domains: ["azure.cn", "chinacloudapi.cn"],
  },
} as const satisfies Record<string, Cloud>;

/** The value of the setting `endpoint` for a cloud. */
export type CloudName = keyof typeof CLOUDS;

/** Whether an endpoint is a real Azure cloud. */
export const isCloudName = (endpoint: string): endpoint is CloudName => Object.hasOwn(CLOUDS, endpoint);

const ENVIRONMENTS: ReadonlyMap<string, CloudName> = new Map([
  ["public", "azure"],
  ["azurecloud", "azure"],
  ["azurepubliccloud", "azure"],
  ["usgovernment", "azure-usgovernment"],
  ["usgov", "azure-usgovernment"],
  ["usgovernmentl4", "azure-usgovernment"],
  ["azureusgovernment", "azure-usgovernment"],
  ["azureusgovernmentcloud", "azure-usgovernment"],
  ["china", "azure-china"],
  ["azurechinacloud", "azure-china"],
]);

/** The cloud for an `environment` of azure-native or of ARM_ENVIRONMENT, compared without case; undefined for an unknown one. */
export const cloudOfEnvironment = (environment: string): CloudName | undefined =>
  ENVIRONMENTS.get(environment.toLowerCase());
