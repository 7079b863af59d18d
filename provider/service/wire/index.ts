/** From the bytes of a request to the body that a route reads. */
export { readBody, readText } from "./body.js";
export { shapedCall } from "./shaped.js";
