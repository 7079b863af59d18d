/**
 * The settings of the VMSnapshot extension. Names are those of the extension; what travels as text inside them, `objectStr`
 * and `customSettings`, is declared as what it means. Source: VMSnapshot extension of Azure Backup; Azure/azure-linux-extensions, VMBackup.
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
        description: "The LUNs of the data disks to take.",
      }),
    ),
    isOSDiskIncluded: flag("Whether the system's disk is taken."),
    isAnyDiskExcluded: flag("Whether the VM has disks that are not taken."),
    isVMADEEnabled: flag("Whether Azure Disk Encryption is on: its settings are then carried over to the snapshots."),
    isVmmdBlobIncluded: flag("Whether the blob of the VM's metadata is taken."),
    isAnyWADiskIncluded: flag("Whether a disk with Write Accelerator is taken, which the host alone can do."),
    isVmgsBlobIncluded: flag("Whether the blob of the VM's guest state is taken, which the host alone can do."),
    isAnyDirectDriveDiskIncluded: flag(
      "Whether an Ultra or Premium SSD v2 disk is taken, which the host alone can do.",
    ),
    instantAccessDurationMinutes: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 525_600,
        description: "For how many minutes a snapshot of an Ultra or Premium SSD v2 disk can be used at once.",
      }),
    ),
  },
  { additionalProperties: false, description: "Of which disks a snapshot is taken. Left out: of all." },
);

const backup = Type.Object(
  {
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description: "What each snapshot carries as metadata of its blob, by which it is found again.",
      }),
    ),
    includedDisks: Type.Optional(includedDisks),
    snapshotTaskToken: secretText("The token by which the host knows the task."),
    dynamicConfigs: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        description:
          "Switches of the platform, such as isSnapshotTtlEnabled; those that the extension does not know are only logged.",
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      "What `objectStr` says, as an object; it is encoded as the extension reads it. Give this or objectStr.",
  },
);

const customSettings = (who: string) =>
  Type.Optional(
    anyJson({
      description: `Settings of the extension's own, such as takeSnapshotFrom: an object, sent as the text of JSON. ${who}`,
    }),
  );

export const settings = Type.Object(
  {
    commandToExecute: text(
      "`snapshot` takes one, `install` only installs. The extension looks for these words in the text.",
    ),
    vmType: oneOf(VM_TYPES, {
      default: VM_TYPES[0],
      description: "The kind of VM. Without it the extension would take snapshots and never write its status.",
    }),
    taskId: text(
      "The id of the task, a GUID by custom. The extension carries out each task once: with the id of the last task it does nothing, and does not say so.",
    ),
    commandStartTimeUTCTicks: Type.Optional(
      Type.String({
        pattern: TICKS,
        expected: TICKS_EXPECTED,
        description:
          "When the command was given, as the digits of .NET ticks (tenths of a microsecond since the year 1, UTC); text, since no number holds them. A command that is more than 140 minutes late is not carried out.",
      }),
    ),
    locale: text("A language, such as en-us."),
    backup: Type.Optional(backup),
    objectStr: text(
      "The base64 of the JSON object that says what to take, in place of `backup`. On Linux one of the two is needed.",
    ),
    customSettings: customSettings("These go before the protected ones."),
    logsBlobUri: secretText(
      "The SAS URI of an empty blob for the log. Here whoever may read the extension sees it: the protected settings are the place for it.",
    ),
    statusBlobUri: secretText(
      "The SAS URI of an empty blob for the status. Here whoever may read the extension sees it: the protected settings are the place for it.",
    ),
  },
  {
    additionalProperties: false,
    description:
      "The settings that anyone may see who may see the VM. Left out, with the raw and the protected ones: the extension is installed, takes no snapshot, and keeps the settings that Azure Backup writes; one that is there already is taken over with its settings. Azure Backup writes settings of its own with every backup that it takes, so that declared ones drift then; declare them where this program drives the extension.",
  },
);

export const protectedSettings = Type.Object(
  {
    blobSasUris: Type.Optional(
      Type.Array(Type.String(), {
        description:
          "The SAS URIs of the disks' blobs, the system's disk first; an empty list for managed disks, of which the host takes the snapshots. Give this or objectStr.",
      }),
    ),
    objectStr: text("The base64 of the JSON object that holds the SAS URIs, in place of `blobSasUris`."),
    logsBlobUri: text("The SAS URI of a blob for the log: it has to be there, and empty."),
    statusBlobUri: text("The SAS URI of a blob for the status: it has to be there, and empty."),
    snapshotTaskToken: text("The token by which the host knows the task."),
    customSettings: customSettings("The public ones go before these."),
  },
  {
    additionalProperties: false,
    secret: true,
    action: true,
    description:
      "The settings that only the VM can read. Azure never shows them again, so that a change of them outside this program cannot be seen; they are kept encrypted in the state.",
  },
);

/** The names of what is typed in each of the two, which no raw settings may hold. */
export const typedKeys = (schema: typeof settings | typeof protectedSettings): string[] =>
  Object.keys(schema.properties);
