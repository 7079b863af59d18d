/**
 * The interface between the handlers and Azure: groups of functions in Azure's terms, over ARM ids and ARM bodies, without
 * HTTP, files or clocks. Every write waits until its operation in Azure has ended. Writes to one vault, or to one VM, run
 * one after the other.
 */
import type { JsonObject } from "../core/json.js";

export interface BackupEngine {
  /** `embedded`, a cloud (`azure`, `azure-usgovernment`, `azure-china`) or a URL. */
  readonly endpoint: string;
  /** Whether writes call `reportSending` and `reportAttempt`, as those over HTTP do; an engine of unit tests does not. */
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
  /** The endpoint's time: the clock of the embedded Azure can be moved forward. */
  now(): Promise<Date>;
}

/** Any ARM resource, by its id. */
export interface Resources {
  find(id: string, apiVersion: string): Promise<JsonObject | undefined>;
  /** Creates or replaces; returns the resource after the write. */
  put(id: string, apiVersion: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent: does nothing if the resource is missing. */
  delete(id: string, apiVersion: string): Promise<void>;
  /** Calls an action of a resource, such as `{id}/unlockDelete`; returns its result. */
  post(path: string, apiVersion: string, body: JsonObject): Promise<JsonObject>;
  /** The newest api-version that the resource provider of a type lists; undefined if it lists none. */
  newestVersion(type: string): Promise<string | undefined>;
}

/** Source: Microsoft.RecoveryServices/vaults, api-version 2026-05-01, and its backupconfig, 2025-02-01. */
export interface Vaults {
  find(id: string): Promise<JsonObject | undefined>;
  /** Creates or changes the vault to match the body, in the sequence of writes that Azure requires; sends nothing if it matches. */
  put(id: string, body: JsonObject): Promise<JsonObject>;
  delete(id: string): Promise<void>;
  /** The vault's soft delete settings, which are a resource of their own: `backupconfig/vaultconfig`. */
  findSettings(id: string): Promise<JsonObject | undefined>;
  /** Changes the settings; if Azure accepts them only with the vault, by a PATCH of the vault. */
  patchSettings(id: string, properties: JsonObject): Promise<JsonObject>;
  /** The storage accounts that are registered with the vault and prevent its deletion. */
  listContainers(id: string): Promise<JsonObject[]>;
}

export interface Policies {
  find(id: string): Promise<JsonObject | undefined>;
  /** All policies of a vault, including those of other workloads. */
  list(vaultId: string): Promise<JsonObject[]>;
  put(id: string, body: JsonObject): Promise<JsonObject>;
  delete(id: string): Promise<void>;
}

/** The VM of a vault: its id is built by `protectedItemId`. */
export interface ProtectedItems {
  find(id: string): Promise<JsonObject | undefined>;
  /** All items of a vault, including other workloads and soft-deleted ones. */
  list(vaultId: string): Promise<JsonObject[]>;
  /** Enables protection, or changes the policy. */
  protect(id: string, properties: JsonObject): Promise<JsonObject>;
  /** Stops protection and retains the recovery points, forever or until they expire. */
  stop(id: string, vmId: string, how?: StopOptions): Promise<JsonObject>;
  /** Undeletes a soft-deleted item; its protection is stopped afterwards. */
  undelete(id: string, vmId: string): Promise<JsonObject>;
  /** Stops protection and deletes the recovery points; they are soft-deleted if the vault has soft delete enabled. */
  delete(id: string, resourceGuardRequests?: readonly string[]): Promise<void>;
  /** Configures the scan of the VM for threats. Source: configureSourceScan of Azure Backup's REST API, 2026-07-01. */
  configureSourceScan(id: string, action: "Enable" | "Disable"): Promise<void>;
  /** Starts a backup now; returns the id of its job. */
  backUp(id: string): Promise<string>;
  /** The id of the vault that protects a VM; undefined if there is none. `nearVaultId` is a vault in the VM's region. */
  findVaultOf(vmId: string, nearVaultId: string): Promise<string | undefined>;
}

/** How protection ends. */
export interface StopOptions {
  /** Default `ProtectionStopped`: the recovery points are retained forever. */
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
  /** Waits until a job has ended. Throws `JobFailed` with Azure's error details if it failed or was cancelled. */
  settled(vaultId: string, jobName: string): Promise<JsonObject>;
}

/** Extensions of VMs. Source: Microsoft.Compute/virtualMachines/extensions, api-version 2024-07-01. */
export interface Extensions {
  find(id: string): Promise<JsonObject | undefined>;
  /** The extensions of a VM, or undefined if the VM does not exist. */
  list(vmId: string): Promise<JsonObject[] | undefined>;
  /** Creates or replaces. Throws `Conflict` if the VM is not running. */
  put(id: string, body: JsonObject): Promise<JsonObject>;
  /** Changes only the properties in the body. Throws `Conflict` if the VM is not running. */
  patch(id: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent: does nothing if the extension or its VM is missing. On a VM that is not running, the extension remains, with a warning. */
  delete(id: string): Promise<void>;
  /** The VM itself. */
  findMachine(vmId: string): Promise<JsonObject | undefined>;
  /** The instance view of a VM and, in `extensions`, of each of its extensions. */
  findInstanceView(vmId: string): Promise<JsonObject | undefined>;
}

/**
 * The VMs of a subscription, and those that a vault can protect. Sources: Protection Containers - Refresh and Backup
 * Protectable Items of Azure Backup's REST API; Microsoft.Compute/virtualMachines; Resources - List of Azure Resource Manager.
 */
export interface Discovery {
  /** Starts Azure's discovery of the VMs in the vault's region and subscription, and waits until it has ended: about 12 seconds. */
  refresh(vaultId: string): Promise<void>;
  /** The VMs that the vault can protect, from the last refresh. */
  listProtectable(vaultId: string): Promise<JsonObject[]>;
  /** Every VM of a subscription, in any region; `subscription` is its id, `/subscriptions/{guid}`. */
  listVms(subscription: string): Promise<JsonObject[]>;
  /** The VMs of the classic deployment model, as entries of a generic resource list. */
  listClassicVms(subscription: string): Promise<JsonObject[]>;
}

/** Source: Microsoft.Compute/snapshots, api-version 2023-10-02. */
export interface Snapshots {
  find(id: string): Promise<JsonObject | undefined>;
  /** The snapshots of a resource group or a subscription, by its id, unordered. Throws `NotFound` for a missing group. */
  list(scopeId: string): Promise<JsonObject[]>;
  /** The disk or snapshot that is the source of a snapshot. */
  findSource(id: string): Promise<JsonObject | undefined>;
  /** Takes the snapshot, or starts to copy it from another region. */
  put(id: string, body: JsonObject): Promise<JsonObject>;
  /** Changes the mutable properties of an existing snapshot; the body does not contain its source. */
  patch(id: string, body: JsonObject): Promise<JsonObject>;
  /** Idempotent: does nothing if the snapshot is missing. */
  delete(id: string): Promise<void>;
  /** Waits until a copy in the background is complete. Throws `JobFailed` with Azure's reason, or `TimedOut`. */
  copied(id: string): Promise<JsonObject>;
}
