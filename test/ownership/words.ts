/** Patterns of the messages about ownership. */
export const WORDS = {
  /** A create finds a resource that the stack does not own. */
  exists: /already exists|exists already/s,
  /** The advice if the resource may come from an interrupted create or from another owner. */
  own: /(?:already exists|exists already).*adopt: "own"/s,
  /** The advice if the existing resource is the one that is replaced. */
  first: /(?:already exists|exists already).*deleteBeforeReplace: true/s,
  /** The warning about a resource that was not deleted. */
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
