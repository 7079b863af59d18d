/**
 * What a reply owes to the api-version of its request. Azure answers nearly the same to all; these are the differences that
 * the recordings show.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import type { Call } from "./route.js";

/** The last version that writes the ids of a vault's children as `/Subscriptions/…` and tiers and actions as numbers. */
const LAST_OF_OLD_IDS = "2020-10-01";

export const isOldEra = ({ apiVersion }: Call): boolean => apiVersion.slice(0, 10) <= LAST_OF_OLD_IDS;

/** Whether a call asks in this version or a later one. */
export const isSince = ({ apiVersion }: Call, version: string): boolean => apiVersion.slice(0, 10) >= version;

/** The versions of the service that answers for the secondary region, from which a machine is restored there. */
const SECONDARY_VERSIONS = ["2018-12-20", "2021-11-15", "2023-01-15"];

/** Whether a call asks for what lies in the secondary region: its version says so, its path is that of the first. */
export const isOfSecondary = ({ apiVersion }: Call): boolean => SECONDARY_VERSIONS.includes(apiVersion);

/** The id of a vault's child as this call's era writes it. */
export const eraId = (call: Call, id: string): string =>
  isOldEra(call) && !isOfSecondary(call) ? id.replace(/^\/subscriptions\//i, "/Subscriptions/") : id;

/** The body of a vault's child as a reply shows it: with the id as this call's era writes it. */
export const renderChild = (call: Call, { body }: { readonly body: JsonObject }): JsonObject => ({
  ...body,
  id: eraId(call, textAt(body, "id") ?? ""),
});
