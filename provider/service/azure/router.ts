/** Finds the route of a method and a path. Fixed segments match in any case, as Azure's do, and before a `{name}`. */
import type { Route } from "./route.js";

interface Node {
  readonly fixed: Map<string, Node>;
  open: { readonly name: string; readonly node: Node } | undefined;
  readonly routes: Map<string, Route>;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Router {
  /** The route; undefined if no route has this path; or the methods that the path has. */
  find(method: string, segments: readonly string[]): Match | readonly string[] | undefined;
}

const newNode = (): Node => ({ fixed: new Map(), open: undefined, routes: new Map() });

export function createRouter(routes: readonly Route[]): Router {
  const root = newNode();
  for (const route of routes) place(root, route);
  return {
    find: (method, segments) => {
      const found = walk(root, segments, 0, {});
      if (found === undefined) return undefined;
      const route = found.node.routes.get(method);
      return route === undefined ? [...found.node.routes.keys()] : { route, params: found.params };
    },
  };
}

function place(root: Node, route: Route): void {
  let node = root;
  for (const segment of route.template.split("/").slice(1)) node = descend(node, segment);
  if (node.routes.has(route.method)) throw new Error(`two routes for ${route.method} ${route.template}`);
  node.routes.set(route.method, route);
}

function descend(node: Node, segment: string): Node {
  const name = /^\{(.+)\}$/.exec(segment)?.[1];
  if (name !== undefined) {
    node.open ??= { name, node: newNode() };
    if (node.open.name !== name) throw new Error(`{${name}} and {${node.open.name}} are at the same position`);
    return node.open.node;
  }
  const key = segment.toLowerCase();
  const next = node.fixed.get(key) ?? newNode();
  node.fixed.set(key, next);
  return next;
}

type Params = Readonly<Record<string, string>>;

function walk(
  node: Node,
  segments: readonly string[],
  depth: number,
  params: Params,
): { node: Node; params: Params } | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.routes.size > 0 ? { node, params } : undefined;
  const fixed = node.fixed.get(segment.toLowerCase());
  const found = fixed === undefined ? undefined : walk(fixed, segments, depth + 1, params);
  if (found !== undefined || node.open === undefined) return found;
  return walk(node.open.node, segments, depth + 1, { ...params, [node.open.name]: segment });
}
