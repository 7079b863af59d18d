/** Secure by default: the api-version that created a vault decides whether soft delete is always on. */
import assert from "node:assert/strict";
import { at, type JsonObject, objectAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  GROUP,
  messageOf,
  OTHER_VAULT,
  openTestAzure,
  propertiesOf,
  type TestAzure,
  VAULT,
} from "../support/service.js";

const CONFIG = "/backupconfig/vaultconfig";
const NEW_VAULT = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const REFUSED = {
  status: 400,
  code: "BMSUserErrorDisablingSoftDeleteStateNotAllowed",
  message:
    "Disabling soft delete or enhanced security state is not allowed for this vault. Please contact Microsoft Support if this is not expected.",
};

const at2025 = (path: string): string => `${path}?api-version=2025-08-01`;
const softDelete = (softDeleteSettings: JsonObject) => ({ properties: { securitySettings: { softDeleteSettings } } });
const errorOf = (answer: Answer) => ({ status: answer.status, code: codeOf(answer), message: messageOf(answer) });

describe("a vault that is created with an api-version since 2024-09-30-preview", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  const settingsOf = async (vault: string) =>
    objectAt((await azure.call("GET", vault)).body, "properties", "securitySettings", "softDeleteSettings");

  it("has soft delete always on, with the matching secureScore and security level", async () => {
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);

    assert.deepEqual(await settingsOf(VAULT), {
      softDeleteRetentionPeriodInDays: 14,
      softDeleteState: "AlwaysON",
      enhancedSecurityState: "AlwaysON",
    });
    const { secureScore, bcdrSecurityLevel } = propertiesOf(await azure.call("GET", VAULT));
    assert.deepEqual([secureScore, bcdrSecurityLevel], ["Adequate", "Good"]);
    assert.deepEqual(propertiesOf(await azure.call("GET", VAULT + CONFIG)), {
      enhancedSecurityState: "AlwaysON",
      softDeleteFeatureState: "AlwaysON",
      softDeleteRetentionPeriodInDays: 14,
      isSoftDeleteFeatureStateEditable: false,
    });
  });

  it("refuses to disable soft delete, by every request and in every api-version", async () => {
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    const off = softDelete({ softDeleteState: "Disabled" });
    const config = { properties: { softDeleteFeatureState: "Disabled" } };

    for (const [method, path, body] of [
      ["PATCH", VAULT, off],
      ["PATCH", at2025(VAULT), off],
      ["PATCH", at2025(VAULT), softDelete({ enhancedSecurityState: "Disabled" })],
      ["PUT", at2025(VAULT), { ...NEW_VAULT, ...off }],
      ["PUT", at2025(OTHER_VAULT), { ...NEW_VAULT, ...off }],
      ["PATCH", VAULT + CONFIG, config],
      ["PUT", at2025(VAULT + CONFIG), config],
    ] as const) {
      assert.deepEqual(errorOf(await azure.call(method, path, body)), REFUSED, `${method} ${path}`);
    }
    assert.equal((await settingsOf(VAULT))["softDeleteState"], "AlwaysON");
    assert.equal((await azure.call("GET", OTHER_VAULT)).status, 404);
  });

  it("accepts Enabled as AlwaysON, and another retention period", async () => {
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    const patched = await azure.call("PATCH", at2025(VAULT + CONFIG), {
      properties: { softDeleteFeatureState: "Enabled", softDeleteRetentionPeriodInDays: 30 },
    });

    assert.equal(patched.status, 200);
    assert.deepEqual(await settingsOf(VAULT), {
      softDeleteRetentionPeriodInDays: 30,
      softDeleteState: "AlwaysON",
      enhancedSecurityState: "AlwaysON",
    });
  });

  it("keeps the behavior of the api-version that created it, as an older vault does", async () => {
    await azure.call("PUT", at2025(VAULT), NEW_VAULT);
    await azure.call("PUT", OTHER_VAULT, NEW_VAULT);
    await azure.call("PUT", VAULT, NEW_VAULT);
    await azure.call("PUT", at2025(OTHER_VAULT), NEW_VAULT);

    assert.equal((await settingsOf(VAULT))["softDeleteState"], "AlwaysON");
    const off = await azure.call("PATCH", at2025(OTHER_VAULT), softDelete({ softDeleteState: "Disabled" }));
    assert.equal(off.status, 202);
    assert.equal((await settingsOf(OTHER_VAULT))["softDeleteState"], "Disabled");
  });

  it("has soft delete always on even with that preview version, but not with an earlier one", async () => {
    await azure.call("PUT", `${VAULT}?api-version=2024-09-30-preview`, NEW_VAULT);
    await azure.call("PUT", `${OTHER_VAULT}?api-version=2024-04-30-preview`, NEW_VAULT);

    assert.equal((await settingsOf(VAULT))["softDeleteState"], "AlwaysON");
    assert.equal((await settingsOf(OTHER_VAULT))["softDeleteState"], "Enabled");
  });
});

