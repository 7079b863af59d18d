/** ARM resources of any type, for types without a group of their own in the engine. */
import type { ArmClient } from "../arm/client.js";
import { type JsonObject, listAt, textAt } from "../core/json.js";
import { PROVIDERS_API } from "./api-versions.js";
import type { Resources } from "./engine.js";
import { deleteOnce, type Turns } from "./turns.js";

export const createResources = (arm: ArmClient, turns: Turns): Resources => ({
  find: (id, apiVersion) => arm.find(id, apiVersion),
  put: (id, apiVersion, body) =>
    turns.at(id, async () => (await arm.write({ method: "PUT", path: id, apiVersion, body })).resource),
  delete: (id, apiVersion) => turns.at(id, () => deleteOnce(arm, id, apiVersion)),
  post: (path, apiVersion, body) =>
    turns.at(path, async () => (await arm.write({ method: "POST", path, apiVersion, body })).resource),
  newestVersion: async (type) => newestOf(await arm.find(providerOf(type), PROVIDERS_API), type),
});

/** The provider of the tenant: reading it needs no role and no registration in a subscription. */
const providerOf = (type: string): string => `/providers/${type.slice(0, type.indexOf("/"))}`;

/**
 * The newest version of a type, which may be a preview: the newest stable version of some types, such as diagnostic settings, is
 * years older and has another form. Of a date's versions the stable one is newer.
 */
function newestOf(provider: JsonObject | undefined, type: string): string | undefined {
  const name = type.slice(type.indexOf("/") + 1).toLowerCase();
  const found = listAt(provider, "resourceTypes").find((one) => textAt(one, "resourceType")?.toLowerCase() === name);
  const versions = listAt(found, "apiVersions").filter((version) => typeof version === "string");
  return versions.map(ageKey).sort().at(-1)?.replace(AFTER_PREVIEWS, "");
}

const DATE = "2024-07-01".length;

/** Sorts after the `-` of a preview. */
const AFTER_PREVIEWS = "~";

/** A version as text that sorts by age. */
const ageKey = (version: string): string => (version.length === DATE ? `${version}${AFTER_PREVIEWS}` : version);
