/** Runs the verbs of a resource over the embedded Azure in the order in which Pulumi calls them. */
import assert from "node:assert/strict";
import { createArmClient } from "../../provider/arm/client.js";
import { createTransport } from "../../provider/arm/transport.js";
import type { JsonObject } from "../../provider/core/json.js";
import { engineOver } from "../../provider/engine/index.js";
import { drive, type StubEngine, stubEngine } from "../../provider/testing/index.js";
import { GROUP, handClock, machineWith, openTestAzure, type TestAzure, VAULT, VM } from "../support/service.js";

export interface Rehearsal extends StubEngine {
  readonly azure: TestAzure;
  /** A resource of a kind over this Azure. */
  driven(kind: string): ReturnType<typeof drive>;
}

/** A VM that Azure Backup can protect, with two data disks. */
const MACHINE: JsonObject = machineWith({
  hardwareProfile: { vmSize: "Standard_D2s_v5" },
  storageProfile: {
    osDisk: { name: "os" },
    dataDisks: [0, 1].map((lun) => ({ lun, name: `data${lun}`, createOption: "Empty", diskSizeGB: 8 })),
  },
});

/** Opens an embedded Azure with a resource group, a VM and, by default, a vault, and an engine that records its writes. */
export async function rehearse({ vault = true }: { readonly vault?: boolean } = {}): Promise<Rehearsal> {
  const azure = await openTestAzure();
  await azure.call("PUT", GROUP, { location: "westeurope" });
  await azure.call("PUT", VM, MACHINE);
  if (vault) await azure.call("PUT", VAULT, { location: "westeurope", sku: { name: "Standard" }, properties: {} });
  const transport = createTransport({ baseUrl: "https://management.azure.com", fetch: azure.azure.fetch });
  const clock = handClock();
  const engine = engineOver({ arm: createArmClient(transport), clock, endpoint: "embedded" });
  const stubbed = stubEngine(engine);
  return { ...stubbed, azure, driven: (kind) => drive(kind, stubbed.engine) };
}

/** Applies the inputs, and requires that a refresh finds no drift and a preview no change. Returns the step of the up. */
export async function settle(driven: ReturnType<typeof drive>, inputs: JsonObject): Promise<string> {
  const { step } = await driven.up(inputs);
  assert.equal(await driven.refresh(), false, `it has drifted to ${JSON.stringify(driven.state?.outputs)}`);
  assert.equal(driven.preview(inputs).step, "same");
  return step;
}
