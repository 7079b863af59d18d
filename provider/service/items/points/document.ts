/** Recovery points as documents, and their bodies in replies. */
import { type JsonObject, listAt, objectAt, omit, textAt } from "../../../core/json.js";
import type { Consistency, OsType } from "../../../rules/items/machine.js";
import { type ScanStatus, threatStatus } from "../../../rules/items/source-scan.js";
import { azureTime, DAY_MS } from "../../../time/durations.js";
import { decimalName, POINT_TYPE } from "../../azure/backup-ids.js";
import { hasBodiesOf2026, idForVersion, isOfSecondary, isOldVersion, isSince } from "../../azure/eras.js";
import type { Azure, Call } from "../../azure/route.js";
import type { Document, DocumentReader } from "../../store/documents.js";

export const pointsOf = ({ documents }: { readonly documents: DocumentReader }, itemId: string): Document[] =>
  documents.list({ type: POINT_TYPE, scope: itemId, newestFirst: true });

interface NewPoint {
  readonly item: Document;
  readonly consistency: Consistency;
  readonly osType: OsType;
  readonly vmSize: string;
  readonly policyType: "V1" | "V2";
  /** The disks of the VM, if the backup excludes some. */
  readonly disks: { readonly included: readonly JsonObject[]; readonly excluded: readonly JsonObject[] } | undefined;
  /** When the point expires. */
  readonly expiry: Date;
  /** For how many days its snapshot is retained next to the vault's copy. */
  readonly instantDays: number;
  /** The VM at the time of the snapshot: a point outlives its VM. */
  readonly vm: JsonObject;
  /** The job that created it. */
  readonly jobId: string;
  /** Whether the VM was scanned for threats, and the title of the threat in it. */
  readonly scan: { readonly status: ScanStatus; readonly threat: string | undefined };
}

/** Creates the point of a snapshot: it is only in the snapshot tier until its transfer ends. */
export function putPoint(azure: Azure, point: NewPoint): Document {
  const name = decimalName(azure.newGuid());
  const id = `${point.item.id}/recoveryPoints/${name}`;
  const properties: JsonObject = {
    objectType: "IaasVMRecoveryPoint",
    recoveryPointType: point.consistency,
    recoveryPointTime: azureTime(azure.now),
    recoveryPointAdditionalInfo: "",
    sourceVMStorageType: "PremiumVMOnPartialPremiumStorage",
    isSourceVMEncrypted: false,
    isInstantIlrSessionActive: false,
    recoveryPointTierDetails: [{ type: "InstantRP", status: "Valid" }],
    isManagedVirtualMachine: true,
    virtualMachineSize: point.vmSize,
    originalStorageAccountOption: false,
    osType: point.osType,
    ...(point.disks === undefined ? {} : { recoveryPointDiskConfiguration: diskConfiguration(point.disks) }),
    recoveryPointMoveReadinessInfo: {
      ArchivedRP: {
        isReadyForMove: false,
        additionalInfo:
          "We're still determining if this Recovery Point can be moved.. Please check again after some time.",
      },
    },
    securityType: securityTypeOf(point.vm),
    isPrivateAccessEnabledOnAnyDisk: false,
    createdWithPolicyType: point.policyType,
    ...threatFacts(azure, point.scan),
    recoveryPointProperties: {
      expiryTime: point.expiry.toISOString().replace("Z", "0000"),
      ruleName: "On-Demand",
      isSoftDeleted: false,
    },
  };
  const body = { id, name, type: POINT_TYPE, properties };
  return azure.documents.put({
    id,
    type: POINT_TYPE,
    scope: point.item.id,
    body,
    hidden: { jobId: point.jobId, machine: point.vm, instantDays: point.instantDays },
  });
}

/** `None` is recorded for VMs without a security type; the other values are those of the VM. */
function securityTypeOf(vm: JsonObject): string {
  const found = textAt(vm, "properties", "securityProfile", "securityType") ?? "Standard";
  return found === "Standard" ? "None" : found;
}

/** The threats in a VM that was scanned. The keys are recorded, the texts are ours; times have no `Z`, as recorded. */
function threatFacts({ now }: Azure, { status, threat }: NewPoint["scan"]): JsonObject {
  const hasThreat = status === "Configured" && threat !== undefined;
  const found = now.toISOString().replace("Z", "0000");
  const info = {
    threatTitle: threat ?? "",
    threatDescription: "A simulated threat: the VM has the tag azvb-threat.",
    lastUpdatedTime: found,
    threatState: "Active",
    threatStartTime: found,
    threatEndTime: "0001-01-01T00:00:00",
    threatURI: "",
    threatSeverity: "High",
  };
  return { threatStatus: threatStatus(status, hasThreat), ...(hasThreat ? { threatInfo: [info] } : {}) };
}

