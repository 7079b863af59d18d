/** VMSnapshot extensions as programs declare them, each on its own VM. Sources: those of `rules/extensions/settings.ts`. */
import fc from "fast-check";
import type { JsonObject } from "../../provider/core/json.js";
import { GROUP, machine } from "../support/service.js";
import { mostly, oneOf, perhaps, record, tags } from "./declarations.js";
import type { Declared } from "./law.js";

const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/ext{n}`;
const SAS = "https://shop.blob.core.windows.net/vhds/os.vhd?sv=2014-02-14&sr=b&sp=rw&sig=c2lnbmF0dXJl";
const uri = mostly(
  fc.constant(SAS),
  oneOf("", "http://shop.blob.core.windows.net/vhds/os.vhd?sig=s", "https://shop/v/b"),
);
const object = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString("base64");

const metadata = fc.dictionary(
  mostly(fc.stringMatching(/^[A-Za-z_]\w{0,10}$/), fc.string({ maxLength: 5 })),
  mostly(fc.stringMatching(/^[ -~]{0,10}$/), fc.string({ maxLength: 5, unit: "grapheme" })),
  { maxKeys: 3 },
);

const includedDisks = record({
  dataDiskLunList: perhaps(fc.uniqueArray(mostly(fc.nat(63), oneOf(-1, 64)), { maxLength: 4 })),
  isOSDiskIncluded: perhaps(fc.boolean()),
  isAnyDiskExcluded: perhaps(fc.boolean()),
  instantAccessDurationMinutes: perhaps(fc.nat(1000)),
});

const backup = record({
  metadata: perhaps(metadata),
  includedDisks: perhaps(includedDisks),
  snapshotTaskToken: perhaps(fc.constant("task-token")),
  dynamicConfigs: perhaps(fc.constant({ isSnapshotTtlEnabled: "true" })),
});

const settings = fc
  .tuple(
    record({
      commandToExecute: mostly(oneOf("snapshot", "install", "Snapshot"), oneOf("backup", undefined)),
      vmType: perhaps(fc.constant("microsoft.compute/virtualmachines")),
      taskId: perhaps(fc.uuid()),
      commandStartTimeUTCTicks: perhaps(mostly(fc.constant("638512299280000000"), oneOf("6.36458E+17", "1"))),
      locale: perhaps(oneOf("en-us", "de-de")),
      customSettings: perhaps(
        mostly(oneOf<JsonObject>({ takeSnapshotFrom: "onlyHost" }, {}), fc.constant({ takeSnapshotFrom: "moon" })),
      ),
      logsBlobUri: perhaps(uri),
    }),
    fc.oneof(
      backup.map((value) => ({ backup: value })),
      mostly(fc.constant(object({ backupMetadata: [] })), oneOf(object({}), "nonsense")).map((objectStr) => ({
        objectStr,
      })),
    ),
  )
  .map(([plain, snapshot]) => ({ ...plain, ...snapshot }));

const protectedSettings = record({
  blobSasUris: perhaps(fc.array(uri, { maxLength: 2 })),
  logsBlobUri: perhaps(uri),
  statusBlobUri: perhaps(uri),
  customSettings: perhaps(fc.constant({ isManagedVm: true })),
});

const terms = record({
  osType: oneOf("Windows", "Linux"),
  name: perhaps(mostly(oneOf("VMSnapshot", "backup"), fc.stringMatching(/^[^/\s\\]{1,80}$/))),
  location: perhaps(mostly(oneOf("westeurope", "West Europe"), fc.constant("northeurope"))),
  tags: perhaps(tags),
  typeHandlerVersion: perhaps(mostly(oneOf("1.0", "1.9", "1.10"), oneOf("1", "1.0.0", "latest"))),
  autoUpgradeMinorVersion: perhaps(fc.boolean()),
  enableAutomaticUpgrade: perhaps(fc.boolean()),
  forceUpdateTag: perhaps(oneOf("1", "two")),
  suppressFailures: perhaps(fc.boolean()),
  provisionAfterExtensions: perhaps(fc.subarray(["agent", "monitor"])),
  rawSettings: mostly(fc.constant(undefined), oneOf<JsonObject>({ region: "westeurope" }, { taskId: "1" })),
  rawProtectedSettings: mostly(
    fc.constant(undefined),
    oneOf<JsonObject>({ other: "hidden-other" }, { objectStr: "x" }),
  ),
});

/** Settings and protected settings: both, none, or one of them, which is valid only on Windows. */
const configuration = fc.oneof(
  { weight: 4, arbitrary: record({ settings, protectedSettings }) },
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: record({ settings: perhaps(settings), protectedSettings: perhaps(protectedSettings) }) },
);

export const declaredExtensions: fc.Arbitrary<Declared> = fc
  .tuple(terms, configuration, mostly(fc.constant(undefined), oneOf("Windows", "Linux")))
  .map(([inputs, extensionSettings, other]) => {
    const runs = other ?? String(inputs["osType"]);
    return {
      inputs: { ...inputs, ...extensionSettings, vm: VM },
      known: { vm: { location: "westeurope", storageProfile: { osDisk: { osType: runs } } } },
      setup: [[VM, machine(runs)]],
    };
  });
