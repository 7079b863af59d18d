import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import sinon from "sinon";
import {
  announce,
  endpointText,
  readableSecrets,
  readableSecretText,
  unknownKeys,
  unknownKeysText,
} from "../../../provider/dynamic/announcement.js";
import { endpointVariable, inlineProgram, mockedProgram } from "../../support/pulumi-runs.js";

const EMBEDDED =
  "azure-vm-backup: This is a simulation. Requests go to the embedded Azure on this machine, and no VM in Azure is protected. To use real Azure, in a new stack, run: pulumi config set azure-vm-backup:endpoint azure";
const URL_TEXT =
  "azure-vm-backup: This is a simulation. Requests go to http://127.0.0.1:8080, and no VM in Azure is protected. To use real Azure, in a new stack, run: pulumi config set azure-vm-backup:endpoint azure";

describe("the configuration of a program", () => {
  it("is searched for unknown keys of this package", () => {
    assert.deepEqual(
      unknownKeys(["azure-vm-backup:endpoint", "azure-vm-backup:home", "azure-vm-backup:endpont", "aws:region"]),
      ["azure-vm-backup:endpont"],
    );
  });

  it("has no known key that is a property of Object.prototype", () => {
    assert.deepEqual(unknownKeys(["azure-vm-backup:toString"]), ["azure-vm-backup:toString"]);
  });

  it("with unknown keys is refused with the nearest ones, the known ones and the commands that remove them", () => {
    const lines = unknownKeysText(["azure-vm-backup:endpont", "azure-vm-backup:nonsense"]).split("\n");

    assert.deepEqual(lines.slice(0, 4), [
      'Unknown configuration key "azure-vm-backup:endpont". Did you mean "endpoint"?',
      'Unknown configuration key "azure-vm-backup:nonsense".',
      "Known configuration keys:",
      "  azure-vm-backup:endpoint: The Azure to use: embedded (default), azure, azure-usgovernment, azure-china, or the URL of an Azure Resource Manager.",
    ]);
    assert.deepEqual(lines.slice(-2), [
      "Remove it with: pulumi config rm azure-vm-backup:endpont",
      "Remove it with: pulumi config rm azure-vm-backup:nonsense",
    ]);
  });

  it("accepts azure-native's keys for the account that signs in", () => {
    const keys = ["clientId", "clientSecret", "clientCertificatePath", "environment", "oidcRequestToken", "useMsi"];

    assert.deepEqual(unknownKeys(keys.map((key) => `azure-vm-backup:${key}`)), []);
  });
});

