/** What the classes of the package add to what a program declares. A test process has no class: it is added here, in one place. */
import type { JsonObject } from "../../provider/core/json.js";
import type { Declaration } from "./stack-state.js";

const FOLDERS: Readonly<Record<string, string>> = {
  ArmResource: "arm-resource",
  Vault: "vault",
  BackupPolicy: "backup-policy",
  ProtectedVm: "protected-vm",
  DiskSnapshot: "disk-snapshot",
  VmSnapshotExtension: "vm-snapshot-extension",
};

/** The text that Pulumi makes of a provider that is a module's exports. */
const shellOf = (kind: string): string =>
  `exports.handler = __f0;\nconst provider = require("azure-vm-backup/kinds/${FOLDERS[kind]}/provider.js");\n\nfunction __f0() {\n  return (function() {\n    with({ this: undefined, arguments: undefined }) {\n\nreturn () => provider;\n\n    }\n  }).apply(undefined, undefined).apply(this, arguments);\n}\n`;

/** The hidden inputs of a declaration. What its references are known to hold is left out: it is there to be checked alone. */
export const hiddenInputs = ({ kind }: Declaration, urn: string): JsonObject => ({
  __provider: shellOf(kind),
  __urn: urn,
});
