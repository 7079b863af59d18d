/** The resource class `ArmResource`. Written by npm run schema: do not edit. */
import type * as pulumi from "@pulumi/pulumi";
import type { Identified, OptionalInput, Reference } from "../../dynamic/arguments.js";
import { BackupResource, isOfKind } from "../../dynamic/resource.js";
import type { Adopt, OnDelete, Timeouts, TimeoutsArgs } from "../../dynamic/shared-types.js";
import { parts } from "./class.js";
import * as provider from "./provider.js";

/** The inputs of `ArmResource`. */
export interface ArmResourceArgs {
  /**
   * The ARM type, such as `Microsoft.Compute/virtualMachines` or `Microsoft.Resources/resourceGroups`. Allowed: an ARM
   * type such as Microsoft.Compute/disks or Microsoft.Resources/resourceGroups.
   */
  type: pulumi.Input<string>;
  /** The api-version of the requests. Allowed: an api-version such as 2024-07-01. */
  apiVersion: pulumi.Input<string>;
  /**
   * The ARM id of the parent: a subscription for a resource group, a resource group for most types, another resource
   * for a child resource, any resource, group or subscription for an extension resource such as a lock, and `/` for a
   * resource of the tenant such as a management group. Or the resource itself.
   */
  parent: Reference<Identified>;
  /**
   * The name in Azure. Default: the resource's name in the program. Allowed: 1 to 260 characters, none of / \ ? # % < >
   * &.
   */
  name?: OptionalInput<string>;
  /** The Azure region. Allowed: an Azure region, such as westeurope or West Europe. */
  location?: OptionalInput<string>;
  /** Azure's tags. */
  tags?: OptionalInput<Readonly<Record<string, OptionalInput<string>>>>;
  /** The resource's `properties`, as documented by Azure. Properties that Azure adds are not reported as drift. */
  properties?: OptionalInput<Record<string, unknown>>;
  /** Other members of the resource next to `properties`: sku, kind, identity, zones, plan and so on. */
  body?: OptionalInput<Record<string, unknown>>;
  /**
   * What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the
   * resource was created, `retain` if it was adopted.
   */
  onDelete?: OptionalInput<OnDelete>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   * Default: `never`.
   */
  adopt?: OptionalInput<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: OptionalInput<TimeoutsArgs>;
}

const declaration = {
  ...parts,
  provider,
  kind: "ArmResource",
  outputs: [
    "type",
    "apiVersion",
    "parent",
    "name",
    "location",
    "tags",
    "properties",
    "body",
    "onDelete",
    "adopt",
    "timeouts",
  ],
  named: true,
  references: ["parent"],
};

/**
 * Any Azure resource by its ARM type, for types without a class of their own.
 *
 * @example
 * ```ts
 * const group = new ArmResource("shop", {
 *   type: "Microsoft.Resources/resourceGroups",
 *   apiVersion: "2022-09-01",
 *   parent: "/subscriptions/00000000-0000-0000-0000-000000000000",
 *   location: "westeurope",
 * });
 *
 * // An extension resource: a lock on the group. A vault, a VM or any other resource can be its parent too.
 * new ArmResource("keep", {
 *   type: "Microsoft.Authorization/locks",
 *   apiVersion: "2020-05-01",
 *   parent: group,
 *   properties: { level: "CanNotDelete" },
 * });
 * ```
 */
export class ArmResource extends BackupResource {
  /** The ARM type, such as `Microsoft.Compute/virtualMachines` or `Microsoft.Resources/resourceGroups`. */
  declare readonly type: pulumi.Output<string>;
  /** The api-version of the requests. */
  declare readonly apiVersion: pulumi.Output<string>;
  /**
   * The ARM id of the parent: a subscription for a resource group, a resource group for most types, another resource
   * for a child resource, any resource, group or subscription for an extension resource such as a lock, and `/` for a
   * resource of the tenant such as a management group.
   */
  declare readonly parent: pulumi.Output<string>;
  /** The name in Azure. Default: the resource's name in the program. */
  declare readonly name: pulumi.Output<string>;
  /** The Azure region. */
  declare readonly location: pulumi.Output<string | undefined>;
  /** Azure's tags. */
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** The resource's `properties`, as documented by Azure. Properties that Azure adds are not reported as drift. */
  declare readonly properties: pulumi.Output<Record<string, unknown> | undefined>;
  /** Other members of the resource next to `properties`: sku, kind, identity, zones, plan and so on. */
  declare readonly body: pulumi.Output<Record<string, unknown> | undefined>;
  /**
   * What a destroy does. `delete` deletes the resource in Azure. `retain` leaves it in Azure. Default: `delete` if the
   * resource was created, `retain` if it was adopted.
   */
  declare readonly onDelete: pulumi.Output<OnDelete | undefined>;
  /**
   * What to do with a resource that already exists and is not in the state: `never` is an error; `ifIdentical` adopts
   * it if every declared property has the declared value; `always` adopts it and changes it to the declared values;
   * `own` changes it in the same way and manages it as created by this stack, for a create that was interrupted on
   * another machine. A destroy retains an adopted resource, unless `onDelete` is declared, and deletes an owned one.
   */
  declare readonly adopt: pulumi.Output<Adopt>;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  constructor(name: string, args: ArmResourceArgs, options?: pulumi.CustomResourceOptions) {
    super(declaration, name, args, options);
  }

  /**
   * Reads an existing resource by its ARM id. It is not managed: a change of it is an error, and a destroy does not
   * delete it.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): ArmResource {
    return new ArmResource(name, undefined as unknown as ArmResourceArgs, { ...options, id });
  }

  /** Whether a value is a `ArmResource`, also of another copy of this package. */
  static override isInstance(value: unknown): value is ArmResource {
    return isOfKind(value, "ArmResource");
  }
}
