/** The types and api-versions that Azure has in the namespaces whose operations are known. */
import assert from "node:assert/strict";
import { operationsOf } from "../../provider/rules/resources/specification.js";
import { typeFault } from "../../provider/rules/resources/types.js";
import { apiVersionFault, isApiVersion } from "../../provider/rules/resources/versions.js";

const faultOf = (namespace: string, path: string) =>
  typeFault({ namespace, segments: path.split("/"), apiVersion: "2024-04-01" });

const BACKUP = "Microsoft.RecoveryServices";

describe("the operations of the specification", () => {
  it("are known for Recovery Services, Compute and Resources, in any case", () => {
    assert.equal(operationsOf("microsoft.recoveryservices")?.length, 91);
    assert.equal(operationsOf("MICROSOFT.COMPUTE")?.length, 192);
    assert.equal(operationsOf("Microsoft.Resources")?.length, 25);
    assert.equal(operationsOf("Microsoft.Network"), undefined);
  });
});

describe("a type", () => {
  it("is known in any case, as a resource, a list or an action", () => {
    for (const path of [
      "vaults/v",
      "Vaults/v/BACKUPPOLICIES",
      "vaults/v/backupconfig/VaultConfig",
      "vaults/v/backupFabrics/Azure",
      "vaults/v/replicationFabrics/f",
      "vaults/v/backupFabrics/Azure/protectionContainers/c/protectedItems/i/recoveryPoints/p/restore",
    ]) {
      assert.equal(faultOf(BACKUP, path), undefined, path);
    }
    assert.equal(faultOf("Microsoft.Compute", "disks/d/beginGetAccess"), undefined);
    assert.equal(faultOf("Microsoft.Network", "virtualNetwork/n"), undefined);
  });

  it("is refused if Azure does not have it, with the one that was most likely meant", () => {
    const rows: readonly [string, string, string][] = [
      [
        BACKUP,
        "vault/v",
        "'vault' could not be found in the namespace 'Microsoft.RecoveryServices' for api version '2024-04-01'. Did you mean 'vaults'?",
      ],
      [
        BACKUP,
        "vaults/v/backupPolicys/p",
        "'vaults/backupPolicys' could not be found in the namespace 'Microsoft.RecoveryServices' for api version '2024-04-01'. Did you mean 'vaults/backupPolicies'?",
      ],
      [
        BACKUP,
        "vaults/v/policies",
        "'vaults/policies' could not be found in the namespace 'Microsoft.RecoveryServices' for api version '2024-04-01'.",
      ],
      [
        "Microsoft.Compute",
        "disk/d",
        "'disk' could not be found in the namespace 'Microsoft.Compute' for api version '2024-04-01'. Did you mean 'disks'?",
      ],
      [
        "Microsoft.Compute",
        "virtualMachines/v/extension/e",
        "'virtualMachines/extension' could not be found in the namespace 'Microsoft.Compute' for api version '2024-04-01'. Did you mean 'virtualMachines/extensions'?",
      ],
      [
        "Microsoft.Resources",
        "deployment/d",
        "'deployment' could not be found in the namespace 'Microsoft.Resources' for api version '2024-04-01'. Did you mean 'deployments'?",
      ],
    ];
    for (const [namespace, path, text] of rows) {
      const fault = faultOf(namespace, path);
      assert.deepEqual([fault?.status, fault?.code], [404, "InvalidResourceType"], path);
      assert.equal(fault?.message, `The resource type ${text}`);
    }
  });

  it("is refused if its namespace is nearly a known one, and not if it may be another one", () => {
    const fault = faultOf("Microsoft.RecoveryService", "vaults/v");

    assert.deepEqual([fault?.status, fault?.code], [404, "InvalidResourceNamespace"]);
    assert.equal(
      fault?.message,
      "The resource namespace 'Microsoft.RecoveryService' is invalid. Did you mean 'Microsoft.RecoveryServices'?",
    );
    for (const other of [
      "Microsoft.Commerce",
      "Microsoft.ResourceHealth",
      "Microsoft.ResourceGraph",
      "Contoso.Compute",
    ]) {
      assert.equal(faultOf(other, "things/t"), undefined, other);
    }
  });

  it("that has one resource is refused with another name", () => {
    for (const [path, text] of [
      ["vaults/v/backupconfig/myconfig", "The name of backupconfig is 'myconfig': expected vaultconfig."],
      [
        "vaults/v/backupstorageconfig/default",
        "The name of backupstorageconfig is 'default': expected vaultstorageconfig.",
      ],
      ["vaults/v/extendedInformation/x", "The name of extendedInformation is 'x': expected vaultExtendedInfo."],
    ] as const) {
      const fault = faultOf(BACKUP, path);
      assert.deepEqual([fault?.status, fault?.code], [400, "InvalidRestApiParameter"], path);
      assert.equal(fault?.message, `resourceName parameter is invalid. Please provide a valid resourceName. ${text}`);
    }
  });
});

