/** The VMSnapshot extension of a VM. Source: Microsoft.Compute/virtualMachines/extensions, api-version 2024-07-01. */
import { EXTENSION_NAME } from "../../rules/shared/names.js";
import { REGION_NAME } from "../../rules/shared/regions.js";
import { anyJson, armId, oneOf, type Static, Type, tags } from "../../schema/vocabulary.js";
import { common } from "../kind.js";
import { deleteOrRetain } from "../on-delete.js";
import { protectedSettings, settings } from "./settings-schema.js";

export const inputs = Type.Object(
  {
    vm: armId("Microsoft.Compute/virtualMachines", { description: "The ARM id of the VM.", replaceOnChanges: true }),
    osType: oneOf(["Windows", "Linux"], {
      typeName: "OsType",
      derived: true,
      replaceOnChanges: true,
      expected:
        '"Windows" or "Linux", as storageProfile.osDisk.osType of the VM; optional if `vm` is the VM resource instead of its id',
      description:
        "The operating system of the VM, which selects the extension VMSnapshot or VMSnapshotLinux. A change replaces the extension.",
    }),
    name: Type.Optional(
      Type.String({
        pattern: EXTENSION_NAME.pattern.source,
        expected: EXTENSION_NAME.allowed,
        replaceOnChanges: true,
        ignoreCase: true,
        description:
          "The extension's name on the VM. Default: `VMSnapshot` or `VMSnapshotLinux`, the names that Azure Backup uses. A VM can have only one extension of this type, whatever its name.",
      }),
    ),
    location: Type.Optional(
      Type.String({
        pattern: REGION_NAME.pattern,
        expected: REGION_NAME.allowed,
        replaceOnChanges: true,
        inherited: true,
        ignoreCase: true,
        ignoreSpaces: true,
        description: "The Azure region, which is the VM's. Default: read from the VM.",
      }),
    ),
    tags: Type.Optional(tags()),
    typeHandlerVersion: Type.Optional(
      Type.String({
        pattern: "^\\d{1,5}\\.\\d{1,5}$",
        expected: "a version major.minor, such as 1.9; Azure selects the rest",
        description: "The version to install, `major.minor`. Default: 1.9 on Windows, 1.0 on Linux.",
      }),
    ),
    autoUpgradeMinorVersion: Type.Boolean({
      default: true,
      description: "Whether Azure installs the newest minor version when the extension is written.",
    }),
    enableAutomaticUpgrade: Type.Optional(
      Type.Boolean({ description: "Whether Azure upgrades the extension by itself when there is a newer version." }),
    ),
    forceUpdateTag: Type.Optional(
      Type.String({
        minLength: 1,
        description: "Any string; a change makes the extension run again with the same settings.",
      }),
    ),
    suppressFailures: Type.Optional(
      Type.Boolean({
        description:
          "Whether Azure hides failures of the extension, such as a connection failure; provisioning then succeeds.",
      }),
    ),
    provisionAfterExtensions: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        unordered: true,
        description: "The names of other extensions of the VM that are provisioned before this one.",
      }),
    ),
    settings: Type.Optional(settings),
    rawSettings: Type.Optional(
      anyJson({ description: "Settings that `settings` does not support, sent to Azure unchanged." }),
    ),
    protectedSettings: Type.Optional(protectedSettings),
    rawProtectedSettings: Type.Optional(
      anyJson({
        secret: true,
        action: true,
        description:
          "Protected settings that `protectedSettings` does not support, sent to Azure unchanged. Azure never returns them.",
      }),
    ),
    onDelete: deleteOrRetain(
      "What a destroy does. `delete` deletes the extension. `retain` leaves it on the VM. Default: `delete` if the resource was created, `retain` if it was adopted. On a stopped VM a destroy retains the extension, since Azure deletes extensions only from a running VM. The resource option `deletedWith: vm` skips the delete if the VM is deleted too.",
    ),
    ...common,
  },
  { additionalProperties: false },
);

const status = Type.Object(
  {
    code: Type.String({ description: "Such as ProvisioningState/succeeded." }),
    message: Type.Optional(Type.String({ description: "The message of the extension, without access signatures." })),
  },
  {
    description:
      "The status of the extension when the resource was last written. A backup that failed shows in its job, not here.",
  },
);

export const outputs = Type.Object({
  provisioningState: Type.String({
    description: "Azure's state of the extension when it was last written, such as Succeeded.",
  }),
  handlerVersion: Type.Optional(
    Type.String({
      description: "The version that ran when the resource was last written; undefined until the VM reports it.",
    }),
  ),
  status: Type.Optional(status),
});

export type Inputs = Static<typeof inputs>;
export type Settings = Static<typeof settings>;
export type ProtectedSettings = Static<typeof protectedSettings>;
