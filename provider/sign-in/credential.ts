/** The credential for a cloud, from Azure's identity library, which only this module loads. */
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

/** The credential. It fails with `Unauthorized`, which names the method, the reason and the fix, and never contains a secret. */
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
      // The platform renews the file, so it is read for each token.
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

/** The library cannot read a PKCS#12 file, and its error does not name the reason. */
function requirePem(path: string): void {
  if (readText(path).includes("-----BEGIN CERTIFICATE-----")) return;
  throw new BackupError(
    "Unauthorized",
    `The client certificate ${path} is not a PEM file with a certificate and its private key. Convert a PKCS#12 file (.pfx) with: openssl pkcs12 -in FILE.pfx -out FILE.pem -noenc`,
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new BackupError(
      "Unauthorized",
      `Cannot read ${path} to sign in: ${(error as Error).message}. Check the path and the permissions of the file (clientCertificatePath or oidcTokenFilePath).`,
      {
        cause: error,
      },
    );
  }
}

const LONGEST_REASON = 600;

function refused(cloud: Cloud, account: Account, error: unknown): BackupError {
  const message = error instanceof Error ? error.message : String(error);
  // A library's message may contain secrets; the cause is omitted for the same reason.
  const reason = withoutSecrets(account, message).replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_REASON);
  const method = methodOf(account);
  return new BackupError(
    "Unauthorized",
    `Sign-in to ${cloud.armUrl} failed. Method: ${methodText(method)}. Reason: ${reason}`,
    { hint: adviceFor(method, cloud) },
  );
}

function adviceFor(method: Method, cloud: Cloud): string {
  const cli =
    cloud.azureCliName === "AzureCloud" ? "az login" : `az cloud set --name ${cloud.azureCliName} and az login`;
  const others =
    "set clientId, tenantId and clientSecret or clientCertificatePath (ARM_CLIENT_ID, ARM_TENANT_ID, ARM_CLIENT_SECRET, ARM_CLIENT_CERTIFICATE_PATH), or useOidc, or useMsi";
  if (method.kind === "azureCli") return `Sign in with ${cli}, or ${others}.`;
  return `Check the settings of this method, or remove them and sign in with ${cli}. docs/azure.md of azure-vm-backup describes all methods.`;
}
