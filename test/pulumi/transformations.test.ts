/** What a program's transformations change in resources of this package, under the real Pulumi CLI. See docs/pulumi.md. */
import assert from "node:assert/strict";
import { homeOf } from "../support/examples.js";
import { listed } from "../support/home.js";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";
import { placeOf, tracesOf } from "../support/traces.js";
import { oursIn, requireSettled, treeProgram, up, upWithPreview } from "../support/tree-programs.js";

/** Two VMs in two regions, and the vault and policy of one of them. */
const TWO_REGIONS = `const one = group("one");
const machine = (name, location) => new ArmResource(name, {
  type: "Microsoft.Compute/virtualMachines", apiVersion: "2024-07-01", parent: one.id, location,
  properties: {
    hardwareProfile: { vmSize: "Standard_D2s_v3" },
    storageProfile: { osDisk: { createOption: "Attach", osType: "Linux", managedDisk: { id: part(name, "disks", "2023-10-02", location, { creationData: { createOption: "Empty" }, diskSizeGB: 4, osType: "Linux" }).id } } },
    networkProfile: { networkInterfaces: [{ id: nic(name, location).id }] },
  },
});
const part = (name, type, apiVersion, location, properties) => new ArmResource(name + "-" + type, {
  type: (type === "disks" ? "Microsoft.Compute/" : "Microsoft.Network/") + type, apiVersion, parent: one.id, location, properties,
});
const nic = (name, location) => {
  const net = part(name, "virtualNetworks", "2024-05-01", location, { addressSpace: { addressPrefixes: ["10.0.0.0/24"] }, subnets: [{ name: "default", properties: { addressPrefix: "10.0.0.0/24" } }] });
  return part(name, "networkInterfaces", "2024-05-01", location, { ipConfigurations: [{ name: "main", properties: { subnet: { id: pulumi.interpolate\`\${net.id}/subnets/default\` } } }] });
};
const far = machine("far", "northeurope");
const near = machine("near", "westeurope");
const backups = vault("backups", one);`;

const protectedWith = (options: string): string =>
  `new ProtectedVm("web", { vault: backups, vm: far, policy: BackupPolicy.builtIn(backups, "DefaultPolicy") }, ${options});`;

describe("a transformation under the real Pulumi CLI", function () {
  this.timeout(120_000);
  before(requirePulumi);

  let project: Project;
  const open = async (...statements: string[]): Promise<void> => {
    project = await createProject({ program: treeProgram(...statements), language: "js" });
  };
  afterEach(() => project?.dispose());

  const tagsOf = async (name: string): Promise<unknown> =>
    (await oursIn(project)).find(({ urn }) => urn.endsWith(`::${name}`))?.outputs?.["tags"];
  const names = (): unknown[] => listed(homeOf(project), "resources").map(({ name }) => name);

  for (const [option, api] of [
    ["transformations", "registerStackTransformation"],
    ["transforms", "registerResourceTransform"],
  ]) {
    it(`(${option}) of the resource, its component and the stack adds tags and sets the name in Azure`, async () => {
      await open(
        `const tagged = (key) => ({ type, props, opts }) =>
          type.startsWith("pulumi-nodejs:dynamic/") ? { props: { ...props, tags: { ...props.tags, [key]: "yes" } }, opts } : undefined;`,
        `const named = ({ props, opts }) => ({ props: { ...props, name: "renamed" }, opts });`,
        `pulumi.runtime.${api}(tagged("stack"));`,
        `new Tree("tree", (parent) => group("one", { parent, ${option}: [tagged("resource"), named] }), { ${option}: [tagged("component")] });`,
      );

      await upWithPreview(project);

      assert.deepEqual(await tagsOf("one"), { component: "yes", resource: "yes", stack: "yes" });
      assert.deepEqual(names(), ["renamed"]);
      await requireSettled(project);
    });

    it(`(${option}) can replace a reference by another VM, which is checked with its own region`, async () => {
      await open(
        TWO_REGIONS,
        protectedWith(`{ ${option}: [({ props, opts }) => ({ props: { ...props, vm: near.id }, opts })] }`),
      );

      await upWithPreview(project);

      const ofItem = names().filter((name) => String(name).startsWith("VM;"));
      assert.deepEqual(ofItem, ["VM;iaasvmcontainerv2;one;near"]);
    });

    it(`(${option}) can add a secret, which is neither in the state nor in messages as plain text`, async () => {
      await open(
        `const secretly = ({ props, opts }) => ({ props: { ...props, tags: { team: "shop", note: pulumi.secret("Tr4nsf0rmSecret") } }, opts });`,
        `vault("backups", group("one"), { tags: { team: "shop" } }, { ${option}: [secretly] });`,
      );
      const refused = { status: 400, code: "Refused", message: "the tag note=Tr4nsf0rmSecret is bad" };
      const plan = { fail: refused, method: "PUT", path: "/vaults/[^/]+$" };

      const failed = await project.up([], { env: { AZURE_VM_BACKUP_FAULTS: JSON.stringify(plan) } });
      const output = await up(project);

      assert.notEqual(failed.exitCode, 0, failed.output);
      assert.match(failed.output, /the tag note=\[not shown\] is bad/);
      const exported = JSON.stringify(await project.stackExport());
      const places = [placeOf("failed up", failed.output), placeOf("up", output), placeOf("state", exported)];
      assert.deepEqual(tracesOf({ note: "Tr4nsf0rmSecret" }, places), []);
    });
  }
});
