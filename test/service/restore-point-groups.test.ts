/** The resource groups of Azure Backup's restore point collections: at most 600 collections in each. */
import assert from "node:assert/strict";
import { ITEM, protection, SUBSCRIPTION, type TestAzure } from "../support/service.js";
import { openBasics } from "../support/started-azure.js";

const COLLECTION = "Microsoft.Compute/restorePointCollections";
const FIRST = `${SUBSCRIPTION}/resourceGroups/AzureBackupRG_westeurope_1`;

/** Fills the first group, which Azure Backup manages, with collections of other VMs. */
const fill = ({ azure }: TestAzure, count: number): Promise<void> =>
  azure.store.write((documents) => {
    const type = "Microsoft.Resources/resourceGroups";
    documents.put({ id: FIRST, type, scope: SUBSCRIPTION, body: { id: FIRST, managedBy: SUBSCRIPTION } });
    for (let nth = 0; nth < count; nth++) {
      const id = `${FIRST}/providers/${COLLECTION}/other${nth}`;
      documents.put({ id, type: COLLECTION, scope: FIRST, body: { id } });
    }
  });

describe("the resource group of restore points", () => {
  let azure: TestAzure;
  beforeEach(async () => {
    azure = await openBasics();
  });
  afterEach(() => azure.close());

  /** The group into which the first backup of the VM puts its collection. */
  const groupOfBackup = async (): Promise<string | undefined> => {
    await azure.call("PUT", ITEM, protection());
    await azure.call("POST", `${ITEM}/backup`, { properties: { objectType: "IaasVMBackupRequest" } });
    const ids = await azure.azure.store.read((documents) => documents.list({ type: COLLECTION }).map(({ id }) => id));
    return ids.find((id) => !id.includes("/other"))?.split("/")[4];
  };

  it("accepts collection 600", async () => {
    await fill(azure, 599);
    assert.equal(await groupOfBackup(), "AzureBackupRG_westeurope_1");
  });

  it("is followed by a group with the next number for collection 601", async () => {
    await fill(azure, 600);
    assert.equal(await groupOfBackup(), "AzureBackupRG_westeurope_2");
  });
});
