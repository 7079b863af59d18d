/**
 * The locations of a subscription, and whether a name is available: reads that clients make before they create something. Sources:
 * Subscriptions - List Locations 2022-12-01; Storage Accounts - Check Name Availability, with Azure's texts.
 */
import { nameOf } from "../../arm/resource-id.js";
import { type JsonObject, textAt } from "../../core/json.js";
import type { Region } from "../../rules/shared/region-list.js";
import { usableRegions } from "../../rules/shared/regions.js";
import { ok } from "../azure/replies.js";
import { SUBSCRIPTION } from "../azure/resources.js";
import { type Azure, type Call, param, type Reply, type Route } from "../azure/route.js";

const CATEGORIES: ReadonlyMap<string, string> = new Map([["ga", "Recommended"]]);

function listed(subscription: string, { name, displayName, geography, zones, pair, status }: Region): JsonObject {
  const id = (region: string) => `/subscriptions/${subscription}/locations/${region}`;
  const mappings = ["1", "2", "3"].map((logicalZone) => ({ logicalZone, physicalZone: `${name}-az${logicalZone}` }));
  return {
    id: id(name),
    name,
    type: "Region",
    displayName,
    regionalDisplayName: `(${geography}) ${displayName}`,
    metadata: {
      regionType: "Physical",
      regionCategory: CATEGORIES.get(status) ?? "Other",
      geography,
      pairedRegion: pair == null ? [] : [{ name: pair, id: id(pair) }],
    },
    ...(zones === true ? { availabilityZoneMappings: mappings } : {}),
  };
}

/** The regions of the public cloud, and those that were added. */
function listLocations(call: Call, { regions }: Azure): Reply {
  const subscription = param(call, "subscription");
  const known = usableRegions().filter(({ name }) => !/^(usgov|usdod|china)/.test(name));
  const added = regions.map((name) => ({ name: name.replaceAll(" ", "").toLowerCase(), displayName: name }));
  const more = added.filter(({ name }) => !known.some((one) => one.name === name));
  const unknown = { geography: "Unknown", zones: undefined, pair: undefined, status: "announced" } as const;
  return ok({
    value: [...known, ...more.map((one) => ({ ...one, ...unknown }))].map((region) => listed(subscription, region)),
  });
}

const STORAGE = "Microsoft.Storage/storageAccounts";
const STORAGE_NAME = /^[a-z0-9]{3,24}$/;

/** Names of storage accounts are unique in Azure; here among those of the simulator. */
function checkStorageName(call: Call, { documents }: Azure): Reply {
  const name = textAt(call.body, "name") ?? "";
  if (!STORAGE_NAME.test(name)) {
    const message = `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`;
    return ok({ nameAvailable: false, reason: "AccountNameInvalid", message });
  }
  const isTaken = documents.list({ type: STORAGE }).some(({ id }) => nameOf(id).toLowerCase() === name);
  if (!isTaken) return ok({ nameAvailable: true });
  return ok({
    nameAvailable: false,
    reason: "AlreadyExists",
    message: `The storage account named ${name} is already taken.`,
  });
}

export const locationRoutes: readonly Route[] = [
  { method: "GET", template: `${SUBSCRIPTION}/locations`, access: "read", handle: listLocations },
  {
    method: "POST",
    template: `${SUBSCRIPTION}/providers/Microsoft.Storage/checkNameAvailability`,
    access: "read",
    handle: checkStorageName,
  },
];
