import assert from "node:assert/strict";
import {
  type DeleteRequest,
  deletionOf,
  type OwnerRecord,
  type RunRegister,
} from "../../../provider/ownership/index.js";
import { RunRegister as Register } from "../../../provider/ownership/run.js";
import { GROUP, VAULT } from "../kinds/examples.js";

const urn = (name: string, stack = "dev") =>
  `urn:pulumi:${stack}::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::${name}`;
const order: DeleteRequest = {
  displayName: "Vault backups",
  id: VAULT,
  urn: urn("old"),
  adopted: false,
  onDelete: undefined,
};

const declare = (run: RunRegister, name: string, id: string, previous?: { urn: string; id: string }) =>
  run.declare({ urn: urn(name), kind: "Vault", id, identity: undefined, inputs: {} }, previous);

/** The outcome of a delete: the reason if the resource is kept, else `delete`. */
function outcomeOf(
  changes: Partial<DeleteRequest>,
  record: OwnerRecord = {},
  prepare: (run: RunRegister) => void = () => {},
) {
  const run = new Register();
  prepare(run);
  const deletion = deletionOf({ ...order, ...changes }, record, run);
  return deletion.kind === "keep" ? deletion.reason : "delete";
}

describe("a delete that Pulumi requests", () => {
  it("deletes a resource that nothing else manages", () => {
    assert.equal(outcomeOf({}), "delete");
    assert.equal(outcomeOf({}, { owner: { urn: urn("old"), adopted: false } }), "delete");
  });

  it("retains an adopted resource without onDelete, and a resource with onDelete: retain", () => {
    assert.equal(
      outcomeOf({ adopted: true }),
      `Vault backups was not deleted: it was adopted and declares no onDelete. It remains in Azure (${VAULT}).`,
    );
    assert.equal(outcomeOf({ adopted: true, onDelete: "refuse" }), "delete");
    assert.equal(
      outcomeOf({ onDelete: "retain" }),
      `Vault backups was not deleted: it declares onDelete: "retain". It remains in Azure (${VAULT}).`,
    );
  });

  it("retains a resource that a create of this run returned, of another resource or of the replacement", () => {
    assert.equal(
      outcomeOf({}, {}, (run) => run.recordWrite(urn("new"), VAULT, "created")),
      `Vault backups was not deleted: it is now managed as ${urn("new")} (${VAULT}).`,
    );
    assert.equal(
      outcomeOf({}, {}, (run) => run.recordWrite(urn("old"), VAULT.toUpperCase(), "created")),
      `Vault backups was not deleted: its replacement has the same ARM id (${VAULT}) and already exists.`,
    );
  });

  it("retains a resource that the state contains for another resource of the program", () => {
    const reason = outcomeOf({}, {}, (run) => {
      declare(run, "new", VAULT);
      run.confirm(urn("new"), VAULT, urn("new"));
    });

    assert.equal(reason, `Vault backups was not deleted: it is now managed as ${urn("new")} (${VAULT}).`);
  });

  it("fails if another resource only declares the id, since a skipped delete would leave it without a state", () => {
    assert.throws(() => outcomeOf({}, {}, (run) => declare(run, "new", VAULT)), {
      code: "Conflict",
      message: `Cannot delete Vault backups (${VAULT}) because ${urn("new")} declares it but does not manage it yet; nothing was changed. If new is to manage the existing resource, set adopt: "own" on it. If new is to be a new resource, run pulumi up once without it, then add it.`,
    });
  });

  it("deletes a resource that an alias renamed, although its outputs name the earlier URN", () => {
    const prepare = (run: RunRegister) => declare(run, "new", VAULT, { urn: urn("old"), id: VAULT });

    assert.equal(outcomeOf({}, { owner: { urn: urn("old"), adopted: false } }, prepare), "delete");
    assert.equal(outcomeOf({}, { owner: { urn: urn("new"), adopted: false } }, prepare), "delete");
  });

  it("deletes a resource that an interrupted rename by alias recorded under the new URN", () => {
    const record: OwnerRecord = { owner: { urn: urn("new"), adopted: false, earlierUrn: urn("old") } };

    assert.equal(outcomeOf({}, record), "delete");
    assert.match(outcomeOf({ urn: urn("other") }, record), /managed as .*::new/);
  });

  it("deletes the earlier id of a resource that changes its id", () => {
    const prepare = (run: RunRegister) => {
      declare(run, "old", `${VAULT}2`, { urn: urn("old"), id: VAULT });
      run.confirm(urn("old"), VAULT, urn("old"));
    };

    assert.equal(outcomeOf({}, {}, prepare), "delete");
  });

  it("retains a resource that the home records for another resource, of this stack or of another", () => {
    assert.match(
      outcomeOf({}, { owner: { urn: urn("new"), adopted: false } }),
      /^Vault backups was not deleted: it is now managed as urn:pulumi:dev::.*::new according to the home folder/,
    );
    assert.match(outcomeOf({}, { owner: { urn: urn("old", "prod"), adopted: true } }), /managed as urn:pulumi:prod::/);
  });

  it("names the resource that manages it now, even if it was adopted or is retained", () => {
    const record: OwnerRecord = { owner: { urn: urn("new"), adopted: false } };

    for (const changes of [{ adopted: true }, { onDelete: "retain" }]) {
      assert.match(outcomeOf(changes, record), /^Vault backups was not deleted: it is now managed as .*::new /);
    }
  });

  it("fails for a resource group that contains a declared or managed resource, before any request is sent", () => {
    const group = { displayName: "ArmResource shop", id: GROUP };

    assert.throws(() => outcomeOf(group, {}, (run) => declare(run, "backups", VAULT)), {
      code: "Conflict",
      message: new RegExp(
        `^Cannot delete ArmResource shop .* because it contains resources .*\n {2}${VAULT.toLowerCase()} `,
      ),
    });
    assert.equal(
      outcomeOf(group, {}, (run) => {
        run.recordWrite(urn("backups"), VAULT, "created");
        run.release(VAULT);
      }),
      "delete",
    );
    assert.equal(
      outcomeOf({ ...group, id: `${GROUP}s` }, {}, (run) => declare(run, "backups", VAULT)),
      "delete",
    );
  });
});
