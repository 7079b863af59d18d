/** Connects to the endpoint: the embedded Azure of the home, a URL, or a cloud. The engine is the same for all three. */
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
import { type EmbeddedAzure, openEmbedded } from "./embedded.js";
import { readFaults } from "./fault-plan.js";

export interface Connection {
  /** `embedded`, a cloud such as `azure`, or a URL. */
  readonly endpoint: string;
  /** The home folder. */
  readonly home: string;
  readonly log: Log;
  /** A fault plan for the embedded Azure: JSON, or the path of a JSON file. */
  readonly faults: string | undefined;
  /** Regions that the embedded Azure has in addition to the known ones. */
  readonly regions?: readonly string[];
  /** The sources of the account's settings, which only a cloud needs. */
  readonly sources: Sources;
}

/** An engine, and how to release its resources. */
export interface Connected {
  readonly engine: BackupEngine;
  /** Closes the home's store after all running calls; undefined for other endpoints. */
  readonly release: (() => Promise<void>) | undefined;
}

/** The engine for the endpoint, for the lifetime of the process. Throws as `open` does. */
export const connect = async (connection: Connection): Promise<BackupEngine> => (await open(connection)).engine;

/** The engine for the endpoint. Throws `InvalidInput` for an invalid endpoint, and the errors of opening the home or signing in. */
export async function open(connection: Connection): Promise<Connected> {
  const { endpoint, sources } = connection;
  requireEndpoint({ endpoint, isVariable: sources.variable(ENDPOINT_VARIABLE) === endpoint });
  if (isCloudName(endpoint)) return { engine: inCloud(connection, endpoint), release: undefined };
  const parts = { clock: systemClock, endpoint };
  if (endpoint !== "embedded") {
    // No credential is sent to a URL: a token for Azure must not reach another server.
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

function openHomesAzure({ home, log, faults, regions = [] }: Connection): Promise<EmbeddedAzure> {
  const plan = faults === undefined || faults === "" ? [] : readFaults(faults);
  return openEmbedded({ home: openHome(home), log, faults: plan, regions });
}

/** Loads Azure's identity library, which only a real cloud needs. */
function transportToCloud(name: CloudName, account: Account): Transport {
  const { credentialFor } = require("../sign-in/credential.js") as typeof import("../sign-in/credential.js");
  const { armUrl, scope } = CLOUDS[name];
  return createTransport({ baseUrl: armUrl, scope, credential: credentialFor(CLOUDS[name], account) });
}
