/** Whose a resource is that exists when it is to be created. Pure: it reads the run's register and the home's record. */
import { BackupError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import type { OwnerRecord } from "./records.js";
import type { RunRegister } from "./run.js";
import { isSameStack, nameInUrn } from "./urns.js";

/** `own`: go on with it as created. `transfer`: another resource of this stack created it. `adopted`: it stays somebody else's. */
export type Claim = "own" | "transfer" | "adopted";

/** A create that finds its ARM id taken. */
export interface ClaimOrder {
  /** The kind and the name in Azure, for messages: `Vault backups`. */
  readonly what: string;
  readonly id: string;
  readonly urn: string;
  /** The input `adopt`. */
  readonly adopt: string;
  /** What differs between the live resource and everything that is declared, a line each. */
  differences(): readonly string[];
  /** The same, without what a create writes after its first request. */
  differencesOfFirstWrite(): readonly string[];
  /** Whether the live resource is still as a delete left it. */
  isStillAs(left: JsonObject): boolean;
}

/** Decides. Throws `AlreadyExists`, whose advice fits what the home and this run know. */
export function claimOf(order: ClaimOrder, record: OwnerRecord, run: RunRegister): Claim {
  const { urn, adopt } = order;
  const { intent, left, owner } = record;
  if (intent?.urn === urn && order.differencesOfFirstWrite().length === 0) return "own";
  if (left?.urn === urn && order.isStillAs(left.live)) return "own";
  if (adopt === "own") return "own";
  const isOfStack = owner !== undefined && !owner.adopted && isSameStack(owner.urn, urn);
  const adopted = isOfStack ? "transfer" : "adopted";
  const isInState = isOfStack || run.replaces(urn, order.id);
  if (adopt === "always") return adopted;
  if (adopt !== "ifIdentical") throw alreadyExists(order, adviceFor(order, record, run), isInState);
  const differences = order.differences();
  if (differences.length === 0) return adopted;
  throw alreadyExists(
    order,
    `adopt is "ifIdentical", but the live resource differs from what is declared:${listed(differences)}\n${isOfStack ? CHANGE_OWN : CHANGE_ADOPTED}`,
    isInState,
  );
}

const CHANGE_OWN =
  'Declare what exists, or change it with adopt: "always" or adopt: "own". This stack created it, so a destroy deletes it.';

const CHANGE_ADOPTED =
  'Declare what exists, or change it with adopt: "always" (a destroy then leaves it) or adopt: "own" (a destroy deletes it).';

function adviceFor({ id, urn, ...order }: ClaimOrder, { owner, intent, left }: OwnerRecord, run: RunRegister): string {
  if (run.replaces(urn, id))
    return order.differencesOfFirstWrite().length > 0 ? TO_BE_REPLACED : TO_BE_REPLACED_OR_DONE;
  if (intent?.urn === urn) {
    return `An earlier create of it was interrupted, but the live resource differs from what is declared now:${listed(order.differencesOfFirstWrite())}\nIf that create made it, set adopt: "own".`;
  }
  if (left?.urn === urn) {
    const day = left.at === undefined ? "" : ` on ${left.at.slice(0, "2026-11-30".length)}`;
    return `A delete of this stack left it${day}, but it was changed since. If this program is to manage it again, set adopt: "own".`;
  }
  if (owner?.urn === urn) return SAME_OWNER;
  if (owner === undefined) return UNKNOWN_OWNER;
  if (isSameStack(owner.urn, urn)) {
    return `This stack manages it as ${owner.urn}. If that resource was renamed in the program, give it an alias: aliases: [{ name: "${nameInUrn(owner.urn)}" }], with the earlier parent where it changed. Without an alias, adopt: "own" hands it over.`;
  }
  return `Another stack manages it as ${owner.urn}. Read it there with a StackReference or a get function; adopt: "ifIdentical" or "always" manages it here too, and a destroy of this stack then leaves it.`;
}

/** Pulumi gives no old inputs to the check of a resource that `--replace` or a taint names. */
const SAME_OWNER =
  'This resource made it. If it is to be replaced (pulumi up --replace, a taint, deleteBeforeReplace: false), the old one must be deleted first, since both have the same ARM id: set deleteBeforeReplace: true in its resource options. If it was removed from the state, set adopt: "own".';

const TO_BE_REPLACED =
  "It is the resource that is to be replaced: the replacement has the same ARM id, so the old one must be deleted first. Set deleteBeforeReplace: true in its resource options.";

/** The live resource is as declared: a replacement that another home began looks the same as a resource to be replaced. */
const TO_BE_REPLACED_OR_DONE =
  'It is the resource that is to be replaced, or the replacement itself, if an interrupted run of another machine or home created it. For the first, set deleteBeforeReplace: true in its resource options: both have the same ARM id, so the old one must be deleted first. For the second, set adopt: "own".';

const UNKNOWN_OWNER =
  'If this program made it (a run that was interrupted, or one on another machine), set adopt: "own"; if it was renamed in the program, give the resource an alias with its old name; if somebody else made it, set adopt: "ifIdentical" or "always", which a destroy leaves.';

const listed = (lines: readonly string[]): string => lines.map((line) => `\n  ${line}`).join("");

/** `isInState`: whether the state may have it, under another name or to be replaced. */
const alreadyExists = ({ what, id }: ClaimOrder, advice: string, isInState: boolean): BackupError =>
  new BackupError(
    "AlreadyExists",
    `${what} already exists${isInState ? "" : " and is not in this stack's state"} (${id}). ${advice}`,
  );
