/**
 * The shapes of request bodies, by type: Microsoft's published resource schemas, reduced to names, types and values, and the
 * models of actions. `npm run build` compiles them (`scripts/bodies`). Kinds check what they send by them, the embedded Azure
 * what it receives.
 */

/** What a value in a body may be. A shape without keywords allows any value, and null is a value of every shape. */
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
  /** The first api-version that has it, such as 2020-12-01, if the published description names one. */
  readonly since?: string;
  /** An object whose members depend on one of them, the tag. A value of the tag without a branch allows any members. */
  readonly tag?: string;
  readonly tagValues?: readonly string[];
  readonly branches?: Readonly<Record<string, Shape>>;
}

/** The shapes of a published file, or of the actions. */
export interface Shapes {
  readonly resources: Readonly<Record<string, Shape>>;
  /** What references of the file refer to, by name. */
  readonly definitions: Readonly<Record<string, Shape>>;
}

/** The shape of a body, with what its references refer to. */
export interface BodyShape {
  /** Such as `Microsoft.Compute/disks`, or with an action, `Microsoft.Compute/disks/beginGetAccess`. */
  readonly type: string;
  readonly shape: Shape;
  readonly definitions: Readonly<Record<string, Shape>>;
}

/** Generated next to this module by `npm run build`; it has no source file. */
const COMPILED = "./shapes.compiled.cjs";

let read: ReadonlyMap<string, BodyShape> | undefined;

/**
 * The shape of the bodies of a type in any case, or of an action; undefined if none is known. The shapes are read with the first
 * body.
 */
export function bodyShapeOf(type: string): BodyShape | undefined {
  read ??= readShapes();
  return read.get(type.toLowerCase());
}

const readShapes = (): Map<string, BodyShape> =>
  new Map(
    (require(COMPILED) as readonly Shapes[]).flatMap(({ resources, definitions }) =>
      Object.entries(resources).map(([type, shape]) => [type.toLowerCase(), { type, shape, definitions }] as const),
    ),
  );
