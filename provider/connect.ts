/** Which Azure answers: the embedded one of the home, a URL, or the cloud. The engine is the same over all three. */
import { createArmClient } from "./arm/client.js";
import { createTransport, type TokenCredential, type Transport } from "./arm/transport.js";
import { BackupError } from "./core/errors.js";
import { openHome } from "./core/home.js";
import type { Log } from "./core/log.js";
import { readFaults } from "./crash.js";
import { openEmbedded } from "./embedded.js";
import type { BackupEngine, Intents } from "./engine/engine.js";
import { engineOver } from "./engine/index.js";
import { systemClock } from "./time/clock.js";

/** The public cloud's Azure Resource Manager; the embedded Azure goes by its name too. */
const AZURE = "https://management.azure.com";

export interface Connection {
  /** `embedded`, `azure` or a URL. */
  readonly endpoint: string;
  /** The home folder. */
  readonly home: string;
  readonly intents: Intents;
  readonly log: Log;
  /** A fault plan for the embedded Azure: JSON, or the name of a file that holds it. */
  readonly faults: string | undefined;
}

/** The engine over the endpoint. Throws `InvalidInput` for an endpoint that is none, and what opening the home throws. */
export async function connect(connection: Connection): Promise<BackupEngine> {
  const arm = createArmClient(await transportTo(connection));
  return engineOver({ arm, clock: systemClock, endpoint: connection.endpoint, intents: connection.intents });
}

async function transportTo({ endpoint, home, log, faults }: Connection): Promise<Transport> {
  if (endpoint === "azure") return createTransport({ baseUrl: AZURE, credential: await azureCredential() });
  if (endpoint !== "embedded") return createTransport({ baseUrl: requireUrl(endpoint) });
  const plan = faults === undefined || faults === "" ? [] : readFaults(faults);
  const { fetch } = await openEmbedded({ home: openHome(home), log, faults: plan });
  return createTransport({ baseUrl: AZURE, fetch });
}

/** Only a real cloud needs Azure's identity library, so only then is it loaded. */
async function azureCredential(): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import("@azure/identity");
  return new DefaultAzureCredential();
}

function requireUrl(endpoint: string): string {
  if (/^https?:\/\/[^/]+/.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new BackupError(
    "InvalidInput",
    `azure-vm-backup:endpoint is "${endpoint}": expected embedded, azure, or a URL such as http://127.0.0.1:8080.`,
  );
}
