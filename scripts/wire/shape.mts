/** A shape: what a request body may contain, as `provider/service/wire/shape.ts` reads it. */

export interface Shape {
  readonly $ref?: string;
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly enum?: readonly string[];
  /** The members of an object; without them, an object may have any. */
  readonly properties?: Readonly<Record<string, Shape>>;
  /** The value of a member of any name, such as a tag. */
  readonly values?: Shape;
  readonly items?: Shape;
  /** Whether only Azure writes it. */
  readonly readOnly?: boolean;
  /** An object whose members depend on one of them, the tag. A value of the tag without a branch allows any members. */
  readonly tag?: string;
  readonly tagValues?: readonly string[];
  readonly branches?: Readonly<Record<string, Shape>>;
}

export interface Shapes {
  readonly resources: Readonly<Record<string, Shape>>;
  readonly definitions: Readonly<Record<string, Shape>>;
}
