/** What a route does with what the rules say: refuse, or answer and warn. */
import type { RuleFault } from "../../rules/shared/fault.js";
import { type Reply, refusal } from "./route.js";

/** Throws the refusal that a broken rule asks for. */
export function obey(fault: RuleFault | undefined): void {
  if (fault === undefined) return;
  const { status, code, message, ...facts } = fault;
  throw refusal(status, code, message, facts);
}

/** The header of a reply that was given although a limit of the portal or of a day is passed. Ours; Azure has none. */
export const WARNING_HEADER = "x-ms-azvb-warning";

/** The reply with what there is to warn of; several warnings are parted by ` | `. */
export function warned(reply: Reply, warnings: readonly (string | undefined)[]): Reply {
  const said = warnings.filter((warning) => warning !== undefined);
  if (said.length === 0) return reply;
  return { ...reply, headers: { ...reply.headers, [WARNING_HEADER]: said.map(headerText).join(" | ") } };
}

/** A header holds printable ASCII alone. */
const headerText = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, "?");
