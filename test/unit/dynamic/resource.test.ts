import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import type { JsonObject } from "../../../provider/core/json.js";
import {
  ArmResource,
  BackupPolicy,
  DiskSnapshot,
  ProtectedVm,
  Vault,
  VmSnapshotExtension,
} from "../../../provider/index.js";
import { kinds } from "../../../provider/kinds/index.js";
import type { Kind } from "../../../provider/kinds/kind.js";
import { check } from "../../support/verbs.js";
import { GROUP, POLICY, policyInputs, VAULT, VM } from "../kinds/examples.js";

type Inputs = Record<string, unknown>;
const DISK = `${GROUP}/providers/Microsoft.Compute/disks/db`;

/** Sets mocks; returns the inputs of each registered resource, by its name. */
async function program(): Promise<Map<string, Inputs>> {
  const sent = new Map<string, Inputs>();
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => {
    sent.set(name, inputs as Inputs);
    return { id: name, state: inputs as Inputs };
  };
  const call = ({ inputs }: pulumi.runtime.MockCallArgs) => inputs as Inputs;
  await pulumi.runtime.setMocks({ newResource, call }, "shop", "dev");
  return sent;
}

const registered = (resource: pulumi.CustomResource): Promise<string> =>
  new Promise((resolve) => resource.urn.apply(resolve));

const outputsOf = (resource: object): string[] =>
  Object.entries(resource).flatMap(([key, value]) =>
    pulumi.Output.isInstance(value) && !key.startsWith("__") ? [key] : [],
  );

