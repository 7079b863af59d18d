/** A VMSnapshot extension from the runtime to the embedded Azure, and its resource class. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import type { JsonObject } from "../../provider/core/json.js";
import { VmSnapshotExtension, type VmSnapshotExtensionArgs } from "../../provider/index.js";
import type { runtime as Runtime } from "../../provider/runtime/dynamic.js";
import { machineProperties } from "../support/service.js";
import { temporaryFolder } from "./temporary-folder.js";

const MODULE = require.resolve("../../provider/runtime/dynamic.js");
const VARIABLES = ["AZURE_VM_BACKUP_HOME", "AZURE_VM_BACKUP_ENDPOINT", "AZURE_VM_BACKUP_FAULTS"] as const;
const SUBSCRIPTION = "/subscriptions/11111111-1111-1111-1111-111111111111";
const GROUP = `${SUBSCRIPTION}/resourceGroups/shop`;
const VM = `${GROUP}/providers/Microsoft.Compute/virtualMachines/web`;
const EXTENSION = `${VM}/extensions/VMSnapshotLinux`;
const KIND = "VmSnapshotExtension";
const protectedSettings = {
  blobSasUris: [],
  snapshotTaskToken: "hidden-token",
  statusBlobUri: "https://shop.blob.core.windows.net/c/status?sig=x",
};

/** The runtime of a new process over the embedded Azure of a home. */
function freshRuntime(home: string): typeof Runtime {
  delete require.cache[MODULE];
  const { runtime } = require(MODULE) as { runtime: typeof Runtime };
  const config: Readonly<Record<string, string>> = { endpoint: "embedded", home };
  for (const kind of ["ArmResource", "VmSnapshotExtension"]) {
    runtime.configure(kind, { get: (key) => config[key.replace("azure-vm-backup:", "")] });
  }
  return runtime;
}

