/**
 * Faults on purpose, so that what survives them can be shown. A plan is a list; each entry names the write it strikes:
 * the n-th of the process, or the n-th that matches a method and a resource type. `crash` ends the process as SIGKILL
 * does, before the write is handled or after it was committed and before it is answered.
 */
import type { Fetch } from "../arm/fetch.js";
import { BackupError } from "../core/errors.js";
import { isJsonObject, type Json, type JsonObject, textAt } from "../core/json.js";

export interface Fault {
  readonly crash: "before" | "after";
  /** Which of the matching writes is struck, from 1. */
  readonly write: number;
  /** Only writes of this method count. */
  readonly method?: string;
  /** Only writes whose path ends in this text count, such as `/backup`, or lie on this type, such as `vaults`. */
  readonly path?: RegExp;
  /** A file that holds the id of another process to end with this one. */
  readonly andProcessOf?: string;
}

/** A plan from its JSON: `[{"crash": "after", "write": 1, "method": "PUT", "path": "/vaults/[^/]+$"}]`. Throws `InvalidInput` naming the entry. */
export function parseFaults(text: string): readonly Fault[] {
  const parsed: unknown = JSON.parse(text);
  const entries = Array.isArray(parsed) ? (parsed as Json[]) : [parsed as Json];
  return entries.map(parseFault);
}

function parseFault(entry: Json, index: number): Fault {
  const crash = textAt(entry, "crash");
  const write = isJsonObject(entry) ? (entry["write"] ?? 1) : undefined;
  if (!isJsonObject(entry) || (crash !== "before" && crash !== "after") || !Number.isInteger(write)) {
    throw new BackupError(
      "InvalidInput",
      `Entry ${index} of the fault plan is ${JSON.stringify(entry)}: expected {"crash": "before" or "after", "write": a whole number, "method"?, "path"?}.`,
    );
  }
  return { crash, write: Number(write), ...matcherOf(entry) };
}

function matcherOf(entry: JsonObject): Pick<Fault, "method" | "path" | "andProcessOf"> {
  const method = textAt(entry, "method");
  const path = textAt(entry, "path");
  const andProcessOf = textAt(entry, "andProcessOf");
  return {
    ...(andProcessOf === undefined ? {} : { andProcessOf }),
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path: new RegExp(path, "i") }),
  };
}

/** A service that suffers the faults of a plan. `end` ends the process and does not return. */
export function withFaults(service: Fetch, faults: readonly Fault[], end: (fault: Fault) => never): Fetch {
  const seen = faults.map(() => 0);
  const struck = (request: Request): readonly Fault[] =>
    faults.filter((fault, index) => {
      if (!matches(fault, request)) return false;
      seen[index] = (seen[index] ?? 0) + 1;
      return seen[index] === fault.write;
    });
  return async (request) => {
    const now = struck(request);
    for (const fault of now) if (fault.crash === "before") end(fault);
    const answer = await service(request);
    for (const fault of now) if (fault.crash === "after") end(fault);
    return answer;
  };
}

function matches(fault: Fault, request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return false;
  if (fault.method !== undefined && fault.method !== request.method) return false;
  return fault.path === undefined || fault.path.test(decodeURIComponent(new URL(request.url).pathname));
}
