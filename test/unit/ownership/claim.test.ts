import assert from "node:assert/strict";
import { type ClaimRequest, claimOf, type OwnerRecord } from "../../../provider/ownership/index.js";
import { RunRegister } from "../../../provider/ownership/run.js";
import { VAULT } from "../kinds/examples.js";

const urn = (name: string, stack = "dev") =>
  `urn:pulumi:${stack}::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::${name}`;
const mine = urn("backups");

const order = (changes: Partial<ClaimRequest> = {}): ClaimRequest => ({
  displayName: "Vault backups",
  id: VAULT,
  urn: mine,
  adopt: "never",
  differences: () => [],
  differencesOfFirstWrite: () => [],
  equalsRetained: () => true,
  ...changes,
});

const claim = (changes: Partial<ClaimRequest>, record: OwnerRecord = {}, run = new RunRegister()) =>
  claimOf(order(changes), record, run);

function adviceOf(changes: Partial<ClaimRequest>, record: OwnerRecord = {}, run = new RunRegister()): string {
  try {
    return claim(changes, record, run);
  } catch (error) {
    const { message } = error as Error;
    const [start = ""] = message.match(/^.*? \(\S+\)\. /) ?? [];
    assert.match(start, /^Vault backups already exists( and is not in this stack's state)? \(/);
    return message.slice(start.length);
  }
}

describe("an existing resource that is to be created", () => {
  const intent = { urn: mine, token: "t" };
  const left = { urn: mine, live: { protection: "stopped" } };
  const differs = () => ['location: declared "westeurope", found "northeurope"'];

  it("is owned by the resource whose interrupted create was sent, if it matches that create", () => {
    assert.equal(claim({}, { intent }), "own");
    assert.equal(claim({ differences: differs }, { intent }), "own");
  });

  it("is not owned after an interrupted create if it differs from that create", () => {
    assert.equal(
      adviceOf({ differencesOfFirstWrite: differs }, { intent }),
      'An earlier create of it was interrupted, but the live resource differs from the declared inputs:\n  location: declared "westeurope", found "northeurope"\nIf that create created it, set adopt: "own".',
    );
  });

  it("is not owned because of the intent of another resource", () => {
    assert.match(adviceOf({}, { intent: { urn: urn("other"), token: "t" } }), /^If this program created it/);
  });

  it("is owned if a delete of the same resource retained it and it is unchanged, whatever is declared", () => {
    assert.equal(claim({ differences: differs, differencesOfFirstWrite: differs }, { left }), "own");
    assert.match(
      adviceOf({ equalsRetained: () => false }, { left }),
      /^A delete of this stack retained it, but it was changed/,
    );
    assert.match(adviceOf({}, { left: { ...left, urn: urn("other") } }), /^If this program created it/);
  });

  it("counts as created with adopt: own, whatever is recorded", () => {
    assert.equal(claim({ adopt: "own", differences: differs }), "own");
    assert.equal(claim({ adopt: "own" }, { owner: { urn: urn("b", "prod"), adopted: false } }), "own");
  });

  it("is transferred if another resource of the stack created it, and adopted otherwise", () => {
    const owner = { urn: urn("web"), adopted: false };
    for (const adopt of ["always", "ifIdentical"]) {
      assert.equal(claim({ adopt }, { owner }), "transfer");
      assert.equal(claim({ adopt }), "adopted");
      assert.equal(claim({ adopt }, { owner: { ...owner, adopted: true } }), "adopted");
      assert.equal(claim({ adopt }, { owner: { ...owner, urn: urn("web", "prod") } }), "adopted");
    }
  });

  it("is refused with adopt: ifIdentical if it differs", () => {
    assert.equal(
      adviceOf({ adopt: "ifIdentical", differences: differs }),
      'adopt is "ifIdentical", but the live resource differs from the declared inputs:\n  location: declared "westeurope", found "northeurope"\nDeclare the live values, or set adopt: "always" (a destroy then retains the resource) or adopt: "own" (a destroy deletes it) to change them.',
    );
  });

  it("is refused with the note that a destroy deletes it, if this stack created it", () => {
    assert.match(
      adviceOf({ adopt: "ifIdentical", differences: differs }, { owner: { urn: urn("web"), adopted: false } }),
      /adopt: "always" or adopt: "own" to change them\. This stack created the resource, so a destroy deletes it\.$/,
    );
  });

  it("is refused with the date of the delete that retained it, if it was changed since", () => {
    assert.match(
      adviceOf({ equalsRetained: () => false }, { left: { ...left, at: "2026-11-30T10:00:00.000Z" } }),
      /^A delete of this stack retained it on 2026-11-30, but it was changed since\./,
    );
  });

  it("is refused with the missing alias if the stack manages it under another name", () => {
    assert.equal(
      adviceOf({}, { owner: { urn: urn("web"), adopted: false } }),
      `This stack manages it as ${urn("web")}. If that resource was renamed in the program, give it an alias: aliases: [{ name: "web" }], with the earlier parent if it changed. Without an alias, set adopt: "own" to transfer it.`,
    );
  });

  it("is refused with the URN of the other stack that manages it", () => {
    assert.match(
      adviceOf({}, { owner: { urn: urn("web", "prod"), adopted: false } }),
      /^Another stack manages it as urn:pulumi:prod::.*adopt: "ifIdentical" or "always" manages it here too/,
    );
  });

  it("is reported as missing in the state only if this stack is not known to manage it", () => {
    const run = new RunRegister();
    run.declare({ urn: mine, kind: "Vault", id: VAULT, identity: undefined, inputs: {} }, { urn: mine, id: VAULT });
    const of = (name: string, stack?: string): OwnerRecord => ({ owner: { urn: urn(name, stack), adopted: false } });
    const absent = { message: /^Vault backups already exists and is not in this stack's state \(\/subscriptions/ };
    const present = { message: /^Vault backups already exists \(\/subscriptions\S+\)\. / };

    assert.throws(() => claim({}), absent);
    assert.throws(() => claim({}, of("backups", "prod")), absent);
    assert.throws(() => claim({}, of("web")), present);
    assert.throws(() => claim({}, of("backups")), present);
    assert.throws(() => claim({ adopt: "ifIdentical", differences: differs }, of("web")), present);
    assert.throws(() => claim({}, {}, run), present);
  });

  it("is refused with the advice to set deleteBeforeReplace if it is the resource to be replaced", () => {
    const run = new RunRegister();
    run.declare({ urn: mine, kind: "Vault", id: VAULT, identity: undefined, inputs: {} }, { urn: mine, id: VAULT });

    assert.match(
      adviceOf({ differencesOfFirstWrite: differs }, {}, run),
      /Set deleteBeforeReplace: true in its resource options\.$/,
    );
    assert.match(
      adviceOf({}, {}, run),
      /if an interrupted run of another machine or home created it.* For the second, set adopt: "own"\.$/,
    );
    assert.match(adviceOf({}, { owner: { urn: mine, adopted: false } }), /set deleteBeforeReplace: true/);
  });
});
