import * as pulumi from "@pulumi/pulumi";
import { ArmResource } from "azure-vm-backup";

export interface MachineArgs {
  /** The name of the VM in Azure. The names of its disk and network start with it. */
  readonly name: string;
  readonly group: ArmResource;
  readonly location: pulumi.Input<string>;
  readonly adopt: "never" | "ifIdentical" | "always" | "own";
}

/** A VM with its disk, network and network interface: a component in a component. */
export class Machine extends pulumi.ComponentResource {
  readonly disk: ArmResource;
  readonly vm: ArmResource;

  constructor(name: string, args: MachineArgs, options?: pulumi.ComponentResourceOptions) {
    super("shop-backup:index:Machine", name, args, options);
    const { group, location, adopt } = args;
    const part = (suffix: string, type: string, apiVersion: string, properties: pulumi.Inputs): ArmResource =>
      new ArmResource(
        `${name}${suffix}`,
        { type, apiVersion, name: `${args.name}${suffix}`, parent: group.id, location, properties, adopt },
        { parent: this },
      );
    this.disk = part("-os", "Microsoft.Compute/disks", "2023-10-02", {
      creationData: { createOption: "Empty" },
      diskSizeGB: 32,
      osType: "Linux",
    });
    const network = part("-net", "Microsoft.Network/virtualNetworks", "2024-05-01", {
      addressSpace: { addressPrefixes: ["10.0.0.0/24"] },
      subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }],
    });
    const subnet = { id: pulumi.interpolate`${network.id}/subnets/default` };
    const nic = part("-nic", "Microsoft.Network/networkInterfaces", "2024-05-01", {
      ipConfigurations: [{ name: "main", properties: { subnet } }],
    });
    this.vm = part("", "Microsoft.Compute/virtualMachines", "2024-07-01", {
      hardwareProfile: { vmSize: "Standard_D2s_v3" },
      storageProfile: { osDisk: { createOption: "Attach", osType: "Linux", managedDisk: { id: this.disk.id } } },
      networkProfile: { networkInterfaces: [{ id: nic.id }] },
    });
    this.registerOutputs({ vm: this.vm.id });
  }
}
