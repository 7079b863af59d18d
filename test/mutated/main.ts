/** A process that sends mutated requests: `main.js REQUESTS SEED`. Prints a line per batch, and at the end its report. */
import { runMutated } from "./run.js";

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const [requests = 0, seed = 0] = process.argv.slice(2).map(Number);
runMutated(requests, seed, (sent) => print(String(sent))).then(
  (report) => print(JSON.stringify(report)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
