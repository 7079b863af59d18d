/** The inputs that protect the backups in a vault: soft delete, immutability, threat detection. */
import { armId, oneOf, Type } from "../../schema/vocabulary.js";

export const closed = { additionalProperties: false } as const;
export const SWITCH = ["Enabled", "Disabled"] as const;
export const userIdentity = (description: string) =>
  armId("Microsoft.ManagedIdentity/userAssignedIdentities", { description });

export const softDelete = Type.Object(
  {
    state: oneOf(["Enabled", "Disabled", "AlwaysON"], {
      typeName: "SoftDeleteState",
      description:
        "Whether deleted recovery points are retained for `retentionDays`. In new vaults soft delete is always `AlwaysON`, and Azure refuses `Disabled`; a stronger state than declared is not reported as drift.",
    }),
    retentionDays: Type.Optional(
      Type.Integer({
        minimum: 14,
        maximum: 180,
        description: "The number of days for which deleted recovery points are retained.",
      }),
    ),
  },
  {
    ...closed,
    description:
      "Soft delete. Default: always on, for 14 days. A deleted vault goes to soft delete with its soft-deleted backups.",
  },
);

const immutabilityConfiguration = Type.Object(
  {
    type: oneOf(["AsPerPolicy", "TimeBased"], {
      typeName: "ImmutabilityType",
      description: "`AsPerPolicy`: as long as the backup policy retains a backup. `TimeBased`: for `days`.",
    }),
    days: Type.Optional(
      Type.Integer({
        minimum: 30,
        maximum: 36_135,
        description: "The number of days for which backups cannot be deleted; required for `TimeBased`.",
      }),
    ),
  },
  {
    ...closed,
    description:
      "For how long backups cannot be deleted. In a locked vault it cannot be shortened. Default: `AsPerPolicy`.",
  },
);

export const sourceScan = Type.Object(
  {
    state: oneOf(SWITCH, {
      typeName: "Switch",
      description: "Whether Azure scans the protected VMs for threats. Requires Microsoft Defender for Servers.",
    }),
    userAssignedIdentity: Type.Optional(
      userIdentity("The identity of the vault that scans. Default: Azure chooses it."),
    ),
  },
  { ...closed, description: "Threat detection for the protected VMs, in preview in Azure. Default: `Disabled`." },
);

export const immutability = Type.Object(
  {
    state: oneOf(["Disabled", "Unlocked", "Locked"], {
      typeName: "ImmutabilityState",
      description:
        "`Unlocked` prevents the deletion of backups before they expire and can be disabled again; `Locked` is a one-way change.",
    }),
    configuration: Type.Optional(immutabilityConfiguration),
    confirmLocked: Type.Optional(
      Type.Boolean({
        local: true,
        description: "Must be true for `Locked`, because locking is a one-way change.",
      }),
    ),
  },
  { ...closed, description: "Immutability. Default: `Disabled`." },
);
