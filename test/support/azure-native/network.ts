import type * as pulumi from "@pulumi/pulumi";
import { type NativeArgs, NativeResource } from "./native-resource.js";

interface VirtualNetworkArgs extends NativeArgs {
  readonly addressSpace?: pulumi.Input<object>;
  readonly subnets?: pulumi.Input<pulumi.Input<object>[]>;
}

/** A network, as `network.VirtualNetwork` of azure-native. */
export class VirtualNetwork extends NativeResource {
  declare readonly subnets: pulumi.Output<{ readonly id?: string }[] | undefined>;

  constructor(name: string, args: VirtualNetworkArgs, options?: pulumi.CustomResourceOptions) {
    super("network:VirtualNetwork", name, args, options);
  }
}

interface NetworkInterfaceArgs extends NativeArgs {
  readonly ipConfigurations?: pulumi.Input<pulumi.Input<object>[]>;
}

/** A network interface, as `network.NetworkInterface` of azure-native. */
export class NetworkInterface extends NativeResource {
  constructor(name: string, args: NetworkInterfaceArgs, options?: pulumi.CustomResourceOptions) {
    super("network:NetworkInterface", name, args, options);
  }
}
