/** Log lines as JSON. A message is a constant string; variable parts are fields. Secrets are never fields. */
import type { JsonObject } from "./json.js";

export interface Log {
  debug(message: string, fields?: JsonObject): void;
  info(message: string, fields?: JsonObject): void;
  warn(message: string, fields?: JsonObject): void;
  error(message: string, fields?: JsonObject): void;
  /** A log whose lines all have these fields. */
  with(fields: JsonObject): Log;
}

const LEVELS = ["debug", "info", "warn", "error"] as const;
type LogLevel = (typeof LEVELS)[number];

/** A log that passes each line of level `least` and above to `write`, as one line of JSON. */
export function createLog(write: (line: string) => void, least: LogLevel = "warn", bound: JsonObject = {}): Log {
  const line =
    (level: LogLevel) =>
    (message: string, fields: JsonObject = {}) => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
      write(JSON.stringify({ level, message, ...bound, ...fields }));
    };
  return {
    debug: line("debug"),
    info: line("info"),
    warn: line("warn"),
    error: line("error"),
    with: (fields) => createLog(write, least, { ...bound, ...fields }),
  };
}

/** A log that discards all lines. */
export const silentLog: Log = createLog(() => undefined);
