import type { JsonObject } from "../../provider/core/json.js";
import { DISK, GROUP, machineWith, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const SNAPSHOT = `${COMPUTE}/snapshots/s1`;

const disk = (properties: JsonObject, more: JsonObject = {}): Request => [
  "PUT",
  DISK,
  {
    location: "westeurope",
    ...more,
    properties: { creationData: { createOption: "Empty" }, diskSizeGB: 8, ...properties },
  },
];
const vm = (properties: JsonObject, osType = "Linux"): Request => ["PUT", VM, machineWith(properties, osType)];
const named = (computerName: string, osType: string): Request => vm({ osProfile: { computerName } }, osType);
const withPassword = (adminPassword: string, osType = "Windows"): Request =>
  vm({ osProfile: { adminPassword } }, osType);
const withData = (...dataDisks: readonly JsonObject[]): Request =>
  vm({ storageProfile: { dataDisks: [...dataDisks] } });
const empty = (lun: number, more: JsonObject = {}): JsonObject => ({
  lun,
  createOption: "Empty",
  diskSizeGB: 4,
  ...more,
});
const copyOf = (sourceResourceId: string, createOption = "Copy"): Request => [
  "PUT",
  SNAPSHOT,
  { location: "westeurope", properties: { creationData: { createOption, sourceResourceId } } },
];
const extension = (typeHandlerVersion: string): Request => [
  "PUT",
  `${VM}/extensions/tool`,
  { location: "westeurope", properties: { publisher: "Contoso", type: "Tool", typeHandlerVersion } },
];
const invalid = (rule: string, request: Request, message: RegExp): RuleRow => ({
  rule,
  request,
  status: 400,
  code: "InvalidParameter",
  message,
});
const taken = (rule: string, request: Request, ...before: readonly Request[]): RuleRow => ({
  rule,
  before,
  request,
  status: request[1] === VM || request[1].includes("/extensions/") ? 201 : 202,
});

const WINDOWS_NAME = /^Windows computer name cannot be more than 15 characters long, be entirely numeric, or contain/;
const LINUX_NAME = /^Linux host name cannot exceed 64 characters in length or contain the following characters/;
const PASSWORD = /^The supplied password must be between 8-123 characters long and must satisfy at least 3 of/;

testRules("the computer name of a new VM", [
  invalid("cannot have 16 characters on Windows", named("abcdefghijklmnop", "Windows"), WINDOWS_NAME),
  invalid("cannot be entirely numeric on Windows", named("12345", "Windows"), WINDOWS_NAME),
  invalid("cannot have a dot on Windows", named("a.b", "Windows"), WINDOWS_NAME),
  invalid("cannot have an underscore on Windows", named("a_b", "Windows"), WINDOWS_NAME),
  invalid("cannot have 65 characters on Linux", named("a".repeat(65), "Linux"), LINUX_NAME),
  invalid("cannot have an underscore on Linux", named("a_b", "Linux"), LINUX_NAME),
  taken("may have 15 characters on Windows", named("abcdefghijklmno", "Windows")),
  taken("may have 64 characters on Linux", named("a".repeat(64), "Linux")),
]);

testRules("the account of a new VM", [
  invalid("cannot have a password of one character", withPassword("a"), PASSWORD),
  invalid("cannot have a password of two kinds of characters", withPassword("abcdefgh1"), PASSWORD),
  invalid("cannot have a password of 124 characters", withPassword(`Aa1${"x".repeat(121)}`), PASSWORD),
  invalid(
    "cannot have a password of five characters on Linux",
    withPassword("Aa1!x", "Linux"),
    /^The supplied password must be between 6-72 characters long/,
  ),
  invalid(
    "cannot have a well-known password",
    withPassword("P@$$w0rd"),
    /^The Admin password specified is not allowed\.$/,
  ),
  invalid(
    "cannot have a well-known user name",
    vm({ osProfile: { adminUsername: "Administrator" } }),
    /^The Admin Username specified is not allowed\.$/,
  ),
  taken("may have a password of six characters on Linux", withPassword("Aa1!xy", "Linux")),
]);

testRules("the size of a VM", [
  invalid(
    "must be a name of a size",
    vm({ hardwareProfile: { vmSize: "Gigantic" } }),
    /^The value Gigantic provided for the VM size is not valid\.$/,
  ),
  invalid(
    "must be a name of a size, with underscores",
    vm({ hardwareProfile: { vmSize: "Standard_DS1v2" } }),
    /not valid\.$/,
  ),
  ...["Standard_NC24ads_A100_v4", "Standard_M416s_9_v2", "Standard_HB120-16rs_v3", "Basic_A1", "standard_d2s_v5"].map(
    (size) => taken(`may be ${size}`, vm({ hardwareProfile: { vmSize: size } })),
  ),
  {
    rule: "limits the number of data disks",
    request: vm({
      hardwareProfile: { vmSize: "Standard_D2s_v5" },
      storageProfile: { dataDisks: [0, 1, 2, 3, 4].map((lun) => empty(lun)) },
    }),
    status: 409,
    code: "OperationNotAllowed",
    message: /^The maximum number of data disks allowed to be attached to a VM of this size is 4\.$/,
  },
  {
    rule: "cannot be changed to one that has too many data disks",
    before: [
      vm({
        hardwareProfile: { vmSize: "Standard_D4s_v5" },
        storageProfile: { dataDisks: [0, 1, 2, 3, 4].map((lun) => empty(lun)) },
      }),
    ],
    request: ["PATCH", VM, { properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } }],
    status: 409,
    code: "OperationNotAllowed",
  },
]);

