/** The configuration of this package: `pulumi config set azure-vm-backup:endpoint azure`. */
export const CONFIG_KEYS = {
  endpoint:
    "The Azure to use: embedded (default), azure, azure-usgovernment, azure-china, or the URL of an Azure Resource Manager.",
  home: "The folder for the data of the embedded Azure and for ownership records; default .azure-vm-backup next to Pulumi.yaml.",
  regions: "Azure regions that this version of the package does not know yet, separated by commas.",
  environment: "The cloud of the endpoint azure: public (default), usgovernment or china.",
  tenantId: "The tenant to sign in to.",
  subscriptionId: "The subscription whose Azure CLI account signs in.",
  clientId: "The client ID of the application or of the managed identity that signs in.",
  clientSecret: "The application's secret; set it with --secret.",
  clientCertificatePath: "A PEM file with the application's certificate and private key.",
  clientCertificatePassword: "The password of that private key; set it with --secret.",
  useOidc: "true to sign in with an OpenID Connect token, for CI pipelines.",
  oidcToken: "The OpenID Connect token; set it with --secret.",
  oidcTokenFilePath: "A file that contains the OpenID Connect token.",
  oidcRequestUrl: "The URL of the service that issues OpenID Connect tokens.",
  oidcRequestToken: "The bearer token for oidcRequestUrl; set it with --secret.",
  oidcAudience: "The audience of the OpenID Connect token; default api://AzureADTokenExchange.",
  useMsi: "true to sign in as the managed identity of this machine.",
  useDefaultAzureCredential: "true to sign in with DefaultAzureCredential of the Azure SDK.",
} as const;

/** The keys whose values are secrets. */
export const SECRET_CONFIG_KEYS = [
  "clientSecret",
  "clientCertificatePassword",
  "oidcToken",
  "oidcRequestToken",
] as const satisfies readonly (keyof typeof CONFIG_KEYS)[];

/** The keys whose values are "true" or "false". */
export const BOOLEAN_CONFIG_KEYS = [
  "useOidc",
  "useMsi",
  "useDefaultAzureCredential",
] as const satisfies readonly (keyof typeof CONFIG_KEYS)[];
