import assert from "node:assert/strict";
import { CLOUDS, cloudOfEnvironment, isCloudName } from "../../../provider/core/clouds.js";

describe("Azure's clouds", () => {
  it("each have their own Resource Manager URL, authority host and token scope", () => {
    assert.deepEqual(
      Object.entries(CLOUDS).map(([name, cloud]) => [name, cloud.armUrl, cloud.authorityHost, cloud.scope]),
      [
        [
          "azure",
          "https://management.azure.com",
          "https://login.microsoftonline.com",
          "https://management.azure.com/.default",
        ],
        [
          "azure-usgovernment",
          "https://management.usgovcloudapi.net",
          "https://login.microsoftonline.us",
          "https://management.core.usgovcloudapi.net/.default",
        ],
        [
          "azure-china",
          "https://management.chinacloudapi.cn",
          "https://login.chinacloudapi.cn",
          "https://management.core.chinacloudapi.cn/.default",
        ],
      ],
    );
  });

  it("are also found by azure-native's environment names, in any case", () => {
    assert.equal(cloudOfEnvironment("public"), "azure");
    assert.equal(cloudOfEnvironment("AzureCloud"), "azure");
    assert.equal(cloudOfEnvironment("usgovernment"), "azure-usgovernment");
    assert.equal(cloudOfEnvironment("AzureUSGovernment"), "azure-usgovernment");
    assert.equal(cloudOfEnvironment("China"), "azure-china");
    assert.equal(cloudOfEnvironment("german"), undefined);
    assert.equal(cloudOfEnvironment("constructor"), undefined);
  });

  it("are the only endpoints that are real Azure", () => {
    assert.equal(isCloudName("azure"), true);
    assert.equal(isCloudName("azure-china"), true);
    assert.equal(isCloudName("embedded"), false);
    assert.equal(isCloudName("https://management.azure.com"), false);
    assert.equal(isCloudName("toString"), false);
  });
});