testRules("a data disk", [
  invalid(
    "cannot have a LUN above 63",
    withData(empty(64)),
    /^The value '64' of parameter 'dataDisk\.lun' is out of range\. Value '64' must be between '0' and '63' inclusive\.$/,
  ),
  invalid(
    "cannot have a negative LUN",
    withData(empty(-1)),
    /^The value '-1' of parameter 'dataDisk\.lun' is out of range\./,
  ),
  invalid("cannot have the LUN of another one", withData(empty(0), empty(0)), /^A disk at LUN 0 already exists\.$/),
  invalid(
    "cannot have 0 GB",
    withData(empty(0, { diskSizeGB: 0 })),
    /^The value '0' of parameter 'dataDisk\.diskSizeGB' is out of range/,
  ),
  invalid(
    "that is created needs a size",
    withData({ lun: 0, createOption: "Empty" }),
    /^Required parameter 'dataDisk\.diskSizeGB' is missing/,
  ),
  {
    rule: "needs a complete id",
    request: withData(empty(0, { managedDisk: { id: "x" } })),
    status: 400,
    code: "LinkedInvalidPropertyId",
    message: /^Property id 'x' at path 'properties\.storageProfile\.dataDisks\[0\]\.managedDisk\.id' is invalid\./,
  },
  {
    rule: "needs the id of a disk",
    request: withData(empty(0, { managedDisk: { id: VM } })),
    status: 400,
    code: "InvalidParameter",
  },
]);

testRules("the size of a disk", [
  invalid(
    "cannot be 0 GB",
    disk({ diskSizeGB: 0 }),
    /^The value '0' of parameter 'disk\.diskSizeGb' is out of range\. Value '0' must be between '1' and '32767' inclusive\.$/,
  ),
  invalid("cannot be 70,000 GB", disk({ diskSizeGB: 70000 }), /must be between '1' and '32767' inclusive/),
  invalid(
    "cannot be 70,000 GB on Ultra storage",
    disk({ diskSizeGB: 70000 }, { sku: { name: "UltraSSD_LRS" } }),
    /between '1' and '65536'/,
  ),
  invalid(
    "of the OS of a VM cannot be 0 GB",
    vm({ storageProfile: { osDisk: { diskSizeGB: 0 } } }),
    /'osDisk\.diskSizeGB' is out of range/,
  ),
  taken("may be 65,536 GB on Ultra storage", disk({ diskSizeGB: 65536 }, { sku: { name: "UltraSSD_LRS" } })),
  {
    ...invalid(
      "cannot be changed to 40,000 GB",
      ["PATCH", DISK, { properties: { diskSizeGB: 40000 } }],
      /out of range/,
    ),
    before: [disk({})],
  },
]);

testRules("the source of a copy", [
  ...["x", "///x", "/subscriptions", "/providers/x"].map((id) => ({
    rule: `cannot be ${id}`,
    request: copyOf(id),
    status: 400,
    code: "LinkedInvalidPropertyId",
    message:
      /^Property id '.*' at path 'properties\.creationData\.sourceResourceId' is invalid\. Expect fully qualified resource Id/,
  })),
  ...["/subscriptions/a", GROUP, VM].flatMap((id) =>
    ["Copy", "CopyStart"].map((option) =>
      invalid(
        `cannot be ${id.split("/").slice(-2).join("/")} by ${option}`,
        copyOf(id, option),
        /^Entity not of expected type/,
      ),
    ),
  ),
]);

testRules("the version of an extension's handler", [
  ...["1.9.3", "2.1.3.0", "2", "latest", "1.", "", "v1.9"].map((version) => ({
    ...invalid(
      `cannot be ${JSON.stringify(version)}`,
      extension(version),
      /^The value of parameter typeHandlerVersion is invalid\.$/,
    ),
    before: [vm({})],
  })),
  taken("may be 1.10", extension("1.10"), vm({})),
]);
