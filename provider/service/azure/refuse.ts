/** What a route does with what the rules say: refuse, or answer and warn. */
import { WARNING_HEADER, warningHeader } from "../../arm/warning-header.js";
import type { RuleFault } from "../../rules/shared/fault.js";
import { type Reply, refusal } from "./route.js";

/** Throws the refusal that a broken rule asks for. */
export function obey(fault: RuleFault | undefined): void {
  if (fault === undefined) return;
  const { status, code, message, ...facts } = fault;
  throw refusal(status, code, message, facts);
}

/** The reply with the warnings there are. */
export function warned(reply: Reply, warnings: readonly (string | undefined)[]): Reply {
  const texts = warnings.filter((warning) => warning !== undefined);
  if (texts.length === 0) return reply;
  return { ...reply, headers: { ...reply.headers, [WARNING_HEADER]: warningHeader(texts) } };
}
