import assert from "node:assert/strict";
import { methodOf, methodText } from "../../../provider/sign-in/method.js";

const app = { tenantId: "t", clientId: "c" };

describe("the sign-in method", () => {
  it("is the Azure CLI by default, with the configured tenant and subscription", () => {
    assert.deepEqual(methodOf({}), { kind: "azureCli" });
    assert.deepEqual(methodOf({ tenantId: "t", subscriptionId: "s" }), {
      kind: "azureCli",
      tenantId: "t",
      subscription: "s",
    });
  });

  it("is a certificate before a secret", () => {
    assert.deepEqual(methodOf({ ...app, clientSecret: "x", clientCertificatePath: "/c.pem" }), {
      kind: "certificate",
      path: "/c.pem",
      tenantId: "t",
      clientId: "c",
    });
    assert.deepEqual(methodOf({ ...app, clientCertificatePath: "/c.pem", clientCertificatePassword: "p" }), {
      kind: "certificate",
      path: "/c.pem",
      password: "p",
      tenantId: "t",
      clientId: "c",
    });
  });

  it("is a secret before OIDC, and OIDC before a managed identity", () => {
    assert.equal(methodOf({ ...app, clientSecret: "x", useOidc: "true", oidcToken: "j" }).kind, "secret");
    assert.equal(methodOf({ ...app, useOidc: "true", oidcToken: "j", useMsi: "true" }).kind, "token");
  });

  it("is an OIDC token, a token file or a token request, in this order", () => {
    const oidc = { ...app, useOidc: "true", oidcRequestUrl: "https://gh/token?v=1", oidcRequestToken: "r" };

    assert.deepEqual(methodOf({ ...oidc, oidcToken: "j", oidcTokenFilePath: "/f" }), {
      kind: "token",
      token: "j",
      ...app,
    });
    assert.deepEqual(methodOf({ ...oidc, oidcTokenFilePath: "/f" }), { kind: "tokenFile", path: "/f", ...app });
    assert.deepEqual(methodOf(oidc), {
      kind: "tokenRequest",
      url: "https://gh/token?v=1",
      token: "r",
      audience: "api://AzureADTokenExchange",
      ...app,
    });
    assert.deepEqual(methodOf({ ...oidc, oidcAudience: "api://mine" }), {
      kind: "tokenRequest",
      url: "https://gh/token?v=1",
      token: "r",
      audience: "api://mine",
      ...app,
    });
  });

  it("is workload identity if a cluster sets all of its variables, without further configuration", () => {
    assert.equal(methodOf({ ...app, oidcTokenFilePath: "/var/run/token" }).kind, "tokenFile");
    assert.equal(methodOf({ clientId: "c", oidcTokenFilePath: "/var/run/token" }).kind, "azureCli");
  });

  it("is a managed identity, of the machine or of a client id", () => {
    assert.deepEqual(methodOf({ useMsi: "true" }), { kind: "managedIdentity" });
    assert.deepEqual(methodOf({ useMsi: "true", clientId: "c" }), { kind: "managedIdentity", clientId: "c" });
  });

  it("is not one that is set to false", () => {
    assert.equal(methodOf({ useMsi: "false", useOidc: "false", useDefaultAzureCredential: "false" }).kind, "azureCli");
  });

  it("is DefaultAzureCredential only if that is configured", () => {
    assert.deepEqual(methodOf({ useDefaultAzureCredential: "true", clientSecret: "x" }), { kind: "default" });
  });

  it("is refused if it is incomplete, with the missing setting", () => {
    assert.throws(() => methodOf({ clientSecret: "hunter2", clientId: "c" }), {
      code: "Unauthorized",
      message:
        "Cannot sign in with a client secret: tenantId is missing. Set it with pulumi config set azure-vm-backup:tenantId VALUE, or in the environment (ARM_TENANT_ID).",
    });
    assert.throws(() => methodOf({ clientCertificatePath: "/c.pem", tenantId: "t" }), {
      message: /clientId is missing/,
    });
    assert.throws(() => methodOf({ ...app, useOidc: "true", oidcRequestUrl: "https://gh" }), {
      message:
        /^Cannot sign in with OIDC: oidcToken, oidcTokenFilePath, or oidcRequestUrl with oidcRequestToken is missing/,
    });
  });

  it("is described without a secret", () => {
    const descriptions = [
      methodOf({ ...app, clientSecret: "hunter2" }),
      methodOf({ ...app, useOidc: "true", oidcToken: "hunter2" }),
      methodOf({ ...app, useOidc: "true", oidcRequestUrl: "https://gh/x?key=hunter2", oidcRequestToken: "hunter2" }),
      methodOf({ ...app, clientCertificatePath: "/c.pem", clientCertificatePassword: "hunter2" }),
    ].map(methodText);

    assert.deepEqual(descriptions, [
      "a client secret of application c in tenant t",
      "an OIDC token for application c in tenant t",
      "an OIDC token from https://gh for application c in tenant t",
      "the certificate /c.pem of application c in tenant t",
    ]);
  });
});
