/**
 * Temporal, which Node.js does not have yet. Loading it takes about 30 ms, so it is loaded with the first use of a zone
 * other than UTC.
 */
type Polyfill = typeof import("temporal-polyfill");

let loaded: Polyfill | undefined;

export function temporal(): Polyfill["Temporal"] {
  loaded ??= require("temporal-polyfill") as Polyfill;
  return loaded.Temporal;
}
