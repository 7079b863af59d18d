/** The resources that mutated requests meet, built once per process, and the values of the `{names}` in routes. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { textAt } from "../../provider/core/json.js";
import {
  type Answer,
  dailyPolicy,
  firstOf,
  GROUP,
  type HomeFiles,
  ITEM,
  itemPath,
  machine,
  newHome,
  openTestAzure,
  putProtected,
  SUBSCRIPTION,
  type TestAzure,
  VAULT,
  VM,
} from "../support/service.js";

export const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const VAULTS = `${GROUP}/providers/Microsoft.RecoveryServices/vaults`;
export const GUARD = `${GROUP}/providers/Microsoft.DataProtection/resourceGuards/guard`;
export const EMPTY_GROUP = `${SUBSCRIPTION}/resourceGroups/empty`;
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/platform";

export interface World {
  readonly files: HomeFiles;
  /** The values of `{names}`, and of a name below a part of a template: `disks/{name}`. */
  readonly names: Readonly<Record<string, string>>;
}

let built: Promise<World> | undefined;

export function world(): Promise<World> {
  built ??= build();
  return built;
}

async function build(): Promise<World> {
  const home = newHome();
  const azure = await openTestAzure({ home });
  const names = await fill(azure);
  await azure.close();
  const files = new Map(readdirSync(home).map((name) => [name, readFileSync(join(home, name))]));
  rmSync(home, { recursive: true });
  return { files, names };
}

async function accepted(azure: TestAzure, method: string, path: string, body?: Json): Promise<Answer> {
  const answer = await azure.call(method, path, body);
  if (answer.status < 400) return answer;
  throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** The last segment of the path of a reply's operation. */
const operationOf = ({ headers }: Answer): string => {
  const url = headers.get("azure-asyncoperation") ?? headers.get("location") ?? "";
  return new URL(url, "https://management.azure.com").pathname.split("/").at(-1) ?? "";
};

const NEW_VAULT: JsonObject = { location: "westeurope", sku: { name: "Standard" }, properties: {} };
const EMPTY_DISK = { location: "westeurope", properties: { creationData: { createOption: "Empty" }, diskSizeGB: 8 } };
const copyOf = (sourceResourceId: string): JsonObject => ({
  location: "westeurope",
  properties: { creationData: { createOption: "Copy", sourceResourceId }, incremental: true },
});

async function fill(azure: TestAzure): Promise<Record<string, string>> {
  const put = (path: string, body: Json) => accepted(azure, "PUT", path, body);
  const post = (path: string, body?: Json) => accepted(azure, "POST", path, body);
  await putProtected(azure, "Linux");
  const backup = await post(`${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
  await put(EMPTY_GROUP, { location: "westeurope" });
  await put(MANAGEMENT_GROUP, { properties: { displayName: "Platform" } });
  const disk = await put(`${COMPUTE}/disks/data`, EMPTY_DISK);
  await put(`${COMPUTE}/disks/open`, EMPTY_DISK);
  await post(`${COMPUTE}/disks/open/beginGetAccess`, { access: "Read", durationInSeconds: 3600 });
  await put(`${COMPUTE}/snapshots/one`, copyOf(`${COMPUTE}/disks/data`));
  await put(`${COMPUTE}/restorePointCollections/points`, {
    location: "westeurope",
    properties: { source: { id: VM } },
  });
  await put(`${COMPUTE}/restorePointCollections/points/restorePoints/first`, {});
  const started = await post(`${VM}/start`);
  await put(`${VM}/extensions/script`, {
    location: "westeurope",
    properties: { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" },
  });
  await put(`${VAULT}/backupPolicies/daily`, dailyPolicy());
  const written = await put(`${VAULTS}/empty`, NEW_VAULT);
  await put(`${VAULTS}/empty/privateEndpointConnections/office.1`, {
    properties: { privateEndpoint: { id: `${GROUP}/providers/Microsoft.Network/privateEndpoints/office` } },
  });
  await put(`${VAULTS}/spare`, NEW_VAULT);
  await put(`${VAULTS}/guarded`, NEW_VAULT);
  await put(`${VAULTS}/guarded/backupResourceGuardProxies/VaultProxy`, {
    properties: { resourceGuardResourceId: GUARD },
  });
  const deployed = await put(`${GROUP}/providers/Microsoft.Resources/deployments/first`, {
    properties: { mode: "Incremental", template: ONE_NETWORK, parameters: {} },
  });
  const point = String(firstOf(await azure.call("GET", `${ITEM}/recoveryPoints`), "name"));
  const job = String(firstOf(await azure.call("GET", `${VAULT}/backupJobs`), "name"));
  const steps = await azure.call("GET", `${GROUP}/providers/Microsoft.Resources/deployments/first/operations`);
  return {
    ...(await deletedVault(azure)),
    ...NAMES,
    point,
    job,
    operation: operationOf(backup),
    "operationStatus/{operation}": operationOf(written),
    "DiskOperations/{operation}": operationOf(disk),
    "operations/{operation}": operationOf(started),
    "operationStatuses/{operation}": operationOf(deployed),
    "deployments/{deployment}/operations/{operation}": String(firstOf(steps, "operationId")),
  };
}

const ONE_NETWORK = {
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources: [
    {
      type: "Microsoft.Network/virtualNetworks",
      apiVersion: "2024-05-01",
      name: "first",
      location: "westeurope",
      properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
    },
  ],
};

const NAMES: Readonly<Record<string, string>> = {
  subscription: SUBSCRIPTION.split("/")[2] ?? "",
  group: "rehearsal",
  namespace: "Microsoft.RecoveryServices",
  managementGroup: "platform",
  deployment: "first",
  location: "westeurope",
  "disks/{name}": "data",
  "snapshots/{name}": "one",
  "restorePointCollections/{name}": "points",
  "restorePoints/{point}": "first",
  "virtualMachines/{name}": "web",
  extension: "script",
  vault: "vault1",
  connection: "office.1",
  "vaults/{vault}/privateEndpointConnections": "empty",
  "vaults/{vault}/backupResourceGuardProxies": "guarded",
  proxy: "VaultProxy",
  policy: "daily",
  fabric: "Azure",
  container: "IaasVMContainer;iaasvmcontainerv2;rehearsal;web",
  item: "VM;iaasvmcontainerv2;rehearsal;web",
};

/** A vault that was deleted with a soft-deleted item, and the name of its entry. */
async function deletedVault(azure: TestAzure): Promise<Record<string, string>> {
  const version = "?api-version=2026-05-01";
  const vault = `${VAULTS}/former`;
  const item = itemPath(vault, "former");
  await accepted(azure, "PUT", `${COMPUTE}/virtualMachines/former`, machine());
  await accepted(azure, "PUT", `${vault}${version}`, NEW_VAULT);
  await accepted(azure, "PUT", `${item}${version}`, {
    properties: {
      protectedItemType: "Microsoft.Compute/virtualMachines",
      sourceResourceId: `${COMPUTE}/virtualMachines/former`,
      policyId: `${vault}/backupPolicies/DefaultPolicy`,
    },
  });
  await accepted(azure, "DELETE", `${item}${version}`);
  await accepted(azure, "DELETE", `${vault}${version}`);
  const list = `${SUBSCRIPTION}/providers/Microsoft.RecoveryServices/locations/westeurope/deletedVaults${version}`;
  const entry = firstOf(await azure.call("GET", list)) as JsonObject | undefined;
  return { deletedVault: textAt(entry, "name") ?? "", oldVault: vault };
}
