/**
 * The settings of the VMSnapshot extension. Names are those of the extension; `objectStr` and
 * `customSettings`, which the extension reads as strings, are declared as objects. Source: VMSnapshot extension of Azure Backup; Azure/azure-linux-extensions, VMBackup.
 */
import { LUNS_EXPECTED } from "../../rules/extensions/object.js";
import { TICKS, TICKS_EXPECTED, VM_TYPES } from "../../rules/extensions/settings.js";
import { MAX_LUN } from "../../rules/machines/disks.js";
import { anyJson, oneOf, Type } from "../../schema/vocabulary.js";

const flag = (description: string) => Type.Optional(Type.Boolean({ description }));
const text = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));
const secretText = (description: string) => Type.Optional(Type.String({ minLength: 1, secret: true, description }));

const includedDisks = Type.Object(
  {
    dataDiskLunList: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: MAX_LUN, expected: LUNS_EXPECTED }), {
        uniqueItems: true,
        unordered: true,
        expected: LUNS_EXPECTED,
        description: "The LUNs of the data disks to include.",
      }),
    ),
    isOSDiskIncluded: flag("Whether the operating system disk is in the snapshot."),
    isAnyDiskExcluded: flag("Whether some disks of the VM are excluded."),
    isVMADEEnabled: flag("Whether Azure Disk Encryption is on: its settings are then copied to the snapshots."),
    isVmmdBlobIncluded: flag("Whether the blob with the VM's metadata is in the snapshot."),
    isAnyWADiskIncluded: flag(
      "Whether a disk with Write Accelerator is in the snapshot, which requires a snapshot by the host.",
    ),
    isVmgsBlobIncluded: flag(
      "Whether the blob with the VM's guest state is in the snapshot, which requires a snapshot by the host.",
    ),
    isAnyDirectDriveDiskIncluded: flag(
      "Whether an Ultra or Premium SSD v2 disk is in the snapshot, which requires a snapshot by the host.",
    ),
    instantAccessDurationMinutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 525_600,
        description:
          "The number of minutes for which a snapshot of an Ultra or Premium SSD v2 disk can be used immediately.",
      }),
    ),
  },
  { additionalProperties: false, description: "The disks in the snapshot. Default: all disks." },
);

const backup = Type.Object(
  {
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: "The metadata of each snapshot's blob, which identifies it later.",
      }),
    ),
    includedDisks: Type.Optional(includedDisks),
    snapshotTaskToken: secretText("The token that identifies the task to the host."),
    dynamicConfigs: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          "Switches of the platform, such as isSnapshotTtlEnabled; the extension only logs those that it does not know.",
      }),
    ),
  },
  {
    additionalProperties: false,
    description: "The content of `objectStr` as an object, which the provider encodes. Set this or `objectStr`.",
  },
);

const customSettings = (who: string) =>
  Type.Optional(
    anyJson({
      description: `Other settings of the extension, such as takeSnapshotFrom: an object, sent as a JSON string. ${who}`,
    }),
  );

export const settings = Type.Object(
  {
    commandToExecute: text(
      "`snapshot` takes a snapshot, `install` only installs. The extension searches for these words in the string.",
    ),
    vmType: oneOf(VM_TYPES, {
      default: VM_TYPES[0],
      description: "The type of the VM. Without it the extension takes snapshots but never writes its status.",
    }),
    taskId: text(
      "The id of the task, usually a GUID. The extension carries out each task once: with the id of the last task it does nothing and reports no error.",
    ),
    commandStartTimeUTCTicks: Type.Optional(
      Type.String({
        pattern: TICKS,
        expected: TICKS_EXPECTED,
        description:
          "The time of the command in .NET ticks (tenths of a microsecond since the year 1, UTC), as a string, because a JSON number would lose digits. The extension ignores a command that is more than 140 minutes late.",
      }),
    ),
    locale: text("A language, such as en-us."),
    backup: Type.Optional(backup),
    objectStr: text(
      "A JSON object in base64 that describes the backup, as an alternative to `backup`. Linux requires one of the two.",
    ),
    customSettings: customSettings("These take precedence over the protected ones."),
    logsBlobUri: secretText(
      "The SAS URI of an empty blob for the log. Everybody with read access to the extension can read it here: prefer the protected settings.",
    ),
    statusBlobUri: secretText(
      "The SAS URI of an empty blob for the status. Everybody with read access to the extension can read it here: prefer the protected settings.",
    ),
  },
  {
    additionalProperties: false,
    description:
      "The settings that everybody with read access to the VM can read. If all settings are omitted, also the raw and the protected ones, the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes; an existing extension is adopted with its settings. Azure Backup writes its own settings with every backup, so declared ones drift; declare settings only if this program, and not Azure Backup, runs the extension.",
  },
);

export const protectedSettings = Type.Object(
  {
    blobSasUris: Type.Optional(
      Type.Array(Type.String(), {
        description:
          "The SAS URIs of the disks' blobs, the operating system disk first; an empty array for managed disks, of which the host takes the snapshots. Set this or `objectStr`.",
      }),
    ),
    objectStr: text("A JSON object in base64 with the SAS URIs, as an alternative to `blobSasUris`."),
    logsBlobUri: text("The SAS URI of a blob for the log: the blob must exist and be empty."),
    statusBlobUri: text("The SAS URI of a blob for the status: the blob must exist and be empty."),
    snapshotTaskToken: text("The token that identifies the task to the host."),
    customSettings: customSettings("The public ones take precedence over these."),
  },
  {
    additionalProperties: false,
    secret: true,
    action: true,
    description:
      "The settings that only the VM can read. Azure never returns them, so a change outside this program cannot be detected; the state contains them encrypted.",
  },
);

/** The names of the typed settings, which raw settings must not contain. */
export const typedKeys = (schema: typeof settings | typeof protectedSettings): string[] =>
  Object.keys(schema.properties);
