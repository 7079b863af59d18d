import type * as pulumi from "@pulumi/pulumi";
import { type NativeArgs, NativeResource } from "./native-resource.js";

interface VirtualMachineArgs extends NativeArgs {
  readonly vmName?: pulumi.Input<string>;
  readonly hardwareProfile?: pulumi.Input<object>;
  readonly networkProfile?: pulumi.Input<object>;
  readonly osProfile?: pulumi.Input<object>;
  readonly storageProfile?: pulumi.Input<object>;
}

/** A VM, as `compute.VirtualMachine` of azure-native. */
export class VirtualMachine extends NativeResource {
  declare readonly storageProfile: pulumi.Output<object | undefined>;

  constructor(name: string, args: VirtualMachineArgs, options?: pulumi.CustomResourceOptions) {
    super("compute:VirtualMachine", name, args, options);
  }
}
