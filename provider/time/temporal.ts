/**
 * Temporal, which Node.js does not have yet. Loading it takes some 30 ms, so it is loaded when a zone other than UTC is
 * first asked for.
 */
type Polyfill = typeof import("temporal-polyfill");

let loaded: Polyfill | undefined;

export function temporal(): Polyfill["Temporal"] {
  loaded ??= require("temporal-polyfill") as Polyfill;
  return loaded.Temporal;
}
