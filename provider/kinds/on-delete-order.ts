/**
 * `AZURE_VM_BACKUP_ON_DELETE='dev:Vault=delete,ProtectedVm=delete'` orders another `onDelete` than the state has, for a
 * destroy alone: an `up` to store another `onDelete` would first create again what an interrupted destroy has deleted. It names the
 * stack, so that a variable that stays set does no harm to another one.
 */
import { warn } from "../core/call.js";
import { BackupError } from "../core/errors.js";
import { type Ownership, stackNameOf } from "../ownership/index.js";
import type { TSchema } from "../schema/vocabulary.js";
import type { StateResource } from "./caller.js";
import { kinds } from "./index.js";
import type { Kind } from "./kind.js";
import { what } from "./ownership.js";

/** The environment variable. */
export const ON_DELETE_VARIABLE = "AZURE_VM_BACKUP_ON_DELETE";

interface Order {
  readonly stack: string;
  /** By the name of the kind. */
  readonly onDelete: Readonly<Record<string, string>>;
}

/** The `onDelete` that a destroy uses in place of the one in the state. */
type OrderedOnDelete = (kind: Kind, resource: StateResource) => string | undefined;

/**
 * What the variable orders for a resource; `text` is its value. Undefined where it orders nothing: it holds in a run that
 * checks no resource, for what this stack is known to have created. Throws `InvalidInput` for a value that cannot be read.
 */
export function orderedOnDelete(text: string | undefined, { run, record }: Ownership): OrderedOnDelete {
  return (kind, { id, caller, outputs }) => {
    if (text === undefined || text === "" || run.hasChecked()) return undefined;
    const { stack, onDelete } = parseOrder(text);
    const ordered = onDelete[kind.name];
    if (ordered === undefined || ordered === outputs["onDelete"]) return undefined;
    const reason = reasonAgainst({
      stack,
      urn: caller.urn,
      adopted: outputs["adopted"] === true,
      owner: record(id).owner?.urn,
    });
    warn(
      reason === undefined
        ? `${ON_DELETE_VARIABLE} orders onDelete "${ordered}" for ${what(kind, id)}.`
        : `${ON_DELETE_VARIABLE} is not applied to ${what(kind, id)}: ${reason}`,
    );
    return reason === undefined ? ordered : undefined;
  };
}

interface Facts {
  readonly stack: string;
  readonly urn: string;
  readonly adopted: boolean;
  /** The URN that the home has recorded. */
  readonly owner: string | undefined;
}

function reasonAgainst({ stack, urn, adopted, owner }: Facts): string | undefined {
  if (stackNameOf(urn) !== stack) return `it names the stack "${stack}", and this is "${stackNameOf(urn)}".`;
  if (adopted) return "the resource was adopted.";
  if (owner === urn) return undefined;
  return owner === undefined
    ? "this home does not know who created the resource. Run pulumi up once, then destroy again."
    : `the home folder recorded ${owner} as its owner.`;
}

/** Reads the variable: a stack, and kinds with an `onDelete` that they have. */
export function parseOrder(text: string): Order {
  const [, stack, list] = /^([^:,=\s]+):(.+)$/.exec(text.trim()) ?? [];
  if (stack === undefined || list === undefined) {
    throw unreadable(text, "expected STACK:KIND=VALUE,KIND=VALUE, such as dev:Vault=delete,ProtectedVm=delete");
  }
  const parts = list.split(",").map((part) => parsePart(text, part.trim()));
  const twice = parts.find(([kind], index) => parts.findIndex(([other]) => other === kind) !== index);
  if (twice !== undefined) throw unreadable(text, `"${twice[0]}" is named twice`);
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
