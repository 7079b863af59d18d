/** The hidden inputs that the classes of the package add to a declaration. The model of the engine has no classes. */
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

/** Pulumi's serialization of a provider that is the exports of a module. */
const shellOf = (kind: string): string =>
  `exports.handler = __f0;\nconst provider = require("azure-vm-backup/kinds/${FOLDERS[kind]}/provider.js");\n\nfunction __f0() {\n  return (function() {\n    with({ this: undefined, arguments: undefined }) {\n\nreturn () => provider;\n\n    }\n  }).apply(undefined, undefined).apply(this, arguments);\n}\n`;

/** The hidden inputs of a declaration, without `__known`, which only checks use. */
export const hiddenInputs = ({ kind }: Declaration, urn: string): JsonObject => ({
  __provider: shellOf(kind),
  __urn: urn,
});
