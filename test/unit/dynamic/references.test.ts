/** Inputs that reference another resource: by id or as a resource, of this package or another, known or unknown. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknown as notKnown } from "@pulumi/pulumi/output.js";
import sinon from "sinon";
import { BackupPolicy, ProtectedVm, Vault } from "../../../provider/index.js";
import { backupMocks, rememberingEngine } from "../../../provider/testing/index.js";
import { GROUP, POLICY, policyInputs, VAULT, VM } from "../kinds/examples.js";

type Inputs = Record<string, unknown>;
const { schedule, retention } = policyInputs;

/** Sets mocks for a preview or an up; returns the inputs of each registered resource, by its name. */
async function program(kind: "preview" | "up" = "up"): Promise<Map<string, Inputs>> {
  const sent = new Map<string, Inputs>();
  const { newResource, call } = backupMocks(rememberingEngine());
  const recording: pulumi.runtime.Mocks["newResource"] = (args) => {
    sent.set(args.name, args.inputs as Inputs);
    return newResource(args);
  };
  await pulumi.runtime.setMocks({ newResource: recording, call }, "shop", "dev", kind === "preview");
  return sent;
}

const registered = (resource: pulumi.CustomResource): Promise<string> =>
  new Promise((resolve) => resource.urn.apply(resolve));

/** A VM as `@pulumi/azure-native` declares it: with outputs, and with properties that no rule uses. */
const nativeVm = (id: pulumi.Input<string> = VM) => ({
  id: pulumi.output(id),
  location: pulumi.output("westeurope"),
  extendedLocation: pulumi.output(undefined),
  hardwareProfile: pulumi.output({ vmSize: "Standard_D2s_v5" }),
  storageProfile: pulumi.output({
    imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
    osDisk: {
      name: "os",
      createOption: "FromImage",
      diskSizeGB: pulumi.output(30),
      managedDisk: { id: "/disks/os", storageAccountType: "Premium_LRS" },
    },
    dataDisks: [{ lun: 0, name: "data", createOption: "Empty", managedDisk: { storageAccountType: "PremiumV2_LRS" } }],
  }),
});

