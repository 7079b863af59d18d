/** Any ARM resource by its type. */
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
      description: "The api-version of the requests.",
    }),
    parent: Type.String({
      pattern: "^/[sS][uU][bB][sS][cC][rR][iI][pP][tT][iI][oO][nN][sS]/[^/]+(/.+)?$",
      expected: "the ARM id of a subscription, a resource group or a resource: /subscriptions/{id}…",
      description:
        "The ARM id of the parent: a subscription for a resource group, a resource group for most types, another resource for a child resource.",
      replaceOnChanges: true,
      ignoreCase: true,
      refersTo: "*",
    }),
    name: Type.String({
      // The characters that are not valid in any ARM path; types have stricter rules.
      pattern: "^[^/\\\\?#%<>&]{1,260}$",
      expected: "1 to 260 characters, none of / \\ ? # % < > &",
      description: "The name in Azure. Default: the resource's name in the program.",
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
          "The resource's `properties`, as documented by Azure. Properties that Azure adds are not reported as drift.",
      }),
    ),
    body: Type.Optional(
      anyJson({
        description: "Other members of the resource next to `properties`: sku, kind, identity, zones, plan and so on.",
      }),
    ),
    onDelete: onDeleteOrRetain,
    ...common,
  },
  { additionalProperties: false },
);

export const outputs = Type.Object({});

export type Inputs = Static<typeof inputs>;
