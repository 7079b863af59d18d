import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, machineWith, VAULT, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const NETWORK = `${GROUP}/providers/Microsoft.Network`;

const BODY: JsonObject = {
  location: "westeurope",
  properties: { creationData: { createOption: "Empty" }, diskSizeGB: 8 },
};
const DISK_REQUEST: Request = ["PUT", DISK, BODY];
const vm = (properties: JsonObject): Request => ["PUT", VM, machineWith(properties)];
const tagged = (tags: JsonObject, path = DISK): Request => [
  "PUT",
  path,
  path === DISK ? { ...BODY, tags } : { location: "westeurope", tags, properties: {}, sku: { name: "Standard" } },
];
const manyTags = (count: number): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, "x"]));
const taken = (rule: string, request: Request, ...before: readonly Request[]): RuleRow => ({
  rule,
  before,
  request,
  status: request[1] === VM ? 201 : 202,
});

testRules("tags", [
  ...[
    ["of a disk", DISK],
    ["of a vault", VAULT],
    ["of a network", `${NETWORK}/virtualNetworks/v1`],
    ["of a resource group", `${GROUP}2`],
  ].map(([what, path]) => ({
    rule: `${what} are at most 50`,
    request: tagged(manyTags(51), path),
    status: 400,
    code: "TooManyTags",
    message: /^The request has 51 tags: expected at most 50\.$/,
  })),
  taken("may be 50", tagged(manyTags(50))),
  ...["", " ", "\t"].map((name) => ({
    rule: `cannot have the blank name ${JSON.stringify(name)}`,
    request: tagged({ [name]: "x" }),
    status: 400,
    code: "InvalidTagName",
    message: /^The tag name must be non-null, non-empty and non-whitespace only\. Please provide an actual value\.$/,
  })),
  ...[DISK, VAULT, `${NETWORK}/virtualNetworks/v1`, `${GROUP}2`].map((path) => ({
    rule: `of ${path.split("/").at(-2)} cannot have names that differ only in case`,
    request: tagged({ A: "1", b: "2", a: "3" }, path),
    status: 400,
    code: "InvalidTagName",
    message: /^The tag names 'A' and 'a' differ only in case: use one of them\.$/,
  })),
  {
    rule: "are counted before anything else of the request is read",
    request: ["PUT", DISK, { unknown: 1, tags: { ...manyTags(51), bad: 1 } }],
    status: 400,
    code: "TooManyTags",
  },
  ...["a<b", "a>b", "a%b", "a&b", "a\\b", "a?b", "a/b", "a\u0007b"].map((name) => ({
    rule: `cannot have the name ${JSON.stringify(name)}`,
    request: tagged({ [name]: "x" }),
    status: 400,
    code: "InvalidTagNameCharacters",
    message: /^The tag names '.*' have reserved characters '<,>,%,&,\\,\?,\/' or control characters\./,
  })),
  taken("of Azure's services may have reserved characters", tagged({ "hidden-link:/subscriptions/a": "Resource" })),
  {
    rule: "cannot have a name of 513 characters",
    request: tagged({ ["a".repeat(513)]: "x" }),
    status: 400,
    code: "InvalidTagName",
    message: /Maximum allowed length for tag name - '512' characters\.$/,
  },
  {
    rule: "cannot have a value of 257 characters",
    request: tagged({ a: "x".repeat(257) }),
    status: 400,
    code: "InvalidTagValueLength",
    message: /Maximum allowed length for tag value - '256' characters\.$/,
  },
  {
    rule: "that a PATCH sends are checked too",
    before: [DISK_REQUEST],
    request: ["PATCH", DISK, { tags: { "a<b": "x" } }],
    status: 400,
    code: "InvalidTagNameCharacters",
  },
]);

const nic = (name: string): JsonObject => ({
  networkProfile: { networkInterfaces: [{ id: `${NETWORK}/networkInterfaces/${name}` }] },
});
const NIC: Request = ["PUT", `${NETWORK}/networkInterfaces/nic1`, { location: "westeurope", properties: {} }];

testRules("the network interface of a new VM", [
  {
    rule: "must exist if its resource group has network interfaces",
    before: [NIC],
    request: vm(nic("nic2")),
    status: 400,
    code: "InvalidResourceReference",
    message:
      /^Resource .*\/networkInterfaces\/nic2 referenced by resource .*\/virtualMachines\/web was not found\. Please make sure that the referenced resource exists, and that both resources are in the same region\.$/,
  },
  taken("may exist", vm(nic("NIC1")), NIC),
  taken("need not exist if no network interface is simulated in its resource group", vm(nic("nic2"))),
  {
    rule: "needs a complete id",
    request: vm({ networkProfile: { networkInterfaces: [{ id: "nic1" }] } }),
    status: 400,
    code: "LinkedInvalidPropertyId",
    message: /^Property id 'nic1' at path 'properties\.networkProfile\.networkInterfaces\[0\]\.id' is invalid\./,
  },
]);

testRules("the name of a resource", [
  ...["a\u0000b", "a<b", "a\\b", "a b", "%2e%2e", "-a", "a".repeat(81)].map((name) => ({
    rule: `of Compute cannot be ${JSON.stringify(name).slice(0, 12)}`,
    request: ["PUT", `${COMPUTE}/availabilitySets/${name}`, { location: "westeurope", properties: {} }] as Request,
    status: 400,
    code: "InvalidParameter",
    message: /^The value of parameter availabilitySets\.name is invalid: /,
  })),
  ...["a\u0000b", "a<b", "a\\b", "a%b", "a?b", "a&b", "a\u001b[31mb", "a".repeat(261)].map((name) => ({
    rule: `of another provider cannot be ${JSON.stringify(name).slice(0, 12)}`,
    request: [
      "PUT",
      `${NETWORK}/virtualNetworks/${name.replace("?", "%3F")}`,
      { location: "westeurope", properties: {} },
    ] as Request,
    status: 400,
    code: "InvalidResourceName",
    message: /^Resource name .* is invalid\./,
  })),
]);
