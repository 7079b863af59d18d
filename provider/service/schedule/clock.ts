/**
 * The clock of the service: the machine's time, and how far it was advanced. It has a control route, which Azure does not have:
 *
 *   GET  /_azvb/clock                       reads `{"now": "2024-05-13T10:25:28.000Z", "offsetMs": 0}`
 *   POST /_azvb/clock {"advance": "90d"}    moves it forward, completes what is due at the new time, and answers as GET
 */
import type { Fetch } from "../../arm/fetch.js";
import { type JsonObject, textAt } from "../../core/json.js";
import { parseDurationMs } from "../../time/durations.js";
import { LAST_MS } from "../../time/instants.js";
import { ok } from "../azure/replies.js";
import { type Azure, type Call, type Reply, type Route, refusal } from "../azure/route.js";
import type { DocumentReader } from "../store/documents.js";

const CLOCK_PATH = "/_azvb/clock";

/** The setting of the store with the number of milliseconds that the clock is ahead of the machine's. */
const OFFSET_SETTING = "clockOffsetMs";

/** How many milliseconds the clock is ahead of the machine's. */
export const clockOffsetMs = (documents: DocumentReader): number => Number(documents.setting(OFFSET_SETTING) ?? 0);

const reading = ({ documents, now }: Azure): Reply =>
  ok({ now: now.toISOString(), offsetMs: clockOffsetMs(documents) });

/** The routes of the clock; `settleDue` completes what is due at the time of its argument. */
export const clockRoutes = (settleDue: (azure: Azure) => void): readonly Route[] => [
  { method: "GET", template: CLOCK_PATH, access: "read", handle: (_, azure) => reading(azure) },
  { method: "POST", template: CLOCK_PATH, access: "write", handle: (call, azure) => advance(call, azure, settleDue) },
];

function advance({ body }: Call, azure: Azure, settleDue: (azure: Azure) => void): Reply {
  const stepMs = stepOf(textAt(body, "advance"), azure.now);
  azure.documents.setSetting(OFFSET_SETTING, String(clockOffsetMs(azure.documents) + stepMs));
  const advanced = { ...azure, now: new Date(azure.now.getTime() + stepMs) };
  settleDue(advanced);
  return reading(advanced);
}

/** The milliseconds of a step. Throws 400 for text that is not a duration, a step that is not forward, and one past the year 9999. */
function stepOf(duration: string | undefined, now: Date): number {
  if (duration === undefined) {
    throw invalid('Missing "advance": expected a body such as {"advance": "90d"}.');
  }
  const stepMs = duration.startsWith("-") ? 0 : parseDurationMs(duration);
  if (stepMs <= 0) {
    throw invalid(
      `Cannot advance the clock by "${duration}": it only moves forward. Use a duration such as 90d, or start again in another home.`,
    );
  }
  // Dates are written with four digits of the year.
  if (now.getTime() + stepMs > LAST_MS) {
    throw invalid(
      `Cannot advance the clock by "${duration}": it would pass the end of the year 9999. Use a shorter duration.`,
    );
  }
  return stepMs;
}

const invalid = (message: string) => refusal(400, "InvalidRequestContent", message);

/** What the clock of a service reads now. */
export async function clockOf(service: Fetch, { url }: Request): Promise<Date> {
  const answer = await service(new Request(new URL(CLOCK_PATH, url)));
  return new Date(textAt((await answer.json()) as JsonObject, "now") ?? "");
}
