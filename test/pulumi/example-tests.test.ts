/** The unit tests of the examples, compiled and run as a user does, and checks of all examples. */
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../scripts/checkout.mts";
import { chosenExample, exampleNames, namedExample, projectFolder } from "../../scripts/examples.mts";
import { exampleText, nodeIn, placedExample } from "../support/examples.js";

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifestOf = (name: string): Manifest => JSON.parse(exampleText(name, "package.json")) as Manifest;

describe("the unit tests of an example", function () {
  this.timeout(150_000);

  let folder: string;
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Does what `npm test` of the example does: compiles it, which checks the types, and runs its tests. */
  async function npmTest(name: string): Promise<string> {
    folder = await placedExample(name);
    const compiled = nodeIn(folder, join("node_modules", "typescript", "bin", "tsc"));
    assert.equal(compiled.exitCode, 0, compiled.output);
    const run = nodeIn(folder, "--test", "--test-reporter=tap", "bin/*.test.js");
    assert.equal(run.exitCode, 0, run.output);
    return run.output;
  }

  it("pass if the program declares the VMs itself", async () => {
    assert.match(await npmTest("unit-tests"), /^# pass 7$/m);
  });

  // A stub replaces @pulumi/azure-native, which is too large to install for a test.
  it("pass if the VMs are azure-native resources", async () => {
    assert.match(await npmTest("azure-native-vm"), /^# pass 4$/m);
  });
});

describe("the examples", () => {
  const names = exampleNames(checkoutFolder());

  it("have the expected names", () => {
    assert.deepEqual(names, [
      "azure-native-vm",
      "coming-from-azure-native",
      "destroy-modes",
      "disk-snapshots",
      "enterprise-vault",
      "extended-zone",
      "quickstart",
      "unit-tests",
    ]);
  });

  for (const name of exampleNames(checkoutFolder())) {
    it(`include ${name}, which installs versions in the ranges that the package is tested with`, () => {
      const own = JSON.parse(readFileSync(join(checkoutFolder(), "package.json"), "utf8")) as Manifest;
      const { dependencies, devDependencies } = manifestOf(name);

      assert.equal(dependencies["azure-vm-backup"], `^${own.version}`);
      assert.equal(dependencies["@pulumi/pulumi"], own.peerDependencies?.["@pulumi/pulumi"]);
      assert.equal(devDependencies["typescript"], `^${own.devDependencies["typescript"]}`);
      assert.equal(devDependencies["@types/node"], `^${own.devDependencies["@types/node"]}`);
    });
  }

  it("are selected by the first argument, and the default is the quickstart", () => {
    assert.deepEqual(chosenExample([], names), { example: "quickstart", rest: [] });
    assert.deepEqual(chosenExample(["--diff"], names), { example: "quickstart", rest: ["--diff"] });
    assert.deepEqual(chosenExample(["disk-snapshots", "--diff"], names), {
      example: "disk-snapshots",
      rest: ["--diff"],
    });
    assert.throws(() => chosenExample(["disk-snapshot"], names), {
      message:
        'Unknown example "disk-snapshot". Known examples: azure-native-vm, coming-from-azure-native, destroy-modes, disk-snapshots, enterprise-vault, extended-zone, quickstart, unit-tests.',
    });
  });

  it("are selected only by their names, and any other first argument is passed to Pulumi", () => {
    assert.deepEqual(namedExample(["stack", "ls"], names), { example: "quickstart", rest: ["stack", "ls"] });
    assert.deepEqual(namedExample(["destroy-modes", "config"], names), { example: "destroy-modes", rest: ["config"] });
  });

  it("have their own project files, except for the quickstart, whose project file is at the root", () => {
    assert.equal(projectFolder("/code", "quickstart"), "/code");
    assert.equal(projectFolder("/code", "unit-tests"), join("/code", "examples", "unit-tests"));
  });
});
