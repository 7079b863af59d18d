// A vault, and a policy for as many days as the program is configured for.
const pulumi = require("@pulumi/pulumi");
const { BackupPolicy, getVaultOutput, Vault } = require("azure-vm-backup");

const days = new pulumi.Config().getNumber("days") ?? 30;
const resourceGroup = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop";

const vault = new Vault("backups", { resourceGroup, location: "westeurope" });
const policy = new BackupPolicy("daily", {
  vault,
  schedule: { frequency: "Daily", time: "02:00" },
  retention: { daily: { count: days } },
});

module.exports = { vault, policy, location: getVaultOutput({ id: vault.id }).location };
