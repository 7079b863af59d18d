/** A progress line with the current phase and the elapsed time: rewritten every second on a terminal, else printed at intervals. */

const TERMINAL_INTERVAL_MS = 1_000;
const PLAIN_INTERVAL_MS = 15_000;

/** Where progress is written; `process.stderr` is one. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** A running progress line. */
export interface Progress {
  /** Sets the current phase, which the next line shows. */
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
