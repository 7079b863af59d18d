// Two stacks in one process with Pulumi's Automation API. Prints what each one created, read and deleted, as JSON.
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { ArmResource, getVaultOutput, Vault } = require("azure-vm-backup");

const programIn = (location) => async () => {
  const group = new ArmResource(`group-${location}`, {
    type: "Microsoft.Resources/resourceGroups",
    apiVersion: "2022-09-01",
    parent: "/subscriptions/00000000-0000-0000-0000-000000000000",
    location,
  });
  const vault = new Vault(`vault-${location}`, { resourceGroup: group.id, location });
  return { location: getVaultOutput({ id: vault }).location };
};

async function run(stackName) {
  const stack = await LocalWorkspace.createStack({ stackName, projectName: "inline", program: programIn(stackName) });
  const up = await stack.up();
  const destroyed = await stack.destroy();
  return {
    created: up.summary.resourceChanges?.create,
    location: up.outputs.location?.value,
    deleted: destroyed.summary.resourceChanges?.delete,
  };
}

(async () => {
  const results = await Promise.all(["westeurope", "northeurope"].map(run));
  process.stdout.write(`${JSON.stringify(results)}\n`);
  process.exit(0);
})();
