/** What a create that finds its ARM id taken is advised to do. */
import assert from "node:assert/strict";
import { claimOf, ownershipInMemory } from "../../../provider/ownership/index.js";

const ID = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/shop";
const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:ArmResource::shop";

/** The refusal of a replacement whose ARM id is taken by a resource with these differences. */
function refusal(differences: readonly string[]): string {
  const { run } = ownershipInMemory();
  run.declare({ urn: URN, kind: "ArmResource", id: ID, identity: undefined, inputs: {} }, { urn: URN, id: ID });
  const order = {
    what: "ArmResource shop",
    id: ID,
    urn: URN,
    adopt: "never",
    differences: () => differences,
    differencesOfFirstWrite: () => differences,
    isStillAs: () => false,
  };
  try {
    return claimOf(order, {}, run);
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a replacement whose ARM id is taken", () => {
  it("is to delete the old resource first where that differs from what is declared", () => {
    assert.match(refusal(["location: declared ..."]), /Set deleteBeforeReplace: true in its resource options\.$/);
  });

  it("may also be what an interrupted run of another home created where it is as declared", () => {
    const text = refusal([]);

    assert.match(text, /set deleteBeforeReplace: true in its resource options/);
    assert.match(
      text,
      /if an interrupted run of another machine or home created it.* For the second, set adopt: "own"\.$/,
    );
  });
});
