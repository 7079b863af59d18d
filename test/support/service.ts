/** The embedded Azure for tests: in a temporary home, in process or over HTTP, with a clock that tests advance. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../provider/core/clock.js";
import type { Json, JsonObject } from "../../provider/core/json.js";
import { at, mergeJson, objectAt } from "../../provider/core/json.js";
import { silentLog } from "../../provider/core/log.js";
import { listen } from "../../provider/http/http.js";
import { type EmbeddedAzure, openEmbedded } from "../../provider/runtime/embedded.js";
import type { Pace } from "../../provider/service/azure/route.js";
import type { Durability } from "../../provider/service/store/store.js";

export const SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-000000000001";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/rehearsal`;
export const VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/vault1`;
export const OTHER_VAULT = `${GROUP}/providers/Microsoft.RecoveryServices/vaults/vault2`;
export const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
export const DISK = `${GROUP}/providers/Microsoft.Compute/disks/data1`;

/** The path of the protected item of a VM in a vault. */
export const itemPath = (vault: string, name = "web"): string =>
  `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;rehearsal;${name}/protectedItems/VM;iaasvmcontainerv2;rehearsal;${name}`;

export const ITEM = itemPath(VAULT);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: JsonObject;
}

export interface TestAzure {
  call(method: string, path: string, body?: Json, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Follows an answer's Azure-AsyncOperation, or its Location, once. */
  follow(answer: Answer): Promise<Answer>;
  /** Advances the clock. */
  advance(ms: number): void;
  readonly azure: EmbeddedAzure;
  readonly home: string;
  close(): Promise<void>;
}

/** The files of a home, by their names. */
export type HomeFiles = ReadonlyMap<string, Uint8Array>;

export interface TestOptions {
  readonly pace?: Pace;
  readonly overHttp?: boolean;
  readonly home?: string;
  /** The files of a new home. */
  readonly files?: HomeFiles;
  /** Default `none`: only tests of durability wait until the disk has stored a write. */
  readonly durability?: Durability;
  /** Further regions, as those of `azvb serve --region`. */
  readonly regions?: readonly string[];
}

/** A clock that changes only with `advance`. */
export function handClock(start = "2024-05-13T10:25:28.000Z"): Clock & { advance(ms: number): void } {
  let instant = Date.parse(start);
  return {
    now: () => new Date(instant),
    sleep: () => Promise.resolve(),
    advance: (ms) => {
      instant += ms;
    },
  };
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), "azvb-test-"));

