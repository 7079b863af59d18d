/**
 * Decides and records who owns a live resource. A create never manages a resource that it did not create, unless `adopt`
 * allows it. A delete never deletes a resource that another resource of a program manages. The next run recognizes resources
 * of an interrupted create. Nothing here calls Azure.
 */
import { randomBytes } from "node:crypto";
import { type Locks, locksIn, locksInMemory } from "./locks.js";
import { type Intent, type Owner, type OwnerRecord, type Records, recordsIn, recordsInMemory } from "./records.js";
import { RunRegister } from "./run.js";
import { isSameStack } from "./urns.js";

export { type Claim, type ClaimRequest, claimOf } from "./claim.js";
export { type DeleteRequest, type Deletion, deletionOf } from "./deletion.js";
export { type Intent, type Owner, type OwnerRecord, type Records, recordsInMemory } from "./records.js";
export type { Declaration, Previous, RunRegister } from "./run.js";
export { nameInUrn, stackNameOf } from "./urns.js";

/** A token of an intent: random, so it reveals nothing about the inputs. */
export const newToken = (): string => randomBytes(9).toString("base64url");

/** The ownership of ARM ids: the register of this run, and the records and locks of the home. */
export interface Ownership {
  readonly run: RunRegister;
  /** Runs `work` while no other process or call changes the id. */
  lock: Locks["hold"];
  /** The home's record of the id. */
  record(id: string): OwnerRecord;
  /** Records that a create is about to send its first request. */
  begin(id: string, intent: Intent): void;
  /** Records that a create has ended without creating anything. */
  abandon(id: string): void;
  /** Records the owner at the end of a create, an adoption or an update. */
  own(id: string, owner: Owner): void;
  /**
   * Compares the record with the state. `token` ends its intent. `owner`, which the program still declares, is recorded if
   * the home has no owner, or if it has another resource of the stack because a run was interrupted.
   */
  observe(id: string, state: { readonly token?: string | undefined; readonly owner?: Owner | undefined }): void;
  /** Records the end of a delete, and the live resource if the delete retained it. */
  recordDeletion(id: string, left: OwnerRecord["left"]): void;
}

/** The ownership of a home, for one run of Pulumi's engine. `openHome` creates a missing home. */
export const ownershipIn = (home: string, openHome: (home: string) => string): Ownership =>
  ownershipOver(recordsIn(home, openHome), locksIn(home, openHome));

/** The ownership of one run in memory, for unit tests; `records` are those of earlier runs. */
export const ownershipInMemory = (records: Records = recordsInMemory()): Ownership =>
  ownershipOver(records, locksInMemory());

const isCorrected = (recorded: Owner | undefined, urn: string): boolean =>
  recorded === undefined || (recorded.urn !== urn && isSameStack(recorded.urn, urn));

function ownershipOver(records: Records, locks: Locks): Ownership {
  return {
    run: new RunRegister(),
    lock: locks.hold,
    record: records.find,
    begin: records.writeIntent,
    abandon: (id) => records.writeIntent(id, undefined),
    own: (id, owner) => records.writeHolding(id, { owner }),
    observe: (id, { token, owner }) => {
      const known = records.find(id);
      if (token !== undefined && known.intent?.token === token) records.writeIntent(id, undefined);
      if (owner === undefined || known.left !== undefined || !isCorrected(known.owner, owner.urn)) return;
      records.writeHolding(id, { owner });
    },
    recordDeletion: (id, left) => {
      records.writeIntent(id, undefined);
      records.writeHolding(id, left === undefined ? {} : { left });
    },
  };
}
