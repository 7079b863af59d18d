/** The Recovery Services vault. Source: Microsoft.RecoveryServices/vaults and vaults/backupconfig, api-version 2024-04-01. */
import { oneOf, type Static, Type, tags } from "../../schema/vocabulary.js";
import { common } from "../kind.js";

export const RESOURCE_GROUP_ID =
  "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+/[rR][eE][sS][oO][uU][rR][cC][eE][gG][rR][oO][uU][pP][sS]/[^/]+$";

export const inputs = Type.Object(
  {
    name: Type.String({
      pattern: "^[a-zA-Z][-a-zA-Z0-9]{1,49}$",
      expected: "2 to 50 letters, digits and hyphens, a letter first",
      description: "The vault's name in Azure. Left out: the resource's name in the program.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    resourceGroup: Type.String({
      pattern: RESOURCE_GROUP_ID,
      expected: "the ARM id of a resource group: /subscriptions/{id}/resourceGroups/{group}",
      description: "The ARM id of the resource group that holds the vault.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    location: Type.String({
      minLength: 1,
      description: "The Azure region; a vault protects the VMs of its own region only.",
      replaceOnChanges: true,
      ignoreCase: true,
      ignoreSpaces: true,
    }),
    tags: Type.Optional(tags()),
    redundancy: Type.Optional(
      oneOf(["GeoRedundant", "LocallyRedundant", "ZoneRedundant"], {
        description:
          "How many copies Azure keeps, and where. It is locked once the first VM is protected. Left out: Azure's default, GeoRedundant.",
      }),
    ),
    publicNetworkAccess: oneOf(["Enabled", "Disabled"], {
      default: "Enabled",
      description: "Whether the vault may be reached from public networks.",
    }),
    softDelete: Type.Optional(
      Type.Object(
        {
          state: oneOf(["Enabled", "Disabled"], {
            description:
              "Whether deleted recovery points are kept for a while, in which the vault cannot be deleted either.",
          }),
          retentionDays: Type.Optional(
            Type.Integer({
              minimum: 14,
              maximum: 180,
              description: "For how many days deleted recovery points are kept.",
            }),
          ),
        },
        { additionalProperties: false, description: "Soft delete. Left out: Azure's default, enabled for 14 days." },
      ),
    ),
    onDelete: Type.Optional(
      oneOf(["refuse", "retain"], {
        local: true,
        description:
          "What a destroy does: `refuse` deletes the vault and, where VMs are still protected in it, is an error that names them; `retain` leaves the vault in Azure. Left out: refuse for a vault that was created, retain for one that was adopted.",
      }),
    ),
    ...common,
  },
  { additionalProperties: false },
);

export const outputs = Type.Object({});

export type Inputs = Static<typeof inputs>;
