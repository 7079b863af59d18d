/** `azvb clock`: the time of the embedded Azure, which only moves forward. */
import type { Command } from "commander";
import { BackupError } from "../../core/errors.js";
import type { JsonObject } from "../../core/json.js";
import { textAt } from "../../core/json.js";
import { callControl } from "../arm-lists.js";
import { suggestion } from "../filters.js";
import { existingHome, withService } from "../home.js";
import { printJson } from "../listing.js";
import { type ListingOptions, withListing } from "../options.js";
import { printable, quoted } from "../text.js";
import { lengthInWords, timeInWords } from "../words.js";

/** What `azvb clock --output json` prints. */
interface ClockReading {
  readonly home: string;
  /** The time of the embedded Azure: ISO 8601, UTC. */
  readonly time: string;
  /** How many milliseconds it is ahead of the clock of this machine. */
  readonly offsetMs: number;
}

const CLOCK_PATH = "/_azvb/clock";

const EXAMPLES = `
Jobs, retention, instant restore and soft delete follow this clock.

Examples:
  azvb clock                  show the time
  azvb clock advance 90d      move the clock forward by 90 days
  azvb clock --output json    an object with home, time, offsetMs`;

const ADVANCE_EXAMPLES = `
Units: s, m, h, d and w. The clock cannot be moved backward: to start again,
use another home.

Examples:
  azvb clock advance 90d
  azvb clock advance 2h30m
  azvb clock advance 1w --home ./other-home`;

/** Declares `azvb clock` and `azvb clock advance`. */
export function declareClock(command: Command): void {
  withListing(command.allowExcessArguments(true)).addHelpText("after", EXAMPLES).action(showClock);
  // Unknown options are allowed, so a negative duration is refused as a duration.
  withListing(command.command("advance").argument("[duration...]", "how far, such as 90d or 2h30m"))
    .description("Move the clock of the embedded Azure forward.")
    .allowUnknownOption()
    .addHelpText("after", ADVANCE_EXAMPLES)
    .action((words: string[], _: unknown, advance: Command) => advanceClock(words, advance.optsWithGlobals()));
}

async function showClock(options: ListingOptions, command: Command): Promise<void> {
  const [word] = command.args;
  if (word !== undefined) throw unknownSubcommand(word);
  await printReading(options, "GET");
}

const unknownSubcommand = (word: string): BackupError =>
  new BackupError(
    "InvalidInput",
    `Unknown subcommand ${quoted(word)} of azvb clock.${suggestion(word, ["advance"])} Allowed values: advance. The clock only moves forward: azvb clock advance 90d.`,
  );

async function advanceClock(words: readonly string[], options: ListingOptions): Promise<void> {
  const [duration, ...more] = words;
  if (duration === undefined || more.length > 0) throw notOneDuration(words);
  await printReading(options, "POST", { advance: duration });
}

function notOneDuration(words: readonly string[]): BackupError {
  const problem =
    words.length === 0
      ? "The duration is missing: expected numbers with units s, m, h, d or w"
      : `Expected one duration, found ${words.length}: ${words.map(quoted).join(", ")}. Write one duration without spaces`;
  return new BackupError("InvalidInput", `${problem}, such as azvb clock advance 2h30m.`);
}

async function printReading(options: ListingOptions, method: "GET" | "POST", body?: JsonObject): Promise<void> {
  const home = existingHome(options.home);
  const reply = await withService(home, (fetch) => callControl(fetch, method, CLOCK_PATH, body));
  const reading = { home, time: textAt(reply, "now") ?? "", offsetMs: Number(reply["offsetMs"] ?? 0) };
  if (options.output === "json") printJson(reading);
  else process.stdout.write(`${inWords(reading)}\n(home: ${printable(home)})\n`);
}

function inWords({ time, offsetMs }: ClockReading): string {
  const here = "the clock of this machine";
  return `${timeInWords(time)}, ${offsetMs === 0 ? `the same as ${here}` : `${lengthInWords(offsetMs)} ahead of ${here}`}`;
}