const diskConfiguration = ({ included, excluded }: NonNullable<NewPoint["disks"]>): JsonObject => ({
  numberOfDisksIncludedInBackup: included.length,
  numberOfDisksAttachedToVm: included.length + excluded.length,
  includedDiskList: included,
  excludedDiskList: excluded,
});

/** Adds the vault tier to a point. */
export function addVaultTier(azure: Azure, point: Document): void {
  const tiers = [
    ...listAt(point.body, "properties", "recoveryPointTierDetails"),
    { type: VAULT_TIER, status: "Valid" },
  ];
  const properties = { ...objectAt(point.body, "properties"), recoveryPointTierDetails: tiers };
  azure.documents.put({ ...point, body: { ...point.body, properties } });
}

/** The tier that is copied to the secondary region; snapshots are only in the primary one. */
const VAULT_TIER = "HardenedRP";

/** Whether a point is in the region of a call: the secondary region has the points in the vault tier. */
export const isInCalledRegion = (call: Call, point: Document): boolean =>
  !isOfSecondary(call) ||
  listAt(point.body, "properties", "recoveryPointTierDetails").some((tier) => textAt(tier, "type") === VAULT_TIER);

const TIER_NUMBERS = new Map([
  ["InstantRP", 1],
  ["HardenedRP", 2],
  ["ArchivedRP", 3],
]);
const NEW_FACTS = [
  "recoveryPointMoveReadinessInfo",
  "securityType",
  "isPrivateAccessEnabledOnAnyDisk",
  "createdWithPolicyType",
  "threatStatus",
  "threatInfo",
  "recoveryPointProperties",
];

interface PointView {
  /** Lists have the numbers of disks, not the disks. */
  readonly as: "full" | "listed";
  readonly hasSnapshot: boolean;
  /** Whether the immutability of the vault is locked. */
  readonly isImmutable: boolean;
}

/** The body of the point in a reply to this call. */
export function renderPoint(call: Call, point: Document, view: PointView): JsonObject {
  const stored = objectAt(point.body, "properties");
  const disks = objectAt(stored, "recoveryPointDiskConfiguration");
  const counts = omit(disks, "includedDiskList", "excludedDiskList");
  const properties: JsonObject = {
    ...factsOf(call, stored, view),
    recoveryPointTierDetails: tiers(call, stored).filter(
      ({ type }) => view.hasSnapshot || (type !== "InstantRP" && type !== TIER_NUMBERS.get("InstantRP")),
    ),
    ...("recoveryPointDiskConfiguration" in stored && view.as === "listed"
      ? { recoveryPointDiskConfiguration: counts }
      : {}),
  };
  return { ...point.body, id: idForVersion(call, point.id), properties };
}

function factsOf(call: Call, stored: JsonObject, { isImmutable }: PointView): JsonObject {
  if (!isSince(call, "2021-01-01")) return withoutNewFacts(stored);
  const { threatStatus: status, ...rest } = stored;
  if (!hasBodiesOf2026(call)) return { ...omit(rest, "threatInfo"), threatStatus: 0 };
  const details = objectAt(stored, "recoveryPointProperties");
  const immutability = isImmutable ? { immutabilityProperties: { isImmutable: true } } : {};
  // Points of earlier versions of this package have the number 0.
  const threat = typeof status === "string" ? status : "Unknown";
  return { ...rest, threatStatus: threat, recoveryPointProperties: { ...details, ...immutability } };
}

const withoutNewFacts = (stored: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(stored).filter(([key]) => !NEW_FACTS.includes(key)));

function tiers(call: Call, stored: JsonObject): JsonObject[] {
  const details = listAt(stored, "recoveryPointTierDetails")
    .map((tier) => objectAt(tier))
    .filter((tier) => !isOfSecondary(call) || textAt(tier, "type") === VAULT_TIER);
  if (!isOldVersion(call)) return details;
  return details.map((tier) => ({ type: TIER_NUMBERS.get(textAt(tier, "type") ?? "") ?? 0, status: 1 }));
}

/** How long an on-demand point is retained if the request does not say. */
export const DEFAULT_RETENTION_MS = 30 * DAY_MS;