describe("a resource class", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  it("has an output for every property, whether the program sets or omits it", async () => {
    await program();
    const { schedule, retention } = policyInputs;

    const vault = new Vault("v", { resourceGroup: GROUP, location: "westeurope" });
    const policy = new BackupPolicy("p", { vault: VAULT, schedule, retention });
    const item = new ProtectedVm("i", { vault: VAULT, policy: POLICY, vm: VM });
    const any = new ArmResource("a", { type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: GROUP });

    const snapshot = new DiskSnapshot("s", { resourceGroup: GROUP, location: "westeurope", source: { disk: DISK } });
    const extension = new VmSnapshotExtension("e", { vm: VM, osType: "Linux" });

    const all = { Vault: vault, BackupPolicy: policy, ProtectedVm: item, ArmResource: any, DiskSnapshot: snapshot };
    for (const [name, resource] of Object.entries({ ...all, VmSnapshotExtension: extension })) {
      const kind = kinds[name] as Kind;
      const properties = Object.keys({ ...kind.inputs.properties, ...kind.outputs.properties });
      assert.deepEqual(
        ["id", "urn", "endpoint", "adopted", ...properties].filter((key) => !outputsOf(resource).includes(key)),
        [],
        name,
      );
    }
    await Promise.all([...Object.values(all), extension].map(registered));
  });

  it("recognizes its own resources, and no others", async () => {
    await program();
    const vault = new Vault("v", { resourceGroup: GROUP, location: "westeurope" });
    const any = new ArmResource("a", { type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: GROUP });
    const others = [any, {}, undefined, null, "vault", { __pulumiType: "azure-vm-backup:Vault" }];

    assert.deepEqual([vault, ...others].map(Vault.isInstance), [true, false, false, false, false, false, false]);
    assert.deepEqual([ArmResource.isInstance(any), ProtectedVm.isInstance(vault)], [true, false]);
    await Promise.all([vault, any].map(registered));
  });

  it("reads an existing resource by its id, with the options of the program", async () => {
    const read: pulumi.runtime.MockResourceArgs[] = [];
    const newResource = (args: pulumi.runtime.MockResourceArgs) => {
      read.push(args);
      return { id: args.id, state: { location: "westeurope" } };
    };
    await pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs as Inputs }, "shop", "dev");

    const vault = Vault.get("existing", pulumi.output(VAULT), { protect: true });
    const location = await new Promise((resolve) => vault.location.apply(resolve));

    assert.deepEqual([location, Vault.isInstance(vault), read[0]?.id], ["westeurope", true, VAULT]);
    assert.deepEqual(
      Object.keys(read[0]?.inputs as Inputs).filter((key) => key !== "__provider"),
      [],
    );
  });

  it("uses its Pulumi name as its Azure name by default", async () => {
    const sent = await program();

    await registered(new Vault("backups", { resourceGroup: GROUP, location: "westeurope" }));
    await registered(new Vault("other", { name: "given", resourceGroup: GROUP, location: "westeurope" }));

    assert.equal(sent.get("backups")?.["name"], "backups");
    assert.equal(sent.get("other")?.["name"], "given");
  });

  it("takes missing and wrong arguments of a JavaScript program, which the check then reports", async () => {
    const classes = { ArmResource, BackupPolicy, DiskSnapshot, ProtectedVm, Vault, VmSnapshotExtension };
    const wrong = [undefined, null, {}, { vault: null, vm: null, source: null, settings: null, parent: null }];
    const notJson = [() => 1, 30n].map((value) => ({
      vault: value,
      vm: value,
      location: value,
      source: value,
    }));
    const sources = [{ source: {} }, { source: "disk" }, { source: { disk: null, blob: null } }, { source: [1] }];
    const pending = [{ source: pulumi.output(null) }, { source: Promise.resolve() }];
    for (const [kind, Class] of Object.entries(classes)) {
      for (const args of [...wrong, ...notJson, ...sources, ...pending, { vault: 5, vm: 5, source: 5, settings: 5 }]) {
        const sent = await program();
        const declare = Class as unknown as new (name: string, args: unknown) => pulumi.CustomResource;

        await registered(new declare("main", args));

        const { __provider: _, ...inputs } = sent.get("main") ?? {};
        const { failures } = check(kinds[kind] ?? assert.fail(kind), inputs as JsonObject);
        assert.notDeepEqual(failures, [], `${kind} ${inspect(args)}`);
      }
    }
  });

  it("reports a disk in place of the source of a snapshot, which names the disk", async () => {
    const sent = await program();
    const disk = new ArmResource("disk", { type: "Microsoft.Compute/disks", apiVersion: "2023-10-02", parent: GROUP });
    const args = { resourceGroup: GROUP, location: "westeurope", source: disk as object };

    await registered(new DiskSnapshot("before", args));

    const { failures } = check(kinds["DiskSnapshot"] ?? assert.fail(), sent.get("before") as JsonObject);
    assert.deepEqual(
      failures.map(({ property, reason }) => [property, reason]),
      [["source", "is not allowed: expected an object with disk, snapshot or blob, such as { disk: disk.id }"]],
    );
  });

  it("has no name input if Azure builds the name", async () => {
    const sent = await program();

    await registered(new ProtectedVm("web", { vault: VAULT, policy: POLICY, vm: VM }));

    assert.equal("name" in (sent.get("web") ?? {}), false);
  });

  it("sends its URN, by which an interrupted create is recognized", async () => {
    const sent = await program();

    const urn = await registered(new Vault("backups", { resourceGroup: GROUP, location: "westeurope" }));

    assert.equal(sent.get("backups")?.["__urn"], urn);
    assert.equal(urn, "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::backups");
  });

  it("has a digest only of each input that contains no secret", async () => {
    const sent = await program();
    const tags = { owner: pulumi.secret("me") };

    await registered(new Vault("backups", { resourceGroup: GROUP, location: pulumi.secret("westeurope"), tags }));
    await registered(
      new Vault("deep", { resourceGroup: GROUP, location: "westeurope", tags: { "a/b": pulumi.secret("me"), c: "d" } }),
    );
    await registered(new Vault("open", { resourceGroup: GROUP, location: "westeurope" }));

    assert.match(String(sent.get("backups")?.["__plain"]), /^resourceGroup:\S{6} name:\S{6}$/);
    assert.match(String(sent.get("deep")?.["__plain"]), /^resourceGroup:\S{6} location:\S{6} name:\S{6}$/);
    assert.match(String(sent.get("open")?.["__plain"]), /^resourceGroup:\S{6} location:\S{6} name:\S{6}$/);
  });
});
