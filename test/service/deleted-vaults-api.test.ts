/** The API of deleted vaults: list, read, undelete, and the operation of an undelete. */
import assert from "node:assert/strict";
import { at, type JsonObject, listAt, textAt } from "../../provider/core/json.js";
import {
  type Answer,
  codeOf,
  GROUP,
  ITEM,
  machine,
  OTHER_VAULT,
  openTestAzure,
  propertiesOf,
  protection,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

const DAY_MS = 86_400_000;
const VERSION = "api-version=2026-07-01";
const at2026 = (path: string): string => `${path}?${VERSION}`;
const LOCATION = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/westeurope`;
const DELETED = `${LOCATION}/deletedVaults`;
const OTHER_GROUP = `${SUBSCRIPTION}/resourceGroups/recovered`;
const NEW_VAULT = {
  location: "westeurope",
  sku: { name: "Standard" },
  tags: { team: "web" },
  properties: { costManagementSettings: { granularityLevel: "VaultLevel" }, publicNetworkAccess: "Disabled" },
};
const into = (recoveryResourceGroupId: unknown): JsonObject => ({
  properties: { recoveryResourceGroupId: recoveryResourceGroupId as string },
});

describe("deleted vaults", () => {
  let azure: TestAzure;

  beforeEach(async () => {
    azure = await openTestAzure({ pace: { kind: "polls", reads: 2 } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
  });

  afterEach(() => azure.close());

  const listed = async (): Promise<JsonObject[]> =>
    listAt((await azure.call("GET", at2026(DELETED))).body, "value") as JsonObject[];
  const end = async (answer: Answer): Promise<Answer> => {
    let poll = await azure.follow(answer);
    for (let reads = 0; reads < 5 && poll.body["status"] === "InProgress"; reads += 1)
      poll = await azure.follow(answer);
    return poll;
  };
  const create = async (vault = VAULT) => end(await azure.call("PUT", at2026(vault), NEW_VAULT));
  const remove = async (vault = VAULT) => end(await azure.call("DELETE", at2026(vault)));
  const undelete = (deleted: JsonObject | undefined, body = into(GROUP)) =>
    azure.call("POST", at2026(`${textAt(deleted, "id")}/undelete`), body);
  /** Protects the VM, waits for the end, and deletes the item. */
  const softDeleteItem = async () => {
    await azure.call("PUT", VM, machine());
    await end(await azure.call("PUT", at2026(ITEM), protection()));
    await end(await azure.call("DELETE", at2026(ITEM)));
  };

  it("include a vault that was empty, with its id and the times of its deletion and purge", async () => {
    await create();
    assert.deepEqual(await listed(), []);
    assert.equal((await remove()).body["status"], "Succeeded");

    const [entry, ...others] = await listed();
    const name = textAt(entry, "name") ?? "";
    assert.match(name, /^rehearsal_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.deepEqual(others, []);
    assert.deepEqual(entry, {
      id: `${DELETED}/${name}`,
      name,
      type: "Microsoft.RecoveryServices/locations/deletedVaults",
      location: "westeurope",
      properties: {
        vaultId: VAULT,
        vaultDeletionTime: "2024-05-13T10:25:28Z",
        purgeAt: "2024-05-13T10:25:28Z",
      },
    });
    const read = await azure.call(
      "GET",
      at2026(`${LOCATION.replace("westeurope", "WestEurope")}/deletedVaults/${name}`),
    );
    assert.deepEqual([read.status, read.body], [200, entry]);
  });

  it("are listed by name, for their location only, and not for a vault that an older api-version deleted", async () => {
    for (const vault of [VAULT, OTHER_VAULT]) await create(vault);
    for (const vault of [VAULT, OTHER_VAULT]) await remove(vault);
    await create();
    await azure.call("DELETE", `${VAULT}?api-version=2024-04-01`);

    const names = (await listed()).map((entry) => textAt(entry, "name") ?? "");
    assert.equal(names.length, 2);
    assert.deepEqual(names, [...names].sort());
    const elsewhere = await azure.call("GET", at2026(DELETED.replace("westeurope", "eastus")));
    assert.deepEqual([elsewhere.status, elsewhere.body], [200, { value: [] }]);
  });

  it("are purged some time after purgeAt, and can be read until then", async () => {
    await create();
    await remove();
    const [entry] = await listed();

    azure.advance(DAY_MS);
    await create(OTHER_VAULT);
    assert.deepEqual(await listed(), [entry]);
    azure.advance(2 * DAY_MS);
    assert.deepEqual(await listed(), []);
    const read = await azure.call("GET", at2026(textAt(entry, "id") ?? ""));
    assert.deepEqual([read.status, codeOf(read)], [404, "ResourceNotFound"]);
    assert.equal((await undelete(entry)).status, 404);
  });

  it("return to their old id by an undelete, which is polled and ends with its times", async () => {
    await create();
    await remove();
    const [entry] = await listed();

    const started = await undelete(entry);

    assert.deepEqual([started.status, started.body], [202, {}]);
    const url = started.headers.get("azure-asyncoperation") ?? "";
    assert.equal(started.headers.get("location"), url);
    const path = new URL(url).pathname;
    assert.ok(path.startsWith(`${textAt(entry, "id")}/operations/`), path);
    const name = path.split("/").at(-1);
    const running = await azure.follow(started);
    assert.deepEqual([running.status, running.body], [200, { id: path, name, status: "InProgress" }]);
    assert.deepEqual([running.headers.get("azure-asyncoperation"), running.headers.get("location")], [url, url]);
    azure.advance(65_000);
    const ended = await end(started);
    assert.deepEqual(ended.body, {
      id: path,
      name,
      status: "Succeeded",
      startTime: "2024-05-13T10:25:28Z",
      endTime: "2024-05-13T10:26:33Z",
    });
    assert.deepEqual(await listed(), []);
  });

  it("keep their settings in an undelete, except those of cost management", async () => {
    await create();
    const before = propertiesOf(await azure.call("GET", at2026(VAULT)));
    await remove();
    const [entry] = await listed();
    await end(await undelete(entry));

    const vault = await azure.call("GET", at2026(VAULT));
    const { costManagementSettings: _, ...rest } = before;
    assert.deepEqual(propertiesOf(vault), rest);
    assert.deepEqual(vault.body["tags"], { team: "web" });
    const policies = await azure.call("GET", `${VAULT}/backupPolicies`);
    assert.equal(listAt(policies.body, "value").length, 3);
  });

  it("return with their items, which remain in soft delete until the day of their own deletion, and can be undeleted", async () => {
    await create();
    await softDeleteItem();
    const deletedAt = textAt(propertiesOf(await azure.call("GET", at2026(ITEM))), "deferredDeleteTimeInUTC");
    azure.advance(DAY_MS);
    await remove();
    const [entry] = await listed();
    assert.equal(at(entry, "properties", "purgeAt"), "2024-05-27T10:25:28Z");
    azure.advance(DAY_MS);
    await end(await undelete(entry));

    const item = propertiesOf(await azure.call("GET", at2026(ITEM)));
    assert.equal(item["isScheduledForDeferredDelete"], true);
    assert.equal(item["deferredDeleteTimeInUTC"], deletedAt);
    await end(
      await azure.call("PUT", at2026(ITEM), {
        properties: {
          protectedItemType: "Microsoft.Compute/virtualMachines",
          sourceResourceId: VM,
          isRehydrate: true,
          protectionState: "ProtectionStopped",
        },
      }),
    );
    const undeleted = propertiesOf(await azure.call("GET", at2026(ITEM)));
    assert.equal(undeleted["isScheduledForDeferredDelete"], undefined);
  });

  it("can be recovered into another resource group, with all their contents", async () => {
    await create();
    await softDeleteItem();
    await remove();
    await azure.call("PUT", OTHER_GROUP, { location: "westeurope" });
    const [entry] = await listed();
    await end(await undelete(entry, into(OTHER_GROUP)));

    const vault = VAULT.replace(GROUP, OTHER_GROUP);
    assert.equal((await azure.call("GET", at2026(VAULT))).status, 404);
    assert.equal((await azure.call("GET", at2026(vault))).body["id"], vault);
    const items = await azure.call("GET", `${vault}/backupProtectedItems`);
    const [item] = listAt(items.body, "value");
    assert.ok((textAt(item, "id") ?? "").startsWith(`${vault}/backupFabrics/`), textAt(item, "id"));
    assert.equal(textAt(item, "properties", "sourceResourceId"), VM);
    const policies = listAt((await azure.call("GET", `${vault}/backupPolicies`)).body, "value");
    assert.ok(
      policies.every((policy) => textAt(policy, "id")?.startsWith(`${vault}/`)),
      JSON.stringify(policies),
    );
  });

  it("are not changed by an undelete that is refused", async () => {
    await create();
    await remove();
    const [entry] = await listed();
    await create();
    const missing = `${SUBSCRIPTION}/resourceGroups/missing`;
    const foreign = "/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/rehearsal";

    const refusals = [];
    for (const body of [{}, into(3), into(VAULT), into(foreign), into(missing), into(GROUP)]) {
      const answer = await undelete(entry, body);
      refusals.push([answer.status, codeOf(answer)]);
    }

    assert.deepEqual(refusals, [
      [400, "InvalidRestApiParameter"],
      [400, "InvalidRestApiParameter"],
      [400, "InvalidRestApiParameter"],
      [400, "InvalidRestApiParameter"],
      [404, "ResourceGroupNotFound"],
      [409, "ResourceAlreadyExists"],
    ]);
    assert.deepEqual(await listed(), [entry]);
  });

  it("have no operation of another name", async () => {
    await create();
    await remove();
    const [entry] = await listed();
    const answer = await azure.call("GET", at2026(`${textAt(entry, "id")}/operations/unknown`));
    assert.deepEqual([answer.status, codeOf(answer)], [404, "OperationNotFound"]);
  });
});
