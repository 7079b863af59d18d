// Unit tests of the program for vitest, as an ES module.
import * as pulumi from "@pulumi/pulumi";
import { getVault } from "azure-vm-backup";
import { backupMocks, rememberingEngine } from "azure-vm-backup/testing";
import { beforeAll, describe, expect, it } from "vitest";

const resolved = (output) => new Promise((resolve) => output.apply(resolve));

describe("the program", () => {
  let program;
  beforeAll(async () => {
    await pulumi.runtime.setMocks(backupMocks(rememberingEngine()), "shop", "test");
    program = await import("./program.js");
  });

  it("declares a vault, which a function reads as a promise and as an output", async () => {
    const id = await resolved(program.vault.id);

    expect((await getVault({ id })).location).toBe("westeurope");
    expect(await resolved(program.location)).toBe("westeurope");
  });
});