describe("a snapshot extension in the embedded Azure", () => {
  const folder = temporaryFolder();
  let before: (string | undefined)[];
  let runtime: typeof Runtime;

  /** Checks inputs and creates what they declare; returns its outputs. */
  async function create(kind: string, declared: JsonObject): Promise<JsonObject> {
    const { inputs, failures } = await runtime.check(kind, {}, declared);
    assert.deepEqual(failures, []);
    return (await runtime.create(kind, inputs as JsonObject))["outs"] as JsonObject;
  }

  beforeEach(async () => {
    before = VARIABLES.map((name) => process.env[name]);
    for (const name of VARIABLES) delete process.env[name];
    sinon.stub(process, "argv").value(process.argv.slice(0, 2));
    runtime = freshRuntime(join(folder(), "home"));
    const group = { type: "Microsoft.Resources/resourceGroups", apiVersion: "2022-09-01", parent: SUBSCRIPTION };
    await create("ArmResource", { ...group, name: "shop", location: "westeurope" });
    await create("ArmResource", {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      parent: GROUP,
      name: "web",
      location: "westeurope",
      properties: machineProperties("Linux"),
    });
  });
  afterEach(() => {
    sinon.restore();
    for (const [index, name] of VARIABLES.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    delete require.cache[MODULE];
  });

  it("is created, read without drift, updated, and deleted, which succeeds again", async () => {
    const settings = { commandToExecute: "snapshot", taskId: "1", backup: { metadata: { tag: "a" } } };
    const declared = { vm: VM, osType: "Linux", settings, protectedSettings };

    const created = await create(KIND, declared);
    const read = await runtime.read(KIND, EXTENSION, created);
    const changed = { ...created, tags: { team: "shop" }, forceUpdateTag: "2" };
    const { outs } = await runtime.update(KIND, EXTENSION, created, changed);
    const again = await runtime.read(KIND, EXTENSION, outs as JsonObject);

    assert.equal(created["provisioningState"], "Succeeded");
    assert.deepEqual(created["status"], { code: "ProvisioningState/succeeded", message: "Enable succeeded." });
    const { __token: _, ...state } = created;
    assert.deepEqual(read["props"], state);
    assert.deepEqual((again["inputs"] as JsonObject)["tags"], { team: "shop" });
    assert.deepEqual((again["inputs"] as JsonObject)["settings"], created["settings"]);

    const destroy = freshRuntime(join(folder(), "home"));
    assert.deepEqual(await destroy.delete(KIND, EXTENSION, created), {});
    assert.deepEqual(await destroy.delete(KIND, EXTENSION, created), {});
    assert.deepEqual(await destroy.read(KIND, EXTENSION, created), { id: "", props: {} });
  });

  it("is refused if the VM has an extension of the same handler, which can be adopted by its name", async () => {
    await create(KIND, { vm: VM, osType: "Linux", name: "BackupSnap" });

    await assert.rejects(
      create(KIND, { vm: VM, osType: "Linux" }),
      /and it already has "BackupSnap"\. Declare that one with name/,
    );
    runtime = freshRuntime(join(folder(), "home"));
    const adopted = await create(KIND, {
      vm: VM,
      osType: "Linux",
      name: "BackupSnap",
      adopt: "ifIdentical",
      __urn: "urn:other",
    });

    assert.equal(adopted["adopted"], true);
  });

  it("does not store its protected settings in any file of the home", async () => {
    await create(KIND, {
      vm: VM,
      osType: "Linux",
      settings: { commandToExecute: "install", backup: {} },
      protectedSettings,
    });

    const home = join(folder(), "home");
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    assert.ok(files.length > 0);
    for (const file of files) {
      assert.equal(readFileSync(join(file.parentPath, file.name)).includes("hidden-token"), false, file.name);
    }
  });
});

describe("the class of a snapshot extension", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  /** The inputs that are sent for a declared extension. */
  async function sentFor(args: VmSnapshotExtensionArgs): Promise<Record<string, unknown>> {
    let sent: Record<string, unknown> = {};
    await pulumi.runtime.setMocks(
      {
        newResource: ({ inputs }) => {
          sent = inputs as Record<string, unknown>;
          return { id: EXTENSION, state: sent };
        },
        call: ({ inputs }) => inputs as Record<string, unknown>,
      },
      "shop",
      "dev",
    );
    const resource = new VmSnapshotExtension("snapshot", args);
    await new Promise((resolve) => resource.urn.apply(resolve));
    return sent;
  }

  it("gets its OS type and location from the VM, and its name from the OS type", async () => {
    const vm = {
      id: pulumi.output(VM),
      location: "westeurope",
      storageProfile: { osDisk: { osType: "Windows", name: "os" } },
    };

    const sent = await sentFor({ vm });

    assert.deepEqual([sent["vm"], sent["osType"], sent["name"]], [VM, "Windows", "VMSnapshot"]);
    assert.deepEqual(sent["__known"], {
      vm: { id: VM, location: "westeurope", storageProfile: { osDisk: { osType: "Windows" } } },
    });
    const { osType } = await sentFor({
      vm: { id: VM, properties: { storageProfile: { osDisk: { osType: "Linux" } } } },
    });
    assert.equal(osType, "Linux");
  });

  it("leaves to check what a VM's id does not contain", async () => {
    const sent = await sentFor({ vm: VM });

    assert.deepEqual([sent["vm"], sent["osType"], sent["name"]], [VM, undefined, undefined]);
  });

  it("marks protected settings as secret, and public settings that contain a signature", async () => {
    const uri = "https://shop.blob.core.windows.net/c/b?sig=x";

    const secret = ({ __plain }: Record<string, unknown>) =>
      ["settings", "protectedSettings", "rawProtectedSettings"].filter(
        (key) => !new RegExp(`\\b${key}:`).test(String(__plain)),
      );

    const all = await sentFor({
      vm: VM,
      osType: "Linux",
      settings: { statusBlobUri: uri },
      protectedSettings: { blobSasUris: [uri] },
      rawProtectedSettings: { a: 1 },
    });

    assert.deepEqual(secret(all), ["settings", "protectedSettings", "rawProtectedSettings"]);
    const open = await sentFor({ vm: VM, osType: "Linux", settings: { commandToExecute: "install" } });
    assert.deepEqual(secret(open), ["protectedSettings", "rawProtectedSettings"]);
    const later = await sentFor({ vm: VM, osType: "Linux", settings: pulumi.output({ logsBlobUri: uri }) });
    assert.deepEqual(secret(later), ["settings", "protectedSettings", "rawProtectedSettings"]);
  });
});
