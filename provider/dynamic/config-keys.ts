/** The configuration of this package: `pulumi config set azure-vm-backup:endpoint azure`. */
export const CONFIG_KEYS = {
  endpoint:
    "What answers: embedded (default), azure, azure-usgovernment, azure-china, or the URL of an Azure Resource Manager.",
  home: "The folder of the embedded Azure and of what was begun; default .azure-vm-backup beside Pulumi.yaml.",
  environment: "The cloud behind the endpoint azure: public (default), usgovernment or china.",
  tenantId: "The tenant to sign in to.",
  subscriptionId: "The subscription whose account of the Azure CLI signs in.",
  clientId: "The application, or the managed identity, that signs in.",
  clientSecret: "The application's secret; set it with --secret.",
  clientCertificatePath: "A PEM file with the application's certificate and private key.",
  clientCertificatePassword: "The password of that private key; set it with --secret.",
  useOidc: "true to sign in with an OpenID Connect token, as pipelines do.",
  oidcToken: "The OpenID Connect token; set it with --secret.",
  oidcTokenFilePath: "A file that holds the OpenID Connect token.",
  oidcRequestUrl: "Where to ask for an OpenID Connect token.",
  oidcRequestToken: "What to ask for it with; set it with --secret.",
  oidcAudience: "Whom it is for; default api://AzureADTokenExchange.",
  useMsi: "true to sign in as the managed identity of this machine.",
  useDefaultAzureCredential: "true to try all that Azure's SDKs try.",
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
