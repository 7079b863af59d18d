/** A row of the tables of what Azure Backup refuses of a VM policy. */
import type { Json } from "../../provider/core/json.js";
import type { Wanted } from "./policy-bodies.js";

export interface PolicyMutation {
  readonly rule: string;
  /** Who says so. */
  readonly source: string;
  /** The valid body that is touched. */
  readonly on: Wanted;
  /** Below `properties`; a number is an index. `$times` is every time of day of the body at once, `$name` the policy's name. */
  readonly path: string;
  /** What is put there, one at a try; undefined takes it away. */
  readonly values: readonly (Json | undefined)[];
  /** What else ARM's words need to say the same thing. */
  readonly also?: Readonly<Record<string, Json>>;
  /** The property of the declared policy that the refusal has to name. */
  readonly names: string;
  /** The same in the words of a program, where it has words for it. */
  readonly declared: DeclaredMutation | typeof UNSAYABLE;
}

/** A program says a time once, a count without a unit, and no type of a schedule: what ARM's words can get wrong there, it cannot. */
export const UNSAYABLE = "unsayable";

/** A place in the inputs of the kind BackupPolicy; what is left out is as in the row. */
export interface DeclaredMutation {
  readonly path: string;
  /** What is put there, one at a try; undefined takes it away. */
  readonly values?: readonly (Json | undefined)[];
  /** What else is put somewhere, or taken away. */
  readonly also?: Readonly<Record<string, Json | undefined>>;
  /** The input that the failure has to name, or to begin with. */
  readonly names?: string;
}

/** Where the rules are written. */
export const REST = "REST reference 2024-04-01, AzureIaaSVMProtectionPolicy";
export const TERRAFORM = "hashicorp/terraform-provider-azurerm, azurerm_backup_policy_vm";
export const ENHANCED = "Azure Backup documentation, Enhanced policy";
export const MATRIX = "Azure Backup documentation, support matrix for Azure VM backup";
export const FAQ = "Azure Backup documentation, FAQ on Azure VM backup";
export const INSTANT = "Azure Backup documentation, Instant Restore";
export const NAMES = "Azure resource naming rules, vaults/backupPolicies";
export const ARCHIVE = "Azure Backup documentation, Archive tier support";
export const GROUP = "Azure Backup documentation, Back up a VM during creation";
