/** Any ARM resource, by its type: what has no kind of its own. */
import { REGION_NAME } from "../../rules/shared/regions.js";
import { anyJson, type Static, Type, tags } from "../../schema/vocabulary.js";
import { common } from "../kind.js";
import { onDeleteOrRetain } from "../on-delete.js";

export const inputs = Type.Object(
  {
    type: Type.String({
      pattern: "^[A-Za-z][A-Za-z0-9.]+(/[A-Za-z][A-Za-z0-9]*)+$",
      expected: "an ARM type such as Microsoft.Compute/disks or Microsoft.Resources/resourceGroups",
      description: "The ARM type, such as `Microsoft.Compute/virtualMachines` or `Microsoft.Resources/resourceGroups`.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    apiVersion: Type.String({
      pattern: "^\\d{4}-\\d{2}-\\d{2}(-[a-z]+)?$",
      expected: "an api-version such as 2024-07-01",
      description: "The api-version to speak with Azure about it.",
    }),
    parent: Type.String({
      pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+(/.+)?$",
      expected: "the ARM id of a subscription, a resource group or a resource: /subscriptions/{id}…",
      description:
        "The ARM id of what holds it: a subscription for a resource group, a resource group for most, another resource for a child.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    name: Type.String({
      // Types have rules of their own; these are the letters that no path of Azure Resource Manager takes.
      pattern: "^[^/\\\\?#%<>&]{1,260}$",
      expected: "1 to 260 characters, none of / \\ ? # % < > &",
      description: "The name in Azure. Left out: the resource's name in the program.",
      replaceOnChanges: true,
      ignoreCase: true,
    }),
    location: Type.Optional(
      Type.String({
        pattern: REGION_NAME.pattern,
        expected: REGION_NAME.allowed,
        description: "The Azure region.",
        replaceOnChanges: true,
        ignoreCase: true,
        ignoreSpaces: true,
      }),
    ),
    tags: Type.Optional(tags()),
    properties: Type.Optional(
      anyJson({
        description:
          "The resource's properties, as Azure's documentation has them. What Azure adds by itself is no difference.",
      }),
    ),
    body: Type.Optional(
      anyJson({
        description: "What the resource has beside its properties: sku, kind, identity, zones, plan and the like.",
      }),
    ),
    onDelete: onDeleteOrRetain,
    ...common,
  },
  { additionalProperties: false },
);

export const outputs = Type.Object({});

export type Inputs = Static<typeof inputs>;
