import assert from "node:assert/strict";
import { at, type Json, listAt } from "../../provider/core/json.js";
import type { Pace } from "../../provider/service/azure/route.js";
import {
  firstOf,
  GROUP,
  ITEM,
  itemPath,
  machine,
  openTestAzure,
  propertiesOf,
  protection,
  putBasics,
  type TestAzure,
  VAULT,
} from "../support/service.js";
import { template } from "../support/templates.js";
import { DEPLOYMENT, deploymentBody } from "./extension-templates.js";

const FAULTS = "/_azvb/faults";
const JOBS = `${VAULT}/backupJobs`;

/** A template that protects the VMs with these names. */
const protectionTemplate = (...names: readonly string[]) =>
  template(
    names.map((name) => ({
      type: "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
      apiVersion: "2024-04-01",
      name: `vault1/Azure/IaasVMContainer;iaasvmcontainerv2;rehearsal;${name}/VM;iaasvmcontainerv2;rehearsal;${name}`,
      ...protection(VAULT, "DefaultPolicy", machinePath(name)),
    })),
  );

const machinePath = (name: string): string => `${GROUP}/providers/Microsoft.Compute/virtualMachines/${name}`;

async function countsOf(azure: TestAzure): Promise<readonly (Json | undefined)[]> {
  const [entry] = listAt((await azure.call("GET", FAULTS)).body, "faults");
  return [at(entry, "matched"), at(entry, "struck")];
}

const plan = (azure: TestAzure, entry: object) =>
  azure.call("PUT", FAULTS, [{ failJob: { operation: "ConfigureBackup", code: 400002 }, ...entry }] as Json);

describe("a fault plan that fails a job of a deployment", () => {
  let azure: TestAzure;

  afterEach(() => azure.close());

  async function open(pace: Pace): Promise<void> {
    azure = await openTestAzure({ pace });
    await putBasics(azure);
    for (const name of ["web1", "web10"]) await azure.call("PUT", machinePath(name), machine());
  }

  const deploy = (...names: readonly string[]) =>
    azure.call("PUT", DEPLOYMENT, deploymentBody(protectionTemplate(...names)));

  /** The states of the deployment and its job, the status of a GET of the item, and the counts of the fault plan. */
  async function outcome() {
    const deployment = propertiesOf(await azure.call("GET", DEPLOYMENT));
    const job = at(firstOf(await azure.call("GET", JOBS)), "properties", "status");
    const item = (await azure.call("GET", ITEM)).status;
    return [deployment["provisioningState"], job, item, ...(await countsOf(azure))];
  }

  const FAILED = ["Failed", "Failed", 404, 1, 1];

  it("fails the job and the deployment at the instant pace", async () => {
    await open({ kind: "instant" });
    await plan(azure, {});
    const put = await deploy("web");
    assert.equal(put.status, 201);
    assert.deepEqual(await outcome(), FAILED);
    const detail = at(propertiesOf(await azure.call("GET", DEPLOYMENT)), "error", "details");
    assert.match(JSON.stringify(detail), /BackUpOperationFailed/);
  });

  it("fails the job and the deployment if the pace counts polls", async () => {
    await open({ kind: "polls", reads: 2 });
    await plan(azure, {});
    const put = await deploy("web");
    for (let read = 0; read < 4; read++) await azure.follow(put);
    assert.deepEqual(await outcome(), FAILED);
  });

  it("fails the job and the deployment at the real pace when a client reads", async () => {
    await open({ kind: "real" });
    await plan(azure, {});
    await deploy("web");
    azure.advance(20_000);
    await azure.call("GET", DEPLOYMENT);
    azure.advance(60_000);
    assert.deepEqual(await outcome(), FAILED);
  });

  it("fails the job and the deployment at the real pace when only the server's background loop advances them", async () => {
    await open({ kind: "real" });
    await plan(azure, {});
    await deploy("web");
    const before = await countsOf(azure);
    azure.advance(5_000);
    await azure.azure.settle();
    const begun = await countsOf(azure);
    azure.advance(60_000);
    await azure.azure.settle();
    assert.deepEqual(
      [before, begun],
      [
        [0, 0],
        [1, 1],
      ],
    );
    assert.deepEqual(await outcome(), FAILED);
  });

  it("counts each job once and fails only the job that the plan names", async () => {
    await open({ kind: "instant" });
    await plan(azure, { call: 2 });
    await deploy("web", "web1");
    const items = [ITEM, itemPath(VAULT, "web1")].map(async (path) => (await azure.call("GET", path)).status);
    assert.deepEqual(
      [await Promise.all(items), await countsOf(azure)],
      [
        [200, 404],
        [2, 1],
      ],
    );
  });

  it("selects the job of a VM by its path, not the job of a VM whose name has the same prefix", async () => {
    await open({ kind: "instant" });
    await plan(azure, { path: "/protectedItems/VM;iaasvmcontainerv2;rehearsal;web1$" });
    await deploy("web10");
    const other = await countsOf(azure);
    await deploy("web1");
    const items = ["web10", "web1"].map(async (name) => (await azure.call("GET", itemPath(VAULT, name))).status);
    assert.deepEqual(
      [other, await countsOf(azure), await Promise.all(items)],
      [
        [0, 0],
        [1, 1],
        [200, 404],
      ],
    );
  });
});
