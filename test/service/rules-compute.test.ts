import type { JsonObject } from "../../provider/core/json.js";
import { machine, VM } from "../support/service.js";
import { type Request, type RuleRow, testRules } from "./rule-table.js";

const settings = (given: JsonObject, type = "VMSnapshot"): Request => [
  "PUT",
  `${VM}/extensions/${type}`,
  {
    location: "westeurope",
    properties: { publisher: "Microsoft.Azure.RecoveryServices", type, typeHandlerVersion: "1.9", settings: given },
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
const locked = (osProfile: JsonObject): Request => [
  "PUT",
  VM,
  { ...machine(), properties: { ...(machine()["properties"] as JsonObject), osProfile } },
];

const PUTTING: readonly RuleRow[] = [
  {
    rule: "an extension of a name with a colon",
    before: [WINDOWS],
    request: ["PUT", `${VM}/extensions/tool:1`, { location: "westeurope", properties: {} }],
    status: 400,
    code: "InvalidParameter",
    says: /^The value of parameter vmExtension\.name is invalid/,
  },
  ...["publisher", "type", "typeHandlerVersion"].map((key) => ({
    rule: `an extension without its ${key}`,
    before: [WINDOWS],
    request: tool("tool", { [key]: undefined }),
    status: 400,
    code: "InvalidParameter",
    says: new RegExp(`^Required parameter 'vmExtension\\.${key}' is missing`),
  })),
  {
    rule: "a version that is none",
    before: [WINDOWS],
    request: tool("tool", { typeHandlerVersion: "latest" }),
    status: 400,
    code: "InvalidParameter",
  },
  {
    rule: "a second extension of one handler",
    before: [WINDOWS, tool("first")],
    request: tool("second", { publisher: "CONTOSO" }),
    status: 400,
    code: "BadRequest",
    says: /^Multiple VMExtensions per handler not supported for OS type 'Windows'\. VMExtension 'first' with handler 'Contoso\.Tool' already added/,
  },
  {
    rule: "nothing of a second extension of the publisher",
    before: [WINDOWS, tool("first")],
    request: tool("second", { type: "Other" }),
    status: 201,
  },
  {
    rule: "another type for an extension that is there",
    before: [WINDOWS, tool("tool")],
    request: tool("tool", { type: "Other" }),
    status: 409,
    code: "PropertyChangeNotAllowed",
    says: /'vmExtension\.type'/,
  },
  {
    rule: "another publisher for an extension that is there",
    before: [WINDOWS, tool("tool")],
    request: tool("tool", { publisher: "Fabrikam" }),
    status: 409,
    code: "PropertyChangeNotAllowed",
    says: /'vmExtension\.publisher'/,
  },
  ...[{ allowExtensionOperations: false }, { windowsConfiguration: { provisionVMAgent: false } }].map((profile) => ({
    rule: `an extension where the machine has ${JSON.stringify(profile)}`,
    before: [locked(profile)],
    request: tool("tool"),
    status: 409,
    code: "OperationNotAllowed",
    says: /ensure VM Agent is installed on the VM and the osProfile\.allowExtensionOperations property is true/,
  })),
  {
    rule: "an extension of a machine that is not there",
    request: tool("tool"),
    status: 404,
    code: "ResourceNotFound",
  },
];

const EXTENSIONS: readonly RuleRow[] = [
  {
    rule: "ticks in E-notation",
    before: [WINDOWS],
    request: settings({ vmType: VM_TYPE, commandStartTimeUTCTicks: "6.36458E+17" }),
    status: 201,
    says: /commandStartTimeUTCTicks: "6\.36458E\+17" is not allowed: expected 17 to 19 digits in a string/,
  },
  {
    rule: "ticks as a number",
    before: [WINDOWS],
    request: settings({ vmType: VM_TYPE, commandStartTimeUTCTicks: 636_458_000_000_000_000 }),
    status: 201,
    says: /636458000000000000 is not allowed: expected/,
  },
  {
    rule: "nothing where the ticks are text",
    before: [WINDOWS],
    request: settings({
      vmType: VM_TYPE,
      commandStartTimeUTCTicks: "638512299280000000",
      commandToExecute: "snapshot",
    }),
    status: 201,
    says: /^$/,
  },
  {
    rule: "the extension of Linux on Windows",
    before: [WINDOWS],
    request: settings({}, "VMSnapshotLinux"),
    status: 201,
    says: /^The VM runs Windows: its snapshot extension is VMSnapshot, not VMSnapshotLinux/,
  },
  {
    rule: "a command that the extension does not know",
    before: [WINDOWS],
    request: settings({ vmType: VM_TYPE, commandToExecute: "sleep" }),
    status: 201,
    says: /commandToExecute: "sleep" is not a command of the extension/,
  },
  {
    rule: "settings without the kind of machine",
    before: [WINDOWS],
    request: settings({ commandToExecute: "snapshot" }),
    status: 201,
    says: /vmType is missing/,
  },
];

testRules("a machine does not take", PUTTING);
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
      ["settings without objectStr", undefined, /^settings\.objectStr is missing: .* without a status/],
      ["an objectStr that is no JSON", encoded("{"), /objectStr is not a JSON object in base64/],
      ["an objectStr without metadata", encoded('{"backupMetadata":null}'), /objectStr\.backupMetadata is missing/],
      ["an objectStr beyond ASCII", encoded('{"backupMetadata":["é"]}'), /objectStr contains a byte that is not ASCII/],
      ["nothing of an objectStr with metadata", METADATA, /^$/],
    ] as const
  ).map(([rule, objectStr, says]) => ({ rule, before: [LINUX], request: linuxSettings(objectStr), status: 201, says })),
  {
    rule: "settings without protected ones",
    before: [LINUX],
    request: linuxSettings(METADATA, {}),
    status: 201,
    says: /^protectedSettings is missing: without protected settings the extension for Linux ends without a status/,
  },
];

testRules("the snapshot extension warns of", EXTENSIONS);
testRules("the snapshot extension of Linux warns of", LINUX_EXTENSIONS);
