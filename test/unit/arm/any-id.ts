/** ARM ids of every form, for properties. */
import fc from "fast-check";
import type { ResourceId } from "../../../provider/arm/resource-id.js";

/** The properties are the same in every run: another seed is another test. */
export const RUNS = { seed: 20_261_130, numRuns: 500 };

/** A segment of an id: any text without a slash. */
const segment = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes("/") && !/%2f/i.test(text));

const type = segment.filter((text) => text.toLowerCase() !== "providers");
/** Names that are words of the form itself are names all the same. */
const name = fc.oneof(segment, fc.constantFrom("providers", "resourceGroups", "subscriptions"));

const step = fc.tuple(type, name).map(([word, called]) => ({ type: word, name: called }));
const resource = fc.tuple(segment, fc.array(step, { minLength: 1, maxLength: 3 }));

const place = fc
  .tuple(name, fc.option(name, { nil: undefined }))
  .map(([subscription, group]): ResourceId => ({ subscription, group, namespace: undefined, path: [] }));

/** The id of an extension resource of an extension resource of …, as many as there are. */
function below(scope: ResourceId, resources: readonly [string, ResourceId["path"]][]): ResourceId {
  let id = scope;
  for (const [namespace, path] of resources) {
    const { subscription, group } = id;
    id = { subscription, group, namespace, path, ...(id.namespace === undefined ? {} : { scope: id }) };
  }
  return id;
}

/** A subscription, a group, a resource, an extension of it, an extension of that. */
export const anyId = fc
  .tuple(place, fc.array(resource, { maxLength: 3 }))
  .map(([scope, resources]) => below(scope, resources));