describe("an api-version", () => {
  const codeFor = (namespace: string | undefined, types: string, apiVersion: string | undefined, location?: string) =>
    apiVersionFault({ namespace, types: types.split("/"), apiVersion, location });

  it("is a date, with or without a suffix", () => {
    assert.deepEqual(["2024-04-01", "2024-09-30-preview", "2020-10-01-privatepreview"].map(isApiVersion), [
      true,
      true,
      true,
    ]);
    assert.deepEqual(
      ["", "1", "2024", "2024-4-1", "2024-13-01", "2024-02-30", "2024-04-01 ", "2024-04-01-", "latest"].map(
        isApiVersion,
      ),
      [false, false, false, false, false, false, false, false, false],
    );
  });

  it("is required", () => {
    for (const apiVersion of [undefined, "", " "]) {
      assert.equal(codeFor(BACKUP, "vaults", apiVersion)?.code, "MissingApiVersionParameter");
    }
  });

  it("is accepted from the first version of the type on, also if it is newer than every known one", () => {
    const rows: readonly [string | undefined, string, string, string][] = [
      [BACKUP, "vaults/backupPolicies", "2015-03-15", "2015-03-14"],
      [BACKUP, "locations/backupStatus", "2016-06-01", "2016-05-31"],
      ["Microsoft.Compute", "disks", "2016-04-30-preview", "2016-04-29"],
      ["microsoft.compute", "VirtualMachines/extensions", "2015-05-01-preview", "2014-12-01"],
      ["Microsoft.Compute", "restorePointCollections/restorePoints", "2021-03-01", "2021-02-28"],
      ["Microsoft.Resources", "deployments", "2013-03-01", "2012-01-01"],
      [undefined, "", "2013-03-01", "2012-01-01"],
    ];
    for (const [namespace, types, first, before] of rows) {
      assert.equal(codeFor(namespace, types, first), undefined, types);
      assert.equal(codeFor(namespace, types, "2031-01-01"), undefined, types);
      assert.equal(codeFor(namespace, types, before)?.status, 400, types);
    }
  });

  it("is refused with Azure's texts", () => {
    assert.match(
      codeFor("Microsoft.Compute", "disks", "1999-01-01")?.message ?? "",
      /^The resource type 'disks' could not be found in the namespace 'Microsoft\.Compute' for api version '1999-01-01'\. The supported api-versions are '2016-04-30-preview, 2017-03-30, .*'\.$/,
    );
    assert.match(
      codeFor("Microsoft.Compute", "disks", "1999-01-01", "westeurope")?.message ?? "",
      /^No registered resource provider found for location 'westeurope' and API version '1999-01-01' for type 'disks'\. The supported api-versions are '.*'\. The supported locations are '.*westeurope.*'\.$/,
    );
    assert.match(
      codeFor(undefined, "", "2024")?.message ?? "",
      /^The api-version '2024' is invalid\. The supported versions are '2026-06-01,2025-04-01,.*,2013-03-01'\.$/,
    );
  });

  it("of another namespace is any date", () => {
    assert.equal(codeFor("Microsoft.Network", "virtualNetworks", "1999-01-01"), undefined);
    assert.equal(codeFor("Microsoft.Network", "virtualNetworks", "latest")?.code, "InvalidResourceType");
  });
});
