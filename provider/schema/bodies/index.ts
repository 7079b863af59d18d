/** Request bodies, as Microsoft's published schemas describe them. */
export { canonicalBody, type Nulls, type UnknownMember, type WrongValue } from "./canonical.js";
export { withoutLater } from "./later.js";
export { type BodyShape, bodyShapeOf } from "./shapes.js";
export { expectedOf, ignoredWarning, meantValue, memberHint, placeOf } from "./texts.js";
