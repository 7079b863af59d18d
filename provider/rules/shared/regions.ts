/**
 * Names of Azure regions, which Azure writes in two ways: `westeurope` and `West Europe`. No list is complete, because Azure
 * opens regions: a name is refused for its form only, and a known name that is similar to it is a suggestion.
 */
import { nearest } from "../../core/nearest.js";

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

/** The regions of the public cloud and the clouds of the US government and of China. Source: `GET /subscriptions/{id}/locations`, August 2026; `az backup`. */
const REGIONS: readonly string[] = (
  "australiacentral australiacentral2 australiaeast australiasoutheast austriaeast belgiumcentral " +
  "brazilsouth brazilsoutheast canadacentral canadaeast centralindia centralus centraluseuap " +
  "chilecentral denmarkeast eastasia eastus eastus2 eastus2euap francecentral francesouth germanynorth " +
  "germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest jioindiacentral " +
  "jioindiawest koreacentral koreasouth malaysiawest mexicocentral newzealandnorth northcentralus " +
  "northeurope norwayeast norwaywest polandcentral qatarcentral southafricanorth southafricawest " +
  "southcentralus southeastasia southindia spaincentral swedencentral swedensouth switzerlandnorth " +
  "switzerlandwest uaecentral uaenorth uksouth ukwest westcentralus westeurope westindia westus westus2 " +
  "westus3 usdodcentral usdodeast usgovarizona usgovtexas usgovvirginia chinaeast chinaeast2 chinaeast3 " +
  "chinanorth chinanorth2 chinanorth3"
).split(" ");

/** Names that Azure's clients know, and that no subscription of these clouds can choose: announced, closed, internal, or in another cloud. */
const OTHER_REGIONS: ReadonlySet<string> = new Set(
  (
    "eastus3 eastusslv eastusstg indiasouthcentral israelnorthwest malaysiasouth northeastus5 " +
    "saudiarabiaeast singaporecentral singaporenorth southcentralus2 southcentralusstg southeastasia3 " +
    "southeastus southeastus3 southeastus5 southwestus taiwannorth taiwannorthwest westcentralusfre " +
    "usgoviowa germanycentral germanynortheast bleufrancecentral bleufrancesouth deloscloudgermanycentral " +
    "deloscloudgermanynorth usnateast usnatwest usseceast ussecwest ussecwestcentral northeurope2 " +
    "easteurope apacsoutheast2 uksouth2 uknorth koreasouth2 chinanorth10 usgovwyoming usdodsouthwest " +
    "usdodwestcentral usdodsouthcentral"
  ).split(" "),
);

/** The region that an unknown name most likely means; undefined for a known region, and if none is similar. */
export function nearestRegion(location: string): string | undefined {
  const key = regionKey(location);
  return REGIONS.includes(key) || OTHER_REGIONS.has(key) ? undefined : nearest(key, REGIONS);
}
