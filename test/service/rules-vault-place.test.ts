import { VAULT } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const vault = (location: string, name = "Standard", properties = {}): Request => [
  "PUT",
  VAULT,
  { location, sku: { name }, identity: { type: "SystemAssigned" }, properties },
];
const ENCRYPTED = { encryption: { keyVaultProperties: { keyUri: "https://keys.vault.azure.net/keys/backup" } } };

const PLACES: readonly RuleRow[] = [
  { rule: "a region that consists of spaces", request: vault("  "), status: 400, code: "LocationRequired" },
  {
    rule: "a region with an invalid name",
    request: vault("west/europe"),
    status: 400,
    code: "LocationNotAvailableForResourceType",
  },
  {
    rule: "another SKU while a customer-managed key encrypts it",
    before: [vault("westeurope", "Standard", ENCRYPTED)],
    request: vault("westeurope", "RS0"),
    status: 400,
    code: "UserErrorEncryptedVaultSkuCannotBeChanged",
    message: /its SKU cannot be changed from Standard to RS0/,
  },
];

testRules("a vault refuses", PLACES);
