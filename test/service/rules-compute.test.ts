import type { JsonObject } from "../../provider/core/json.js";
import { machine, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const snapshotExtension = (settings: JsonObject, type = "VMSnapshot"): Request => [
  "PUT",
  `${VM}/extensions/${type}`,
  {
    location: "westeurope",
    properties: { publisher: "Microsoft.Azure.RecoveryServices", type, typeHandlerVersion: "1.9", settings },
  },
];
const VM_TYPE = "microsoft.compute/virtualmachines";
const WINDOWS: Request = ["PUT", VM, machine()];
const tool = (name: string, more: JsonObject = {}): Request => [
  "PUT",
  `${VM}/extensions/${name}`,
  {
    location: "westeurope",
    properties: { publisher: "Contoso", type: "Tool", typeHandlerVersion: "1.0", ...more },
  },
];
const withOsProfile = (osProfile: JsonObject): Request => [
  "PUT",
  VM,
  { ...machine(), properties: { ...(machine()["properties"] as JsonObject), osProfile } },
];

const PUTTING: readonly RuleRow[] = [
  {
    rule: "refuses an extension with a colon in its name",
    before: [WINDOWS],
    request: ["PUT", `${VM}/extensions/tool:1`, { location: "westeurope", properties: {} }],
    status: 400,
    code: "InvalidParameter",
    message: /^The value of parameter vmExtension\.name is invalid/,
  },
  ...["publisher", "type", "typeHandlerVersion"].map((key) => ({
    rule: `refuses an extension without ${key}`,
    before: [WINDOWS],
    request: tool("tool", { [key]: undefined }),
    status: 400,
    code: "InvalidParameter",
    message: new RegExp(`^Required parameter 'vmExtension\\.${key}' is missing`),
  })),
  {
    rule: "refuses an extension with an invalid typeHandlerVersion",
    before: [WINDOWS],
    request: tool("tool", { typeHandlerVersion: "latest" }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "refuses a second extension with the same handler",
    before: [WINDOWS, tool("first")],
    request: tool("second", { publisher: "CONTOSO" }),
    status: 400,
    code: "BadRequest",
    message:
      /^Multiple VMExtensions per handler not supported for OS type 'Windows'\. VMExtension 'first' with handler 'Contoso\.Tool' already added/,
  },
  {
    rule: "accepts a second extension of the same publisher",
    before: [WINDOWS, tool("first")],
    request: tool("second", { type: "Other" }),
    status: 201,
  },
  {
    rule: "refuses another type for an existing extension",
    before: [WINDOWS, tool("tool")],
    request: tool("tool", { type: "Other" }),
    status: 409,
    code: "PropertyChangeNotAllowed",
    message: /'vmExtension\.type'/,
  },
  {
    rule: "refuses another publisher for an existing extension",
    before: [WINDOWS, tool("tool")],
    request: tool("tool", { publisher: "Fabrikam" }),
    status: 409,
    code: "PropertyChangeNotAllowed",
    message: /'vmExtension\.publisher'/,
  },
  ...[{ allowExtensionOperations: false }, { windowsConfiguration: { provisionVMAgent: false } }].map((profile) => ({
    rule: `refuses an extension if its osProfile is ${JSON.stringify(profile)}`,
    before: [withOsProfile(profile)],
    request: tool("tool"),
    status: 409,
    code: "OperationNotAllowed",
    message: /ensure VM Agent is installed on the VM and the osProfile\.allowExtensionOperations property is true/,
  })),
  {
    rule: "refuses an extension if the VM does not exist",
    request: tool("tool"),
    status: 404,
    code: "ParentResourceNotFound",
  },
];

const EXTENSIONS: readonly RuleRow[] = [
  {
    rule: "warns about ticks in E-notation",
    before: [WINDOWS],
    request: snapshotExtension({ vmType: VM_TYPE, commandStartTimeUTCTicks: "6.36458E+17" }),
    status: 201,
    message: /commandStartTimeUTCTicks: "6\.36458E\+17" is not allowed: expected 17 to 19 digits in a string/,
  },
  {
    rule: "warns about ticks as a number",
    before: [WINDOWS],
    request: snapshotExtension({ vmType: VM_TYPE, commandStartTimeUTCTicks: 636_458_000_000_000_000 }),
    status: 201,
    message: /636458000000000000 is not allowed: expected/,
  },
  {
    rule: "does not warn about ticks as a string",
    before: [WINDOWS],
    request: snapshotExtension({
      vmType: VM_TYPE,
      commandStartTimeUTCTicks: "638512299280000000",
      commandToExecute: "snapshot",
    }),
    status: 201,
    message: /^$/,
  },
  {
    rule: "warns about the Linux extension on a Windows VM",
    before: [WINDOWS],
    request: snapshotExtension({}, "VMSnapshotLinux"),
    status: 201,
    message: /^The VM runs Windows: its snapshot extension is VMSnapshot, not VMSnapshotLinux/,
  },
  {
    rule: "warns about an unknown command",
    before: [WINDOWS],
    request: snapshotExtension({ vmType: VM_TYPE, commandToExecute: "sleep" }),
    status: 201,
    message: /commandToExecute: "sleep" is not a command of the extension/,
  },
  {
    rule: "warns about settings without vmType",
    before: [WINDOWS],
    request: snapshotExtension({ commandToExecute: "snapshot" }),
    status: 201,
    message: /vmType is missing/,
  },
];

testRules("a VM", PUTTING);
const LINUX: Request = ["PUT", VM, machine("Linux")];
const encoded = (text: string): string => Buffer.from(text).toString("base64");
const METADATA = encoded('{"backupMetadata":[{"Key":"vmbackuptag","Value":"mine"}]}');
const linuxSettings = (
  objectStr: string | undefined,
  protectedSettings: JsonObject = { objectStr: "e30=" },
): Request => [
  "PUT",
  `${VM}/extensions/VMSnapshotLinux`,
  {
    location: "westeurope",
    properties: {
      publisher: "Microsoft.Azure.RecoveryServices",
      type: "VMSnapshotLinux",
      typeHandlerVersion: "1.0",
      settings: { vmType: VM_TYPE, commandToExecute: "snapshot", objectStr },
      protectedSettings,
    },
  },
];

const LINUX_EXTENSIONS: readonly RuleRow[] = [
  ...(
    [
      ["warns about settings without objectStr", undefined, /^settings\.objectStr is missing: .* without a status/],
      ["warns about an objectStr that is not JSON", encoded("{"), /objectStr is not a JSON object in base64/],
      [
        "warns about an objectStr without backupMetadata",
        encoded('{"backupMetadata":null}'),
        /objectStr\.backupMetadata is missing/,
      ],
      [
        "warns about an objectStr with a non-ASCII character",
        encoded('{"backupMetadata":["é"]}'),
        /objectStr contains a byte that is not ASCII/,
      ],
      ["does not warn about an objectStr with backupMetadata", METADATA, /^$/],
    ] as const
  ).map(([rule, objectStr, message]) => ({
    rule,
    before: [LINUX],
    request: linuxSettings(objectStr),
    status: 201,
    message,
  })),
  {
    rule: "warns about settings without protectedSettings",
    before: [LINUX],
    request: linuxSettings(METADATA, {}),
    status: 201,
    message: /^protectedSettings is missing: without protected settings the extension for Linux ends without a status/,
  },
];

testRules("the snapshot extension", EXTENSIONS);
testRules("the snapshot extension for Linux", LINUX_EXTENSIONS);
