/** The program of examples/quickstart and its writes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";

/** The source of the example. */
export const quickstartProgram = (): string =>
  readFileSync(join(checkoutFolder(), "examples", "quickstart", "index.ts"), "utf8");

/** A write: its name in titles, and its method and path for a fault plan. */
export interface Write {
  readonly name: string;
  readonly method: "PUT" | "PATCH" | "POST" | "DELETE";
  /** A pattern of the end of its path. */
  readonly path: string;
}

/** The writes of the quickstart's up, without those of the network, which are like that of the disk. */
export const UP_WRITES: readonly Write[] = [
  { name: "creating the resource group", method: "PUT", path: "/resourceGroups/[^/]+$" },
  { name: "creating the disk", method: "PUT", path: "/disks/[^/]+$" },
  { name: "creating the VM", method: "PUT", path: "/virtualMachines/[^/]+$" },
  { name: "creating the vault", method: "PUT", path: "/vaults/[^/]+$" },
  { name: "creating the policy", method: "PUT", path: "/backupPolicies/[^/]+$" },
  { name: "protecting the VM", method: "PUT", path: "/protectedItems/[^/]+$" },
  { name: "starting the first backup", method: "POST", path: "/backup$" },
];

/** The writes of the quickstart's destroy, without those of the network, which are like that of the disk. */
export const DOWN_WRITES: readonly Write[] = [
  { name: "deleting the protected item", method: "DELETE", path: "/protectedItems/[^/]+$" },
  { name: "deleting the policy", method: "DELETE", path: "/backupPolicies/[^/]+$" },
  { name: "deleting the vault", method: "DELETE", path: "/vaults/[^/]+$" },
  { name: "deleting the VM", method: "DELETE", path: "/virtualMachines/[^/]+$" },
  { name: "deleting the disk", method: "DELETE", path: "/disks/[^/]+$" },
  { name: "deleting the resource group", method: "DELETE", path: "/resourceGroups/[^/]+$" },
];
