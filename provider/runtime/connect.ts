/** Which Azure answers: the embedded one of the home, a URL, or a cloud. The engine is the same over all three. */
import { createArmClient } from "../arm/client.js";
import { createTransport, type Transport } from "../arm/transport.js";
import { type Account, readAccount, type Sources } from "../core/account.js";
import { systemClock } from "../core/clock.js";
import { CLOUDS, type CloudName, isCloudName } from "../core/clouds.js";
import { cloudFor, ENDPOINT_VARIABLE, requireEndpoint } from "../core/endpoint.js";
import { openHome } from "../core/home.js";
import type { Log } from "../core/log.js";
import type { BackupEngine } from "../engine/engine.js";
import { engineOver } from "../engine/index.js";
import { readFaults } from "./crash.js";
import { type EmbeddedAzure, openEmbedded } from "./embedded.js";

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
  /** Closes the home's store once all calls that began before have ended; undefined where nothing is held. */
  readonly release: (() => Promise<void>) | undefined;
}

/** The engine over the endpoint, for as long as the process lives. Throws as `open` does. */
export const connect = async (connection: Connection): Promise<BackupEngine> => (await open(connection)).engine;

/** The engine over the endpoint. Throws `InvalidInput` for an invalid endpoint, and what opening the home or signing in throws. */
export async function open(connection: Connection): Promise<Connected> {
  const { endpoint, sources } = connection;
  requireEndpoint({ endpoint, isVariable: sources.variable(ENDPOINT_VARIABLE) === endpoint });
  if (isCloudName(endpoint)) return { engine: inCloud(connection, endpoint), release: undefined };
  const parts = { clock: systemClock, endpoint };
  if (endpoint !== "embedded") {
    // A URL is never sent a credential: what Azure trusts is not for any server that answers there.
    const arm = createArmClient(createTransport({ baseUrl: endpoint }));
    return { engine: engineOver({ ...parts, arm }), release: undefined };
  }
  const azure = await openHomesAzure(connection);
  const arm = createArmClient(createTransport({ baseUrl: CLOUDS.azure.armUrl, fetch: azure.fetch }));
  return { engine: engineOver({ ...parts, arm, now: azure.now }), release: azure.close };
}

function inCloud({ sources }: Connection, endpoint: CloudName): BackupEngine {
  const account = readAccount(sources);
  const cloud = cloudFor(endpoint, account.environment);
  const arm = createArmClient(transportToCloud(cloud, account));
  return engineOver({ arm, clock: systemClock, endpoint: cloud });
}

function openHomesAzure({ home, log, faults }: Connection): Promise<EmbeddedAzure> {
  const plan = faults === undefined || faults === "" ? [] : readFaults(faults);
  return openEmbedded({ home: openHome(home), log, faults: plan });
}

/** Only a real cloud needs Azure's identity library, so only then is it loaded. */
function transportToCloud(name: CloudName, account: Account): Transport {
  const { credentialFor } = require("../sign-in/credential.js") as typeof import("../sign-in/credential.js");
  const { armUrl, scope } = CLOUDS[name];
  return createTransport({ baseUrl: armUrl, scope, credential: credentialFor(CLOUDS[name], account) });
}
