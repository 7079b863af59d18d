/** A cloud that refuses an api-version and lists the supported ones, of which the engine uses the newest. */
import assert from "node:assert/strict";
import type sinon from "sinon";
import { supportedVersions, versionInstead } from "../../../provider/arm/api-version.js";
import { typeOfPath } from "../../../provider/arm/resource-id.js";
import { systemClock } from "../../../provider/core/clock.js";
import { BackupError } from "../../../provider/core/errors.js";
import { engineOver } from "../../../provider/engine/index.js";
import { type Answer, fakeTimers, scripted, withoutPauses } from "../arm/scripted-azure.js";

const GROUP = "/subscriptions/s/resourceGroups/g";
const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/v`;
const DISK = `${GROUP}/providers/Microsoft.Compute/disks/d`;
const refused = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

const NO_PROVIDER = refused(
  400,
  "NoRegisteredProviderFound",
  "No registered resource provider found for location 'chinanorth3' and API version '2025-08-01' for type 'vaults'. The supported api-versions are '2016-06-01, 2024-04-01, 2024-09-30-preview, 2023-06-01'. The supported locations are 'chinanorth3'.",
);
const NO_TYPE = refused(
  404,
  "InvalidResourceType",
  "The resource type 'vaults' could not be found in the namespace 'Microsoft.RecoveryServices' for api version '2025-08-01'. The supported api-versions are '2016-06-01,2024-04-01'.",
);
const INVALID = refused(
  400,
  "InvalidApiVersionParameter",
  "The api-version '2025-08-01' is invalid. The supported versions are '2024-11-01,2024-07-01,2021-01-01'.",
);

const errorOf = ({ status, body }: Answer): BackupError => {
  const { code, message } = (body as { error: { code: string; message: string } }).error;
  return new BackupError("Refused", `GET ${VAULT} was refused: ${message}`, { status, azureCode: code });
};

describe("the api-version instead of a refused one", () => {
  const rows: readonly (readonly [title: string, answer: Answer, instead: string | undefined])[] = [
    ["about a location", NO_PROVIDER, "2024-04-01"],
    ["about a type", NO_TYPE, "2024-04-01"],
    ["about an invalid parameter", INVALID, "2024-11-01"],
    [
      "that lists only previews",
      refused(400, "UnsupportedApiVersion", "The supported api-versions are 2024-01-01-preview, 2024-09-30-preview."),
      "2024-09-30-preview",
    ],
    [
      "that lists only the refused version",
      refused(400, "InvalidApiVersionParameter", "The supported versions are '2025-08-01'."),
      undefined,
    ],
    ["that lists no versions", refused(404, "InvalidResourceType", "The resource type could not be found."), undefined],
    ["with another code", refused(400, "BadRequest", "The supported versions are '2024-04-01'."), undefined],
  ];
  for (const [title, answer, instead] of rows) {
    it(`is ${instead ?? "undefined"} after an error ${title}`, () => {
      assert.equal(versionInstead(errorOf(answer), ["2025-08-01"]), instead);
    });
  }

  it("is one of the versions that the error message lists", () => {
    assert.deepEqual(supportedVersions(errorOf(NO_TYPE)), ["2016-06-01", "2024-04-01"]);
  });

  it("is remembered for the type of the path in lower case, whatever the name", () => {
    assert.equal(typeOfPath(VAULT), "microsoft.recoveryservices/vaults");
    assert.equal(typeOfPath(`${VAULT}/backupConfig/vaultconfig`), "microsoft.recoveryservices/vaults/backupconfig");
  });
});

describe("an engine over a cloud with older api-versions", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = fakeTimers();
  });
  afterEach(() => timers.restore());

  const engineAfter = (...answers: Answer[]) => {
    const { arm, asked } = scripted(...answers);
    return { asked, engine: engineOver({ arm, clock: systemClock, endpoint: "e" }) };
  };
  const vault: Answer = { status: 200, body: { name: "v" } };

  it("repeats the request with the newest version that is not a preview, and remembers it for the type", async () => {
    const { engine, asked } = engineAfter(NO_PROVIDER, vault, vault);

    const found = await withoutPauses(timers, engine.vaults.find(VAULT));
    await withoutPauses(timers, engine.vaults.find(VAULT.replace(/v$/, "other")));

    assert.deepEqual(found, { name: "v" });
    assert.deepEqual(asked, [
      `GET ${VAULT}?api-version=2026-05-01`,
      `GET ${VAULT}?api-version=2024-04-01`,
      `GET ${VAULT.replace(/v$/, "other")}?api-version=2024-04-01`,
    ]);
  });

  it("repeats the request once more if the type does not support the version that Resource Manager lists", async () => {
    const { engine, asked } = engineAfter(INVALID, NO_PROVIDER, vault);

    assert.deepEqual(await withoutPauses(timers, engine.vaults.find(VAULT)), { name: "v" });
    assert.deepEqual(
      asked.map((line) => line.slice(-10)),
      ["2026-05-01", "2024-11-01", "2024-04-01"],
    );
  });

  it("fails after the third refused version", async () => {
    const { engine, asked } = engineAfter(INVALID, NO_PROVIDER, INVALID, vault);

    await assert.rejects(withoutPauses(timers, engine.vaults.find(VAULT)), {
      azureCode: "InvalidApiVersionParameter",
    });
    assert.equal(asked.length, 3);
  });

  it("does not mistake a version that is refused with 404 for a vault that does not exist", async () => {
    const { engine } = engineAfter(NO_TYPE, vault);

    assert.deepEqual(await withoutPauses(timers, engine.vaults.find(VAULT)), { name: "v" });
  });

  it("also repeats a list and a write, each for its own type", async () => {
    const page: Answer = { status: 200, body: { value: [{ name: "p" }] } };
    const { engine, asked } = engineAfter(NO_TYPE, page, NO_TYPE, { status: 200, body: { properties: {} } });

    const policies = await withoutPauses(timers, engine.policies.list(VAULT));
    await withoutPauses(timers, engine.vaults.patchSettings(VAULT, {}));

    assert.deepEqual(policies, [{ name: "p" }]);
    assert.deepEqual(
      asked.map((line) => line.replace(VAULT, "")),
      [
        "GET /backupPolicies?api-version=2025-02-01",
        "GET /backupPolicies?api-version=2024-04-01",
        "PATCH /backupconfig/vaultconfig?api-version=2025-02-01",
        "PATCH /backupconfig/vaultconfig?api-version=2024-04-01",
      ],
    );
  });

  it("reads an arbitrary resource only with the version that the program declares", async () => {
    const { engine, asked } = engineAfter(INVALID);

    await assert.rejects(withoutPauses(timers, engine.resources.find(DISK, "2025-08-01")), {
      azureCode: "InvalidApiVersionParameter",
    });
    assert.equal(asked.length, 1);
  });
});
