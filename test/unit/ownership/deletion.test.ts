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

/** What becomes of an order: its reason where it is kept, else `delete`. */
function endOf(
  given: Partial<DeleteRequest>,
  record: OwnerRecord = {},
  prepare: (run: RunRegister) => void = () => {},
) {
  const run = new Register();
  prepare(run);
  const deletion = deletionOf({ ...order, ...given }, record, run);
  return deletion.kind === "keep" ? deletion.reason : "delete";
}

describe("a delete that Pulumi orders", () => {
  it("deletes what nobody else manages", () => {
    assert.equal(endOf({}), "delete");
    assert.equal(endOf({}, { owner: { urn: urn("old"), adopted: false } }), "delete");
  });

  it("leaves what was adopted and declares no onDelete, and what is retained", () => {
    assert.equal(
      endOf({ adopted: true }),
      `Vault backups was not deleted: it was adopted and declares no onDelete. It remains in Azure (${VAULT}).`,
    );
    assert.equal(endOf({ adopted: true, onDelete: "refuse" }), "delete");
    assert.equal(
      endOf({ onDelete: "retain" }),
      `Vault backups was not deleted: it declares onDelete: "retain". It remains in Azure (${VAULT}).`,
    );
  });

  it("leaves what a create of this run returned, of another resource or of the same one", () => {
    assert.equal(
      endOf({}, {}, (run) => run.recordWrite(urn("new"), VAULT, "created")),
      `Vault backups was not deleted: it is now managed as ${urn("new")} (${VAULT}).`,
    );
    assert.equal(
      endOf({}, {}, (run) => run.recordWrite(urn("old"), VAULT.toUpperCase(), "created")),
      `Vault backups was not deleted: its replacement has the same ARM id (${VAULT}) and already exists.`,
    );
  });

  it("leaves what the state has for another resource of the program", () => {
    const reason = endOf({}, {}, (run) => {
      declare(run, "new", VAULT);
      run.confirm(urn("new"), VAULT, urn("new"));
    });

    assert.equal(reason, `Vault backups was not deleted: it is now managed as ${urn("new")} (${VAULT}).`);
  });

  it("fails where another resource only declares the id, since skipping it would leave it without a state", () => {
    assert.throws(() => endOf({}, {}, (run) => declare(run, "new", VAULT)), {
      code: "Conflict",
      message: `Cannot delete Vault backups (${VAULT}) because ${urn("new")} declares it but does not manage it yet; nothing was changed. If new is to manage the existing resource, set adopt: "own" on it. If new is to be a new resource, run pulumi up once without it, then add it.`,
    });
  });

  it("deletes a resource that an alias renamed, though its outputs name the earlier URN", () => {
    const prepare = (run: RunRegister) => declare(run, "new", VAULT, { urn: urn("old"), id: VAULT });

    assert.equal(endOf({}, { owner: { urn: urn("old"), adopted: false } }, prepare), "delete");
    assert.equal(endOf({}, { owner: { urn: urn("new"), adopted: false } }, prepare), "delete");
  });

  it("deletes what an interrupted rename by alias recorded under the new URN", () => {
    const record: OwnerRecord = { owner: { urn: urn("new"), adopted: false, earlierUrn: urn("old") } };

    assert.equal(endOf({}, record), "delete");
    assert.match(endOf({ urn: urn("other") }, record), /managed as .*::new/);
  });

  it("deletes the id of a resource that is about to take another one", () => {
    const prepare = (run: RunRegister) => {
      declare(run, "old", `${VAULT}2`, { urn: urn("old"), id: VAULT });
      run.confirm(urn("old"), VAULT, urn("old"));
    };

    assert.equal(endOf({}, {}, prepare), "delete");
  });

  it("leaves what the home recorded for another resource, of this stack or of another", () => {
    assert.match(
      endOf({}, { owner: { urn: urn("new"), adopted: false } }),
      /^Vault backups was not deleted: it is now managed as urn:pulumi:dev::.*::new according to the home folder/,
    );
    assert.match(endOf({}, { owner: { urn: urn("old", "prod"), adopted: true } }), /managed as urn:pulumi:prod::/);
  });

  it("names the resource that manages it now, also where it was adopted or is retained", () => {
    const record: OwnerRecord = { owner: { urn: urn("new"), adopted: false } };

    for (const given of [{ adopted: true }, { onDelete: "retain" }]) {
      assert.match(endOf(given, record), /^Vault backups was not deleted: it is now managed as .*::new /);
    }
  });

  it("fails for what contains a resource that the program declares or holds, before anything is sent", () => {
    const group = { displayName: "ArmResource shop", id: GROUP };

    assert.throws(() => endOf(group, {}, (run) => declare(run, "backups", VAULT)), {
      code: "Conflict",
      message: new RegExp(
        `^Cannot delete ArmResource shop .* because it contains resources .*\n {2}${VAULT.toLowerCase()} `,
      ),
    });
    assert.equal(
      endOf(group, {}, (run) => {
        run.recordWrite(urn("backups"), VAULT, "created");
        run.release(VAULT);
      }),
      "delete",
    );
    assert.equal(
      endOf({ ...group, id: `${GROUP}s` }, {}, (run) => declare(run, "backups", VAULT)),
      "delete",
    );
  });
});
