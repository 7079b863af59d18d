/** `azvb clock`: the time that the embedded Azure lives in. It only ever moves forward, as time does. */
import type { Command } from "commander";
import { type Clock, systemClock } from "../../core/clock.js";
import { BackupError } from "../../core/errors.js";
import type { Store } from "../../service/store/store.js";
import { parseDurationMs } from "../../time/durations.js";
import { homeOf, isThere, noHome, withAzure } from "../home.js";
import { printJson } from "../listing.js";
import { type ListingOptions, withListing } from "../options.js";
import { lengthInWords, timeInWords } from "../words.js";

/** What `azvb clock --output json` prints. */
interface ClockReading {
  readonly home: string;
  /** The time of the embedded Azure: ISO 8601, UTC. */
  readonly time: string;
  /** By how many milliseconds it runs ahead of this machine's clock. */
  readonly offsetMs: number;
}

const EXAMPLES = `
Schedules, retention, instant restore and soft delete follow this clock.

Examples:
  azvb clock                     what time it is there
  azvb clock advance 90d         three months on
  azvb clock advance 2h30m       units: s, m, h, d, w
  azvb clock --output json       {"home", "time", "offsetMs"}`;

/** Declares `azvb clock` and `azvb clock advance`. */
export function declareClock(command: Command): void {
  withListing(command).addHelpText("after", EXAMPLES).action(showClock);
  // A length that starts with a hyphen is not taken for an option, so that it can be refused for what it is.
  withListing(command.command("advance <duration>"))
    .description("Move the clock of the embedded Azure forward.")
    .allowUnknownOption()
    .addHelpText("after", "\nExamples:\n  azvb clock advance 90d\n  azvb clock advance 1w --home /tmp/rehearsal")
    .action((duration: string, _: unknown, advance: Command) => advanceClock(duration, advance.optsWithGlobals()));
}

async function showClock(options: ListingOptions): Promise<void> {
  const home = homeOf(options.home);
  const there = isThere(home);
  const offsetMs = there ? await withAzure(home, ({ store }) => readOffsetMs(store)) : 0;
  print(options, readingOf(home, offsetMs, systemClock));
  if (!there && options.output === "table") process.stdout.write(`${noHome(home)}\n`);
}

async function readOffsetMs(store: Store): Promise<number> {
  const { clockOffsetMs } = require("../../service/index.js") as typeof import("../../service/index.js");
  return store.read(clockOffsetMs);
}

async function advanceClock(duration: string, options: ListingOptions): Promise<void> {
  const stepMs = stepOf(duration);
  const home = homeOf(options.home);
  const offsetMs = await withAzure(home, async (azure) => {
    const movedMs = await moveClock(azure.store, stepMs);
    await azure.settle();
    return movedMs;
  });
  print(options, readingOf(home, offsetMs, systemClock));
}

/** The milliseconds of a step forward. Throws `InvalidInput` for a text that is none. */
function stepOf(duration: string): number {
  const back = duration.startsWith("-");
  const stepMs = back ? 0 : parseDurationMs(duration);
  if (stepMs > 0) return stepMs;
  throw new BackupError(
    "InvalidInput",
    `The clock cannot be moved by ${duration}: it only moves forward. Give a length of time such as 90d; to start anew, use another home.`,
  );
}

/** The last instant that every part can write with a year of four digits. */
const END_OF_TIME_MS = Date.UTC(9999, 11, 31);

/** Moves the clock of a store forward and returns by how much it now runs ahead. Throws `InvalidInput` past the year 9999. */
async function moveClock(store: Store, stepMs: number): Promise<number> {
  const { CLOCK_OFFSET, clockOffsetMs } = require("../../service/index.js") as typeof import("../../service/index.js");
  return store.write((documents) => {
    const offsetMs = clockOffsetMs(documents) + stepMs;
    if (systemClock.now().getTime() + offsetMs > END_OF_TIME_MS) {
      throw new BackupError("InvalidInput", "The clock cannot be moved beyond the year 9999. Give a shorter time.");
    }
    documents.setSetting(CLOCK_OFFSET, String(offsetMs));
    return offsetMs;
  });
}

const readingOf = (home: string, offsetMs: number, clock: Clock): ClockReading => ({
  home,
  time: new Date(clock.now().getTime() + offsetMs).toISOString(),
  offsetMs,
});

function print(options: ListingOptions, reading: ClockReading): void {
  if (options.output === "json") printJson(reading);
  else process.stdout.write(`${inWords(reading)}\n(the clock of ${reading.home})\n`);
}

function inWords({ time, offsetMs }: ClockReading): string {
  const ahead = offsetMs === 0 ? "the same as this machine's" : `${lengthInWords(offsetMs)} ahead of this machine's`;
  return `${timeInWords(time)}, ${ahead}`;
}
