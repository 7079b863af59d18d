/**
 * The shapes of request bodies, by type: Microsoft's published resource schemas, reduced to names, types and values, and the
 * models of actions. `npm run build` compiles them (`scripts/wire`).
 */
import type { ErrorObject } from "ajv";
import type { Route } from "../azure/route.js";

/** What a value in a body may be. A shape without keywords allows any value. */
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

interface Validator {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** The shape of a body, with what its references refer to, and the validator of its canonical form. */
export interface BodyShape {
  /** Such as `Microsoft.Compute/disks`, or with an action, `Microsoft.Compute/disks/beginGetAccess`. */
  readonly type: string;
  readonly shape: Shape;
  readonly definitions: Readonly<Record<string, Shape>>;
  readonly validate: Validator;
}

interface ShapesFile {
  readonly resources: Readonly<Record<string, Shape>>;
  readonly definitions: Readonly<Record<string, Shape>>;
}

/** Generated next to this module by `npm run build`; they have no source files. */
const SHAPES = "./shapes.compiled.cjs";
const VALIDATORS = "./validators.compiled.cjs";

let read: ReadonlyMap<string, BodyShape> | undefined;

/** All shapes, by the fixed segments of a route. They are read with the first body. */
function bodyShapes(): ReadonlyMap<string, BodyShape> {
  read ??= readShapes();
  return read;
}

function readShapes(): Map<string, BodyShape> {
  const files = require(SHAPES) as readonly ShapesFile[];
  const validators = require(VALIDATORS) as Readonly<Record<string, Validator>>;
  return new Map(
    files.flatMap(({ resources, definitions }) =>
      Object.entries(resources).map(([type, shape]) => {
        const validate = validators[type.replaceAll(/\W/g, "_")];
        if (validate === undefined) throw new Error(`no validator of ${type} is compiled: run npm run build`);
        return [type, { type, shape, definitions, validate }] as const;
      }),
    ),
  );
}

/** The fixed segments of a route after `/providers`: the type of a resource, and the action. */
function typeOf({ template }: Route): string {
  const segments = (template.split("/providers/").at(-1) ?? "").split("/");
  return segments.filter((segment) => segment !== "" && !segment.startsWith("{")).join("/");
}

const ofRoutes = new WeakMap<Route, BodyShape | null>();

/** The shape of the bodies that a route takes; undefined if there is none. */
export function shapeOfRoute(route: Route): BodyShape | undefined {
  const known = ofRoutes.get(route);
  if (known !== undefined) return known ?? undefined;
  const found = bodyShapes().get(typeOf(route));
  ofRoutes.set(route, found ?? null);
  return found;
}
