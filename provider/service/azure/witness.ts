/** How it is known that Azure answers like a reply: the header `x-ms-azvb-fidelity` of every reply. */
import { RECORDED_ROUTES } from "./recorded-routes.js";
import type { Call, Route } from "./route.js";

/** In recorded traffic, in a published document or report, or a choice of this project. */
export type Witness = "recorded" | "documented" | "ours";

export const FIDELITY_HEADER = "x-ms-azvb-fidelity";

const GROUP_SCOPE = "/subscriptions/{subscription}/resourceGroups/{group}/providers/";
const SUBSCRIPTION_SCOPE = "/subscriptions/{subscription}/providers/";

/** The key of a route in the table: without the scope of a resource group, and with a slash for that of a subscription. */
export const routeKey = ({ method, template }: Pick<Route, "method" | "template">): string =>
  `${method} ${template.replace(GROUP_SCOPE, "").replace(SUBSCRIPTION_SCOPE, "/")}`;

/** No date is at least the first and at most the second. */
const NEVER = ["9", "0"] as const;

/** Routes that Azure does not have, or whose replies have contents of this project's own. */
const OWN_ROUTES: ReadonlySet<string> = new Set([
  "GET /_azvb/clock",
  "POST /_azvb/clock",
  "GET /Microsoft.Commerce/UsageAggregates",
]);

/** Whether Azure does not have a route, or its replies have contents of this project's own. */
export const isOwnRoute = (route: Route): boolean => OWN_ROUTES.has(routeKey(route));

/**
 * The witness of a route's replies to an api-version: recorded from the oldest to the newest recorded version, documented for
 * other versions and for routes without a recording. `isKnown` is false for a type without routes, which is stored as sent.
 */
export function replyWitness(route: Route, { apiVersion }: Pick<Call, "apiVersion">, isKnown: boolean): Witness {
  if (!isKnown || isOwnRoute(route)) return "ours";
  const [oldest, newest] = RECORDED_ROUTES[routeKey(route)] ?? NEVER;
  const date = apiVersion.slice(0, 10);
  return oldest <= date && date <= newest ? "recorded" : "documented";
}

/** Codes of recorded refusals. */
const RECORDED_CODES = [
  "BMSUserErrorContainerIsAlreadyRegisteredWithAnotherVault",
  "MissingSubscriptionRegistration",
  "ResourceNotFound",
  "ServiceResourceNotEmptyWithBackendMessage",
];

/** Codes of refusals that a document or a public report describes. */
const DOCUMENTED_CODES = [
  "BMSUserErrorConflictingProtectionOperation",
  "BMSUserErrorInvalidPolicyForGivenProvider",
  "BMSUserErrorPolicyObjectInUse",
  "BMSUserErrorRedundancySettingsUseVaultApi",
  "BMSUserErrorSoftDeleteStateAlwaysOn",
  "BMSUserErrorSoftDeleteUseVaultApi",
  "InvalidFilterInQueryString",
  "InvalidResourceLocation",
  "InvalidRoleAssignmentId",
  "InvalidTemplate",
  "PropertyChangeNotAllowed",
  "RequestContentTooLarge",
  "ResizeDiskError",
  "ScopeLocked",
  "ServiceResourceNotEmptyWithContainerDetails",
  "UserErrorOperationDeniedOnImmutableItem",
  "UserErrorRpCollectionLimitReached",
  "UserErrorUnsupportedVaultImmutabilityStateChange",
];

/** The witnesses of refusals by their codes. A code that has texts of this project too, such as InvalidParameter, is not in it. */
export const CODE_WITNESSES: ReadonlyMap<string, Witness> = new Map([
  ...DOCUMENTED_CODES.map((code) => [code, "documented"] as const),
  ...RECORDED_CODES.map((code) => [code, "recorded"] as const),
]);

export const codeWitness = (code: string): Witness => CODE_WITNESSES.get(code) ?? "ours";