describe("the start of a program", () => {
  const setEndpointVariable = endpointVariable();
  let warn: sinon.SinonStub;

  beforeEach(() => {
    warn = sinon.stub(pulumi.log, "warn").resolves();
  });
  afterEach(() => sinon.restore());

  const warned = (): unknown[] => warn.args.map(([text]) => text);

  /** The error message that a program with this configuration ends with. */
  const refusalOf = (config: Readonly<Record<string, string>>): string => {
    try {
      inlineProgram({ config }, announce);
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error));
      return error.message;
    }
    return "it was not refused";
  };

  it("reports a simulation once, however many resources and functions it uses", () => {
    inlineProgram({}, () => {
      announce();
      announce();
    });

    assert.deepEqual(warned(), [EMBEDDED]);
  });

  it("reports a simulation in each run of a process, with the run's own endpoint", () => {
    inlineProgram({}, announce);
    inlineProgram({ config: { "azure-vm-backup:endpoint": "http://127.0.0.1:8080" } }, announce);
    inlineProgram({}, announce);

    assert.deepEqual(warned(), [EMBEDDED, URL_TEXT, EMBEDDED]);
  });

  it("reports no simulation with real Azure", () => {
    inlineProgram({ config: { "azure-vm-backup:endpoint": "azure" } }, announce);

    assert.deepEqual(warned(), []);
  });

  it("reports no simulation in a unit test with mocks", async () => {
    await mockedProgram({}, async () => announce());
    assert.deepEqual(warned(), []);
  });

  it("refuses unknown configuration in each run, and again if the run continues after the error", async () => {
    const config = { "azure-vm-backup:nonsense": "1" };
    const message = /^Unknown configuration key "azure-vm-backup:nonsense"\./;

    inlineProgram({}, announce);
    inlineProgram({ config }, () => {
      assert.throws(announce, { message });
      assert.throws(announce, { message });
    });
    await mockedProgram({ config }, async () => assert.throws(announce, { message }));
    assert.deepEqual(warned(), [EMBEDDED]);
  });

  it("refuses an endpoint that is neither a name nor a URL, and reports no simulation", () => {
    const text = (endpoint: string) => refusalOf({ "azure-vm-backup:endpoint": endpoint });

    assert.match(text("Azure"), /^azure-vm-backup:endpoint is "Azure", .* Did you mean "azure"\? Allowed: "embedded"/);
    assert.match(text("public"), /Did you mean "azure"\?/);
    assert.match(text("localhost:8080"), /Did you mean "http:\/\/localhost:8080"\?/);
    assert.deepEqual(warned(), []);
  });

  it("refuses an invalid endpoint of the environment with the name of its variable, whatever is configured", () => {
    setEndpointVariable("Azure");

    assert.match(
      refusalOf({ "azure-vm-backup:endpoint": "embedded" }),
      /^The environment variable AZURE_VM_BACKUP_ENDPOINT is "Azure", .* Did you mean "azure"\?/,
    );
  });

  it("refuses a configured home folder that cannot be used, and writes nothing there", () => {
    const folder = mkdtempSync(join(tmpdir(), "configured-home-"));
    writeFileSync(join(folder, "letters.txt"), "dear");
    try {
      assert.equal(
        refusalOf({ "azure-vm-backup:home": folder }),
        `The home folder ${folder} contains letters.txt but no azure-vm-backup.json, so it is not a home of azure-vm-backup. Set azure-vm-backup:home (or AZURE_VM_BACKUP_HOME) to an empty folder or to a home of azure-vm-backup.`,
      );
      assert.match(refusalOf({ "azure-vm-backup:home": join(folder, "letters.txt") }), /^Cannot use the home folder /);
      assert.deepEqual(readdirSync(folder), ["letters.txt"]);
      assert.deepEqual(warned(), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("checks no relative home folder of an inline program, whose project may be in another folder", () => {
    assert.equal(refusalOf({ "azure-vm-backup:home": "test" }), "it was not refused");
  });

  it("refuses an unknown cloud environment, and a boolean setting that is neither true nor false", () => {
    const azure = { "azure-vm-backup:endpoint": "azure" };

    assert.equal(
      refusalOf({ ...azure, "azure-vm-backup:environment": "german" }),
      'The environment "german" is unknown. Allowed: "public", "usgovernment" or "china". It is set by azure-vm-backup:environment, azure-native:environment, ARM_ENVIRONMENT or AZURE_ENVIRONMENT.',
    );
    assert.equal(
      refusalOf({ ...azure, "azure-vm-backup:useOidc": "yes" }),
      'azure-vm-backup:useOidc is "yes". Allowed: "true" or "false". Change it with: pulumi config set azure-vm-backup:useOidc true',
    );
  });
});

describe("the announcement", () => {
  it("reports that the embedded Azure is a simulation, and how to use the real one", () => {
    assert.equal(endpointText({ endpoint: "embedded", isVariable: false }), EMBEDDED);
  });

  it("names another endpoint by its URL", () => {
    assert.equal(endpointText({ endpoint: "http://127.0.0.1:8080", isVariable: false }), URL_TEXT);
  });

  it("names the environment variable if it takes precedence over the configuration", () => {
    assert.match(
      endpointText({ endpoint: "embedded", isVariable: true }),
      / To use real Azure, unset the environment variable AZURE_VM_BACKUP_ENDPOINT, and in a new stack run: pulumi config set azure-vm-backup:endpoint azure$/,
    );
  });
});

describe("a secret of the configuration", () => {
  const config = {
    "azure-vm-backup:clientSecret": "one",
    "azure-vm-backup:clientId": "two",
    "azure-vm-backup:oidcToken": "three",
    "azure-vm-backup:oidcRequestToken": "",
    "azure-native:clientCertificatePassword": "four",
    "azure-native:subscriptionId": "five",
    "other:clientSecret": "six",
  };

  it("is found if it is set without --secret, including azure-native's keys, which are also read", () => {
    assert.deepEqual(
      readableSecrets(config, (key) => key === "azure-vm-backup:oidcToken"),
      ["azure-vm-backup:clientSecret", "azure-native:clientCertificatePassword"],
    );
  });

  it("is reported without its value, with the command that stores it as a secret", () => {
    assert.equal(
      readableSecretText("azure-vm-backup:clientSecret"),
      "azure-vm-backup: azure-vm-backup:clientSecret is a secret but was set without --secret, so it is readable in the stack's configuration and state. Set a new value with: pulumi config set --secret azure-vm-backup:clientSecret",
    );
  });
});
