/**
 * Azure's clouds: where their Resource Manager answers, who signs in to them, and for whom a token has to be made out.
 * Source: the endpoints of Azure's clouds in the Azure SDKs and in `az cloud list`.
 */

export interface Cloud {
  /** The Resource Manager, without a slash at the end. */
  readonly armUrl: string;
  /** Where identities sign in. */
  readonly authorityHost: string;
  /** What a token is asked for. */
  readonly scope: string;
  /** The cloud's name in `az cloud list`. */
  readonly azureCliName: string;
}

export const CLOUDS = {
  azure: {
    armUrl: "https://management.azure.com",
    authorityHost: "https://login.microsoftonline.com",
    scope: "https://management.azure.com/.default",
    azureCliName: "AzureCloud",
  },
  "azure-usgovernment": {
    armUrl: "https://management.usgovcloudapi.net",
    authorityHost: "https://login.microsoftonline.us",
    scope: "https://management.core.usgovcloudapi.net/.default",
    azureCliName: "AzureUSGovernment",
  },
  "azure-china": {
    armUrl: "https://management.chinacloudapi.cn",
    authorityHost: "https://login.chinacloudapi.cn",
    scope: "https://management.core.chinacloudapi.cn/.default",
    azureCliName: "AzureChinaCloud",
  },
} as const satisfies Record<string, Cloud>;

/** The endpoint that a cloud goes by. */
export type CloudName = keyof typeof CLOUDS;

/** Whether an endpoint is a cloud of Azure's, where what is declared is real. */
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

/** The cloud that an `environment` of azure-native or of ARM_ENVIRONMENT means, in any case; undefined for another word. */
export const cloudOfEnvironment = (environment: string): CloudName | undefined =>
  ENVIRONMENTS.get(environment.toLowerCase());
