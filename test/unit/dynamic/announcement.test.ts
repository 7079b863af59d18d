import assert from "node:assert/strict";
import {
  endpointText,
  readableSecrets,
  readableSecretText,
  unknownKeys,
  unknownKeysText,
} from "../../../provider/dynamic/announcement.js";

describe("the configuration of a program", () => {
  it("is looked through for keys of ours that nobody reads", () => {
    assert.deepEqual(
      unknownKeys(["azure-vm-backup:endpoint", "azure-vm-backup:home", "azure-vm-backup:endpont", "aws:region"]),
      ["azure-vm-backup:endpont"],
    );
  });

  it("takes no word of JavaScript for a key of ours", () => {
    assert.deepEqual(unknownKeys(["azure-vm-backup:toString"]), ["azure-vm-backup:toString"]);
  });

  it("is told with what it may be and how to mend it", () => {
    const lines = unknownKeysText(["azure-vm-backup:endpont"]).split("\n");

    assert.equal(lines[0], "azure-vm-backup:endpont is no configuration of azure-vm-backup. It knows:");
    assert.equal(
      lines[1],
      "  azure-vm-backup:endpoint: What answers: embedded (default), azure, azure-usgovernment, azure-china, or the URL of an Azure Resource Manager.",
    );
    assert.equal(lines.at(-1), "Remove it with: pulumi config rm azure-vm-backup:endpont");
  });

  it("has the keys of azure-native for the account that signs in", () => {
    const keys = ["clientId", "clientSecret", "clientCertificatePath", "environment", "oidcRequestToken", "useMsi"];

    assert.deepEqual(unknownKeys(keys.map((key) => `azure-vm-backup:${key}`)), []);
  });
});

describe("the announcement", () => {
  it("says that the embedded Azure is a rehearsal, and how to leave it", () => {
    assert.equal(
      endpointText("embedded"),
      "azure-vm-backup: the embedded Azure Backup of this machine answers. This is a rehearsal: no VM in Azure is protected. For the real one: pulumi config set azure-vm-backup:endpoint azure",
    );
  });

  it("says it of another endpoint by its URL", () => {
    assert.match(
      endpointText("http://127.0.0.1:8080"),
      /^azure-vm-backup: http:\/\/127\.0\.0\.1:8080 answers\. This is a rehearsal/,
    );
  });
});

describe("a secret of the configuration", () => {
  const config = {
    "azure-vm-backup:clientSecret": "one",
    "azure-vm-backup:clientId": "two",
    "azure-vm-backup:oidcToken": "three",
    "azure-vm-backup:oidcRequestToken": "",
    "azure-native:clientCertificatePassword": "four",
    "azure-native:subscriptionId": "five",
    "other:clientSecret": "six",
  };

  it("is found where it is set without --secret, under the names of azure-native too, which are read as well", () => {
    assert.deepEqual(
      readableSecrets(config, (key) => key === "azure-vm-backup:oidcToken"),
      ["azure-vm-backup:clientSecret", "azure-native:clientCertificatePassword"],
    );
  });

  it("is told with the command that keeps it secret, and never shown", () => {
    assert.equal(
      readableSecretText("azure-vm-backup:clientSecret"),
      "azure-vm-backup: azure-vm-backup:clientSecret is a secret and was set without --secret: whoever reads the stack's configuration or its state reads it. Set it again with: pulumi config set --secret azure-vm-backup:clientSecret (and give it a new value, since the old one was readable).",
    );
  });
});
