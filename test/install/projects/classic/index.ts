import { ArmResource, Vault } from "azure-vm-backup";

const location = "westeurope";
const group = new ArmResource("shop", {
  type: "Microsoft.Resources/resourceGroups",
  apiVersion: "2022-09-01",
  parent: "/subscriptions/00000000-0000-0000-0000-000000000000",
  location,
});

export const vault = new Vault("backups", { resourceGroup: group.id, location }).id;
