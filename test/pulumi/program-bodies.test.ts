/** The request bodies of the examples, validated against Microsoft's published schemas and the rules of Microsoft.Compute. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Json, type JsonObject, listAt, objectAt, textAt } from "../../provider/core/json.js";
import { vmPartFaults } from "../../provider/rules/machines/parts.js";
import { checkoutFolder } from "../../scripts/checkout.mjs";
import { exampleProject } from "../support/examples.js";
import { typeOf, validatedBodies } from "../support/published-schemas.js";
import { type Project, requirePulumi } from "../support/pulumi.js";
import { type Put, type ServedAzure, serveAzure } from "../support/served-azure.js";

const VAULTS = "Microsoft.RecoveryServices/vaults";
const ITEMS = `${VAULTS}/backupFabrics/protectionContainers/protectedItems`;

interface Program {
  readonly title: string;
  readonly example: string;
  /** The types for which this repository has a published schema. */
  readonly types: readonly string[];
}

const PROGRAMS: readonly Program[] = [
  {
    title: "the quickstart",
    example: "quickstart",
    types: ["Microsoft.Compute/disks", "Microsoft.Compute/virtualMachines", VAULTS, ITEMS, `${VAULTS}/backupPolicies`],
  },
  {
    title: "the program of docs/coming-from.md",
    example: "coming-from-azure-native",
    types: [
      "Microsoft.Compute/disks",
      "Microsoft.Compute/snapshots",
      "Microsoft.Compute/virtualMachines",
      VAULTS,
      ITEMS,
      `${VAULTS}/backupPolicies`,
    ],
  },
];

const ofType = (puts: readonly Put[], type: string): Put[] => puts.filter(({ path }) => typeOf(path) === type);
const only = <T>(list: readonly T[]): T => (list.length === 1 ? (list[0] as T) : assert.fail(`${list.length} of one`));

const BACKUP_TYPES = [VAULTS, ITEMS, `${VAULTS}/backupPolicies`];
const MACHINE_TYPES = ["Microsoft.Compute/disks", "Microsoft.Compute/virtualMachines"];

interface Example {
  readonly config?: Readonly<Record<string, string>>;
  /** The types of its requests for which this repository has a published schema. */
  readonly types: readonly string[];
}

/** The other examples. */
const OTHERS: Readonly<Record<string, Example>> = {
  "destroy-modes": { config: { "rehearsal:mode": "delete" }, types: [...MACHINE_TYPES, ...BACKUP_TYPES] },
  "disk-snapshots": { types: ["Microsoft.Compute/disks", "Microsoft.Compute/snapshots"] },
  "enterprise-vault": { types: ["Microsoft.Compute/virtualMachines", ...BACKUP_TYPES] },
  "extended-zone": { types: [...MACHINE_TYPES, ...BACKUP_TYPES] },
  "unit-tests": { types: [...MACHINE_TYPES, ...BACKUP_TYPES] },
};

/** Its VM is created by azure-native, which does not send requests to another endpoint. */
const WITHOUT_REQUESTS = ["azure-native-vm"];

async function served(example: string, more: Readonly<Record<string, string>> = {}) {
  const azure = await serveAzure();
  const config = { "azure-vm-backup:endpoint": azure.url, "azure-vm-backup:home": azure.home, ...more };
  return { azure, project: await exampleProject(example, config) };
}

describe("each request of an example", function () {
  this.timeout(240_000);
  before(requirePulumi);

  it("is sent by a test of this file, except those of the example with azure-native", () => {
    const folders = readdirSync(join(checkoutFolder(), "examples"), { withFileTypes: true });
    const examples = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const sent = [...PROGRAMS.map(({ example }) => example), ...Object.keys(OTHERS), ...WITHOUT_REQUESTS];
    assert.deepEqual(sent.sort(), examples.sort());
  });

  for (const [example, { config, types }] of Object.entries(OTHERS)) {
    it(`${example} has a body that is valid by Microsoft's schema of its type`, async () => {
      const { azure, project } = await served(example, config);
      try {
        const up = await project.up();
        assert.equal(up.exitCode, 0, up.output);
        const validated = validatedBodies(azure.puts());
        assert.deepEqual(validated.errors, []);
        assert.deepEqual(validated.types, types);
      } finally {
        project.dispose();
        await azure.close();
      }
    });
  }
});

for (const { title, example, types } of PROGRAMS) {
  describe(`a PUT of ${title}`, function () {
    this.timeout(120_000);
    let azure: ServedAzure;
    let project: Project | undefined;
    let puts: readonly Put[] = [];

    before(async function () {
      await requirePulumi.call(this);
      ({ azure, project } = await served(example));
      const up = await project.up();
      assert.equal(up.exitCode, 0, up.output);
      puts = azure.puts();
    });
    after(async () => {
      project?.dispose();
      await azure?.close();
    });

    it("has a body that is valid by Microsoft's schema of its type", () => {
      const validated = validatedBodies(puts);

      assert.deepEqual(validated.errors, []);
      assert.deepEqual(validated.types, types);
    });

    it("of a new VM is accepted by the rules of Microsoft.Compute", () => {
      const { body } = only(ofType(puts, "Microsoft.Compute/virtualMachines"));
      const faults = vmPartFaults(objectAt(body, "properties"), true);

      assert.deepEqual(
        faults.map(({ fault }) => fault.message),
        [],
      );
      assert.equal(body["location"], "westeurope");
    });

    it("of a VM refers to a network interface, a subnet and a disk that were put before", () => {
      const vm = only(ofType(puts, "Microsoft.Compute/virtualMachines"));
      const nic = only(ofType(puts, "Microsoft.Network/networkInterfaces"));
      const network = only(ofType(puts, "Microsoft.Network/virtualNetworks"));
      const disk = only(ofType(puts, "Microsoft.Compute/disks"));
      const properties = objectAt(vm.body, "properties");

      assert.deepEqual(idsIn(listAt(properties, "networkProfile", "networkInterfaces")), [nic.path]);
      assert.equal(textAt(properties, "storageProfile", "osDisk", "managedDisk", "id"), disk.path);
      const [subnet] = listAt(network.body, "properties", "subnets");
      const [configuration] = listAt(nic.body, "properties", "ipConfigurations");
      assert.equal(
        textAt(configuration, "properties", "subnet", "id"),
        `${network.path}/subnets/${textAt(subnet, "name")}`,
      );
      assert.ok(puts.indexOf(network) < puts.indexOf(nic) && puts.indexOf(nic) < puts.indexOf(vm));
    });

    it("contains no password", () => {
      assert.doesNotMatch(JSON.stringify(puts.map(({ body }) => body)), /password/i);
    });
  });
}

const idsIn = (list: readonly Json[]): unknown[] => list.map((one) => (one as JsonObject)["id"]);
