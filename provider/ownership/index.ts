/**
 * Who owns a live resource. A create never takes what it did not make unless `adopt` says so; a delete never deletes what
 * another resource of a program manages; what an interrupted run made is recognized by the next one. Nothing here calls Azure.
 */
import { randomBytes } from "node:crypto";
import { type Locks, locksIn, locksInMemory } from "./locks.js";
import { type Intent, type Owner, type OwnerRecord, type Records, recordsIn, recordsInMemory } from "./records.js";
import { RunRegister } from "./run.js";
import { isSameStack } from "./urns.js";

export { type Claim, type ClaimOrder, claimOf } from "./claim.js";
export { type DeleteOrder, type Deletion, deletionOf } from "./deletion.js";
export { type Intent, type Owner, type OwnerRecord, type Records, recordsInMemory } from "./records.js";
export type { Declaration, Previous, RunRegister } from "./run.js";
export { nameInUrn, stackNameOf } from "./urns.js";

/** A token of an intent: random, so that it tells nothing of the inputs. */
export const newToken = (): string => randomBytes(9).toString("base64url");

/** What decides and remembers who owns an ARM id: this run, and the home. */
export interface Ownership {
  readonly run: RunRegister;
  /** Runs `work` while no other process or call changes the id; waits for its turn at most so long. */
  lock: Locks["hold"];
  /** What the home knows of the id. */
  record(id: string): OwnerRecord;
  /** Records that a create is about to send its first request. */
  begin(id: string, intent: Intent): void;
  /** Records that a create made nothing and will make nothing. */
  abandon(id: string): void;
  /** Records the owner at the end of a create, an adoption or an update. */
  own(id: string, owner: Owner): void;
  /**
   * Takes what the state has: `token` ends the intent that it belongs to; `owner`, which the program still declares, is
   * recorded if the home is new, or recorded another resource of the stack when a run was interrupted.
   */
  observe(id: string, state: { readonly token?: string | undefined; readonly owner?: Owner | undefined }): void;
  /** Records what a delete left; nothing for `undefined`. */
  leave(id: string, left: OwnerRecord["left"]): void;
}

/** The ownership of a home, for one run of Pulumi's engine. `openHome` makes the home where it is missing. */
export const ownershipIn = (home: string, openHome: (home: string) => string): Ownership =>
  ownershipOver(recordsIn(home, openHome), locksIn(home, openHome));

/** The ownership of one run that ends with the process, for unit tests; `records` are what runs before it left. */
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
    leave: (id, left) => {
      records.writeIntent(id, undefined);
      records.writeHolding(id, left === undefined ? {} : { left });
    },
  };
}
