/** The instance view of a VM: its agent, its disks, its extensions and its power state. */
import { type Json, type JsonObject, objectAt, textAt } from "../../../core/json.js";
import type { PowerState } from "../../../rules/items/machine.js";
import type { Azure } from "../../azure/route.js";
import type { Document } from "../../store/documents.js";
import { agentVersionOf } from "../extensions/guest.js";
import { extensionView } from "../extensions/instance-view.js";
import { disksOf, generationOfVm, osTypeOf, powerStateOf } from "../machine.js";

const POWER_WORDS: Readonly<Record<PowerState, string>> = {
  running: "VM running",
  stopped: "VM stopped",
  deallocated: "VM deallocated",
  starting: "VM starting",
  stopping: "VM stopping",
  deallocating: "VM deallocating",
  unknown: "VM state unknown",
};

const succeeded = (time: Json): JsonObject => ({
  code: "ProvisioningState/succeeded",
  level: "Info",
  displayStatus: "Provisioning succeeded",
  time,
});

/** The instance view of a VM and its extensions. */
export function instanceView(azure: Azure, vm: Document, extensions: readonly Document[]): JsonObject {
  const properties = objectAt(vm.body, "properties");
  const time = properties["timeCreated"] ?? null;
  const powerState = powerStateOf(vm);
  const windows = osTypeOf(properties) === "Windows";
  const running = powerState === "running";
  const agentVersion = agentVersionOf(vm);
  return {
    ...(running
      ? {
          computerName: textAt(properties, "osProfile", "computerName") ?? textAt(vm.body, "name") ?? "",
          osName: windows ? "Windows Server" : "linux",
          osVersion: "1.0",
          ...(agentVersion === undefined ? {} : { vmAgent: vmAgent({ windows, agentVersion, time, extensions }) }),
        }
      : {}),
    disks: disksOf(vm).map(({ name }) => ({ name, statuses: [succeeded(time)] })),
    ...(extensions.length > 0 ? { extensions: extensions.map(extensionView) } : {}),
    hyperVGeneration: generationOfVm(azure, properties),
    statuses: [
      succeeded(time),
      { code: `PowerState/${powerState}`, level: "Info", displayStatus: POWER_WORDS[powerState] },
    ],
  };
}

interface Agent {
  readonly windows: boolean;
  readonly agentVersion: string;
  readonly time: Json;
  readonly extensions: readonly Document[];
}

const vmAgent = ({ windows, agentVersion, time, extensions }: Agent): JsonObject => ({
  vmAgentVersion: agentVersion,
  statuses: [
    {
      code: "ProvisioningState/succeeded",
      level: "Info",
      displayStatus: "Ready",
      message: windows ? "GuestAgent is running and processing the extensions." : "Guest Agent is running",
      time,
    },
  ],
  extensionHandlers: extensions.map(({ body }) => ({
    type: `${textAt(body, "properties", "publisher")}.${textAt(body, "properties", "type")}`,
    typeHandlerVersion: textAt(body, "properties", "typeHandlerVersion") ?? "",
    status: { code: "ProvisioningState/succeeded", level: "Info", displayStatus: "Ready" },
  })),
});
