/**
 * The regions of Azure, August 2026. Sources: `GET /subscriptions/{id}/locations` in Azure/terraform-azurerm-avm-utl-regions
 * @9064b20b (names, zones, pairs), the table of secondary regions of `az backup` and the regions of Azure's Cosmos SDKs (other
 * names), azure-docs "regions-list" (the clouds of the US government) and docs.azure.cn (China).
 */

/** Whether customers can use a region: `unlisted` ones are in clients of Azure but in no list of locations. */
export type RegionStatus = "ga" | "restricted" | "canary" | "internal" | "unlisted" | "announced" | "retired";

/** `zones` and `pair` are undefined where no source says whether the region has them. */
export interface Region {
  readonly name: string;
  readonly displayName: string;
  readonly geography: string;
  readonly status: RegionStatus;
  readonly zones: boolean | undefined;
  /** The name of the paired region; null if there is none. */
  readonly pair: string | null | undefined;
}

/** Name, display name, geography, zones (1, 0 or ? if unknown), pair (- if none, ? if unknown) and status if it is not ga. */
const ROWS = `
australiacentral,Australia Central,Australia,0,australiacentral2
australiacentral2,Australia Central 2,Australia,0,australiacentral,restricted
australiaeast,Australia East,Australia,1,australiasoutheast
australiasoutheast,Australia Southeast,Australia,0,australiaeast
austriaeast,Austria East,Austria,1,-
belgiumcentral,Belgium Central,Belgium,1,-
brazilsouth,Brazil South,Brazil,1,southcentralus
brazilsoutheast,Brazil Southeast,Brazil,0,brazilsouth,restricted
canadacentral,Canada Central,Canada,1,canadaeast
canadaeast,Canada East,Canada,0,canadacentral
centralindia,Central India,India,1,southindia
centralus,Central US,United States,1,eastus2
centraluseuap,Central US EUAP,Canary (US),?,eastus2euap,canary
chilecentral,Chile Central,Chile,1,-
denmarkeast,Denmark East,Denmark,1,-
eastasia,East Asia,Asia Pacific,1,southeastasia
eastus,East US,United States,1,westus
eastus2,East US 2,United States,1,centralus
eastus2euap,East US 2 EUAP,Canary (US),1,centraluseuap,canary
eastus3,East US 3,United States,1,westus3,announced
eastusslv,East US SLV,United States,?,?,internal
eastusstg,East US STG,Stage (US),?,southcentralusstg,internal
francecentral,France Central,France,1,francesouth
francesouth,France South,France,0,francecentral,restricted
germanynorth,Germany North,Germany,0,germanywestcentral,restricted
germanywestcentral,Germany West Central,Germany,1,germanynorth
indiasouthcentral,India South Central,India,?,?,unlisted
indonesiacentral,Indonesia Central,Indonesia,1,-
israelcentral,Israel Central,Israel,1,-
israelnorthwest,Israel Northwest,Israel,?,?,unlisted
italynorth,Italy North,Italy,1,-
japaneast,Japan East,Japan,1,japanwest
japanwest,Japan West,Japan,1,japaneast
jioindiacentral,Jio India Central,India,0,jioindiawest,restricted
jioindiawest,Jio India West,India,0,jioindiacentral,restricted
koreacentral,Korea Central,Korea,1,koreasouth
koreasouth,Korea South,Korea,0,koreacentral,restricted
malaysiasouth,Malaysia South,Malaysia,?,japanwest,unlisted
malaysiawest,Malaysia West,Malaysia,1,-
mexicocentral,Mexico Central,Mexico,1,-
newzealandnorth,New Zealand North,New Zealand,1,-
northcentralus,North Central US,United States,0,southcentralus
northeastus5,Northeast US 5,United States,?,centralus,unlisted
northeurope,North Europe,Europe,1,westeurope
norwayeast,Norway East,Norway,1,norwaywest
norwaywest,Norway West,Norway,0,norwayeast,restricted
polandcentral,Poland Central,Poland,1,-
qatarcentral,Qatar Central,Qatar,1,-
saudiarabiaeast,Saudi Arabia East,Saudi Arabia,1,?,announced
singaporecentral,Singapore Central,Singapore,?,?,unlisted
singaporenorth,Singapore North,Singapore,?,?,unlisted
southafricanorth,South Africa North,South Africa,1,southafricawest
southafricawest,South Africa West,South Africa,0,southafricanorth,restricted
southcentralus,South Central US,United States,1,northcentralus
southcentralus2,South Central US 2,United States,?,westcentralus,unlisted
southcentralusstg,South Central US STG,Stage (US),?,eastusstg,internal
southeastasia,Southeast Asia,Asia Pacific,1,eastasia
southeastasia3,Southeast Asia 3,,?,?,unlisted
southeastus,Southeast US,United States,?,westus3,unlisted
southeastus3,Southeast US 3,United States,?,westus3,unlisted
southeastus5,Southeast US 5,United States,?,centralus,unlisted
southindia,South India,India,0,centralindia
southwestus,Southwest US,United States,?,centralus,unlisted
spaincentral,Spain Central,Spain,1,-
swedencentral,Sweden Central,Sweden,1,swedensouth
swedensouth,Sweden South,Sweden,0,swedencentral,restricted
switzerlandnorth,Switzerland North,Switzerland,1,switzerlandwest
switzerlandwest,Switzerland West,Switzerland,0,switzerlandnorth,restricted
taiwannorth,Taiwan North,Taiwan,?,taiwannorthwest,unlisted
taiwannorthwest,Taiwan Northwest,Taiwan,?,taiwannorth,unlisted
uaecentral,UAE Central,UAE,0,uaenorth,restricted
uaenorth,UAE North,UAE,1,uaecentral
uksouth,UK South,United Kingdom,1,ukwest
ukwest,UK West,United Kingdom,0,uksouth
westcentralus,West Central US,United States,0,westus2
westcentralusfre,West Central US FRE,United States,?,?,internal
westeurope,West Europe,Europe,1,northeurope
westindia,West India,India,0,southindia
westus,West US,United States,0,eastus
westus2,West US 2,United States,1,westcentralus
westus3,West US 3,United States,1,eastus
usdodcentral,USDoD Central,US Department of Defense,0,usdodeast,restricted
usdodeast,USDoD East,US Department of Defense,0,usdodcentral,restricted
usgovarizona,USGov Arizona,US Government,?,usgovtexas
usgoviowa,USGov Iowa,US Government,?,usgovvirginia,retired
usgovtexas,USGov Texas,US Government,0,usgovarizona
usgovvirginia,USGov Virginia,US Government,1,usgovtexas
chinaeast,China East,China,0,chinanorth
chinaeast2,China East 2,China,0,chinanorth2
chinaeast3,China East 3,China,0,chinanorth3,restricted
chinanorth,China North,China,0,chinaeast
chinanorth2,China North 2,China,0,chinaeast2
chinanorth3,China North 3,China,1,chinaeast3
`;

