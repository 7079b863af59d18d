/**
 * States that earlier versions wrote: their migration, and the verbs over them.
 *
 * `states-version-1.json` contains the resources of a stack that the Pulumi CLI 3.259.0 created with this package at
 * commit ce6e598, as `pulumi stack export` shows them, without the shell and with secrets as plain values (which are "not
 * a secret"). `home-of-states-version-1.sqlite.gz` is the store of the same run, vacuumed.
 */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import sinon from "sinon";
import type { JsonObject } from "../../provider/core/json.js";
import { declaredPart } from "../../provider/dynamic/hidden-inputs.js";
import { kinds } from "../../provider/kinds/index.js";
import type { Kind } from "../../provider/kinds/kind.js";
import { STATE_VERSION } from "../../provider/kinds/migrate.js";
import type { runtime as Runtime } from "../../provider/runtime/dynamic.js";
import { migratedIn } from "../../provider/runtime/hidden.js";
import { goldenFile, unpackedHome } from "../support/golden-homes.js";

interface EarlierState {
  readonly kind: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

const MODULE = require.resolve("../../provider/runtime/dynamic.js");
const STATES = JSON.parse(readFileSync(goldenFile("states-version-1.json"), "utf8")) as readonly EarlierState[];
const kindOf = (name: string): Kind => kinds[name] as Kind;
const stateOf = (kind: string): EarlierState => STATES.find((state) => state.kind === kind) as EarlierState;

describe("a state written by commit ce6e598", () => {
  let home: string;
  let runtime: typeof Runtime;

  beforeEach(() => {
    home = unpackedHome("home-of-states-version-1.sqlite.gz");
    sinon.stub(process, "argv").value(process.argv.slice(0, 2));
    delete require.cache[MODULE];
    runtime = (require(MODULE) as { runtime: typeof Runtime }).runtime;
    for (const kind of Object.keys(kinds)) {
      runtime.configure(kind, { get: (key) => (key === "azure-vm-backup:home" ? home : undefined) });
    }
  });
  afterEach(() => {
    sinon.restore();
    delete require.cache[MODULE];
    rmSync(dirname(home), { recursive: true, force: true });
  });

  it("exists for each kind", () => {
    assert.deepEqual([...new Set(STATES.map(({ kind }) => kind))].sort(), Object.keys(kinds).sort());
  });

  for (const { kind, urn, id, inputs, outputs } of STATES) {
    describe(`for ${kind} ${urn.split("::").at(-1)}`, () => {
      it("keeps every declared property and gets the current format of hidden properties", () => {
        const migrated = migratedIn(kindOf(kind), outputs);
        const { __secrets: _, __known, ...rest } = outputs;
        const { __known: known, ...others } = migrated;
        assert.deepEqual(others, { ...rest, __version: STATE_VERSION });
        for (const [input, value] of Object.entries((known ?? {}) as JsonObject)) {
          const named = outputs[input] ?? (outputs["source"] as JsonObject)[input];
          assert.deepEqual(value, { ...((__known as JsonObject)[input] as JsonObject), id: named });
        }
        assert.equal(
          Object.keys((known ?? {}) as JsonObject).length,
          Object.keys((__known ?? {}) as JsonObject).length,
        );
      });

      it("passes check and has no difference to the same inputs", async () => {
        const checked = await runtime.check(kind, inputs, { ...declaredPart(inputs), __urn: urn });
        assert.deepEqual(checked["failures"], []);
        const compared = await runtime.diff(kind, id, outputs, checked["inputs"] as JsonObject);
        assert.deepEqual(compared, { changes: false, replaces: [], deleteBeforeReplace: false });
      });

      it("is read without drift as a state of the current version", async () => {
        const { props, inputs: read } = (await runtime.read(kind, id, outputs)) as Record<string, JsonObject>;
        assert.deepEqual(props, migratedIn(kindOf(kind), outputs));
        assert.deepEqual(read, migratedIn(kindOf(kind), inputs));
      });

      it("is updated to a state of the current version", async () => {
        const declared = { ...declaredPart(inputs), __urn: urn };
        const { inputs: news } = (await runtime.check(kind, inputs, declared)) as Record<string, JsonObject>;
        const { outs } = (await runtime.update(kind, id, outputs, news as JsonObject)) as Record<string, JsonObject>;
        assert.equal(outs?.["__version"], STATE_VERSION);
        assert.equal(outs?.["endpoint"], "embedded");
      });
    });
  }

  it("is destroyed, each resource after those that depend on it", async () => {
    for (const { kind, id, outputs } of [...STATES].reverse()) {
      assert.deepEqual(await runtime.delete(kind, id, outputs), {}, id);
    }
    const left = await Promise.all(
      STATES.map(async ({ kind, id, outputs }) => (await runtime.read(kind, id, outputs))["id"]),
    );
    assert.deepEqual(
      left,
      STATES.map(() => ""),
    );
  });
});

describe("a state of a newer version", () => {
  const { kind, id, inputs, outputs } = stateOf("Vault");
  const newer = { __version: STATE_VERSION + 1 };
  const refusal = new RegExp(
    `The state of Vault backups was written by a newer version of azure-vm-backup: it has state version ${STATE_VERSION + 1}; this version reads up to ${STATE_VERSION}\\. Update azure-vm-backup`,
  );
  const { runtime } = require(MODULE) as { runtime: typeof Runtime };

  it("is refused by each verb that reads it, with both versions and what to do", async () => {
    const old = { ...outputs, ...newer };
    await assert.rejects(runtime.check(kind, { ...inputs, ...newer }, inputs), refusal);
    await assert.rejects(runtime.diff(kind, id, old, inputs), refusal);
    await assert.rejects(runtime.read(kind, id, old), refusal);
    await assert.rejects(runtime.update(kind, id, old, inputs), refusal);
    await assert.rejects(runtime.delete(kind, id, old), refusal);
  });
});

describe("a migration step of a kind", () => {
  const renamed: Kind = {
    ...kindOf("Vault"),
    migrations: { 1: ({ title, ...rest }) => (title === undefined ? rest : { ...rest, name: title }) },
  };

  it("changes outputs and inputs of its version", () => {
    assert.deepEqual(migratedIn(renamed, { title: "backups", __urn: "u", __secrets: ["tags"] }), {
      name: "backups",
      __urn: "u",
      __version: STATE_VERSION,
    });
    assert.deepEqual(migratedIn(renamed, { location: "westeurope" }), {
      location: "westeurope",
      __version: STATE_VERSION,
    });
  });

  it("leaves a state of a later version unchanged", () => {
    const state = { title: "kept", __version: STATE_VERSION };
    assert.deepEqual(migratedIn(renamed, state), state);
  });
});