describe("the enum values of a vault", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  it("are accepted in any case and returned in Azure's case", async () => {
    const created = await azure.call("PUT", `${VAULT}?api-version=2026-07-01`, {
      location: "westeurope",
      sku: { name: "standard" },
      properties: {
        publicNetworkAccess: "enabled",
        redundancySettings: { standardTierStorageRedundancy: "locallyredundant", crossRegionRestore: "DISABLED" },
        securitySettings: {
          softDeleteSettings: { softDeleteState: "AlwaysOn", enhancedSecurityState: "AlwaysOn" },
          immutabilitySettings: { state: "unlocked" },
        },
        monitoringSettings: { azureMonitorAlertSettings: { alertsForAllJobFailures: "disabled" } },
        costManagementSettings: { granularityLevel: "vaultlevel" },
      },
    });

    assert.equal(created.status, 201);
    const { sku, properties } = (await azure.call("GET", `${VAULT}?api-version=2026-07-01`)).body;
    assert.deepEqual(sku, { name: "Standard" });
    assert.deepEqual(
      [
        at(properties, "publicNetworkAccess"),
        at(properties, "redundancySettings"),
        at(properties, "securitySettings", "softDeleteSettings", "softDeleteState"),
        at(properties, "securitySettings", "softDeleteSettings", "enhancedSecurityState"),
        at(properties, "securitySettings", "immutabilitySettings", "state"),
        at(properties, "monitoringSettings", "azureMonitorAlertSettings", "alertsForAllJobFailures"),
        at(properties, "costManagementSettings", "granularityLevel"),
      ],
      [
        "Enabled",
        { standardTierStorageRedundancy: "LocallyRedundant", crossRegionRestore: "Disabled" },
        "AlwaysON",
        "AlwaysON",
        "Unlocked",
        "Disabled",
        "VaultLevel",
      ],
    );
  });

  it("are accepted in any case in its security and storage configs too", async () => {
    await azure.call("PUT", VAULT, NEW_VAULT);
    const security = await azure.call("PATCH", VAULT + CONFIG, { properties: { softDeleteFeatureState: "alwaysOn" } });
    const storage = await azure.call("PUT", `${VAULT}/backupstorageconfig/vaultstorageconfig`, {
      properties: { storageModelType: "zoneRedundant" },
    });

    assert.equal(propertiesOf(security)["softDeleteFeatureState"], "AlwaysON");
    assert.equal(propertiesOf(storage)["storageModelType"], "ZoneRedundant");
  });

  it("that are unknown are refused with the list of known values", async () => {
    const answer = await azure.call("PUT", VAULT, {
      ...NEW_VAULT,
      ...softDelete({ softDeleteState: "Enabled", enhancedSecurityState: "sometimes" }),
    });

    assert.deepEqual(errorOf(answer), {
      status: 400,
      code: "InvalidRestApiParameter",
      message:
        'properties.securitySettings.softDeleteSettings.enhancedSecurityState is "sometimes": expected one of Enabled, Disabled, AlwaysON.',
    });
  });
});

describe("the reply to the PUT of a vault since 2026-05-01", () => {
  it("contains the complete vault", async () => {
    const azure = await openTestAzure();
    await azure.call("PUT", GROUP, { location: "westeurope" });

    const properties = propertiesOf(await azure.call("PUT", `${VAULT}?api-version=2026-05-01`, NEW_VAULT));

    assert.deepEqual(properties["securitySettings"], {
      softDeleteSettings: {
        softDeleteRetentionPeriodInDays: 14,
        softDeleteState: "AlwaysON",
        enhancedSecurityState: "AlwaysON",
      },
      multiUserAuthorization: "Invalid",
      sourceScanConfiguration: { state: "Disabled" },
    });
    assert.deepEqual(properties["regionOfChoiceSettings"], { status: "Disabled" });
    assert.deepEqual([properties["secureScore"], properties["backupStorageVersion"]], ["Adequate", undefined]);
    await azure.close();
  });
});
