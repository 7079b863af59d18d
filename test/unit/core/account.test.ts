import assert from "node:assert/strict";
import { readAccount, withoutSecrets } from "../../../provider/core/account.js";

const sources = (variables: Record<string, string>, config: Record<string, string> = {}) => ({
  variable: (name: string) => variables[name],
  config: (key: string) => config[key],
});

describe("the account that signs in", () => {
  it("is read from the variables of azure-native, then of the Azure SDKs", () => {
    const account = readAccount(
      sources({ ARM_CLIENT_ID: "arm", AZURE_CLIENT_ID: "sdk", AZURE_TENANT_ID: "t", AZURE_FEDERATED_TOKEN_FILE: "/f" }),
    );

    assert.deepEqual(account, { clientId: "arm", tenantId: "t", oidcTokenFilePath: "/f" });
  });

  it("is read from the environment, then from this package's configuration, then from azure-native's", () => {
    const config = {
      "azure-vm-backup:clientId": "ours",
      "azure-native:clientId": "native",
      "azure-native:tenantId": "native tenant",
      "azure-vm-backup:subscriptionId": "s",
    };

    assert.deepEqual(readAccount(sources({ ARM_SUBSCRIPTION_ID: "e" }, config)), {
      clientId: "ours",
      tenantId: "native tenant",
      subscriptionId: "e",
    });
  });

  it("ignores settings that are empty strings", () => {
    assert.deepEqual(readAccount(sources({ ARM_CLIENT_SECRET: "" }, { "azure-vm-backup:clientSecret": "" })), {});
  });

  it("has all its secrets, and nothing else, redacted in a string", () => {
    const account = {
      clientSecret: "p4ss",
      oidcToken: "ey.J",
      oidcRequestToken: "rt",
      clientCertificatePassword: "cp",
    };

    assert.equal(
      withoutSecrets({ ...account, clientId: "app" }, "app sent p4ss, p4ss, ey.J, rt and cp"),
      "app sent [not shown], [not shown], [not shown], [not shown] and [not shown]",
    );
  });

  it("has its secrets redacted in every encoding that a response may contain", () => {
    const account = { clientSecret: "p4ss/w d" };

    assert.equal(
      withoutSecrets(account, "client_secret=p4ss%2Fw%20d, Basic cDRzcy93IGQ="),
      "client_secret=[not shown], Basic [not shown]",
    );
  });
});
