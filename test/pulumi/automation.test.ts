/** Two stacks in one process, as Pulumi's Automation API runs inline programs: each has its own endpoint and its own warning. */
import assert from "node:assert/strict";
import { createProject, type Project, requirePulumi } from "../support/pulumi.js";

/** Runs two inline programs at the same time, and one with an unknown configuration key. Prints the results as JSON. */
const SCRIPT = `
const { createServer } = require("node:http");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { getVault, getVaultOutput } = require("azure-vm-backup");

const id = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v";
const azureIn = (location) => new Promise((resolve) => {
  const body = JSON.stringify({ id, name: "v", location, properties: {}, sku: { name: "Standard" } });
  const server = createServer((request, response) => response.setHeader("content-type", "application/json").end(body));
  server.listen(0, "127.0.0.1", () => resolve(server));
});
const program = async () => ({
  plain: (await getVault({ id })).location,
  output: getVaultOutput({ id }).location,
});
const warningsOf = async (run) => {
  const warnings = [];
  const onEvent = ({ diagnosticEvent: event }) => {
    if (event !== undefined && event.severity === "warning") warnings.push(event.message.trim());
  };
  const result = await run({ onEvent });
  return { warnings, result };
};

async function stackOf(stackName, config) {
  const stack = await LocalWorkspace.createStack({ stackName, projectName: "inline", program });
  for (const [key, value] of Object.entries(config)) await stack.setConfig("azure-vm-backup:" + key, { value });
  return stack;
}

async function results(stackName, server) {
  const endpoint = "http://127.0.0.1:" + server.address().port;
  const stack = await stackOf(stackName, { endpoint });
  const preview = await warningsOf((options) => stack.preview(options));
  const up = await warningsOf((options) => stack.up(options));
  const { plain, output } = up.result.outputs;
  const ofEndpoint = ({ warnings }) => warnings.filter((text) => text.includes(endpoint)).length;
  return { plain: plain.value, output: output.value, reports: [preview, up].map((run) => [run.warnings.length, ofEndpoint(run)]) };
}

(async () => {
  const [west, north] = await Promise.all([azureIn("westeurope"), azureIn("northeurope")]);
  const stacks = await Promise.all([results("west", west), results("north", north)]);
  const wrong = await stackOf("wrong", { endpoint: "http://127.0.0.1:" + west.address().port, nonsense: "1" });
  const refused = await wrong.preview().then(() => "it was accepted", ({ message }) => message);
  process.stdout.write(JSON.stringify({ stacks, refused }));
  process.exit(0);
})();
`;

describe("two inline programs in one process, under the real Pulumi CLI", function () {
  this.timeout(180_000);

  let project: Project;
  before(async function () {
    await requirePulumi.call(this);
    project = await createProject({ program: "", language: "js" });
  });
  after(() => project?.dispose());

  it("use their own endpoints, report them once per run, and have their configurations checked separately", async () => {
    const { stdout, output } = await project.runScript(SCRIPT);

    assert.match(stdout, /^\{.*\}$/, output);
    const { stacks, refused } = JSON.parse(stdout) as { stacks: unknown; refused: string };
    const reports = [
      [1, 1],
      [1, 1],
    ];
    assert.deepEqual(stacks, [
      { plain: "westeurope", output: "westeurope", reports },
      { plain: "northeurope", output: "northeurope", reports },
    ]);
    assert.match(refused, /Unknown configuration key "azure-vm-backup:nonsense"\./);
  });
});
