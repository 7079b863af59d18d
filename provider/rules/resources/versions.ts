/**
 * Which api-versions a request can have: dates from the first version of the type on. Newer ones than those listed are accepted, because
 * Azure adds versions. Azure's texts: hashicorp/terraform-provider-azurerm (`InvalidApiVersionParameter`, with the versions of Resource
 * Manager), MicrosoftDocs/azure-docs 62621 (`NoRegisteredProviderFound`, with those of extensions), the REST API guidelines
 * (`MissingApiVersionParameter`). The versions of Recovery Services are from the recording of its provider and from recorded
 * requests, those of disks from Azure/bicep-types-az.
 */
import { type RuleFault, refused } from "../shared/fault.js";
import { openRegions } from "../shared/regions.js";

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Newest first, as in Azure's text. */
const RESOURCE_MANAGER = words(`
  2026-06-01 2025-04-01 2025-03-01 2024-11-01 2024-08-01 2024-07-01 2024-03-01 2023-07-01 2022-12-01 2022-09-01
  2022-06-01 2022-05-01 2022-01-01 2021-04-01 2021-01-01 2020-10-01 2020-09-01 2020-08-01 2020-07-01 2020-06-01
  2020-05-01 2020-01-01 2019-11-01 2019-10-01 2019-09-01 2019-08-01 2019-07-01 2019-06-01 2019-05-10 2019-05-01
  2019-03-01 2018-11-01 2018-09-01 2018-08-01 2018-07-01 2018-06-01 2018-05-01 2018-02-01 2018-01-01 2017-12-01
  2017-08-01 2017-06-01 2017-05-10 2017-05-01 2017-03-01 2016-09-01 2016-07-01 2016-06-01 2016-02-01 2015-11-01
  2015-01-01 2014-04-01-preview 2014-04-01 2014-01-01 2013-03-01
`);

const LOCATIONS = words(`
  2016-06-01 2017-07-01 2018-12-20 2023-02-01 2024-04-01 2025-02-01 2026-05-01 2026-07-01
`);
const VAULTS = words(`
  2015-03-15 2015-06-10 2015-08-10 2015-08-15 2015-11-10 2015-12-10 2015-12-15 2016-05-01 2016-06-01 2016-08-10
  2016-12-01 2017-07-01 2018-01-10 2018-07-10 2018-12-20 2019-05-13 2019-06-15 2020-02-02 2020-07-01 2020-10-01
  2022-04-01 2023-02-01 2023-04-01 2024-04-01 2025-02-01 2026-05-01 2026-07-01
`);
const DISKS = words(`
  2016-04-30-preview 2017-03-30 2018-04-01 2018-06-01 2018-09-30 2019-03-01 2019-07-01 2019-11-01 2020-05-01
  2020-06-30 2020-09-30 2020-12-01 2021-04-01 2021-08-01 2021-12-01 2022-03-02 2022-07-02 2023-04-02 2023-10-02
  2024-03-02 2025-01-02
`);
const COLLECTIONS = words(`
  2021-03-01 2021-07-01 2022-08-01 2022-11-01 2023-03-01 2023-09-01 2024-03-01 2024-07-01
`);
const MACHINES = words(`
  2015-05-01-preview 2015-06-15 2016-03-30 2016-04-30-preview 2016-08-30 2017-03-30 2017-12-01 2018-04-01
  2018-06-01 2018-10-01 2019-03-01 2019-07-01 2019-12-01 2020-06-01 2020-12-01 2021-03-01 2021-04-01 2021-07-01
  2021-11-01 2022-03-01 2022-08-01 2022-11-01 2023-03-01 2023-09-01 2024-03-01 2024-07-01
`);

/** The versions of types, oldest first, by the beginning of their path, in lower case; the first that fits counts. */
const VERSIONS: readonly (readonly [path: string, versions: readonly string[]])[] = [
  ["microsoft.recoveryservices/locations", LOCATIONS],
  ["microsoft.recoveryservices", VAULTS],
  ["microsoft.compute/disks", DISKS],
  ["microsoft.compute/snapshots", DISKS],
  ["microsoft.compute/images", DISKS],
  ["microsoft.compute/restorepointcollections", COLLECTIONS],
  ["microsoft.compute", MACHINES],
];

/** A request as far as its api-version matters. */
interface Versioned {
  /** Undefined or empty if the request has none. */
  readonly apiVersion: string | undefined;
  /** Undefined for what Resource Manager serves itself, such as a resource group. */
  readonly namespace: string | undefined;
  /** The types after the namespace, without names. */
  readonly types: readonly string[];
  /** The location in the request's body. */
  readonly location: string | undefined;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})(-[a-z]+)*$/i;

/** Whether text is a date, with or without a suffix such as `-preview`. */
export function isApiVersion(text: string): boolean {
  const date = text.slice(0, 10);
  return FORM.test(text) && new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date;
}

/** Refuses a missing or malformed api-version, and one from before the type. */
export function apiVersionFault(request: Versioned): RuleFault | undefined {
  const { apiVersion, namespace } = request;
  if (apiVersion === undefined || apiVersion.trim() === "") {
    return refused(
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  const versions = versionsOf(request);
  if (isApiVersion(apiVersion) && isSince(apiVersion, versions)) return undefined;
  if (namespace === undefined || namespace.toLowerCase() === "microsoft.resources") {
    const text = `The api-version '${apiVersion}' is invalid. The supported versions are '${RESOURCE_MANAGER.join(",")}'.`;
    return refused("InvalidApiVersionParameter", text);
  }
  return providerFault(request, apiVersion, versions);
}

const isSince = (apiVersion: string, versions: readonly string[] | undefined): boolean =>
  versions === undefined || apiVersion.slice(0, 10) >= (versions[0] ?? "").slice(0, 10);

/** The versions of a type, oldest first; undefined for a namespace whose versions are not known. */
function versionsOf({ namespace, types }: Versioned): readonly string[] | undefined {
  if (namespace === undefined || namespace.toLowerCase() === "microsoft.resources")
    return [...RESOURCE_MANAGER].reverse();
  const path = [namespace, ...types].join("/").toLowerCase();
  const found = VERSIONS.find(([beginning]) => path === beginning || path.startsWith(`${beginning}/`));
  return found?.[1];
}

function providerFault(
  { namespace, types, location }: Versioned,
  apiVersion: string,
  versions: readonly string[] | undefined,
): RuleFault {
  const type = types.join("/");
  const supported = `The supported api-versions are '${versions?.join(", ") ?? "dates such as 2024-05-01"}'.`;
  if (location === undefined) {
    const text = `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${apiVersion}'.`;
    return refused("InvalidResourceType", `${text} ${supported}`);
  }
  const text = `No registered resource provider found for location '${location}' and API version '${apiVersion}' for type '${type}'.`;
  const regions = openRegions().map(({ name }) => name);
  return refused(
    "NoRegisteredProviderFound",
    `${text} ${supported} The supported locations are '${regions.join(", ")}'.`,
  );
}
