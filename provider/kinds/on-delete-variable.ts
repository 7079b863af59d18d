/**
 * `AZURE_VM_BACKUP_ON_DELETE='dev:Vault=delete,ProtectedVm=delete'` overrides the `onDelete` in the state for one destroy:
 * an `up` to store another `onDelete` would first create again what an interrupted destroy has deleted. The value names the
 * stack, so a variable that stays set does not affect other stacks.
 */
import { warn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { type Ownership, stackNameOf } from "../ownership/index.js";
import type { TSchema } from "../schema/vocabulary.js";
import type { StateResource } from "./caller.js";
import { kinds } from "./index.js";
import type { Kind } from "./kind.js";
import { displayName } from "./ownership.js";

/** The environment variable. */
export const ON_DELETE_VARIABLE = "AZURE_VM_BACKUP_ON_DELETE";

interface OnDeleteVariable {
  readonly stack: string;
  /** By the name of the kind. */
  readonly onDelete: Readonly<Record<string, string>>;
}

/** The `onDelete` that a destroy uses in place of the one in the state. */
type OnDeleteOf = (kind: Kind, resource: StateResource) => string | undefined;

/**
 * The `onDelete` that the variable sets for a resource; `text` is its value. Applies only in a run that checks no resource,
 * and only to resources that this stack is known to have created; otherwise undefined. Throws `InvalidInput` for an invalid value.
 */
export function onDeleteOverride(text: string | undefined, { run, record }: Ownership): OnDeleteOf {
  return (kind, { id, caller, outputs }) => {
    if (text === undefined || text === "" || run.hasChecked()) return undefined;
    const { stack, onDelete } = parseOnDeleteVariable(text);
    const requested = onDelete[kind.name];
    if (requested === undefined || requested === outputs["onDelete"]) return undefined;
    const reason = reasonAgainst({
      stack,
      urn: caller.urn,
      adopted: outputs["adopted"] === true,
      owner: record(id).owner?.urn,
    });
    warn(
      reason === undefined
        ? `${ON_DELETE_VARIABLE} sets onDelete "${requested}" for ${displayName(kind, id)}.`
        : `${ON_DELETE_VARIABLE} is not applied to ${displayName(kind, id)}: ${reason}`,
    );
    return reason === undefined ? requested : undefined;
  };
}

interface Facts {
  readonly stack: string;
  readonly urn: string;
  readonly adopted: boolean;
  /** The URN in the records of the home folder. */
  readonly owner: string | undefined;
}

function reasonAgainst({ stack, urn, adopted, owner }: Facts): string | undefined {
  if (stackNameOf(urn) !== stack) return `it is for the stack "${stack}", but this stack is "${stackNameOf(urn)}".`;
  if (adopted) return "the resource was adopted, not created by this stack.";
  if (owner === urn) return undefined;
  return owner === undefined
    ? "the home folder has no record of its owner. Run pulumi up once, then destroy again."
    : `the home folder records ${owner} as its owner.`;
}

/** Parses the variable: a stack, and an `onDelete` for each kind. Throws `InvalidInput`. */
export function parseOnDeleteVariable(text: string): OnDeleteVariable {
  const [, stack, list] = /^([^:,=\s]+):(.+)$/.exec(text.trim()) ?? [];
  if (stack === undefined || list === undefined) {
    throw unreadable(text, "expected STACK:KIND=VALUE,KIND=VALUE, such as dev:Vault=delete,ProtectedVm=delete");
  }
  const parts = list.split(",").map((part) => parsePart(text, part.trim()));
  const twice = parts.find(([kind], index) => parts.findIndex(([other]) => other === kind) !== index);
  if (twice !== undefined) throw unreadable(text, `"${twice[0]}" is set twice`);
  return { stack, onDelete: Object.fromEntries(parts) };
}

function parsePart(text: string, part: string): [kind: string, value: string] {
  const [kind = "", value = "", ...rest] = part.split("=");
  if (!Object.hasOwn(kinds, kind))
    throw unreadable(text, `"${kind}" is not a kind: expected ${Object.keys(kinds).join(", ")}`);
  const allowed = onDeleteOf(kinds[kind] as Kind);
  if (rest.length > 0 || !allowed.includes(value)) {
    throw unreadable(text, `"${part}" is not an onDelete of ${kind}: expected ${allowed.join(", ")}`);
  }
  return [kind, value];
}

const onDeleteOf = (kind: Kind): string[] => {
  const schema = (kind.inputs.properties as Record<string, TSchema>)["onDelete"];
  return (schema?.["enum"] as string[] | undefined) ?? [];
};

const unreadable = (text: string, problem: string): BackupError =>
  new BackupError("InvalidInput", `${ON_DELETE_VARIABLE} is "${text}": ${problem}. Nothing was deleted.`);
