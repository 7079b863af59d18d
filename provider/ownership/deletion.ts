/** Decides whether a delete of Pulumi deletes or retains the resource, or fails. Pure: it reads the run's register and the home's record. */
import { BackupError } from "../core/errors.js";
import type { OwnerRecord } from "./records.js";
import type { RunRegister } from "./run.js";
import { nameInUrn } from "./urns.js";

/** A delete that Pulumi requests. */
export interface DeleteRequest {
  /** The kind and the name in Azure, for messages: `Vault backups`. */
  readonly displayName: string;
  readonly id: string;
  /** The URN in the state; after a rename by alias it may be the earlier one. */
  readonly urn: string;
  /** Whether the resource is adopted, according to the state. */
  readonly adopted: boolean;
  /** The input `onDelete`; undefined if it is not declared. */
  readonly onDelete: string | undefined;
}

/** `delete`: send the delete. `keep`: send nothing, and report the reason at the resource. */
export type Deletion = { readonly kind: "delete" } | { readonly kind: "keep"; readonly reason: string };

/** Decides. Throws `Conflict` if both deleting and retaining would be wrong. */
export function deletionOf(request: DeleteRequest, record: OwnerRecord, run: RunRegister): Deletion {
  const reason = otherOwnerReason(request, record, run) ?? retainReason(request);
  if (reason !== undefined) return { kind: "keep", reason: `${request.displayName} was not deleted: ${reason}` };
  refuseDeclared(request, run);
  refuseContainer(request, run);
  return { kind: "delete" };
}

function retainReason({ adopted, onDelete, id }: DeleteRequest): string | undefined {
  if (onDelete === "retain") return `it declares onDelete: "retain". It remains in Azure (${id}).`;
  if (!adopted || onDelete !== undefined) return undefined;
  return `it was adopted and declares no onDelete. It remains in Azure (${id}).`;
}

/** The reason if another resource of a program now manages the live resource; else undefined. */
function otherOwnerReason({ id, urn }: DeleteRequest, record: OwnerRecord, run: RunRegister): string | undefined {
  const current = run.currentUrn(urn, id);
  const creator = run.creatorOf(id);
  if (creator === current) return `its replacement has the same ARM id (${id}) and already exists.`;
  const holder = creator ?? run.holderOf(id);
  if (holder !== undefined && holder !== current) return `it is now managed as ${holder} (${id}).`;
  const { urn: recorded, earlierUrn } = record.owner ?? {};
  if (recorded === undefined || recorded === urn || earlierUrn === urn || run.currentUrn(recorded, id) === current)
    return undefined;
  return `it is now managed as ${recorded} according to the home folder (${id}). If no stack manages it any more, delete it in Azure.`;
}

function refuseDeclared({ displayName, id, urn }: DeleteRequest, run: RunRegister): void {
  const declarer = run.declarerOf(id);
  if (declarer === undefined || declarer.urn === run.currentUrn(urn, id)) return;
  const name = nameInUrn(declarer.urn);
  throw new BackupError(
    "Conflict",
    `Cannot delete ${displayName} (${id}) because ${declarer.urn} declares it but does not manage it yet; nothing was changed. If ${name} is to manage the existing resource, set adopt: "own" on it. If ${name} is to be a new resource, run pulumi up once without it, then add it.`,
  );
}

function refuseContainer({ displayName, id }: DeleteRequest, run: RunRegister): void {
  const contained = run.below(id);
  if (contained.length === 0) return;
  const lines = contained.slice(0, 5).map(({ id: inner, urn }) => `\n  ${inner} (${urn})`);
  const rest = contained.length > 5 ? `\n  and ${contained.length - 5} more` : "";
  throw new BackupError(
    "Conflict",
    `Cannot delete ${displayName} (${id}) because it contains resources that the program still declares; nothing was changed:${lines.join("")}${rest}\nRemove these from the program first, or keep ${displayName} in the program.`,
  );
}