/** Opens an embedded Azure. `close` closes it and removes the home, unless `options.home` was set. */
export async function openTestAzure(options: TestOptions = {}): Promise<TestAzure> {
  const home = options.home ?? newHome();
  for (const [name, bytes] of options.files ?? []) writeFileSync(join(home, name), bytes);
  const clock = handClock();
  const { pace = { kind: "instant" }, durability = "none", regions = [] } = options;
  const azure = await openEmbedded({ home, log: silentLog, clock, pace, durability, regions });
  const listener = options.overHttp === true ? await listen(azure.fetch, 0) : undefined;
  const send = (request: Request) => (listener === undefined ? azure.fetch(request) : fetch(request));
  const origin = listener?.url ?? "https://management.azure.com";
  const answered = async (request: Request): Promise<Answer> => {
    const response = await send(request);
    const text = await response.text();
    const body = text === "" ? {} : (JSON.parse(text) as JsonObject);
    return { status: response.status, headers: response.headers, body };
  };
  return {
    azure,
    home,
    advance: clock.advance,
    call: (method, path, body, headers = {}) => {
      const url = `${origin}${encodeURI(path)}${path.includes("?") ? "&" : "?"}api-version=2024-04-01`;
      const json = body === undefined ? null : JSON.stringify(body);
      return answered(
        new Request(url, { method, headers: { "content-type": "application/json", ...headers }, body: json }),
      );
    },
    follow: (answer) => {
      const url = answer.headers.get("azure-asyncoperation") ?? answer.headers.get("location") ?? "";
      return answered(new Request(url));
    },
    close: async () => {
      await listener?.close();
      await azure.close();
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
  };
}

export const dailyPolicy = (time = "02:00", days = 30): JsonObject => ({
  properties: {
    backupManagementType: "AzureIaasVM",
    schedulePolicy: {
      schedulePolicyType: "SimpleSchedulePolicy",
      scheduleRunFrequency: "Daily",
      scheduleRunTimes: [`2024-01-01T${time}:00.000Z`],
    },
    retentionPolicy: {
      retentionPolicyType: "LongTermRetentionPolicy",
      dailySchedule: {
        retentionTimes: [`2024-01-01T${time}:00.000Z`],
        retentionDuration: { count: days, durationType: "Days" },
      },
    },
    instantRpRetentionRangeInDays: 2,
    timeZone: "UTC",
  },
});

const IMAGES: Readonly<Record<string, JsonObject>> = {
  Linux: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
  Windows: { publisher: "MicrosoftWindowsServer", offer: "WindowsServer", sku: "2022-datacenter", version: "latest" },
};
const KEY = { path: "/home/azureuser/.ssh/authorized_keys", keyData: "ssh-ed25519 AAAA web" };
const ACCOUNTS: Readonly<Record<string, JsonObject>> = {
  Linux: { linuxConfiguration: { disablePasswordAuthentication: true, ssh: { publicKeys: [KEY] } } },
  Windows: { adminPassword: "Tr0ub4dor&3" },
};

/** The properties of a VM that Azure accepts, created from an image. */
export const machineProperties = (osType = "Windows"): JsonObject => ({
  hardwareProfile: { vmSize: "Standard_DS1_v2" },
  storageProfile: { imageReference: IMAGES[osType], osDisk: { createOption: "FromImage", osType } },
  osProfile: { computerName: "web", adminUsername: "azureuser", ...ACCOUNTS[osType] },
  networkProfile: { networkInterfaces: [{ id: `${GROUP}/providers/Microsoft.Network/networkInterfaces/web` }] },
});

export const machine = (osType = "Windows", location = "westeurope"): JsonObject => ({
  location,
  properties: machineProperties(osType),
});

/** A VM that Azure accepts, with changed or additional properties. */
export const machineWith = (properties: JsonObject, osType = "Linux"): JsonObject => ({
  location: "westeurope",
  properties: mergeJson(machineProperties(osType), properties),
});

export const protection = (vault = VAULT, policy = "DefaultPolicy", vm = VM): JsonObject => ({
  properties: {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: vm,
    policyId: `${vault}/backupPolicies/${policy}`,
  },
});

export const STOP: JsonObject = {
  properties: {
    protectedItemType: "Microsoft.Compute/virtualMachines",
    sourceResourceId: VM,
    policyId: "",
    protectionState: "ProtectionStopped",
  },
};

/** Puts a resource group, a VM and a vault. */
export async function putBasics({ call }: TestAzure, osType = "Windows"): Promise<void> {
  await call("PUT", GROUP, { location: "westeurope" });
  await call("PUT", VM, machine(osType));
  await call("PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
}

/** Puts a resource group, a VM and a vault that protects it. */
export async function putProtected(azure: TestAzure, osType = "Windows"): Promise<void> {
  await putBasics(azure, osType);
  await azure.call("PUT", ITEM, protection());
}

/** The properties in a response. */
export const propertiesOf = ({ body }: Answer): JsonObject => objectAt(body, "properties");

/** The first entry of the list in a response, or the value at a path in it. */
export const firstOf = ({ body }: Answer, ...path: readonly string[]): Json | undefined =>
  at((body["value"] as Json[])[0], ...path);

/** The error code in a response. */
export const codeOf = ({ body }: Answer): Json | undefined => at(body, "error", "code");
export const messageOf = ({ body }: Answer): string => String(at(body, "error", "message"));
