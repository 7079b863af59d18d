import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { checkoutFolder } from "../../../scripts/checkout.mts";
import { placeCompanions } from "../../../scripts/pulumi/companions.mts";
import { temporaryFolder } from "../temporary-folder.js";

const folder = temporaryFolder();
const cache = () => join(folder(), ".cache", "azure-vm-backup");

/** A checkout with what the language host is made from. */
function placeCheckout(): string {
  const [real, checkout] = [checkoutFolder(), join(folder(), "checkout")];
  for (const file of ["processes.mjs", "pulumi/language-host.mjs", "pulumi/program.mjs"]) {
    cpSync(join(real, "dist", "scripts", file), join(checkout, "dist", "scripts", file));
  }
  mkdirSync(join(checkout, "node_modules"));
  for (const name of ["@grpc", "@js-sdsl", "@pulumi", "google-protobuf"]) {
    symlinkSync(join(real, "node_modules", name), join(checkout, "node_modules", name), "dir");
  }
  return checkout;
}

/** The first line that a process writes. */
const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.on("close", (code) => reject(new Error(`the language host ended with ${code}`)));
    if (child.stdout !== null) createInterface({ input: child.stdout }).once("line", resolve);
  });

function pluginInfo(port: string): Promise<PluginInfo> {
  const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return new Promise<PluginInfo>((resolve, reject) => {
    client.getPluginInfo(new Empty(), (error, info) => (error === null ? resolve(info) : reject(error)));
  }).finally(() => client.close());
}

describe("the language host in the cache folder", () => {
  it("runs after the checkout that placed it is deleted", async () => {
    const checkout = placeCheckout();
    placeCompanions(join(folder(), "bin"), cache(), checkout);
    rmSync(checkout, { recursive: true });

    const child = spawn(join(folder(), "bin", "pulumi-language-nodejs"), ["127.0.0.1:9"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      assert.equal((await pluginInfo(await firstLine(child))).getVersion(), "1.0.0");
    } finally {
      child.kill();
    }
  });

  it("is placed once for each content, whichever checkout places it", () => {
    const checkout = placeCheckout();
    placeCompanions(join(folder(), "bin"), cache(), checkout);
    const [first] = readdirSync(cache());
    placeCompanions(join(folder(), "bin"), cache(), checkoutFolder());
    assert.deepEqual(readdirSync(cache()), [first]);

    const program = join(checkout, "dist", "scripts", "pulumi", "program.mjs");
    writeFileSync(program, `${readFileSync(program, "utf8")}\n`);
    placeCompanions(join(folder(), "bin"), cache(), checkout);
    assert.equal(readdirSync(cache()).length, 2);
  });

  it("requires a build of the checkout", () => {
    const checkout = placeCheckout();
    rmSync(join(checkout, "dist"), { recursive: true });

    assert.throws(() => placeCompanions(join(folder(), "bin"), cache(), checkout), {
      message: `${join(checkout, "dist", "scripts", "pulumi/language-host.mjs")} is missing: run npm run build first.`,
    });
  });
});
