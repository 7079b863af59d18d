/** A row of the tables of VM policies that Azure Backup refuses. */
import type { Json } from "../../provider/core/json.js";
import type { Wanted } from "./policy-bodies.js";

export interface PolicyMutation {
  readonly rule: string;
  /** The document that states the rule. */
  readonly source: string;
  /** The valid body that is changed. */
  readonly on: Wanted;
  /** Path below `properties`; a number is an index. `$times` is every time of day in the body, `$name` the policy's name. */
  readonly path: string;
  /** The values to set, one per attempt; undefined removes the member. */
  readonly values: readonly (Json | undefined)[];
  /** Further members of the ARM body to set, by path. */
  readonly also?: Readonly<Record<string, Json>>;
  /** The property of the declared policy that the error must name. */
  readonly names: string;
  /** The same mutation of a declaration, if a declaration can express it. */
  readonly declared: DeclaredMutation | typeof ARM_ONLY;
}

/** A mutation that is possible only in ARM: a declaration has one time, counts without a unit, and no schedule type. */
export const ARM_ONLY = "armOnly";

/** A mutation of the inputs of BackupPolicy; omitted members are as in the row. */
export interface DeclaredMutation {
  readonly path: string;
  /** The values to set, one per attempt; undefined removes the input. */
  readonly values?: readonly (Json | undefined)[];
  /** Further inputs to set, or to remove, by path. */
  readonly also?: Readonly<Record<string, Json | undefined>>;
  /** The input that the failure must name, itself or by one of its parts. */
  readonly names?: string;
}

/** The documents that state the rules. */
export const REST = "REST reference 2024-04-01, AzureIaaSVMProtectionPolicy";
export const TERRAFORM = "hashicorp/terraform-provider-azurerm, azurerm_backup_policy_vm";
export const ENHANCED = "Azure Backup documentation, Enhanced policy";
export const MATRIX = "Azure Backup documentation, support matrix for Azure VM backup";
export const FAQ = "Azure Backup documentation, FAQ on Azure VM backup";
export const INSTANT = "Azure Backup documentation, Instant Restore";
export const NAMES = "Azure resource naming rules, vaults/backupPolicies";
export const ARCHIVE = "Azure Backup documentation, Archive tier support";
export const POWERSHELL = "Azure/azure-powershell 10821";
export const GROUP = "Azure Backup documentation, Back up a VM during creation";
