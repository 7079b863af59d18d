/** The credential for a cloud, from Azure's own identity library, which nobody loads who does not load this file. */
import { readFileSync } from "node:fs";
import {
  AzureCliCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
} from "@azure/identity";
import { requestIdentityToken } from "../arm/identity-token.js";
import type { TokenCredential } from "../arm/transport.js";
import { type Account, withoutSecrets } from "../core/account.js";
import type { Cloud } from "../core/clouds.js";
import { BackupError } from "../core/errors.js";
import { type Method, methodOf, methodText } from "./method.js";

/** What signs in. Its failures are `Unauthorized`: what was tried, why it failed, what to do; never a secret. */
export function credentialFor(cloud: Cloud, account: Account): TokenCredential {
  const method = methodOf(account);
  if (method.kind === "certificate") requirePem(method.path);
  const credential = credentialOf(method, { authorityHost: cloud.authorityHost });
  return {
    getToken: async (scopes, options) => {
      try {
        return await credential.getToken(scopes, options);
      } catch (error) {
        if (options?.abortSignal?.aborted) throw error;
        throw refused(cloud, account, error);
      }
    },
  };
}

function credentialOf(method: Method, options: Pick<Cloud, "authorityHost">): TokenCredential {
  const assertion = (who: { tenantId: string; clientId: string }, token: () => Promise<string>) =>
    new ClientAssertionCredential(who.tenantId, who.clientId, token, options);
  switch (method.kind) {
    case "default":
      return new DefaultAzureCredential({ ...options, ...tenantOf(method.tenantId) });
    case "certificate":
      return new ClientCertificateCredential(method.tenantId, method.clientId, pemOf(method), options);
    case "secret":
      return new ClientSecretCredential(method.tenantId, method.clientId, method.secret, options);
    case "token":
      return assertion(method, () => Promise.resolve(method.token));
    case "tokenFile":
      // The file is renewed by whoever wrote it, so it is read each time.
      return assertion(method, async () => readText(method.path).trim());
    case "tokenRequest":
      return assertion(method, () => requestIdentityToken(method));
    case "managedIdentity":
      return new ManagedIdentityCredential(method.clientId === undefined ? {} : { clientId: method.clientId });
    case "azureCli":
      return new AzureCliCredential({
        ...tenantOf(method.tenantId),
        ...(method.subscription === undefined ? {} : { subscription: method.subscription }),
      });
  }
}

const tenantOf = (tenantId: string | undefined) => (tenantId === undefined ? {} : { tenantId });

const pemOf = ({ path, password }: { path: string; password?: string }) => ({
  certificatePath: path,
  ...(password === undefined ? {} : { certificatePassword: password }),
});

/** A PKCS#12 file cannot be read here, and the library's own words for it help nobody. */
function requirePem(path: string): void {
  if (readText(path).includes("-----BEGIN CERTIFICATE-----")) return;
  throw new BackupError(
    "Unauthorized",
    `The client certificate ${path} is no PEM file with a certificate and its private key. One of PKCS#12 (.pfx) becomes one by: openssl pkcs12 -in FILE.pfx -out FILE.pem -noenc`,
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new BackupError("Unauthorized", `${path} cannot be read to sign in: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

const LONGEST_REASON = 600;

function refused(cloud: Cloud, account: Account, error: unknown): BackupError {
  const given = error instanceof Error ? error.message : String(error);
  // What a library says may hold what it was given; the cause is left out for the same reason.
  const reason = withoutSecrets(account, given).replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_REASON);
  const method = methodOf(account);
  return new BackupError(
    "Unauthorized",
    `No credential for ${cloud.armUrl} was accepted. Tried: ${methodText(method)}. It said: ${reason}`,
    { hint: adviceFor(method, cloud) },
  );
}

function adviceFor(method: Method, cloud: Cloud): string {
  const cli =
    cloud.azureCliName === "AzureCloud" ? "az login" : `az cloud set --name ${cloud.azureCliName} and az login`;
  const others =
    "set clientId, tenantId and clientSecret or clientCertificatePath (ARM_CLIENT_ID, ARM_TENANT_ID, ARM_CLIENT_SECRET, ARM_CLIENT_CERTIFICATE_PATH), or useOidc, or useMsi";
  if (method.kind === "azureCli") return `Sign in with ${cli}, or ${others}.`;
  return `Check it, or take it away and sign in with ${cli}; docs/azure.md tells of every way.`;
}
