/** The recordings of real Azure next to the checkout. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { checkoutFolder } from "../../scripts/checkout.mjs";

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly apiVersion: string;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  readonly status: number;
}

const vectors = join(checkoutFolder(), "..", "shared", "vectors");

/** The names of the folders of recordings that exist. */
export const recordedFolders = (): string[] =>
  ["recordings", "recordings-2026"].filter((folder) => existsSync(join(vectors, folder)));

/** The rows of all recordings of a folder. */
export function recordedIn(folder: string): Recorded[] {
  const root = join(vectors, folder);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl.gz"));
  return files.flatMap((file) => {
    const lines = gunzipSync(readFileSync(join(root, file)))
      .toString("utf8")
      .trim()
      .split("\n");
    return lines.map((line) => JSON.parse(line) as Recorded);
  });
}
