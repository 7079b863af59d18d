/** The contents of a home, read with the command `azvb`. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mjs";

const main = join(checkoutFolder(), "dist", "provider", "cli", "main.js");

/** The rows of `azvb resources`, `jobs` or `points`; none if the home does not exist yet. Throws if the command fails. */
export function listed(
  home: string,
  what: "resources" | "jobs" | "points",
  ...args: string[]
): Record<string, unknown>[] {
  if (!existsSync(home) || readdirSync(home).length === 0) return [];
  const run = spawnSync(process.execPath, [main, what, "--home", home, "--output", "json", ...args], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`azvb ${what} ended with ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout) as Record<string, unknown>[];
}

/**
 * The resources of a home, without those in the resource groups of Azure Backup. These contain the snapshots of deleted
 * backups until soft delete ends.
 */
export const ownResources = (home: string): Record<string, unknown>[] =>
  listed(home, "resources").filter(({ resourceGroup }) => !/^AzureBackupRG_/.test(String(resourceGroup)));