const flag = (text: string | undefined): boolean | undefined => (text === "?" ? undefined : text === "1");

function pairOf(text: string | undefined): string | null | undefined {
  if (text === "-") return null;
  return text === "?" ? undefined : text;
}

export const REGIONS: ReadonlyMap<string, Region> = new Map(
  ROWS.trim()
    .split("\n")
    .map((row) => {
      const [name = "", displayName = "", geography = "", zones, pair, status = "ga"] = row.split(",");
      return [
        name,
        { name, displayName, geography, zones: flag(zones), pair: pairOf(pair), status: status as RegionStatus },
      ];
    }),
);

/** Regions of other clouds, closed ones, and names that only clients know. A subscription of these clouds cannot use them. */
export const OTHER_REGIONS: ReadonlySet<string> = new Set(
  (
    "germanycentral germanynortheast bleufrancecentral bleufrancesouth deloscloudgermanycentral " +
    "deloscloudgermanynorth usnateast usnatwest usseceast ussecwest ussecwestcentral northeurope2 " +
    "easteurope apacsoutheast2 uksouth2 uknorth koreasouth2 chinanorth10 usgovwyoming usdodsouthwest " +
    "usdodwestcentral usdodsouthcentral "
  )
    .trim()
    .split(" "),
);

/** Names that Azure lists as locations although nothing can be placed there. Source: their `regionType` is Logical. */
export const LOGICAL_REGIONS: ReadonlySet<string> = new Set(
  (
    "asia asiapacific australia brazil canada europe france germany global india indonesia israel italy " +
    "japan korea malaysia mexico newzealand norway poland qatar singapore southafrica spain sweden " +
    "switzerland taiwan uae uk unitedstates unitedstateseuap centralusstage eastasiastage eastus2stage " +
    "eastusstage northcentralusstage southcentralusstage southeastasiastage westus2stage westusstage "
  )
    .trim()
    .split(" "),
);

/** Extended Zones and the region of each, which is the location of their resources. Source: azure-docs, extended-zones. */
export const EXTENDED_ZONES: ReadonlyMap<string, string> = new Map([
  ["losangeles", "westus"],
  ["perth", "australiaeast"],
]);
