/**
 * The settings of the account that signs in to an Azure cloud. The names are azure-native's. The environment takes
 * precedence over Pulumi's configuration, because refresh and destroy see the configuration of the last up.
 */
import { redact } from "./redact.js";

/** The settings of an account and the environment variables that hold them: azure-native's, then the Azure SDKs'. */
export const ACCOUNT_VARIABLES = {
  environment: ["ARM_ENVIRONMENT", "AZURE_ENVIRONMENT"],
  tenantId: ["ARM_TENANT_ID", "AZURE_TENANT_ID"],
  subscriptionId: ["ARM_SUBSCRIPTION_ID", "AZURE_SUBSCRIPTION_ID"],
  clientId: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
  clientSecret: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"],
  clientCertificatePath: ["ARM_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PATH"],
  clientCertificatePassword: ["ARM_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_CERTIFICATE_PASSWORD"],
  useOidc: ["ARM_USE_OIDC"],
  oidcAudience: ["ARM_OIDC_AUDIENCE"],
  oidcToken: ["ARM_OIDC_TOKEN"],
  oidcTokenFilePath: ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"],
  oidcRequestUrl: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
  oidcRequestToken: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
  useMsi: ["ARM_USE_MSI"],
  useDefaultAzureCredential: ["ARM_USE_DEFAULT_AZURE_CREDENTIAL"],
} as const satisfies Record<string, readonly string[]>;

export type AccountKey = keyof typeof ACCOUNT_VARIABLES;

/** The settings that are set. An empty string counts as not set. */
export type Account = { readonly [K in AccountKey]?: string };

/** Where settings come from. */
export interface Sources {
  /** An environment variable. */
  variable(name: string): string | undefined;
  /** A value of Pulumi's configuration, by its key with the namespace, such as `azure-vm-backup:clientId`. */
  config(key: string): string | undefined;
}

/** The current settings: from the environment, else from this package's configuration, else from azure-native's. */
export function readAccount({ variable, config }: Sources): Account {
  const account: { [K in AccountKey]?: string } = {};
  for (const key of Object.keys(ACCOUNT_VARIABLES) as AccountKey[]) {
    const variables = ACCOUNT_VARIABLES[key].map((name) => variable(name));
    const values = [...variables, config(`azure-vm-backup:${key}`), config(`azure-native:${key}`)];
    const value = values.find((text) => text !== undefined && text !== "");
    if (value !== undefined) account[key] = value;
  }
  return account;
}

const SECRETS = ["clientSecret", "clientCertificatePassword", "oidcToken", "oidcRequestToken"] as const;

/** The text with the account's secrets redacted. */
export const withoutSecrets = (account: Account, text: string): string =>
  redact(
    text,
    SECRETS.flatMap((key) => account[key] ?? []),
  );
