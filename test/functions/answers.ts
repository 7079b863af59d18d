/** An embedded Azure that functions call. */
import { createArmClient } from "../../provider/arm/client.js";
import { createTransport } from "../../provider/arm/transport.js";
import { engineOver } from "../../provider/engine/index.js";
import { useEngine } from "../../provider/functions/program-engine.js";
import { handClock, openTestAzure, type TestAzure } from "../support/service.js";

/** Opens an embedded Azure that functions call until `close`. */
export async function openFunctionsAzure(): Promise<TestAzure> {
  const azure = await openTestAzure();
  const transport = createTransport({ baseUrl: "https://management.azure.com", fetch: azure.azure.fetch });
  const arm = createArmClient(transport, handClock());
  useEngine(engineOver({ arm, clock: handClock(), endpoint: "embedded", now: azure.azure.now }));
  return {
    ...azure,
    close: async () => {
      useEngine(undefined);
      await azure.close();
    },
  };
}
