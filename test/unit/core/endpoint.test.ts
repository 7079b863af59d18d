import assert from "node:assert/strict";
import { cloudFor, readEndpoint, requireEndpoint } from "../../../provider/core/endpoint.js";

const ALLOWED =
  'Allowed: "embedded" (the default), "azure", "azure-usgovernment", "azure-china", or the URL of an Azure Resource Manager other than Azure\'s own, such as "http://127.0.0.1:8080".';

/** The value that the error suggests; undefined if it suggests none. */
function suggestionFor(endpoint: string): string | undefined {
  try {
    requireEndpoint({ endpoint, isVariable: false });
  } catch (error) {
    return /Did you mean "(.*?)"\?/.exec((error as Error).message)?.[1];
  }
  throw new Error(`${endpoint} is allowed`);
}

describe("the endpoint", () => {
  it("is read from the environment first, then from the configuration, and is the embedded Azure by default", () => {
    const variable = (name: string) => (name === "AZURE_VM_BACKUP_ENDPOINT" ? "azure" : undefined);
    const config = (key: string) => (key === "azure-vm-backup:endpoint" ? "http://localhost:1" : undefined);
    const nothing = () => undefined;

    assert.deepEqual(readEndpoint({ variable, config }), { endpoint: "azure", isVariable: true });
    assert.deepEqual(readEndpoint({ variable: () => "", config }), {
      endpoint: "http://localhost:1",
      isVariable: false,
    });
    assert.deepEqual(readEndpoint({ variable: nothing, config: () => "" }), {
      endpoint: "embedded",
      isVariable: false,
    });
  });

  it("is the embedded Azure, a cloud or a URL", () => {
    const allowed = [
      "embedded",
      "azure",
      "azure-usgovernment",
      "azure-china",
      "http://127.0.0.1:8080",
      "http://[::1]:8080",
      "https://arm.example.com/base/",
    ];
    for (const endpoint of allowed) requireEndpoint({ endpoint, isVariable: false });
  });

  it("is refused if it is none of these, with the nearest value and the command that sets it", () => {
    assert.throws(() => requireEndpoint({ endpoint: "Azure", isVariable: false }), {
      code: "InvalidInput",
      message: `azure-vm-backup:endpoint is "Azure", which is not an endpoint. Did you mean "azure"? ${ALLOWED} Change it with: pulumi config set azure-vm-backup:endpoint azure`,
    });
    assert.throws(() => requireEndpoint({ endpoint: "somewhere", isVariable: false }), {
      message: `azure-vm-backup:endpoint is "somewhere", which is not an endpoint. ${ALLOWED} Change it with: pulumi config set azure-vm-backup:endpoint embedded`,
    });
  });

  it("from the environment is named by its variable, which takes precedence over the configuration", () => {
    assert.throws(() => requireEndpoint({ endpoint: "localhost:8080", isVariable: true }), {
      message: `The environment variable AZURE_VM_BACKUP_ENDPOINT is "localhost:8080", which is not an endpoint. Did you mean "http://localhost:8080"? ${ALLOWED} Change the variable or unset it: it takes precedence over the configuration.`,
    });
  });

  it("is refused with a suggested name, cloud or URL for common mistakes", () => {
    assert.equal(suggestionFor("public"), "azure");
    assert.equal(suggestionFor("AzureCloud"), "azure");
    assert.equal(suggestionFor("azrue"), "azure");
    assert.equal(suggestionFor(" azure "), "azure");
    assert.equal(suggestionFor("embeded"), "embedded");
    assert.equal(suggestionFor("usgovernment"), "azure-usgovernment");
    assert.equal(suggestionFor("azure_china"), "azure-china");
    assert.equal(suggestionFor("127.0.0.1:8080"), "http://127.0.0.1:8080");
    assert.equal(suggestionFor("http:/localhost:8080"), "http://localhost:8080");
    assert.equal(suggestionFor("HTTP://localhost:8080"), "http://localhost:8080");
    assert.equal(suggestionFor("http://localhost:8080?x=1"), "http://localhost:8080");
    assert.equal(suggestionFor("server:8080"), "http://server:8080");
    assert.equal(suggestionFor("http://"), undefined);
    assert.equal(suggestionFor("file:///tmp/azure"), undefined);
  });

  it("cannot be the URL of a cloud, where requests without a sign-in are refused", () => {
    assert.equal(suggestionFor("https://management.azure.com"), "azure");
    assert.equal(suggestionFor("management.azure.com"), "azure");
    assert.equal(suggestionFor("https://management.chinacloudapi.cn/"), "azure-china");
    assert.equal(suggestionFor("https://westeurope.management.azure.com"), "azure");
  });

  it("cannot be the portal or the domain of a cloud, but may be a server in such a domain", () => {
    assert.equal(suggestionFor("https://portal.azure.com"), "azure");
    assert.equal(suggestionFor("azure.com"), "azure");
    assert.equal(suggestionFor("portal.azure.us"), "azure-usgovernment");
    assert.equal(suggestionFor("https://portal.azure.cn/#home"), "azure-china");

    requireEndpoint({ endpoint: "http://proxy.westeurope.cloudapp.azure.com:8080", isVariable: false });
    requireEndpoint({ endpoint: "https://notmanagement.azure.com.example.com", isVariable: false });
  });
});

describe("the cloud", () => {
  it("is that of the endpoint, or that of the environment if the endpoint is azure", () => {
    assert.equal(cloudFor("azure", undefined), "azure");
    assert.equal(cloudFor("azure", "china"), "azure-china");
    assert.equal(cloudFor("azure-usgovernment", undefined), "azure-usgovernment");
    assert.equal(cloudFor("azure-usgovernment", "usgovernment"), "azure-usgovernment");
  });

  it("is refused if endpoint and environment name different clouds, or the environment is unknown", () => {
    assert.throws(() => cloudFor("azure-china", "usgovernment"), {
      code: "InvalidInput",
      message:
        'The environment "usgovernment" is another cloud than azure-vm-backup:endpoint, which is "azure-china". Remove one of the two settings. It is set by azure-vm-backup:environment, azure-native:environment, ARM_ENVIRONMENT or AZURE_ENVIRONMENT.',
    });
    assert.throws(() => cloudFor("azure", "german"), {
      code: "InvalidInput",
      message:
        'The environment "german" is unknown. Allowed: "public", "usgovernment" or "china". It is set by azure-vm-backup:environment, azure-native:environment, ARM_ENVIRONMENT or AZURE_ENVIRONMENT.',
    });
  });
});
