/**
 * The register of the program's resources and their ARM ids during one run of Pulumi's engine. One process serves one run,
 * and all kinds share the register. Source: pkg/resource/deploy/step_generator.go of Pulumi 3.259, which calls check for
 * every resource of the program, diff for those in the state, and neither in a destroy.
 */
import { idKey, isBelow } from "../arm/resource-id.js";

/** A checked resource of the program. */
export interface Declaration {
  readonly urn: string;
  readonly kind: string;
  /** The ARM id that results from its inputs; undefined while a part of it is unknown. */
  readonly id: string | undefined;
  /** Distinguishes two resources of a kind while their ids are unknown; undefined if it is unknown too. */
  readonly identity: string | undefined;
  /** Its checked inputs. */
  readonly inputs: object;
}

/** A resource in the state before this run. */
export interface Previous {
  readonly urn: string;
  readonly id: string | undefined;
}

/** The resources of one run and their ARM ids. */
export class RunRegister {
  readonly #declarations = new Map<string, Declaration>();
  readonly #declarers = new Map<string, string>();
  readonly #identities = new Map<string, string>();
  readonly #holders = new Map<string, string>();
  readonly #creators = new Map<string, string>();
  readonly #previousIds = new Map<string, string>();
  readonly #renamed = new Map<string, string>();

  /** Adds a resource of the program; `previous` is the same resource in the state. */
  declare(declaration: Declaration, previous: Previous | undefined): void {
    const { urn, id, identity } = declaration;
    this.#forget(urn);
    this.#declarations.set(urn, declaration);
    if (id !== undefined) this.#declarers.set(idKey(id), urn);
    if (identity !== undefined) this.#identities.set(identity, urn);
    if (previous?.id === undefined) return;
    this.#previousIds.set(urn, idKey(previous.id));
    if (previous.urn !== urn) this.#renamed.set(renameKey(previous.urn, previous.id), urn);
  }

  /** Pulumi checks a resource a second time when it replaces it. */
  #forget(urn: string): void {
    const { id, identity } = this.#declarations.get(urn) ?? {};
    if (id !== undefined && this.#declarers.get(idKey(id)) === urn) this.#declarers.delete(idKey(id));
    if (identity !== undefined && this.#identities.get(identity) === urn) this.#identities.delete(identity);
  }

  /** Another resource of the program with the same id or identity. */
  duplicateOf({ urn, id, identity }: Declaration): Declaration | undefined {
    const byId = id === undefined ? undefined : this.#declarers.get(idKey(id));
    const other = byId ?? (identity === undefined ? undefined : this.#identities.get(identity));
    return other === undefined || other === urn ? undefined : this.#declarations.get(other);
  }

  /**
   * Records that the state contains `id` for this URN, which was `earlierUrn` when the state was written. Ignored unless the
   * URN was checked in this run. Returns whether the program declares the URN.
   */
  confirm(urn: string, id: string, earlierUrn: string): boolean {
    const declaration = this.#declarations.get(urn);
    if (declaration === undefined) return false;
    if (earlierUrn !== urn) this.#renamed.set(renameKey(earlierUrn, id), urn);
    const declared = declaration.id;
    // If the program declares another id, the resource is going to be replaced.
    if (declared !== undefined && idKey(declared) === idKey(id)) this.#holders.set(idKey(id), urn);
    return true;
  }

  /** Records that a create or an update has returned. */
  recordWrite(urn: string, id: string, how: "created" | "updated"): void {
    this.#holders.set(idKey(id), urn);
    if (how === "created") this.#creators.set(idKey(id), urn);
  }

  /** Records that a delete of the id has ended. */
  release(id: string): void {
    this.#holders.delete(idKey(id));
    this.#creators.delete(idKey(id));
  }

  /** The URN of the resource with this id in the program now, which differs from `urn` after a rename by alias. */
  currentUrn(urn: string, id: string): string {
    return this.#renamed.get(renameKey(urn, id)) ?? urn;
  }

  /** The URN whose create in this run returned the id. */
  creatorOf(id: string): string | undefined {
    return this.#creators.get(idKey(id));
  }

  /** The URN with this id in the state, or whose create returned it. */
  holderOf(id: string): string | undefined {
    return this.#holders.get(idKey(id));
  }

  /** The resource of the program that declares the id. */
  declarerOf(id: string): Declaration | undefined {
    return this.#declarations.get(this.#declarers.get(idKey(id)) ?? "");
  }

  /** A resource of the program by its URN. */
  declarationOf(urn: string): Declaration | undefined {
    return this.#declarations.get(urn);
  }

  /** The ids below an id that the program's resources have or declare, with their URNs. */
  below(id: string): { readonly id: string; readonly urn: string }[] {
    const entries = [...new Map([...this.#declarers, ...this.#holders])];
    return entries.filter(([key]) => isBelow(key, id)).map(([key, urn]) => ({ id: key, urn }));
  }

  /** Whether the state contained this id for this URN before the run, so a create of it is a replacement with the same id. */
  replaces(urn: string, id: string): boolean {
    return this.#previousIds.get(urn) === idKey(id);
  }

  /** Whether the run has checked any resource: a destroy checks none. */
  hasChecked(): boolean {
    return this.#declarations.size > 0;
  }
}

const renameKey = (urn: string, id: string): string => `${urn} ${idKey(id)}`;
