/** The resource class `ArmResource`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

/** The inputs of `ArmResource`: an ARM resource by its type, and its body. */
export interface ArmResourceArgs {
  /** The ARM type, such as `Microsoft.Compute/virtualMachines` or `Microsoft.Resources/resourceGroups`. */
  type: pulumi.Input<string>;
  /** The api-version of the requests, such as `2024-07-01`. */
  apiVersion: pulumi.Input<string>;
  /** The ARM id of the parent: a subscription for a resource group, a resource group for most types, another resource for a child resource, any resource, group or subscription for an extension resource such as a lock, and `/` for a resource of the tenant such as a management group. */
  parent: pulumi.Input<string>;
  /** The name in Azure. Default: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The Azure region. */
  location?: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The resource's `properties`, as documented by Azure. Properties that Azure adds are not reported as drift. */
  properties?: pulumi.Input<Record<string, unknown>>;
  /** Other members of the resource next to `properties`: sku, kind, identity, zones, plan and so on. */
  body?: pulumi.Input<Record<string, unknown>>;
  /** What a destroy does. Default: `delete` if the resource was created, `retain` if it was adopted. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with a resource that already exists and is not in the state. `ifIdentical` and `always` adopt it, and a destroy then retains it; `own` manages it as created by this stack. Default: `never`, which is an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

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
 *   parent: group.id,
 *   properties: { level: "CanNotDelete" },
 * });
 * ```
 */
export class ArmResource extends BackupResource {
  declare readonly type: pulumi.Output<string>;
  declare readonly apiVersion: pulumi.Output<string>;
  declare readonly parent: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string | undefined>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  declare readonly properties: pulumi.Output<Record<string, unknown> | undefined>;

  constructor(name: string, args: ArmResourceArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["type", "apiVersion", "parent", "name", "location", "tags", "properties"];
    super({ provider, kind: "ArmResource", outputs, named: true }, name, args, options);
  }
}
