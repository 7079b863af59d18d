import { type JsonObject, mergeJson } from "../../provider/core/json.js";
import { ITEM, machine, protection, STOP, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const BEFORE: readonly Request[] = [
  ["PUT", VAULT, { location: "westeurope", properties: {} }],
  ["PUT", VM, machine()],
];
const put = (properties: JsonObject, body = protection()): Request => ["PUT", ITEM, mergeJson(body, { properties })];
const disks = (choice: JsonObject): Request => put({ extendedProperties: { diskExclusionProperties: choice } });
const refused = (rule: string, request: Request, message: RegExp): RuleRow => ({
  rule,
  before: BEFORE,
  request,
  status: 400,
  code: "BMSUserErrorInvalidConfigureProtectionRequest",
  message,
});
const accepted = (rule: string, request: Request): RuleRow => ({ rule, before: BEFORE, request, status: 202 });

const ROWS: readonly RuleRow[] = [
  refused(
    "with an unknown protectedItemType is refused",
    put({ protectedItemType: "Nonsense" }),
    /protectedItemType is "Nonsense": expected one of /,
  ),
  refused(
    "with an unknown protectionState is refused",
    put({ protectionState: "Sleeping" }),
    /protectionState is "Sleeping": expected one of .*IRPending, Protected/,
  ),
  refused("with a protectionState that is a number is refused", put({ protectionState: 3 }), /protectionState is 3/),
  refused(
    "with LUNs that no VM has is refused",
    disks({ diskLunList: [-1, 64, 0], isInclusionList: true }),
    /diskLunList contains -1, 64: expected LUNs, integers from 0 to 63/,
  ),
  refused(
    "with a LUN that is a string is refused",
    disks({ diskLunList: [0, "x"], isInclusionList: true }),
    /diskLunList\[1\] is "x": expected an integer/,
  ),
  refused(
    "with a LUN that is a fraction is refused",
    disks({ diskLunList: [1.5], isInclusionList: true }),
    /diskLunList\[0\] is 1\.5: expected an integer/,
  ),
  refused(
    "with a list of LUNs that is no array is refused",
    disks({ diskLunList: 0, isInclusionList: true }),
    /diskLunList is 0: expected an array/,
  ),
  refused(
    "with an isInclusionList that is no boolean is refused",
    disks({ diskLunList: [0], isInclusionList: "yes" }),
    /isInclusionList is "yes": expected true or false/,
  ),
  refused(
    "with the bare name of a policy is refused",
    put({ policyId: "DefaultPolicy" }),
    /valid format\. properties\.policyId is 'DefaultPolicy': expected the full id of a policy of this vault, \/subscriptions\/.*\/backupPolicies\/\{name\}\.$/,
  ),
  refused(
    "with a policy of another vault is refused",
    put({ policyId: `${VAULT}2/backupPolicies/DefaultPolicy` }),
    /properties\.policyId is '.*2\/backupPolicies\/DefaultPolicy': expected the full id of a policy of this vault/,
  ),
  refused(
    "without a policy is refused",
    put({ policyId: null }),
    /valid format\. properties\.policyId is missing: expected the full id of a policy, .*\/backupPolicies\/\{name\}\.$/,
  ),
  refused(
    "with a policy that the vault does not have is refused",
    put({ policyId: `${VAULT}/backupPolicies/Absent` }),
    /valid format\. The vault has no policy "Absent"\.$/,
  ),
  refused(
    "without the id of its VM is refused",
    put({ sourceResourceId: null }),
    /valid format\. properties\.sourceResourceId is missing: expected the id of the virtual machine that the item's path names, vm;iaasvmcontainerv2;/i,
  ),
  refused(
    "with the id of another VM is refused",
    put({ sourceResourceId: `${VM}2` }),
    /properties\.sourceResourceId is '.*\/web2': expected the id of the virtual machine that the item's path names/,
  ),
  accepted(
    "with the name of the SDKs' class as its type is accepted",
    put({ protectedItemType: "AzureIaaSVMProtectedItem" }),
  ),
  accepted("with the LUNs 0 and 63 is accepted", disks({ diskLunList: [0, 63], isInclusionList: true })),
  accepted("with the state that Azure returns is accepted", put({ protectionState: "IRPending" })),
  {
    rule: "that stops protection with an unknown type is refused",
    before: [...BEFORE, ["PUT", ITEM, protection()]],
    request: put({ protectedItemType: "Nonsense" }, STOP),
    status: 400,
    code: "BMSUserErrorInvalidConfigureProtectionRequest",
  },
];

testRules("a write of an item", ROWS);
