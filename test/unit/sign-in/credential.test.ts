import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AuthenticationError,
  AzureCliCredential,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  CredentialUnavailableError,
  DefaultAzureCredential,
  ManagedIdentityCredential,
} from "@azure/identity";
import sinon from "sinon";
import { CLOUDS } from "../../../provider/core/clouds.js";
import { readableMessage } from "../../../provider/core/errors.js";
import { credentialFor } from "../../../provider/sign-in/credential.js";
import { temporaryFolder } from "../temporary-folder.js";

const SCOPE = "https://management.azure.com/.default";
const token = { token: "t0k3n", expiresOnTimestamp: 1 };
const app = { tenantId: "11111111-2222-3333-4444-555555555555", clientId: "app-1" };

describe("the credential of an account", () => {
  const folder = temporaryFolder();

  afterEach(() => sinon.restore());

  it("signs in with the Azure CLI if nothing is configured", async () => {
    const asked = sinon.stub(AzureCliCredential.prototype, "getToken").resolves(token);

    assert.deepEqual(await credentialFor(CLOUDS.azure, {}).getToken(SCOPE), token);
    assert.deepEqual(asked.args[0]?.[0], SCOPE);
  });

  it("signs in as the managed identity of the machine", async () => {
    sinon.stub(ManagedIdentityCredential.prototype, "getToken").resolves(token);

    assert.deepEqual(await credentialFor(CLOUDS.azure, { useMsi: "true", clientId: "c" }).getToken(SCOPE), token);
  });

  it("signs in with a certificate and its password, or with DefaultAzureCredential", async () => {
    const path = join(folder(), "app.pem");
    writeFileSync(path, "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n");
    const account = { ...app, clientCertificatePath: path, clientCertificatePassword: "hunter2" };
    const byCertificate = sinon.stub(ClientCertificateCredential.prototype, "getToken").resolves(token);
    const byDefault = sinon.stub(DefaultAzureCredential.prototype, "getToken").resolves(token);

    await credentialFor(CLOUDS.azure, account).getToken(SCOPE);
    await credentialFor(CLOUDS.azure, { ...account, useDefaultAzureCredential: "true" }).getToken(SCOPE);

    assert.deepEqual(Reflect.get(byCertificate.thisValues[0] ?? {}, "certificateConfiguration"), {
      certificatePath: path,
      certificatePassword: "hunter2",
    });
    assert.equal(byDefault.callCount, 1);
  });

  it("sends the configured OIDC token", async () => {
    const seen: string[] = [];
    sinon.stub(ClientAssertionCredential.prototype, "getToken").callsFake(async function (
      this: ClientAssertionCredential,
    ) {
      seen.push(await (Reflect.get(this, "getAssertion") as () => Promise<string>)());
      return token;
    });

    await credentialFor(CLOUDS.azure, { ...app, useOidc: "true", oidcToken: "ey.J" }).getToken(SCOPE);

    assert.deepEqual(seen, ["ey.J"]);
  });

  it("reads the file of an OIDC token each time, since the token is renewed", async () => {
    const path = join(folder(), "token");
    const seen: string[] = [];
    sinon.stub(ClientAssertionCredential.prototype, "getToken").callsFake(async function (
      this: ClientAssertionCredential,
    ) {
      const getAssertion = Reflect.get(this, "getAssertion") as () => Promise<string>;
      seen.push(await getAssertion());
      return token;
    });
    const credential = credentialFor(CLOUDS.azure, { ...app, oidcTokenFilePath: path });

    writeFileSync(path, "first\n");
    await credential.getToken(SCOPE);
    writeFileSync(path, "second\n");
    await credential.getToken(SCOPE);

    assert.deepEqual(seen, ["first", "second"]);
  });

  it("is reported as unavailable with the method that was tried and what to do", async () => {
    sinon
      .stub(AzureCliCredential.prototype, "getToken")
      .rejects(new CredentialUnavailableError("Azure CLI could not be found.\nPlease install it."));

    await assert.rejects(Promise.resolve(credentialFor(CLOUDS["azure-china"], {}).getToken(SCOPE)), (error) => {
      assert.equal(
        readableMessage(error),
        [
          "Sign-in to https://management.chinacloudapi.cn failed. Method: the Azure CLI, since no other method is configured. Reason: Azure CLI could not be found. Please install it.",
          "Sign in with az cloud set --name AzureChinaCloud and az login, or set clientId, tenantId and clientSecret or clientCertificatePath (ARM_CLIENT_ID, ARM_TENANT_ID, ARM_CLIENT_SECRET, ARM_CLIENT_CERTIFICATE_PATH), or useOidc, or useMsi.",
        ].join("\n"),
      );
      return true;
    });
  });

  it("is reported as refused without its secret, even if Azure repeats the secret", async () => {
    sinon
      .stub(ClientSecretCredential.prototype, "getToken")
      .rejects(
        new AuthenticationError(401, { error: "invalid_client", error_description: "AADSTS7000215: hunter2 is wrong" }),
      );

    await assert.rejects(
      Promise.resolve(credentialFor(CLOUDS.azure, { ...app, clientSecret: "hunter2" }).getToken(SCOPE)),
      (error: Error) => {
        assert.match(error.message, /Method: a client secret of application app-1 in tenant 11111111-/);
        assert.match(error.message, /AADSTS7000215: \[not shown\] is wrong/);
        assert.equal(JSON.stringify([error, error.cause ?? null, readableMessage(error)]).includes("hunter2"), false);
        return true;
      },
    );
  });

  it("cannot be a PKCS#12 certificate, which is refused with the command that converts it", () => {
    const path = join(folder(), "app.pfx");
    writeFileSync(path, Buffer.from([0x30, 0x82, 0x0a]));

    assert.throws(() => credentialFor(CLOUDS.azure, { ...app, clientCertificatePath: path }), {
      code: "Unauthorized",
      message: `The client certificate ${path} is not a PEM file with a certificate and its private key. Convert a PKCS#12 file (.pfx) with: openssl pkcs12 -in FILE.pfx -out FILE.pem -noenc`,
    });
  });

  it("cannot be a certificate file that does not exist", () => {
    const path = join(folder(), "missing.pem");

    assert.throws(() => credentialFor(CLOUDS.azure, { ...app, clientCertificatePath: path }), {
      code: "Unauthorized",
      message: new RegExp(`^Cannot read ${path} to sign in: ENOENT`),
    });
  });
});
