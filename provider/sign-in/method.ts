/**
 * Selects the sign-in method of an account. The order is azure-native's. Only the first configured method is tried: if it
 * fails, another identity must not be used instead.
 */
import { ACCOUNT_VARIABLES, type Account, type AccountKey } from "../core/account.js";
import { BackupError } from "../core/errors.js";

interface Application {
  readonly tenantId: string;
  readonly clientId: string;
}

export type Method =
  | { readonly kind: "default"; readonly tenantId?: string }
  | ({ readonly kind: "certificate"; readonly path: string; readonly password?: string } & Application)
  | ({ readonly kind: "secret"; readonly secret: string } & Application)
  | ({ readonly kind: "token"; readonly token: string } & Application)
  | ({ readonly kind: "tokenFile"; readonly path: string } & Application)
  | ({
      readonly kind: "tokenRequest";
      readonly url: string;
      readonly token: string;
      readonly audience: string;
    } & Application)
  | { readonly kind: "managedIdentity"; readonly clientId?: string }
  | { readonly kind: "azureCli"; readonly tenantId?: string; readonly subscription?: string };

/** The audience of tokens for workload identity federation in Entra ID. */
const EXCHANGE_AUDIENCE = "api://AzureADTokenExchange";

/** The sign-in method. Throws `Unauthorized` with the missing setting if it is incomplete. */
export function methodOf(account: Account): Method {
  const { tenantId, clientId, subscriptionId } = account;
  if (account.useDefaultAzureCredential === "true") return { kind: "default", ...optional({ tenantId }) };
  if (account.clientCertificatePath !== undefined) return certificate(account, account.clientCertificatePath);
  if (account.clientSecret !== undefined) {
    return { kind: "secret", secret: account.clientSecret, ...application(account, "a client secret") };
  }
  if (account.useOidc === "true" || isWorkload(account)) return oidc(account);
  if (account.useMsi === "true") return { kind: "managedIdentity", ...optional({ clientId }) };
  return { kind: "azureCli", ...optional({ tenantId, subscription: subscriptionId }) };
}

/** A description of the method, without secrets. */
export function methodText(method: Method): string {
  switch (method.kind) {
    case "default":
      return "the default Azure credential";
    case "certificate":
      return `the certificate ${method.path} of application ${method.clientId} in tenant ${method.tenantId}`;
    case "secret":
      return `a client secret of application ${method.clientId} in tenant ${method.tenantId}`;
    case "token":
      return `an OIDC token for application ${method.clientId} in tenant ${method.tenantId}`;
    case "tokenFile":
      return `the OIDC token in ${method.path} for application ${method.clientId} in tenant ${method.tenantId}`;
    case "tokenRequest":
      return `an OIDC token from ${originOf(method.url)} for application ${method.clientId} in tenant ${method.tenantId}`;
    case "managedIdentity":
      return `the managed identity ${method.clientId ?? "of this machine"}`;
    case "azureCli":
      return "the Azure CLI, since no other method is configured";
  }
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : "an invalid URL");

/** Kubernetes workload identity sets exactly these three variables. */
const isWorkload = ({ oidcTokenFilePath, clientId, tenantId }: Account): boolean =>
  oidcTokenFilePath !== undefined && clientId !== undefined && tenantId !== undefined;

function certificate(account: Account, path: string): Method {
  const password = account.clientCertificatePassword;
  return { kind: "certificate", path, ...optional({ password }), ...application(account, "a client certificate") };
}

function oidc(account: Account): Method {
  const { oidcToken, oidcTokenFilePath, oidcRequestUrl, oidcRequestToken, oidcAudience } = account;
  const who = application(account, "OIDC");
  if (oidcToken !== undefined) return { kind: "token", token: oidcToken, ...who };
  if (oidcTokenFilePath !== undefined) return { kind: "tokenFile", path: oidcTokenFilePath, ...who };
  if (oidcRequestUrl !== undefined && oidcRequestToken !== undefined) {
    const audience = oidcAudience ?? EXCHANGE_AUDIENCE;
    return { kind: "tokenRequest", url: oidcRequestUrl, token: oidcRequestToken, audience, ...who };
  }
  throw incomplete("OIDC", "oidcToken, oidcTokenFilePath, or oidcRequestUrl with oidcRequestToken", [
    "oidcToken",
    "oidcTokenFilePath",
    "oidcRequestUrl",
    "oidcRequestToken",
  ]);
}

function application({ tenantId, clientId }: Account, how: string): Application {
  if (tenantId === undefined) throw incomplete(how, "tenantId", ["tenantId"]);
  if (clientId === undefined) throw incomplete(how, "clientId", ["clientId"]);
  return { tenantId, clientId };
}

function incomplete(how: string, missing: string, keys: readonly AccountKey[]): BackupError {
  const variables = keys.map((key) => ACCOUNT_VARIABLES[key][0]).join(", ");
  const advice =
    keys.length === 1
      ? `Set it with pulumi config set azure-vm-backup:${keys[0]} VALUE`
      : "Set one of them with pulumi config set azure-vm-backup:KEY VALUE (for a token, add --secret)";
  return new BackupError(
    "Unauthorized",
    `Cannot sign in with ${how}: ${missing} is missing. ${advice}, or in the environment (${variables}).`,
  );
}

/** The properties that are not undefined. */
const optional = <T extends Readonly<Record<string, string | undefined>>>(properties: T) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
