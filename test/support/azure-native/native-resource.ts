/**
 * A stub of `@pulumi/azure-native`, whose package is too large to install for one test. It has the resource classes that
 * examples/azure-native-vm declares: CustomResources with the real types, and with the arguments, id and name as outputs.
 * It does not check inputs and sends no requests.
 */
import * as pulumi from "@pulumi/pulumi";

/** The arguments of all resources. */
export interface NativeArgs {
  readonly resourceGroupName?: pulumi.Input<string>;
  readonly location?: pulumi.Input<string>;
  readonly extendedLocation?: pulumi.Input<{ name?: pulumi.Input<string>; type?: pulumi.Input<string> }>;
}

/** A resource of azure-native, with its arguments as outputs. */
export abstract class NativeResource extends pulumi.CustomResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string | undefined>;
  declare readonly extendedLocation: pulumi.Output<{ name: string; type?: string } | undefined>;

  protected constructor(type: string, name: string, args: NativeArgs, options?: pulumi.CustomResourceOptions) {
    super(`azure-native:${type}`, name, { name: undefined, extendedLocation: undefined, ...args }, options);
  }
}
