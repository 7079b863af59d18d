/**
 * Secrets of a program, of the configuration and of the environment, planted as recognizable strings. The tests search for
 * them in all files and outputs of the real Pulumi CLI, the package and the embedded Azure.
 */
import assert from "node:assert/strict";
import { requirePulumi } from "../support/pulumi.js";
import { NEVER_SHOWN, SHOWN_BY_AZURE, UNMARKED } from "../support/secret-program.js";
import { embeddedReplies, runSecretStory, type SecretStory } from "../support/secret-story.js";
import { filesIn, type Place, placeOf, tracesOf } from "../support/traces.js";

const ALL = { ...NEVER_SHOWN, ...SHOWN_BY_AZURE };

/** Properties that Pulumi logs for every provider: the engine at -v=9 and the SDK with --debug, also in event logs. */
const PULUMIS_OWN = [
  /^\{"time":[^\n]*"msg":"(?:Unm|M)arshaling property for RPC\[[^\n]*$/gm,
  /^\{"time":[^\n]*"msg":"(?:eventSink::Debug\(<\{%reset%\}>)?RegisterResource RPC finished: [^\n]*$/gm,
  /^\{"sequence":\d+,"timestamp":\d+,"diagnosticEvent":\{"prefix":"debug: ","message":"RegisterResource RPC finished: [^\n]*$/gm,
  /^\s*debug: RegisterResource RPC finished: .*\n(?:.*\n){1,20}?,__(?:secrets|urn),.*$/gm,
];

const withoutPulumisOwn = ({ name, bytes }: Place): Place =>
  placeOf(
    name,
    PULUMIS_OWN.reduce((text, own) => text.replaceAll(own, ""), bytes.toString("utf8")),
  );

describe("secrets under the real Pulumi CLI", function () {
  this.timeout(300_000);

  let story: SecretStory;
  before(async function () {
    await requirePulumi.call(this);
    story = await runSecretStory();
  });
  after(() => story?.dispose());

  const isStore = ({ name }: Place): boolean => name.startsWith(".azure-vm-backup/azure.sqlite");
  const isEventLog = ({ name }: Place): boolean => /^events-.*\.json$/.test(name);
  const allPlaces = (): Place[] => [...filesIn(story.folder, ["node_modules", "verbose"]), ...story.outputs];

  it("are tested in runs that succeed, and in runs that fail because of a check, a refusal, a timeout or a credential", () => {
    assert.deepEqual(story.endings, [
      "preview: 0",
      "up: 0",
      "destroy: 0",
      "up, again: 0",
      "up, verbose: 0",
      "refresh, verbose: 0",
      "up, refused by a check: 1",
      "up, refused with the sent values: 1",
      "up, refused at the extension: 1",
      "up, refused by a rule: 1",
      "up, timed out: 1",
      "up, without a tenant for the secret: 1",
      "up, with an invalid certificate: 1",
      "up, without a tenant for the token: 1",
      "destroy, refused with the sent values: 1",
      "stack export: 0",
      "stack output: 0",
      "azvb resources: 0",
      "azvb jobs: 0",
    ]);
  });

  it("are tested in runs that fail for the intended reason", () => {
    const outputOf = (run: string): string =>
      story.outputs.find(({ name }) => name === `output of ${run}`)?.bytes.toString("utf8") ?? "";
    const refusals = (run: string): number =>
      new Set(outputOf(run).match(/(?:PUT|PATCH) \S+ was refused: Not these, nor (?:Kz1Unm|\[not shown\])/g)).size;

    assert.match(outputOf("up, refused by a check"), /tags\.note: \[not shown\] is not allowed: expected a string/);
    assert.match(
      outputOf("up, refused by a check"),
      /redundancy: \[not shown\] is not allowed: expected one of "GeoRedundant"/,
    );
    assert.equal(refusals("up, refused with the sent values"), 4);
    assert.equal(refusals("up, refused at the extension"), 1);
    assert.match(outputOf("up, refused by a rule"), /Changing property 'osProfile\.adminUsername' is not allowed/);
    assert.match(outputOf("up, timed out"), /The update of Microsoft\.Compute\/virtualMachines web timed out after 1s/);
    assert.match(outputOf("up, without a tenant for the secret"), /sign in with a client secret: tenantId is missing/);
    assert.match(outputOf("up, with an invalid certificate"), /The client certificate package\.json is not a PEM file/);
    assert.match(outputOf("up, without a tenant for the token"), /sign in with OIDC: tenantId is missing/);
    assert.match(outputOf("destroy, refused with the sent values"), /DELETE .* was refused: Not these, nor Kz1Unm/);
  });

  it("are in no state, backup, history, home or output, whatever fails", () => {
    const places = allPlaces().filter((place) => !isStore(place) && !isEventLog(place));

    assert.deepEqual(tracesOf(ALL, places), []);
  });

  it("are in an event log only where Pulumi's SDK writes the properties of every resource", () => {
    assert.deepEqual(tracesOf(ALL, allPlaces().filter(isEventLog).map(withoutPulumisOwn)), []);
  });

  it("that Azure never returns are not in the store of the embedded Azure", () => {
    assert.deepEqual(tracesOf(NEVER_SHOWN, allPlaces().filter(isStore)), []);
  });

  it("that Azure never returns are in no response of the embedded Azure", async () => {
    assert.deepEqual(tracesOf(NEVER_SHOWN, await embeddedReplies(story.folder)), []);
  });

  it("are in the logs of --debug and -v=9 only where Pulumi writes the properties of every provider", () => {
    const verbose = [...filesIn(`${story.folder}/verbose`, []), ...story.verbose];

    assert.deepEqual(tracesOf(ALL, verbose.map(withoutPulumisOwn)), []);
    assert.notDeepEqual(tracesOf(ALL, verbose), []);
  });

  it("would be found by the search, which finds strings that are not secret", () => {
    const found = tracesOf(UNMARKED, allPlaces());

    for (const place of [
      "tag in .pulumi-state/.pulumi/stacks/rehearsal/test.json as text",
      "encoded in .pulumi-state/.pulumi/stacks/rehearsal/test.json as base64",
      "tag in .azure-vm-backup/azure.sqlite as text",
      "tag in events-up.json as text",
      "tag in output of up as text",
      "tag in output of up, refused with the sent values as text",
      "tag in output of stack export as text",
    ]) {
      assert.equal(found.includes(place), true, `${place}: ${found.join("\n")}`);
    }
  });
});
