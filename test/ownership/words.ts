/** The key phrases of the messages about ownership, in one place. */
export const WORDS = {
  /** A create finds something that is not the stack's. */
  exists: /already exists|exists already/,
  /** The advice where an interrupted create of ours cannot be told from somebody else's resource. */
  own: /(?:already exists|exists already)[^]*adopt: "own"/,
  /** The advice where the resource that is in the place is the one that is replaced. */
  first: /(?:already exists|exists already)[^]*deleteBeforeReplace: true/,
  /** A delete that was not made, as a warning. */
  left: /was not deleted/,
  leftToOwner: /was not deleted[^]*is now managed as [^]*urn:pulumi:/,
  leftAdopted: /was not deleted[^]*adopted/,
  leftRetained: /was not deleted[^]*onDelete: "retain"/,
  declaredBy: /is declared by/,
  contains: /contains/,
  twice: /is declared twice/,
  forbidden: /You may not|AuthorizationFailed/,
  taken: /Somebody else was faster/,
  killed: /the provider is gone/,
} as const;

export type Word = keyof typeof WORDS;
