/** The resource class `ArmResource`. */
import type * as pulumi from "@pulumi/pulumi";
import type { Timeouts } from "../../dynamic/arguments.js";
import { BackupResource } from "../../dynamic/resource.js";
import * as provider from "./provider.js";

/** The inputs of `ArmResource`, as a program declares them: an ARM resource by its type, and its body. */
export interface ArmResourceArgs {
  /** The ARM type, such as `Microsoft.Compute/virtualMachines` or `Microsoft.Resources/resourceGroups`. */
  type: pulumi.Input<string>;
  /** The api-version to speak with Azure about it, such as `2024-07-01`. */
  apiVersion: pulumi.Input<string>;
  /** The ARM id of what holds it: a subscription for a resource group, a resource group for most, another resource for a child. */
  parent: pulumi.Input<string>;
  /** The name in Azure. Left out: the resource's name in the program. */
  name?: pulumi.Input<string>;
  /** The Azure region. */
  location?: pulumi.Input<string>;
  /** Azure's tags. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /** The resource's properties, as Azure's documentation has them. What Azure adds by itself is no difference. */
  properties?: pulumi.Input<Record<string, unknown>>;
  /** What the resource has beside its properties: sku, kind, identity, zones, plan and the like. */
  body?: pulumi.Input<Record<string, unknown>>;
  /** What a destroy does. Left out: `delete` what was created, `retain` what was adopted. */
  onDelete?: pulumi.Input<"delete" | "retain">;
  /** What to do with a resource that exists already and is not in the state. `own` manages it as created, the others leave it on destroy. Default `never`: an error. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | "always" | "own">;
  /** How long to wait for Azure. Pulumi's own option `customTimeouts` does not reach a dynamic resource. */
  timeouts?: pulumi.Input<Timeouts>;
}

/**
 * Any Azure resource by its ARM type, for what has no class of its own.
 *
 * @example
 * ```ts
 * const group = new ArmResource("shop", {
 *   type: "Microsoft.Resources/resourceGroups",
 *   apiVersion: "2022-09-01",
 *   parent: "/subscriptions/00000000-0000-0000-0000-000000000000",
 *   location: "westeurope",
 * });
 * ```
 */
export class ArmResource extends BackupResource {
  declare readonly type: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string | undefined>;
  declare readonly tags: pulumi.Output<Record<string, string> | undefined>;
  declare readonly properties: pulumi.Output<Record<string, unknown> | undefined>;

  constructor(name: string, args: ArmResourceArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = ["location", "tags", "properties"];
    super({ provider, kind: "ArmResource", outputs, named: true }, name, args, options);
  }
}
