import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import { ArmResource, DiskSnapshot, type DiskSnapshotArgs } from "../../../provider/index.js";
import { diskSnapshot } from "../../../provider/kinds/disk-snapshot/index.js";
import { GROUP } from "../kinds/examples.js";
import {
  DISK_ACCESS,
  ENCRYPTION_SET,
  OTHER_SNAPSHOT,
  SOURCE_DISK,
  STORAGE_ACCOUNT,
} from "../kinds/snapshot-examples.js";

type Inputs = Record<string, unknown>;

/** Declares a snapshot; returns the inputs that were sent for it, without those of Pulumi. */
async function sentFor(args: DiskSnapshotArgs): Promise<Inputs> {
  const sent = new Map<string, Inputs>();
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => {
    sent.set(name, inputs as Inputs);
    return { id: `${GROUP}/providers/Microsoft.Compute/disks/${name}`, state: inputs as Inputs };
  };
  await pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs as Inputs }, "shop", "dev");
  const snapshot = new DiskSnapshot("db-before", args);
  await new Promise((resolve) => snapshot.urn.apply(resolve));
  const { __provider: _, __urn: __, __plain: ___, ...inputs } = sent.get("db-before") ?? {};
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}

/** A disk that a program declares with this package. */
const declaredDisk = () =>
  new ArmResource("db", {
    type: "Microsoft.Compute/disks",
    apiVersion: "2023-10-02",
    parent: GROUP,
    location: "westeurope",
    properties: { diskSizeGB: 32, creationData: { createOption: "Empty" } },
    body: { sku: { name: "PremiumV2_LRS" }, zones: ["1"] },
  });

const named = { name: "db-before", resourceGroup: GROUP } as const;

describe("the source of a declared snapshot", () => {
  before(() => {
    sinon.stub(console, "warn");
  });
  after(() => sinon.restore());

  it("is an output of the class, like every other input and output", async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ inputs }) => ({ id: SOURCE_DISK, state: inputs as Inputs }),
      call: ({ inputs }) => inputs as Inputs,
    });
    const snapshot = new DiskSnapshot("db-before", {
      resourceGroup: GROUP,
      location: "westeurope",
      source: { disk: SOURCE_DISK },
    });
    const { inputs, outputs } = diskSnapshot;
    const acts = ["onDelete", "adopt", "timeouts"];
    const keys = Object.keys({ ...inputs.properties, ...outputs.properties }).filter((key) => !acts.includes(key));

    const properties = new Map(Object.entries(snapshot));

    assert.deepEqual(
      keys.filter((key) => !pulumi.Output.isInstance(properties.get(key))),
      [],
    );
  });

  it("is sent as the declared id, without known properties", async () => {
    assert.deepEqual(await sentFor({ resourceGroup: GROUP, location: "westeurope", source: { disk: SOURCE_DISK } }), {
      ...named,
      location: "westeurope",
      source: { disk: SOURCE_DISK },
    });
  });

  it("is sent as the id of a declared disk with its known properties, and its region is the snapshot's", async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ inputs }) => ({ id: SOURCE_DISK, state: inputs as Inputs }),
      call: ({ inputs }) => inputs as Inputs,
    });

    assert.deepEqual(await sentFor({ resourceGroup: GROUP, source: { disk: declaredDisk() } }), {
      ...named,
      location: "westeurope",
      source: { disk: SOURCE_DISK },
      __known: {
        disk: {
          id: SOURCE_DISK,
          location: "westeurope",
          properties: { diskSizeGB: 32 },
          body: { sku: { name: "PremiumV2_LRS" } },
        },
      },
    });
  });

  it("sets the region of a copy and whether it is incremental, if the program sets neither", async () => {
    const sourceSnapshot = {
      id: pulumi.output(OTHER_SNAPSHOT),
      location: "northeurope",
      incremental: pulumi.output(false),
    };

    const sent = await sentFor({ resourceGroup: GROUP, source: { snapshot: sourceSnapshot } });
    const copied = await sentFor({
      resourceGroup: GROUP,
      location: "westeurope",
      incremental: true,
      source: { snapshot: pulumi.output(sourceSnapshot) },
    });

    assert.deepEqual(sent, {
      ...named,
      location: "northeurope",
      incremental: false,
      source: { snapshot: OTHER_SNAPSHOT },
      __known: { snapshot: { id: OTHER_SNAPSHOT, location: "northeurope", incremental: false } },
    });
    assert.deepEqual([copied["location"], copied["incremental"]], ["westeurope", true]);
    assert.deepEqual(copied["source"], { snapshot: OTHER_SNAPSHOT });
  });

  it("is only an id if an output resolves to one", async () => {
    const sent = await sentFor({
      resourceGroup: GROUP,
      location: "westeurope",
      source: { disk: pulumi.output(SOURCE_DISK) },
    });

    assert.deepEqual(sent["source"], { disk: SOURCE_DISK });
    assert.equal("__known" in sent, false);
  });

  it("makes an import a full snapshot, and may have a storage account that is a resource", async () => {
    const uri = "https://disks.blob.core.windows.net/vhds/os.vhd";
    const source = { blob: { uri, storageAccount: { id: STORAGE_ACCOUNT } } };

    const sent = await sentFor({ resourceGroup: GROUP, location: "westeurope", source });

    assert.deepEqual(sent["source"], { blob: { uri, storageAccount: STORAGE_ACCOUNT } });
    assert.equal(sent["incremental"], false);
  });

  it("can be combined with a disk access and a disk encryption set", async () => {
    const sent = await sentFor({
      resourceGroup: GROUP,
      location: "westeurope",
      source: { disk: SOURCE_DISK },
      diskAccess: { id: DISK_ACCESS },
      diskEncryptionSet: ENCRYPTION_SET,
    });

    assert.deepEqual([sent["diskAccess"], sent["diskEncryptionSet"]], [DISK_ACCESS, ENCRYPTION_SET]);
  });
});
