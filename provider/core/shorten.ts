/** Texts of a client in messages. A client chooses how long they are. */

/** In characters. */
const LONGEST_QUOTED = 100;

/** In characters: an ARM id is quoted completely. */
export const LONGEST_ID = 300;

/** A text of a client as a message quotes it: not more than its beginning. `longest` is in characters. */
export const shortened = (text: string, longest: number = LONGEST_QUOTED): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
