/** Request bodies, as Microsoft's published schemas describe them. */
export { canonicalBody, type Nulls, type UnknownMember, type WrongValue } from "./canonical.js";
export { expectedOf } from "./expected.js";
export { withoutLater } from "./later.js";
export { type BodyShape, bodyShapeOf } from "./shapes.js";
export { ignoredWarning, meantValue, memberHint, placeOf, shortened } from "./texts.js";
