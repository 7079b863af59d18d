/** Decides who owns a resource that already exists when it is to be created. Pure: it reads the run's register and the home's record. */
import { BackupError } from "../core/errors.js";
import type { JsonObject } from "../core/json.js";
import type { OwnerRecord } from "./records.js";
import type { RunRegister } from "./run.js";
import { isSameStack, nameInUrn } from "./urns.js";

/** `own`: this resource created it. `transfer`: another resource of this stack created it. `adopted`: it has another owner. */
export type Claim = "own" | "transfer" | "adopted";

/** A create whose ARM id already exists. */
export interface ClaimRequest {
  /** The kind and the name in Azure, for messages: `Vault backups`. */
  readonly displayName: string;
  readonly id: string;
  readonly urn: string;
  /** The input `adopt`. */
  readonly adopt: string;
  /** The differences between the live resource and all declared inputs, one line each. */
  differences(): readonly string[];
  /** The same, without the inputs that a create writes after its first request. */
  differencesOfFirstWrite(): readonly string[];
  /** Whether the live resource is unchanged since a delete retained it. */
  equalsRetained(left: JsonObject): boolean;
}

/** Decides. Throws `AlreadyExists` with advice from the records of the home and this run. */
export function claimOf(request: ClaimRequest, record: OwnerRecord, run: RunRegister): Claim {
  const { urn, adopt } = request;
  const { intent, left, owner } = record;
  if (intent?.urn === urn && request.differencesOfFirstWrite().length === 0) return "own";
  if (left?.urn === urn && request.equalsRetained(left.live)) return "own";
  if (adopt === "own") return "own";
  const isOfStack = owner !== undefined && !owner.adopted && isSameStack(owner.urn, urn);
  const adopted = isOfStack ? "transfer" : "adopted";
  const isInState = isOfStack || run.replaces(urn, request.id);
  if (adopt === "always") return adopted;
  if (adopt !== "ifIdentical") throw alreadyExists(request, adviceFor(request, record, run), isInState);
  const differences = request.differences();
  if (differences.length === 0) return adopted;
  throw alreadyExists(
    request,
    `adopt is "ifIdentical", but the live resource differs from the declared inputs:${listed(differences)}\n${isOfStack ? CHANGE_OWN : CHANGE_ADOPTED}`,
    isInState,
  );
}

const CHANGE_OWN =
  'Declare the live values, or set adopt: "always" or adopt: "own" to change them. This stack created the resource, so a destroy deletes it.';

const CHANGE_ADOPTED =
  'Declare the live values, or set adopt: "always" (a destroy then retains the resource) or adopt: "own" (a destroy deletes it) to change them.';

function adviceFor(
  { id, urn, ...request }: ClaimRequest,
  { owner, intent, left }: OwnerRecord,
  run: RunRegister,
): string {
  if (run.replaces(urn, id))
    return request.differencesOfFirstWrite().length > 0 ? TO_BE_REPLACED : TO_BE_REPLACED_OR_DONE;
  if (intent?.urn === urn) {
    return `An earlier create of it was interrupted, but the live resource differs from the declared inputs:${listed(request.differencesOfFirstWrite())}\nIf that create created it, set adopt: "own".`;
  }
  if (left?.urn === urn) {
    const day = left.at === undefined ? "" : ` on ${left.at.slice(0, "2026-11-30".length)}`;
    return `A delete of this stack retained it${day}, but it was changed since. To manage it again in this program, set adopt: "own".`;
  }
  if (owner?.urn === urn) return SAME_OWNER;
  if (owner === undefined) return UNKNOWN_OWNER;
  if (isSameStack(owner.urn, urn)) {
    return `This stack manages it as ${owner.urn}. If that resource was renamed in the program, give it an alias: aliases: [{ name: "${nameInUrn(owner.urn)}" }], with the earlier parent if it changed. Without an alias, set adopt: "own" to transfer it.`;
  }
  return `Another stack manages it as ${owner.urn}. Read it there with a StackReference or a get function; adopt: "ifIdentical" or "always" manages it here too, and a destroy of this stack then retains it.`;
}

/** For `--replace` and a taint, Pulumi passes no old inputs to the check, so the run does not know that this is a replacement. */
const SAME_OWNER =
  'This resource created it. If it is to be replaced (pulumi up --replace, a taint, deleteBeforeReplace: false), the old one must be deleted first, since both have the same ARM id: set deleteBeforeReplace: true in its resource options. If it was removed from the state, set adopt: "own".';

const TO_BE_REPLACED =
  "It is the resource that is to be replaced: the replacement has the same ARM id, so the old one must be deleted first. Set deleteBeforeReplace: true in its resource options.";

/** The live resource matches the inputs: a replacement that another home created looks the same as a resource to be replaced. */
const TO_BE_REPLACED_OR_DONE =
  'It is the resource that is to be replaced, or the replacement itself, if an interrupted run of another machine or home created it. For the first, set deleteBeforeReplace: true in its resource options: both have the same ARM id, so the old one must be deleted first. For the second, set adopt: "own".';

const UNKNOWN_OWNER =
  'If this program created it (in an interrupted run, or on another machine), set adopt: "own". If it was renamed in the program, give the resource an alias with its old name. If another tool created it, set adopt: "ifIdentical" or "always"; a destroy then retains it.';

const listed = (lines: readonly string[]): string => lines.map((line) => `\n  ${line}`).join("");

/** `isInState`: whether the state may contain it, under another name or to be replaced. */
const alreadyExists = ({ displayName, id }: ClaimRequest, advice: string, isInState: boolean): BackupError =>
  new BackupError(
    "AlreadyExists",
    `${displayName} already exists${isInState ? "" : " and is not in this stack's state"} (${id}). ${advice}`,
  );
