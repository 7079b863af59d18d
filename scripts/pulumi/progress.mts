/** A line that tells what a long step is doing and for how long: rewritten every second on a terminal, else a plain line now and then. */

const TERMINAL_INTERVAL_MS = 1_000;
const PLAIN_INTERVAL_MS = 15_000;

/** Where progress is written; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A progress line under way. */
export interface Progress {
  /** Names what is being done now; shown with the next line. */
  phase(text: string): void;
  /** Shows the last line and stops. */
  end(text: string): void;
}

/** Starts a progress line on a stream. */
export function startProgress(stream: ProgressStream, first: string): Progress {
  const startedAtMs = performance.now();
  const onTerminal = stream.isTTY === true;
  let current = first;
  const show = (last: string) => {
    const line = `  ${Math.round((performance.now() - startedAtMs) / 1_000)} s: ${current}`;
    stream.write(onTerminal ? `\r\u001b[K${line}${last}` : `${line}\n`);
  };
  show("");
  const timer = setInterval(show, onTerminal ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS, "");
  return {
    phase: (text) => {
      current = text;
    },
    end: (text) => {
      clearInterval(timer);
      current = text;
      show("\n");
    },
  };
}
