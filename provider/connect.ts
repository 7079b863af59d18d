/** Which Azure answers: the embedded one of the home, a URL, or a cloud. The engine is the same over all three. */
import { createArmClient } from "./arm/client.js";
import { createTransport, type Transport } from "./arm/transport.js";
import { CLOUDS, type CloudName, cloudOfEnvironment, isCloudName } from "./core/clouds.js";
import { BackupError } from "./core/errors.js";
import { openHome } from "./core/home.js";
import type { Log } from "./core/log.js";
import { readFaults } from "./crash.js";
import { type EmbeddedAzure, openEmbedded } from "./embedded.js";
import type { BackupEngine } from "./engine/engine.js";
import { engineOver } from "./engine/index.js";
import { type Account, readAccount, type Sources } from "./sign-in/account.js";
import { systemClock } from "./time/clock.js";

export interface Connection {
  /** `embedded`, a cloud such as `azure`, or a URL. */
  readonly endpoint: string;
  /** The home folder. */
  readonly home: string;
  readonly log: Log;
  /** A fault plan for the embedded Azure: JSON, or the name of a file that holds it. */
  readonly faults: string | undefined;
  /** Where the settings of the account stand; asked for a cloud only. */
  readonly sources: Sources;
}

/** An engine, and what it holds. */
export interface Connected {
  readonly engine: BackupEngine;
  /** Lets go of the home's store, after which the engine answers no more; undefined where nothing is held. */
  readonly release: (() => void) | undefined;
}

/** The engine over the endpoint, for as long as the process lives. Throws as `open` does. */
export const connect = async (connection: Connection): Promise<BackupEngine> => (await open(connection)).engine;

/** The engine over the endpoint. Throws `InvalidInput` for an endpoint that is none, and what opening the home or signing in throws. */
export async function open(connection: Connection): Promise<Connected> {
  const { endpoint } = connection;
  if (isCloudName(endpoint)) return { engine: await inCloud(connection, endpoint), release: undefined };
  const parts = { clock: systemClock, endpoint };
  if (endpoint !== "embedded") {
    // A URL is signed by nobody: what Azure trusts is not for whoever answers there.
    const arm = createArmClient(createTransport({ baseUrl: requireUrl(endpoint) }));
    return { engine: engineOver({ ...parts, arm }), release: undefined };
  }
  const azure = await openHomesAzure(connection);
  const arm = createArmClient(createTransport({ baseUrl: CLOUDS.azure.armUrl, fetch: azure.fetch }));
  return { engine: engineOver({ ...parts, arm, now: azure.now }), release: azure.close };
}

async function inCloud({ sources }: Connection, endpoint: CloudName): Promise<BackupEngine> {
  const account = readAccount(sources);
  const cloud = cloudFor(endpoint, account.environment);
  const arm = createArmClient(await transportToCloud(cloud, account));
  return engineOver({ arm, clock: systemClock, endpoint: cloud });
}

function openHomesAzure({ home, log, faults }: Connection): Promise<EmbeddedAzure> {
  const plan = faults === undefined || faults === "" ? [] : readFaults(faults);
  return openEmbedded({ home: openHome(home), log, faults: plan });
}

/** Only a real cloud needs Azure's identity library, so only then is it loaded. */
async function transportToCloud(name: CloudName, account: Account): Promise<Transport> {
  const { credentialFor } = require("./sign-in/credential.js") as typeof import("./sign-in/credential.js");
  const { armUrl, scope } = CLOUDS[name];
  return createTransport({ baseUrl: armUrl, scope, credential: credentialFor(CLOUDS[name], account) });
}

/**
 * The cloud that is meant: the endpoint `azure` leaves it to `environment`, as azure-native does; a cloud of its own
 * name is what it says. Throws `InvalidInput` for an environment that is none, and for two that differ.
 */
export function cloudFor(endpoint: CloudName, environment: string | undefined): CloudName {
  if (environment === undefined) return endpoint;
  const named = cloudOfEnvironment(environment);
  if (named !== undefined && (endpoint === "azure" || endpoint === named)) return named;
  const problem =
    named === undefined
      ? "is none that is known: expected public, usgovernment or china"
      : `is another cloud than azure-vm-backup:endpoint, which is ${endpoint}: take one of them away`;
  throw new BackupError("InvalidInput", `The environment "${environment}" ${problem}.`);
}

function requireUrl(endpoint: string): string {
  if (/^https?:\/\/[^/]+/.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new BackupError(
    "InvalidInput",
    `azure-vm-backup:endpoint is "${endpoint}": expected embedded, ${Object.keys(CLOUDS).join(", ")}, or a URL such as http://127.0.0.1:8080.`,
  );
}
