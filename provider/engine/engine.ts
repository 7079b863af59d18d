/**
 * What handlers ask. Interfaces only: groups of functions in Azure's own words, over ARM ids and ARM bodies. Handlers
 * never see HTTP, files or clocks. Every write waits until Azure says that it is done; a write to a vault waits its
 * turn at that vault, a write to a VM at that VM.
 */
import type { JsonObject } from "../core/json.js";

export interface BackupEngine {
  /** What answers: `embedded`, a cloud of Azure's (`azure`, `azure-usgovernment`, `azure-china`) or a URL. */
  readonly endpoint: string;
  /** Whether writes report themselves to the call at hand when they are sent, as over HTTP; an engine of unit tests does not. */
  readonly reportsWrites?: boolean;
  readonly resources: Resources;
  readonly vaults: Vaults;
  readonly policies: Policies;
  readonly protectedItems: ProtectedItems;
  readonly recoveryPoints: RecoveryPoints;
  readonly jobs: Jobs;
  readonly extensions: Extensions;
  readonly snapshots: Snapshots;
  readonly discovery: Discovery;
  /** What time it is where the endpoint lives: the embedded Azure's clock may have been moved on. */
  now(): Promise<Date>;
}

/** Any ARM resource, by its id. */
export interface Resources {
  find(id: string, apiVersion: string): Promise<JsonObject | undefined>;
  /** Creates or replaces; returns the resource as Azure shows it afterwards. */
  put(id: string, apiVersion: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent: what is gone already is gone. */
  delete(id: string, apiVersion: string): Promise<void>;
}

/** Source: Microsoft.RecoveryServices/vaults, api-version 2025-08-01, and its backupconfig, 2025-02-01. */
export interface Vaults {
  find(id: string): Promise<JsonObject | undefined>;
  /** Brings the vault to what the body says of it, in the steps that Azure wants; none where it is so already. */
  put(id: string, body: JsonObject): Promise<JsonObject>;
  delete(id: string): Promise<void>;
  /** The vault's soft delete, kept apart from the vault in `backupconfig/vaultconfig`. */
  findSettings(id: string): Promise<JsonObject | undefined>;
  /** Changes the settings; where Azure takes them only with the vault itself, by a PATCH of that. */
  patchSettings(id: string, properties: JsonObject): Promise<JsonObject>;
  /** Storage accounts that are registered with the vault, which keep it from being deleted. */
  listContainers(id: string): Promise<JsonObject[]>;
}

export interface Policies {
  find(id: string): Promise<JsonObject | undefined>;
  /** All policies of a vault, those of other workloads too. */
  list(vaultId: string): Promise<JsonObject[]>;
  put(id: string, body: JsonObject): Promise<JsonObject>;
  delete(id: string): Promise<void>;
}

/** The VM of a vault: its id is built by `protectedItemId`. */
export interface ProtectedItems {
  find(id: string): Promise<JsonObject | undefined>;
  /** All items of a vault, those of other workloads and soft-deleted ones too. */
  list(vaultId: string): Promise<JsonObject[]>;
  /** Enables protection, or changes the policy. */
  protect(id: string, properties: JsonObject): Promise<JsonObject>;
  /** Ends protection and keeps the recovery points, for ever or until they expire. */
  stop(id: string, vmId: string, how?: StopOptions): Promise<JsonObject>;
  /** Takes an item back out of soft delete; its protection is stopped then. */
  undelete(id: string, vmId: string): Promise<JsonObject>;
  /** Ends protection and deletes the recovery points, into soft delete where the vault has it on. */
  delete(id: string, resourceGuardRequests?: readonly string[]): Promise<void>;
  /** Starts a backup now; returns the id of its job. */
  backUp(id: string): Promise<string>;
  /** The id of the vault that protects a VM; undefined where none does. `nearVaultId` is a vault of the VM's region. */
  findVaultOf(vmId: string, nearVaultId: string): Promise<string | undefined>;
}

/** How protection ends. */
export interface StopOptions {
  /** Default `ProtectionStopped`: the points stay for ever. */
  readonly state?: "ProtectionStopped" | "BackupsSuspended";
  readonly resourceGuardRequests?: readonly string[] | undefined;
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

/** Extensions of VMs. Source: Microsoft.Compute/virtualMachines/extensions, api-version 2024-07-01. */
export interface Extensions {
  find(id: string): Promise<JsonObject | undefined>;
  /** The extensions of a VM, or undefined where there is no such VM. */
  list(vmId: string): Promise<JsonObject[] | undefined>;
  /** Creates or replaces. Throws `Conflict` where the VM does not run. */
  put(id: string, body: JsonObject): Promise<JsonObject>;
  /** Changes what the body names and leaves the rest, settings too. Throws `Conflict` where the VM does not run. */
  patch(id: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent. What is gone is gone, with its VM too; on a VM that does not run it is left, and the log says so. */
  delete(id: string): Promise<void>;
  /** The VM that extensions lie on: where it is and what it runs. */
  findMachine(vmId: string): Promise<JsonObject | undefined>;
  /** What Azure last heard of a VM and, in `extensions`, of each extension on it. */
  findInstanceView(vmId: string): Promise<JsonObject | undefined>;
}

/**
 * Which VMs there are, and which of them a vault could protect. Sources: Protection Containers - Refresh and Backup
 * Protectable Items of Azure Backup's REST API; Microsoft.Compute/virtualMachines; Resources - List of Azure Resource Manager.
 */
export interface Discovery {
  /** Has Azure look for the VMs of the vault's region and subscription, and waits until it has; some twelve seconds. */
  refresh(vaultId: string): Promise<void>;
  /** The VMs that the vault could protect, as the last refresh found them. */
  listProtectable(vaultId: string): Promise<JsonObject[]>;
  /** Every VM of a subscription, in any region; `subscription` is its id, `/subscriptions/{guid}`. */
  listVms(subscription: string): Promise<JsonObject[]>;
  /** The VMs of the classic deployment model, so far as there are any left, in short. */
  listClassicVms(subscription: string): Promise<JsonObject[]>;
}

/** Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
export interface Snapshots {
  find(id: string): Promise<JsonObject | undefined>;
  /** The snapshots of a resource group or a subscription, by its id, in no order. Throws `NotFound` for a group that is not there. */
  list(scopeId: string): Promise<JsonObject[]>;
  /** The disk or snapshot that a snapshot is taken of. */
  findSource(id: string): Promise<JsonObject | undefined>;
  /** Takes the snapshot, or begins to copy it from another region. */
  put(id: string, body: JsonObject): Promise<JsonObject>;
  /** Changes what can be changed of a snapshot that is there; its source is not spoken of. */
  patch(id: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent: what is gone already is gone. */
  delete(id: string): Promise<void>;
  /** Waits until a copy in the background is complete. Throws `JobFailed` with Azure's reason, or `TimedOut`. */
  copied(id: string): Promise<JsonObject>;
}
