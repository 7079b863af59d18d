import type { Notes } from "../notes.mjs";
import { DISK, ENCRYPTION_SET, GROUP, SNAPSHOT, STORAGE_ACCOUNT } from "./ids.mjs";

const vhd = { blob: { uri: "https://disks.blob.core.windows.net/vhds/os.vhd", storageAccount: STORAGE_ACCOUNT } };
const withSignature = { blob: { ...vhd.blob, uri: `${vhd.blob.uri}?sig=…` } };

export const diskSnapshot: Notes = {
  declared: { name: "before", resourceGroup: GROUP, location: "westeurope", source: { disk: DISK } },
  refused: [
    { inputs: { source: {} } },
    { inputs: { source: { disk: DISK, snapshot: SNAPSHOT } } },
    { inputs: { source: vhd } },
    { inputs: { source: withSignature, incremental: false } },
    { inputs: { sku: "Premium_LRS" } },
    { inputs: { networkAccessPolicy: "AllowPrivate" } },
    { inputs: { encryptionType: "EncryptionAtRestWithCustomerKey" } },
    { inputs: { resourceGroup: GROUP.replaceAll("0000-0000", "1111-1111") } },
    { inputs: {}, known: { disk: { location: "northeurope" } } },
    { inputs: { diskSizeGb: 32 }, known: { disk: { diskSizeGB: 64 } } },
    { inputs: { instantAccessDurationMinutes: 60 }, known: { disk: { sku: { name: "Premium_LRS" } } } },
    {
      inputs: { source: { snapshot: SNAPSHOT } },
      known: { snapshot: { location: "northeurope", incremental: false } },
    },
  ],
  irreversibleChanges: [
    { before: { inputs: {} }, now: { inputs: { source: { disk: `${DISK}-2` } } } },
    {
      before: { inputs: { instantAccessDurationMinutes: 60 } },
      now: { inputs: { instantAccessDurationMinutes: 120 } },
    },
    { before: { inputs: { diskSizeGb: 64 } }, now: { inputs: { diskSizeGb: 32 } } },
    { before: { inputs: { diskEncryptionSet: ENCRYPTION_SET } }, now: { inputs: {} } },
  ],
  warned: [{ inputs: { triggers: ["2026-11"] } }, { inputs: {}, known: { disk: { sku: { name: "UltraSSD_LRS" } } } }],
  limits: [
    {
      text: "The embedded Azure (simulation) stores no disk data: its snapshots have a source but no content.",
      test: ["service/compute.test.ts", "is copied into a snapshot that records the unique id of its source"],
    },
    {
      text: "A snapshot with an active shared access signature cannot be deleted; the error describes how to revoke it.",
      test: [
        "unit/kinds/disk-snapshot-read.test.ts",
        "fails with the command that revokes access if the snapshot has an active shared access signature",
      ],
    },
    {
      text: "`pulumi up` waits for a copy from another region, by default for at most one day. After a timeout the copy continues in Azure, and the next `pulumi up` waits for it again.",
      test: [
        "unit/kinds/disk-snapshot-verbs.test.ts",
        "takes no second snapshot, does not read the source, and waits for the running copy",
      ],
    },
  ],
};
