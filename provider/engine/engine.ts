/**
 * What handlers ask. Interfaces only: groups of functions in Azure's own words, over ARM ids and ARM bodies. Handlers
 * never see HTTP, files or clocks. Every write waits until Azure says that it is done; a write to a vault waits its
 * turn at that vault, a write to a VM at that VM.
 */
import type { JsonObject } from "../core/json.js";

export interface BackupEngine {
  /** What answers: `embedded`, `azure` or a URL. */
  readonly endpoint: string;
  readonly resources: Resources;
  readonly vaults: Vaults;
  readonly policies: Policies;
  readonly protectedItems: ProtectedItems;
  readonly recoveryPoints: RecoveryPoints;
  readonly jobs: Jobs;
  readonly intents: Intents;
}

/** Any ARM resource, by its id. */
export interface Resources {
  find(id: string, apiVersion: string): Promise<JsonObject | undefined>;
  /** Creates or replaces; returns the resource as Azure shows it afterwards. */
  put(id: string, apiVersion: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent: what is gone already is gone. */
  delete(id: string, apiVersion: string): Promise<void>;
}

/** Source: Microsoft.RecoveryServices/vaults and its backupconfig, api-version 2024-04-01. */
export interface Vaults {
  find(id: string): Promise<JsonObject | undefined>;
  put(id: string, body: JsonObject): Promise<JsonObject>;
  delete(id: string): Promise<void>;
  /** The vault's soft delete, kept apart from the vault in `backupconfig/vaultconfig`. */
  findSettings(id: string): Promise<JsonObject | undefined>;
  patchSettings(id: string, properties: JsonObject): Promise<JsonObject>;
}

export interface Policies {
  find(id: string): Promise<JsonObject | undefined>;
  put(id: string, body: JsonObject): Promise<JsonObject>;
  delete(id: string): Promise<void>;
}

/** The VM of a vault: its id is built by `protectedItemId`. */
export interface ProtectedItems {
  find(id: string): Promise<JsonObject | undefined>;
  /** Enables protection, or changes the policy. */
  protect(id: string, properties: JsonObject): Promise<JsonObject>;
  /** Ends protection and keeps the recovery points. */
  stop(id: string, vmId: string): Promise<JsonObject>;
  /** Ends protection and deletes the recovery points, into soft delete where the vault has it on. */
  delete(id: string): Promise<void>;
  /** Starts a backup now; returns the id of its job. */
  backUp(id: string): Promise<string>;
}

export interface RecoveryPoints {
  /** The points of an item, newest first. */
  list(itemId: string): Promise<JsonObject[]>;
}

export interface Jobs {
  /** The jobs of a vault that match an OData filter, newest first. */
  list(vaultId: string, filter: string): Promise<JsonObject[]>;
  /** Waits until a job has ended. Throws `JobFailed` for one that failed or was cancelled, with Azure's reasons. */
  settled(vaultId: string, jobName: string): Promise<JsonObject>;
}

/** What was begun and is not yet known to Pulumi's state. */
export interface Intent {
  /** The ARM id that is about to be made. */
  readonly id: string;
  /** Hash of the inputs. */
  readonly inputsHash: string;
  /** Pulumi's URN of the resource: the same id declared elsewhere is somebody else's. */
  readonly owner: string;
}

/** Survives the process, belongs to the home and not to a service: it serves real Azure too. */
export interface Intents {
  /** Outlives the process when it returns. */
  begin(intent: Intent): void;
  find(id: string): Intent | undefined;
  /** The state knows the resource now, or it is gone. */
  clear(id: string): void;
}
