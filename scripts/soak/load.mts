// The resources and requests that the writers of a soak and its check share.
import type { Fetch } from "../../provider/arm/fetch.ts";
import type { Json, JsonObject } from "../../provider/core/json.ts";

const dist = new URL("../../dist/provider/", import.meta.url);

export const { openEmbedded } = (await import(
  new URL("runtime/embedded.js", dist).href
)) as typeof import("../../provider/runtime/embedded.ts");

export const { silentLog } = (await import(
  new URL("core/log.js", dist).href
)) as typeof import("../../provider/core/log.ts");

export const GROUP = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/soak";
export const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/soak`;
/** The counter that all writers increment. */
export const SHARED = `${GROUP}/providers/Microsoft.Network/virtualNetworks/shared`;

export const machine = (writer: number): string => `${GROUP}/providers/Microsoft.Compute/virtualMachines/web${writer}`;
export const item = (writer: number): string =>
  `${VAULT}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;soak;web${writer}/protectedItems/VM;iaasvmcontainerv2;soak;web${writer}`;
/** A counter that only one writer writes. */
export const own = (writer: number, counter: number): string =>
  `${GROUP}/providers/Microsoft.Network/virtualNetworks/own-${writer}-${counter}`;
export const OWN_COUNTERS = 4;

export interface Answer {
  readonly status: number;
  readonly etag: string;
  readonly body: JsonObject;
}

export type Call = (
  method: string,
  path: string,
  body?: JsonObject,
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Sends a request to an embedded Azure. */
export const callOver =
  (fetch: Fetch): Call =>
  async (method, path, body, headers = {}) => {
    const url = `https://management.azure.com${encodeURI(path)}?api-version=2024-04-01`;
    const text = body === undefined ? null : JSON.stringify(body);
    const request = new Request(url, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: text,
    });
    const response = await fetch(request);
    const answered = await response.text();
    return {
      status: response.status,
      etag: response.headers.get("etag") ?? "",
      body: answered === "" ? {} : (JSON.parse(answered) as JsonObject),
    };
  };

export const counter = (count: number): JsonObject => ({ location: "westeurope", properties: { count } });
export const countOf = ({ body }: Answer): number =>
  Number((body["properties"] as JsonObject | undefined)?.["count"] ?? Number.NaN);

const machineBody = {
  location: "westeurope",
  properties: {
    hardwareProfile: { vmSize: "Standard_DS1_v2" },
    storageProfile: {
      imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
      osDisk: { createOption: "FromImage", osType: "Linux" },
    },
    osProfile: { computerName: "web", adminUsername: "azureuser" },
    networkProfile: { networkInterfaces: [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/web` }] },
  },
};

/** Creates the shared resources: counters at 0, a vault, and for each writer a protected machine. */
export async function prepare(call: Call, writers: number): Promise<void> {
  await put(call, GROUP, { location: "westeurope" });
  await put(call, SHARED, counter(0));
  await put(call, VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  for (let writer = 0; writer < writers; writer++) {
    for (let index = 0; index < OWN_COUNTERS; index++) await put(call, own(writer, index), counter(0));
    await put(call, machine(writer), machineBody);
    await put(call, item(writer), {
      properties: {
        protectedItemType: "Microsoft.Compute/virtualMachines",
        sourceResourceId: machine(writer),
        policyId: `${VAULT}/backupPolicies/DefaultPolicy`,
      },
    });
  }
}

async function put(call: Call, path: string, body: JsonObject): Promise<void> {
  const answer = await call("PUT", path, body);
  if (answer.status >= 300) throw new Error(`PUT ${path} returned ${answer.status}: ${JSON.stringify(answer.body)}`);
}

export const listOf = ({ body }: Answer): readonly Json[] => (body["value"] ?? []) as readonly Json[];

/** Delays of an event loop, in milliseconds. */
export interface Control {
  readonly blockedMs: { readonly p99: number; readonly most: number };
}

/** The report of one writer. */
export interface Report extends Control {
  readonly writer: number;
  readonly sharedIncrements: number;
  /** How often another writer had changed the shared counter first. */
  readonly repeats: number;
  /** The last acknowledged count of each of its own counters. */
  readonly ownCounts: readonly number[];
  readonly backups: number;
  readonly reads: number;
  /** Unexpected responses, by their text. */
  readonly faults: Readonly<Record<string, number>>;
  readonly longestWriteMs: number;
}
