import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { problemOf, requireInstalled } from "../../../provider/dynamic/loaded-from.js";
import { Vault } from "../../../provider/index.js";
import * as provider from "../../../provider/kinds/vault/provider.js";
import { inlineProgram, mockedProgram } from "../../support/pulumi-runs.js";

const FILE = "azure-vm-backup/dist/provider/kinds/vault/provider.js";

describe("the place of a provider", () => {
  it("may be any node_modules folder, of the program or above it, also the store of pnpm", () => {
    const files = [
      `/shop/node_modules/${FILE}`,
      `/node_modules/${FILE}`,
      `/shop/node_modules/.pnpm/azure-vm-backup@0.2.0/node_modules/${FILE}`,
    ];

    assert.deepEqual(
      files.map((file) => problemOf(file, "/shop")),
      [undefined, undefined, undefined],
    );
  });

  it("must not be a linked folder, which the message names", () => {
    assert.equal(
      problemOf(`/code/${FILE}`, "/shop"),
      "azure-vm-backup is loaded from /code/azure-vm-backup, a linked folder or a workspace, so Pulumi cannot store its provider by name: install a copy. Run npm pack in that folder, then npm install with the path of the file that it writes.",
    );
  });

  it("must not be a bundle, whose code no file exports", () => {
    assert.equal(
      problemOf(undefined, "/shop"),
      "azure-vm-backup is bundled into the program, so Pulumi cannot store its provider by name: configure the bundler to leave azure-vm-backup and @pulumi/pulumi external, such as esbuild with --packages=external.",
    );
  });
});

describe("a program that loads the package from its clone", () => {
  it("is refused with an error that Pulumi prints without a stack trace", () => {
    inlineProgram({}, () => {
      assert.throws(() => requireInstalled(provider), pulumi.RunError);
      assert.throws(() => requireInstalled(provider), { message: /^azure-vm-backup is loaded from / });
    });
  });

  it("is refused when it constructs its first resource", () => {
    const args = { resourceGroup: "/subscriptions/s/resourceGroups/g", location: "westeurope" };

    inlineProgram({}, () =>
      assert.throws(() => new Vault("backups", args), { message: /^azure-vm-backup is loaded from / }),
    );
  });

  it("is refused as a bundle if no loaded file exports the provider", () => {
    inlineProgram({}, () => assert.throws(() => requireInstalled({ ...provider }), { message: /is bundled/ }));
  });

  it("can have unit tests with mocks, which run no provider", async () => {
    await mockedProgram({}, async () => requireInstalled(provider));
  });
});
