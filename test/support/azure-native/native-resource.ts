/**
 * A stand-in for `@pulumi/azure-native`, whose package is too large to be installed for one test. It has the resource
 * classes that examples/azure-native-vm declares, in the shape of the real ones: a CustomResource under the real type, with
 * the arguments as outputs, and beside them the id and the name that Azure gives. It checks nothing and knows no Azure.
 */
import * as pulumi from "@pulumi/pulumi";

/** What all arguments have in common. */
export interface NativeArgs {
  readonly resourceGroupName?: pulumi.Input<string>;
  readonly location?: pulumi.Input<string>;
  readonly extendedLocation?: pulumi.Input<{ name?: pulumi.Input<string>; type?: pulumi.Input<string> }>;
}

/** A resource of azure-native: what it was declared with is there as outputs. */
export abstract class NativeResource extends pulumi.CustomResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly location: pulumi.Output<string | undefined>;
  declare readonly extendedLocation: pulumi.Output<{ name: string; type?: string } | undefined>;

  protected constructor(type: string, name: string, args: NativeArgs, options?: pulumi.CustomResourceOptions) {
    super(`azure-native:${type}`, name, { name: undefined, extendedLocation: undefined, ...args }, options);
  }
}
