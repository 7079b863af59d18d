/** Generator of ARM ids of every form, for property tests. */
import fc from "fast-check";
import type { ResourceId } from "../../../provider/arm/resource-id.js";

/** A fixed seed, so every run tests the same ids. */
export const RUNS = { seed: 20_261_130, numRuns: 500 };

/** A segment of an id: any string without a slash. */
const segment = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes("/") && !/%2f/i.test(text));

const type = segment.filter((text) => text.toLowerCase() !== "providers");
/** A name may equal a keyword of the id's format. */
const name = fc.oneof(segment, fc.constantFrom("providers", "resourceGroups", "subscriptions"));

const step = fc.tuple(type, name).map(([word, called]) => ({ type: word, name: called }));
const resource = fc.tuple(segment, fc.array(step, { minLength: 1, maxLength: 3 }));

const scopeIn = (subscription?: string, group?: string): ResourceId => ({
  subscription,
  group,
  namespace: undefined,
  path: [],
});

/** The tenant, a subscription, or a resource group. */
const place = fc.oneof(
  { weight: 1, arbitrary: fc.constant(scopeIn()) },
  {
    weight: 4,
    arbitrary: fc.tuple(name, fc.option(name, { nil: undefined })).map((names) => scopeIn(...names)),
  },
);

/** The id of nested extension resources below a scope, one for each entry. */
function below(scope: ResourceId, resources: readonly [string, ResourceId["path"]][]): ResourceId {
  let id = scope;
  for (const [namespace, path] of resources) {
    const { subscription, group } = id;
    id = { subscription, group, namespace, path, ...(id.namespace === undefined ? {} : { scope: id }) };
  }
  return id;
}

/** The id of the tenant, a subscription, a resource group, a resource, or an extension resource in up to two levels. */
export const anyId = fc
  .tuple(place, fc.array(resource, { maxLength: 3 }))
  .map(([scope, resources]) => below(scope, resources));
