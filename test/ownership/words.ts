/** The key phrases of the messages about ownership, in one place. */
export const WORDS = {
  /** A create finds something that is not the stack's. */
  exists: /already exists|exists already/s,
  /** The advice where an interrupted create of ours cannot be told from somebody else's resource. */
  own: /(?:already exists|exists already).*adopt: "own"/s,
  /** The advice where the resource that is in the place is the one that is replaced. */
  first: /(?:already exists|exists already).*deleteBeforeReplace: true/s,
  /** A delete that was not made, as a warning. */
  left: /was not deleted/s,
  leftToOwner: /was not deleted.*is now managed as .*urn:pulumi:/s,
  leftAdopted: /was not deleted.*adopted/s,
  leftRetained: /was not deleted.*onDelete: "retain"/s,
  declaredBy: /is declared by/s,
  contains: /contains/s,
  twice: /is declared twice/s,
  forbidden: /You may not|AuthorizationFailed/s,
  taken: /Somebody else was faster|already exists|exists already/s,
  killed: /the provider is gone/s,
} as const;

export type Word = keyof typeof WORDS;