describe("an input that references another resource", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  it("is the id if it is set to an id, with nothing else known", async () => {
    const sent = await program();

    await registered(new ProtectedVm("web", { vault: VAULT, policy: POLICY, vm: VM }));

    const { vault, policy, vm } = sent.get("web") ?? {};
    assert.deepEqual([vault, policy, vm], [VAULT, POLICY, VM]);
    assert.equal("__known" in (sent.get("web") ?? {}), false);
  });

  it("is the id of a resource of this package, and has the known properties that rules use", async () => {
    const sent = await program();
    const vault = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });
    const consistency = "OnlyCrashConsistent";
    const policy = new BackupPolicy("daily", { vault, policyType: "V2", schedule, retention, consistency });

    await registered(new ProtectedVm("web", { vault, policy, vm: VM }));

    assert.equal(sent.get("daily")?.["vault"], VAULT);
    assert.deepEqual(sent.get("daily")?.["__known"], { vault: { id: VAULT } });
    assert.deepEqual(sent.get("web")?.["vault"], VAULT);
    assert.deepEqual(sent.get("web")?.["policy"], POLICY);
    assert.deepEqual(sent.get("web")?.["__known"], {
      vault: { id: VAULT, location: "westeurope" },
      policy: { id: POLICY, policyType: "V2", consistency },
    });
  });

  it("is the id of a VM of another package, and has only the known properties that rules use", async () => {
    const sent = await program();

    await registered(
      new ProtectedVm("web", { vault: VAULT, policy: `${VAULT}/backupPolicies/EnhancedPolicy`, vm: nativeVm() }),
    );

    assert.equal(sent.get("web")?.["vm"], VM);
    assert.deepEqual(JSON.parse(JSON.stringify(sent.get("web")?.["__known"])), {
      vm: {
        id: VM,
        location: "westeurope",
        storageProfile: {
          osDisk: { name: "os", diskSizeGB: 30, managedDisk: { storageAccountType: "Premium_LRS" } },
          dataDisks: [{ name: "data", lun: 0, managedDisk: { storageAccountType: "PremiumV2_LRS" } }],
          imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server" },
        },
      },
    });
  });

  it("is checked by the known properties before any write", async () => {
    await program();
    const { newResource } = backupMocks(rememberingEngine());
    const inputs = { vault: VAULT, policy: POLICY, vm: VM };
    const known = { vm: { id: VM, location: "northeurope" }, vault: { id: VAULT, location: "westeurope" } };

    await assert.rejects(
      async () =>
        newResource({
          type: "pulumi-nodejs:dynamic/azure-vm-backup:ProtectedVm",
          name: "web",
          inputs: { ...inputs, __known: known },
          custom: true,
        }),
      { code: "InvalidInput", message: /ProtectedVm 'web' has a problem: vm: is in northeurope, but the vault is in/ },
    );
  });

  it("may be an output of an id or of a resource", async () => {
    const sent = await program();

    await registered(
      new ProtectedVm("web", {
        vault: pulumi.output(VAULT),
        policy: pulumi.output({ id: POLICY, policyType: "V1" }),
        vm: pulumi.output(VM),
      }),
    );

    const { vault, policy, vm, __known } = sent.get("web") ?? {};
    assert.deepEqual([vault, policy, vm], [VAULT, POLICY, VM]);
    assert.deepEqual(__known, { policy: { id: POLICY, policyType: "V1" } });
  });

  it("is unknown in a preview before its resource is created, but has the known properties", async () => {
    const sent = await program("preview");
    const uncreated = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });

    await registered(new ProtectedVm("web", { vault: uncreated, policy: POLICY, vm: nativeVm(uncreated.id) }));

    const { vault, vm, __known } = sent.get("web") ?? {};
    const known = __known as { vault: Inputs; vm: Inputs };
    assert.deepEqual([vault, vm].map(pulumi.isUnknown), [true, true]);
    assert.equal(known.vault["location"], "westeurope");
    assert.equal(known.vm["location"], "westeurope");
    assert.deepEqual(Object.keys(known.vm), ["id", "location", "storageProfile"]);
  });

  it("has the URN of its resource while the id is unknown, whether set to the resource or to its id", async () => {
    const sent = await program("preview");
    const uncreated = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });
    const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::backups";

    await registered(new ProtectedVm("web", { vault: uncreated, policy: POLICY, vm: VM }));
    await registered(new ProtectedVm("db", { vault: uncreated.id as never, policy: POLICY, vm: VM }));

    for (const name of ["web", "db"]) {
      const known = sent.get(name)?.["__known"] as { vault: Inputs } | undefined;
      assert.equal(known?.vault["urn"], urn);
    }
  });

  it("has the LUNs of the data disks of a VM that is an ArmResource, unless its properties are secret", async () => {
    const sent = await program("preview");
    const properties = {
      storageProfile: { imageReference: { publisher: "Canonical" }, dataDisks: [{ lun: 2, name: "a" }] },
    };
    const vmWith = (found: pulumi.Input<object>) => ({
      id: VM,
      location: "westeurope",
      properties: pulumi.output(found),
    });

    await registered(new ProtectedVm("web", { vault: VAULT, policy: POLICY, vm: vmWith(properties) }));
    await registered(new ProtectedVm("db", { vault: VAULT, policy: POLICY, vm: vmWith(pulumi.secret(properties)) }));

    const [open, secret] = ["web", "db"].map((name) => (sent.get(name) as { __known: { vm: Inputs } }).__known.vm);
    assert.deepEqual(open?.["properties"], {
      storageProfile: { dataDisks: [{ lun: 2 }], imageReference: { publisher: "Canonical" } },
    });
    assert.deepEqual(secret, { id: VM, location: "westeurope" });
  });

  it("has the known disks of a VM in a preview, even if other properties are unknown", async () => {
    const sent = await program("preview");
    const ultra = { lun: 0, name: "db", diskSizeGB: 64, managedDisk: { storageAccountType: "UltraSSD_LRS" } };
    const storageProfile = pulumi.output({
      osDisk: { name: "os", diskSizeGB: notKnown },
      dataDisks: [ultra],
      diskControllerType: notKnown,
    });

    await registered(new ProtectedVm("web", { vault: VAULT, policy: POLICY, vm: { ...nativeVm(), storageProfile } }));

    const known = sent.get("web")?.["__known"] as { vm: { storageProfile: { osDisk: Inputs; dataDisks: unknown } } };
    assert.deepEqual(known.vm.storageProfile.dataDisks, [ultra]);
    assert.deepEqual(known.vm.storageProfile.osDisk, { name: "os", managedDisk: {} });
  });

  it("is refused in a preview by the known properties of a resource that is not created yet", async () => {
    const sent = await program("preview");
    const uncreated = new Vault("backups", { resourceGroup: GROUP, location: "northeurope" });
    const refusals: unknown[] = [];
    const { newResource, call } = backupMocks(rememberingEngine());
    const recording: pulumi.runtime.Mocks["newResource"] = async (args) => {
      sent.set(args.name, args.inputs as Inputs);
      try {
        return await newResource(args);
      } catch (error) {
        refusals.push((error as Error).message);
        return { id: undefined, state: args.inputs as Inputs };
      }
    };
    await pulumi.runtime.setMocks({ newResource: recording, call }, "shop", "dev", true);

    await registered(new ProtectedVm("web", { vault: uncreated, policy: POLICY, vm: nativeVm(uncreated.id) }));

    assert.deepEqual(refusals, [
      "ProtectedVm 'web' has a problem: vm: is in westeurope, but the vault is in northeurope: Azure Backup protects only VMs in the region of the vault; use a vault in westeurope",
    ]);
  });

  it("may reference a built-in policy by its vault", async () => {
    const sent = await program();
    const vault = new Vault("backups", { resourceGroup: GROUP, location: "westeurope" });

    await registered(new ProtectedVm("a", { vault, policy: BackupPolicy.builtIn(vault, "DefaultPolicy"), vm: VM }));
    await registered(
      new ProtectedVm("b", { vault: VAULT, policy: BackupPolicy.builtIn(VAULT, "EnhancedPolicy"), vm: `${VM}b` }),
    );

    assert.equal(sent.get("a")?.["policy"], `${VAULT}/backupPolicies/DefaultPolicy`);
    assert.deepEqual(sent.get("a")?.["__known"], {
      vault: { id: VAULT, location: "westeurope" },
      policy: { id: `${VAULT}/backupPolicies/DefaultPolicy`, policyType: "V1" },
    });
    assert.equal(sent.get("b")?.["policy"], `${VAULT}/backupPolicies/EnhancedPolicy`);
    assert.deepEqual(sent.get("b")?.["__known"], {
      policy: { id: `${VAULT}/backupPolicies/EnhancedPolicy`, policyType: "V2" },
    });
  });
});
