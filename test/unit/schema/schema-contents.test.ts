import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../../scripts/checkout.mts";
import { ENUMS } from "../../../scripts/schema/enums.mts";
import { functionTypes } from "../../../scripts/schema/function-types.mts";

const ROOT = checkoutFolder();
const text = (file: string): string => readFileSync(join(ROOT, file), "utf8");

/** The named types, functions and resources of schema.json. */
interface Contents {
  readonly types: Readonly<Record<string, { readonly description?: string; readonly enum?: readonly Described[] }>>;
  readonly functions: Readonly<
    Record<string, { readonly description: string; readonly inputs: Shape; readonly outputs: Shape }>
  >;
  readonly resources: Readonly<
    Record<string, { readonly requiredInputs: readonly string[]; readonly inputProperties: object }>
  >;
}

interface Described {
  readonly value: string;
  readonly description?: string;
}

interface Shape {
  readonly description?: string;
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
  readonly required: readonly string[];
}

const contents = (): Contents => JSON.parse(text("schema.json")) as Contents;
const nameOf = (token: string): string => token.replace("azure-vm-backup:index:", "");

describe("the contents of schema.json", () => {
  it("are the kinds and the nine functions", () => {
    assert.deepEqual(Object.keys(contents().resources).map(nameOf), [
      ...["ArmResource", "BackupPolicy", "DiskSnapshot", "ProtectedVm", "Vault", "VmSnapshotExtension"],
    ]);
    assert.deepEqual(Object.keys(contents().functions).map(nameOf), [
      ...["getBackupPolicy", "getDiskSnapshots", "getJobs", "getProtectableVms", "getProtectedVm", "getProtectedVms"],
      ...["getRecoveryPoints", "getVault", "getVmExtensions"],
    ]);
  });

  it("describe every function, with each argument and each property of its result", () => {
    const undescribed = Object.entries(contents().functions).flatMap(([token, { description, inputs, outputs }]) => [
      ...(description === "" ? [token] : []),
      ...[inputs, outputs].flatMap(({ description: about, properties }) => [
        ...(about === undefined ? [token] : []),
        ...Object.entries(properties).flatMap(([key, property]) => (property.description === undefined ? [key] : [])),
      ]),
    ]);

    assert.deepEqual(undescribed, []);
  });

  it("describe when a function fails, in the words of every language", () => {
    const { description } = contents().functions["azure-vm-backup:index:getJobs"] ?? {};

    assert.match(description ?? "", /\. Fails if the vault does not exist\.$/);
    assert.doesNotMatch(JSON.stringify(contents().functions), /BackupError/);
  });

  it("describe every type, and no enum that does not exist", () => {
    const { types } = contents();
    const names = new Set(Object.keys(types).map(nameOf));

    assert.deepEqual(
      Object.keys(types).filter((token) => types[token]?.description === undefined),
      [],
    );
    assert.deepEqual(
      Object.keys(ENUMS).filter((name) => !names.has(name)),
      [],
    );
  });

  it("describe only values of enums that exist", () => {
    const unknown = Object.entries(ENUMS).flatMap(([name, { values = {} }]) => {
      const known = contents().types[`azure-vm-backup:index:${name}`]?.enum ?? [];
      return Object.keys(values).filter((value) => !known.some((entry) => entry.value === value));
    });

    assert.deepEqual(unknown, []);
  });

  it("have one type for the same enum of several kinds and functions", () => {
    const lists = Object.values(contents().types).flatMap(({ enum: values }) =>
      values === undefined ? [] : [values.map(({ value }) => value).join()],
    );
    const repeated = lists.filter((list, at) => lists.indexOf(list) !== at);

    // A policy and a Hyper-V generation both have V1 and V2.
    assert.deepEqual(repeated, ["V1,V2"]);
  });

  it("require neither the region of a snapshot nor the operating system of an extension", () => {
    const required = (kind: string) => contents().resources[`azure-vm-backup:index:${kind}`]?.requiredInputs;

    assert.deepEqual(required("DiskSnapshot"), ["resourceGroup", "source"]);
    assert.deepEqual(required("VmSnapshotExtension"), ["vm"]);
  });

  it("are the source of the types of the functions' arguments and results", () => {
    const files = functionTypes();

    for (const [path, types] of Object.entries(files)) assert.equal(text(path), types, path);
    assert.deepEqual(
      globSync("provider/functions/results/*", { cwd: ROOT }).filter((path) => files[path] === undefined),
      [],
    );
  });
});
