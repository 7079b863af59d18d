/** Names of Azure's regions, which Azure writes in two ways: `westeurope` and `West Europe`. */

/** The form of a region's name to compare and to look up by. */
export const regionKey = (location: string): string => location.replaceAll(" ", "").toLowerCase();

/** Whether two names mean the same region. */
export const sameRegion = (left: string, right: string): boolean => regionKey(left) === regionKey(right);
