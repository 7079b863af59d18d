/**
 * What a reply owes to the api-version of its request. Azure answers nearly the same to all; these are the differences that
 * the recordings show.
 */
import type { Call } from "./route.js";

/** The last version that writes the ids of a vault's children as `/Subscriptions/…` and tiers and actions as numbers. */
const LAST_OF_OLD_IDS = "2020-10-01";

export const isOldEra = ({ apiVersion }: Call): boolean => apiVersion.slice(0, 10) <= LAST_OF_OLD_IDS;

/** Whether a call asks in this version or a later one. */
export const isSince = ({ apiVersion }: Call, version: string): boolean => apiVersion.slice(0, 10) >= version;

/** The id of a vault's child as this call's era writes it. */
export const eraId = (call: Call, id: string): string =>
  isOldEra(call) ? id.replace(/^\/subscriptions\//i, "/Subscriptions/") : id;
