/** Snapshots as programs declare them, each with its own source. Sources: those of `rules/disks/terms.ts`. */
import fc from "fast-check";
import type { JsonObject } from "../../provider/core/json.js";
import { GROUP } from "../support/service.js";
import { among, mostly, oneOf, perhaps, record, tags } from "./declarations.js";
import type { Declared, LawAzure } from "./law.js";

const ELSEWHERE = "/subscriptions/00000000-0000-4000-8000-000000000002/resourceGroups/rehearsal";

/** Creates the resource groups that the declarations reference. */
export async function putGroups({ put }: LawAzure): Promise<void> {
  await put(ELSEWHERE, { location: "westeurope" });
}

const region = mostly(oneOf("westeurope", "West Europe"), oneOf("northeurope", "westus"));
const COMPUTE = `${GROUP}/providers/Microsoft.Compute`;
const DISK = `${COMPUTE}/disks/disk{n}`;
const COPIED = `${COMPUTE}/snapshots/copied{n}`;

interface Source {
  readonly source: JsonObject;
  readonly known: Declared["known"];
  readonly setup: Declared["setup"];
}

const disk = fc.record({
  location: region,
  sku: mostly(oneOf("Premium_LRS", "Standard_LRS"), oneOf("PremiumV2_LRS", "UltraSSD_LRS")).map((name) => ({ name })),
  diskSizeGB: oneOf(4, 32, 64, 1024),
});

const ofDisk: fc.Arbitrary<Source> = disk.map(({ location, sku, diskSizeGB }) => ({
  source: { disk: DISK },
  known: { disk: { location, sku, diskSizeGB } },
  setup: [[DISK, { location, sku, properties: { creationData: { createOption: "Empty" }, diskSizeGB } }]],
}));

const ofSnapshot: fc.Arbitrary<Source> = fc
  .tuple(region, oneOf(4, 32, 64), fc.boolean())
  .map(([location, diskSizeGB, incremental]) => ({
    source: { snapshot: COPIED },
    known: { snapshot: { location, sku: { name: "Standard_LRS" }, diskSizeGB, incremental } },
    setup: [
      [DISK, { location, properties: { creationData: { createOption: "Empty" }, diskSizeGB } }],
      [
        COPIED,
        { location, properties: { creationData: { createOption: "Copy", sourceResourceId: DISK }, incremental } },
      ],
    ],
  }));

const ACCOUNT = `${GROUP}/providers/Microsoft.Storage/storageAccounts/disks`;
const ofBlob: fc.Arbitrary<Source> = mostly(
  oneOf("https://disks.blob.core.windows.net/vhds/os.vhd", "https://disks.blob.core.windows.net/vhds/deep/er/data"),
  oneOf(
    "http://disks.blob.core.windows.net/vhds/os.vhd",
    "https://other.blob.core.windows.net/vhds/os.vhd",
    "https://disks.blob.core.windows.net/vhds/os.vhdx",
    "https://disks.blob.core.windows.net/vhds/os.vhd?sig=s",
    "os.vhd",
  ),
).map((uri) => ({ source: { blob: { uri, storageAccount: ACCOUNT } }, known: {}, setup: [] }));

const ofTwo: fc.Arbitrary<Source> = ofDisk.map((source) => ({
  ...source,
  source: { ...source.source, snapshot: COPIED },
}));

const source = fc.oneof(
  { weight: 8, arbitrary: ofDisk },
  { weight: 5, arbitrary: ofSnapshot },
  { weight: 3, arbitrary: ofBlob },
  { weight: 1, arbitrary: ofTwo },
);

const access = fc.oneof(
  fc.constant({}),
  fc.constant({ networkAccessPolicy: "AllowPrivate", diskAccess: `${COMPUTE}/diskAccesses/private` }),
  record({
    networkAccessPolicy: oneOf("AllowAll", "AllowPrivate", "DenyAll"),
    diskAccess: perhaps(fc.constant(`${COMPUTE}/diskAccesses/private`)),
  }),
);

const SET = `${COMPUTE}/diskEncryptionSets/keys`;
const encryption = fc.oneof(
  fc.constant({}),
  fc.constant({ diskEncryptionSet: SET }),
  record({
    encryptionType: oneOf(
      "EncryptionAtRestWithPlatformKey",
      "EncryptionAtRestWithCustomerKey",
      "EncryptionAtRestWithPlatformAndCustomerKeys",
    ),
    diskEncryptionSet: perhaps(fc.constant(SET)),
  }),
);

const terms = record({
  name: fc.stringMatching(/^[a-zA-Z0-9]([-\w.]{0,60}[a-zA-Z0-9_])$/).map((name) => `${name}{n}`),
  resourceGroup: mostly(fc.constant(GROUP), fc.constant(ELSEWHERE)),
  location: mostly(oneOf("westeurope", "West Europe"), oneOf("northeurope", "westus")),
  incremental: perhaps(fc.boolean()),
  instantAccessDurationMinutes: mostly(fc.constant(undefined), among(59, 301)),
  sku: perhaps(oneOf("Standard_LRS", "Standard_ZRS", "Premium_LRS")),
  publicNetworkAccess: perhaps(oneOf("Enabled", "Disabled")),
  osType: perhaps(oneOf("Windows", "Linux")),
  hyperVGeneration: perhaps(oneOf("V1", "V2")),
  diskSizeGb: mostly(fc.constant(undefined), among(1, 2048)),
  tags: perhaps(tags),
});

export const declaredSnapshots: fc.Arbitrary<Declared> = fc
  .tuple(source, terms, access, encryption)
  .map(([{ source: declaredSource, known, setup }, options, accessInputs, encryptionInputs]) => ({
    inputs: { ...options, ...accessInputs, ...encryptionInputs, source: declaredSource },
    ...(known === undefined ? {} : { known }),
    ...(setup === undefined ? {} : { setup }),
  }));
