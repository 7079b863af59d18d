/**
 * How replies depend on the api-version of the request. Azure answers nearly the same to all versions; these are the
 * differences in the recordings.
 */
import { type JsonObject, textAt } from "../../core/json.js";
import type { Call } from "./route.js";

/** The last version that returns ids of a vault's children as `/Subscriptions/…`, and tiers and actions as numbers. */
const LAST_OF_OLD_IDS = "2020-10-01";

export const isOldVersion = ({ apiVersion }: Call): boolean => apiVersion.slice(0, 10) <= LAST_OF_OLD_IDS;

/** Whether a call has this api-version or a later one. */
export const isSince = ({ apiVersion }: Call, version: string): boolean => apiVersion.slice(0, 10) >= version;

/** Recordings of 2024-04-01 have the bodies of 2024, those of 2026-05-01 and 2026-07-01 others; none is of a version between. */
const BODIES_OF_2026_SINCE = "2025-01-01";

/** Whether policies, items, containers and recovery points have the bodies of 2026. */
export const hasBodiesOf2026 = (call: Call): boolean => isSince(call, BODIES_OF_2026_SINCE);

/** The api-versions of the service for the secondary region, from which a VM is restored there. */
const SECONDARY_VERSIONS = ["2018-12-20", "2021-11-15", "2023-01-15"];

/** Whether a call is about the secondary region. The version decides; the path is that of the primary region. */
export const isOfSecondary = ({ apiVersion }: Call): boolean => SECONDARY_VERSIONS.includes(apiVersion);

/** The id of a vault's child as the call's api-version writes it. */
export const idForVersion = (call: Call, id: string): string =>
  isOldVersion(call) && !isOfSecondary(call) ? id.replace(/^\/subscriptions\//i, "/Subscriptions/") : id;

/** The body of a vault's child as a reply shows it: with the id as the call's api-version writes it. */
export const renderChild = (call: Call, { body }: { readonly body: JsonObject }): JsonObject => ({
  ...body,
  id: idForVersion(call, textAt(body, "id") ?? ""),
});
