/** The shape of the bodies that a route takes. */
import { type BodyShape, bodyShapeOf } from "../../schema/bodies/index.js";
import type { Route } from "../azure/route.js";

const ofRoutes = new WeakMap<Route, BodyShape | null>();

/** The shape of the bodies that a route takes; undefined if there is none. */
export function shapeOfRoute(route: Route): BodyShape | undefined {
  const known = ofRoutes.get(route);
  if (known !== undefined) return known ?? undefined;
  const found = bodyShapeOf(typeOf(route));
  ofRoutes.set(route, found ?? null);
  return found;
}

/** The type of a route's resource, with the action of a POST: every second segment after the provider. */
function typeOf({ template }: Route): string {
  const [provider = "", ...segments] = (template.split("/providers/").at(-1) ?? "").split("/");
  const types = segments.filter((_, index) => index % 2 === 0);
  return [provider, ...types].filter((segment) => segment !== "").join("/");
}
