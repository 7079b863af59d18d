/** Names of Azure regions, which Azure writes in two ways: `westeurope` and `West Europe`. There is no complete list, so only the form is checked. */

/** The form of a region's name, written in either way. */
export const REGION_NAME = {
  pattern: "^[A-Za-z][A-Za-z0-9]*( [A-Za-z0-9]+)*$",
  allowed: "an Azure region, such as westeurope or West Europe",
} as const;

const NAME = new RegExp(REGION_NAME.pattern);

/** Whether a string can be the name of a region. */
export const isRegionName = (location: string): boolean => NAME.test(location);

/** The form of a region's name that is compared and looked up. */
export const regionKey = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** Whether two names mean the same region. */
export const sameRegion = (left: string, right: string): boolean => regionKey(left) === regionKey(right);
