/** Homes of earlier versions, unpacked for a test. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { newHome } from "./service.js";

/** The path of a file in `test/golden`. */
export const goldenFile = (name: string): string => join(checkoutFolder(), "test", "golden", name);

/** A new home whose store is a copy of a packed one in `test/golden`. */
export function unpackedHome(name: string): string {
  const home = join(newHome(), "home");
  mkdirSync(home);
  writeFileSync(join(home, "azure-vm-backup.json"), '{"format":1}\n');
  writeFileSync(join(home, "azure.sqlite"), gunzipSync(readFileSync(goldenFile(name))));
  return home;
}
