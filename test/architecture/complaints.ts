/** The rows of docs/complaints.md, and the public issues that each row must name, in order. */

export interface Complaint {
  readonly number: number;
  /** The issues, such as `pulumi/pulumi-azure-native 3832; Azure/azure-powershell 9291`. */
  readonly issues: string;
  readonly does: string;
  /** The tests, by file below `test/` and full title. */
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  /** Why no test is named; undefined if one is. */
  readonly reason: string | undefined;
}

/** The rows of all tables of a page, in order. */
export function complaintsIn(page: string): Complaint[] {
  const rows = page.split("\n").filter((line) => /^\| \d+ \|/.test(line));
  return rows.map((row) => {
    const [, number = "", complaint = "", does = "", proof = ""] = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
    return {
      number: Number(number),
      issues: (complaint.match(/[\w.-]+\/[\w.-]+ \d+(, \d+)*/g) ?? []).join("; "),
      does,
      tests: [...proof.matchAll(/`([\w/-]+\.test\.ts): ([^`]+)`/g)].map(([, file = "", title = ""]) => ({
        file,
        title,
      })),
      reason: /^no test: (.+)$/.exec(proof)?.[1],
    };
  });
}

/** The issues about hashicorp/terraform-provider-azurerm and similar tools. */
export const AZURERM_ISSUES = [
  "hashicorp/terraform-provider-azurerm 4276, 15438, 16443, 20153",
  "hashicorp/terraform-provider-azurerm 8351; pulumi/pulumi-azure-native 3832; Azure/azure-powershell 9291",
  "hashicorp/terraform-provider-azurerm 24051, 6995; Azure/terraform-azurerm-avm-res-compute-virtualmachine 194, 370",
  "microsoft/AzureTRE 4888; hashicorp/terraform-provider-azurerm 31912",
  "hashicorp/terraform-provider-azurerm 15675, 18871; Azure/azure-rest-api-specs 21548",
  "hashicorp/terraform-provider-azurerm 25336, 30867; Azure/terraform-azurerm-avm-res-compute-virtualmachine 214; Azure/azure-rest-api-specs 32688",
  "hashicorp/terraform-provider-azurerm 20571, 28264",
  "hashicorp/terraform-provider-azurerm 3441, 3793, 4012",
  "hashicorp/terraform-provider-azurerm 4770, 4774, 4790, 8009, 12668, 24232, 15656",
  "hashicorp/terraform-provider-azurerm 14834, 23582",
  "hashicorp/terraform-provider-azurerm 27444, 27619, 26917, 31969",
  "hashicorp/terraform-provider-azurerm 7792, 17816, 24539; Azure/azure-sdk-for-go 2822; Azure/azure-cli 10270; Azure/azure-powershell 10821",
  "hashicorp/terraform-provider-azurerm 10675, 15737, 12095",
  "hashicorp/terraform-provider-azurerm 19629, 19677, 20469",
  "hashicorp/terraform-provider-azurerm 28301, 32298",
  "hashicorp/terraform-provider-azurerm 20608, 29710",
  "hashicorp/terraform-provider-azurerm 31887, 28306",
  "hashicorp/terraform-provider-azurerm 20373, 8813, 14860",
  "hashicorp/terraform-provider-azurerm 23792, 25106; Azure/azure-cli 27785",
  "hashicorp/terraform-provider-azurerm 24087, 23375, 27817, 24978",
  "hashicorp/terraform-provider-azurerm 21663",
  "pulumi/pulumi-azure 1318",
  "hashicorp/terraform-provider-azurerm 19056, 30648",
  "hashicorp/terraform-provider-azurerm 18577; Azure/terraform-azurerm-avm-res-compute-virtualmachine 132",
  "hashicorp/terraform-provider-azurerm 24146, 25845",
  "hashicorp/terraform-provider-azurerm 6980, 10121, 23118",
  "hashicorp/terraform-provider-azurerm 6098, 477, 17251",
  "Azure/azure-powershell 8173; hashicorp/terraform-provider-azurerm 11218, 13913, 9220",
  "hashicorp/terraform-provider-azurerm 9154, 18979, 1575, 22068, 28263",
  "hashicorp/terraform-provider-azurerm 28210, 32832; Azure/azure-cli 22904",
  "hashicorp/terraform-provider-azurerm 8931, 23346; aztfmod/terraform-azurerm-caf 624",
  "Azure/bicep-types-az 2209; Azure/bicep-registry-modules 5156",
  "Azure/azure-rest-api-specs 38962",
  "ansible-collections/azure 1491",
  "pulumi/pulumi-azure-native 4117, 1420",
  "hashicorp/terraform-provider-azurerm 2143, 2207, 2215, 2880",
];

/** The issues about pulumi/pulumi-azure-native and similar tools. */
export const AZURE_NATIVE_ISSUES = [
  "pulumi/pulumi-azure-native 1420",
  "hashicorp/terraform-provider-azurerm 2207, 1637; Azure/bicep-registry-modules 1935",
  "pulumi/pulumi-azure-native 3832",
  "hashicorp/terraform-provider-azurerm 4276, 15438, 16443",
  "hashicorp/pandora 5021",
  "Azure/azure-rest-api-specs 34218; Azure/azure-sdk-for-python 38347",
  "hashicorp/terraform-provider-azurerm 31163",
  "Azure/terraform-azurerm-avm-res-compute-virtualmachine 370",
  "pulumi/pulumi-azure-native 4117; Azure/azure-powershell 11164; MicrosoftDocs/azure-docs 115255",
  "pulumi/pulumi-azure-native 2505, 4116, 4015; pulumi/pulumi 13125",
  "pulumi/pulumi-azure-native 2245, 2798, 3220, 1700, 2356, 2833, 2837",
  "pulumi/pulumi-azure-native 4007, 4633, 2152, 1936, 2910",
  "pulumi/pulumi-azure-native 17, 54, 496; pulumi/pulumi-azure-nextgen 252; pulumi/pulumi 8500",
  "pulumi/pulumi-azure-native 3197, 3603",
  "pulumi/pulumi-azure-native 903, 1024, 699, 4343, 4461, 3720, 4765",
  "pulumi/pulumi-azure-native 4663, 2433, 4169, 2903, 2303; pulumi/pulumi 12823; pulumi/pulumi-azure-nextgen 213",
  "pulumi/pulumi-azure-native 215",
  "pulumi/pulumi-azure-native 1722, 3688; pulumi/pulumi-azure-nextgen 94; pulumi/pulumi-azure 468",
  "pulumi/pulumi-azure-native 1126",
  "pulumi/pulumi-azure-native 938",
  "pulumi/pulumi-azure-native 1029; pulumi/pulumi-azure-nextgen 245",
  "hashicorp/terraform-provider-azurerm 477, 6098, 26705",
  "pulumi/pulumi-azure-nextgen 185",
  "hashicorp/terraform-provider-azurerm 21099; Azure/azure-cli 22904",
  "pulumi/pulumi-azure-native 932, 1078, 3124, 3422, 738, 2096",
];
