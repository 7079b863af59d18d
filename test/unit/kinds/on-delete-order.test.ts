import assert from "node:assert/strict";
import { asCall } from "../../../provider/core/call.js";
import { onDeleteOverride, parseOnDeleteVariable } from "../../../provider/kinds/on-delete-variable.js";
import { protectedVm } from "../../../provider/kinds/protected-vm/index.js";
import { vault } from "../../../provider/kinds/vault/index.js";
import { type Ownership, ownershipInMemory } from "../../../provider/ownership/index.js";
import { ITEM, VAULT } from "./examples.js";

const ORDER = "dev:Vault=delete,ProtectedVm=delete";
const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::backups";
const caller = { urn: URN, known: {}, mayQuote: () => true };
const state = (outputs = {}) => ({ id: VAULT, outputs: { adopted: false, ...outputs }, caller });

function owned(): Ownership {
  const ownership = ownershipInMemory();
  ownership.own(VAULT, { urn: URN, adopted: false });
  return ownership;
}

/** The onDelete that the variable sets for the vault, and the warnings. */
function orderOf(text: string | undefined, ownership = owned(), resource = state()) {
  const warnings: string[] = [];
  const ordered = asCall({ warn: (warning) => void warnings.push(warning) }, () =>
    onDeleteOverride(text, ownership)(vault, resource),
  );
  return { ordered, warnings };
}

describe("AZURE_VM_BACKUP_ON_DELETE", () => {
  it("sets another onDelete in a run that only destroys, with a warning", () => {
    assert.deepEqual(orderOf(ORDER), {
      ordered: "delete",
      warnings: ['AZURE_VM_BACKUP_ON_DELETE sets onDelete "delete" for Vault backups.'],
    });
  });

  it("changes nothing if it is not set, names another kind, or repeats the declared value", () => {
    assert.deepEqual(orderOf(undefined), { ordered: undefined, warnings: [] });
    assert.deepEqual(orderOf("dev:ProtectedVm=delete"), { ordered: undefined, warnings: [] });
    assert.deepEqual(orderOf(ORDER, owned(), state({ onDelete: "delete" })), { ordered: undefined, warnings: [] });
  });

  it("changes nothing in a run that checks a resource, as pulumi up does", () => {
    const ownership = owned();
    ownership.run.declare({ urn: "urn:x", kind: "Vault", id: undefined, identity: undefined, inputs: {} }, undefined);

    assert.deepEqual(orderOf(ORDER, ownership), { ordered: undefined, warnings: [] });
  });

  it("is not applied to another stack, to an adopted resource, or to a resource whose owner the home does not record", () => {
    const reasons: readonly [Ownership, ReturnType<typeof state>, string, string][] = [
      [owned(), state(), "prod:Vault=delete", 'it is for the stack "prod", but this stack is "dev".'],
      [owned(), state({ adopted: true }), ORDER, "the resource was adopted, not created by this stack."],
      [
        ownershipInMemory(),
        state(),
        ORDER,
        "the home folder has no record of its owner. Run pulumi up once, then destroy again.",
      ],
    ];
    for (const [ownership, resource, text, reason] of reasons) {
      assert.deepEqual(orderOf(text, ownership, resource), {
        ordered: undefined,
        warnings: [`AZURE_VM_BACKUP_ON_DELETE is not applied to Vault backups: ${reason}`],
      });
    }
  });

  it("is an error before the first delete if it cannot be parsed", () => {
    const problems: readonly [string, RegExp][] = [
      ["delete", /^AZURE_VM_BACKUP_ON_DELETE is "delete": expected STACK:KIND=VALUE/],
      ["dev:Vaults=delete", /"Vaults" is not a kind: expected ArmResource, BackupPolicy/],
      ["dev:Vault=purge", /"Vault=purge" is not an onDelete of Vault: expected refuse, stopRetain, delete/],
      ["dev:Vault=delete,Vault=retain", /"Vault" is set twice/],
      ["dev:Vault", /"Vault" is not an onDelete of Vault/],
    ];
    for (const [text, message] of problems) assert.throws(() => orderOf(text), { code: "InvalidInput", message });
  });

  it("accepts spaces between its parts", () => {
    assert.deepEqual(parseOnDeleteVariable(" dev:Vault=delete, ProtectedVm=stopRetain "), {
      stack: "dev",
      onDelete: { Vault: "delete", ProtectedVm: "stopRetain" },
    });
  });

  it("applies to each resource by its kind", () => {
    const ownership = owned();
    ownership.own(ITEM, { urn: URN, adopted: false });
    const ordered = onDeleteOverride("dev:Vault=stopRetain,ProtectedVm=delete", ownership);

    assert.equal(ordered(protectedVm, { id: ITEM, outputs: {}, caller }), "delete");
    assert.equal(ordered(vault, state()), "stopRetain");
  });
});
