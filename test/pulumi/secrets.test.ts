/**
 * Secrets of a program, of the configuration and of the environment, planted as recognisable texts and looked for in every
 * byte that the real Pulumi CLI, the package and the embedded Azure leave behind.
 */
import assert from "node:assert/strict";
import { requirePulumi } from "../support/pulumi.js";
import { NEVER_SHOWN, SHOWN_BY_AZURE, UNMARKED } from "../support/secret-program.js";
import { embeddedReplies, type SecretStory, tellStory } from "../support/secret-story.js";
import { filesIn, type Place, placeOf, tracesOf } from "../support/traces.js";

const ALL = { ...NEVER_SHOWN, ...SHOWN_BY_AZURE };

/** What Pulumi's own engine logs of any provider's properties at -v=9, and its SDK with --debug; in a log of the engine, an event, and on the terminal. */
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
    story = await tellStory();
  });
  after(() => story?.dispose());

  const isStore = ({ name }: Place): boolean => name.startsWith(".azure-vm-backup/azure.sqlite");
  const isLogOfEvents = ({ name }: Place): boolean => /^events-.*\.json$/.test(name);
  const left = (): Place[] => [...filesIn(story.folder, ["node_modules", "loud"]), ...story.outputs];

  it("are searched for in runs that succeed, and in runs that fail because of a check, a refusal, a timeout and a credential", () => {
    assert.deepEqual(story.endings, [
      "preview: 0",
      "up: 0",
      "destroy: 0",
      "up, again: 0",
      "up, loud: 0",
      "refresh, loud: 0",
      "up, refused by a check: 1",
      "up, refused with what was sent: 1",
      "up, refused at the extension: 1",
      "up, refused by a rule: 1",
      "up, timed out: 1",
      "up, without a tenant for the secret: 1",
      "up, with a certificate that is none: 1",
      "up, without a tenant for the token: 1",
      "destroy, refused with what was sent: 1",
      "stack export: 0",
      "stack output: 0",
      "azvb resources: 0",
      "azvb jobs: 0",
    ]);
  });

  it("are no reason of those failures: each run fails as it is meant to", () => {
    const said = (run: string): string =>
      story.outputs.find(({ name }) => name === `output of ${run}`)?.bytes.toString("utf8") ?? "";
    const refusals = (run: string): number =>
      new Set(said(run).match(/(?:PUT|PATCH) \S+ was refused: Not these, nor (?:Kz1Unm|\[not shown\])/g)).size;

    assert.match(said("up, refused by a check"), /tags\.note: \[not shown\] is not allowed: expected a string/);
    assert.match(
      said("up, refused by a check"),
      /redundancy: \[not shown\] is not allowed: expected one of "GeoRedundant"/,
    );
    assert.equal(refusals("up, refused with what was sent"), 4);
    assert.equal(refusals("up, refused at the extension"), 1);
    assert.match(said("up, refused by a rule"), /Changing property 'osProfile\.adminUsername' is not allowed/);
    assert.match(said("up, timed out"), /The update of Microsoft\.Compute\/virtualMachines web timed out after 1s/);
    assert.match(said("up, without a tenant for the secret"), /sign in with a client secret: tenantId is missing/);
    assert.match(said("up, with a certificate that is none"), /The client certificate package\.json is not a PEM file/);
    assert.match(said("up, without a tenant for the token"), /sign in with OIDC: tenantId is missing/);
    assert.match(said("destroy, refused with what was sent"), /DELETE .* was refused: Not these, nor Kz1Unm/);
  });

  it("stand in no state, backup, history, home or output, whatever fails", () => {
    const places = left().filter((place) => !isStore(place) && !isLogOfEvents(place));

    assert.deepEqual(tracesOf(ALL, places), []);
  });

  it("stand in a log of events only where Pulumi's SDK writes the properties of every resource", () => {
    assert.deepEqual(tracesOf(ALL, left().filter(isLogOfEvents).map(withoutPulumisOwn)), []);
  });

  it("stand nowhere in the store of the embedded Azure where Azure never shows them", () => {
    assert.deepEqual(tracesOf(NEVER_SHOWN, left().filter(isStore)), []);
  });

  it("stand in no reply of the embedded Azure where Azure never shows them", async () => {
    assert.deepEqual(tracesOf(NEVER_SHOWN, await embeddedReplies(story.folder)), []);
  });

  it("stand in the logs of --debug and -v=9 only where Pulumi writes the properties of every provider", () => {
    const loud = [...filesIn(`${story.folder}/loud`, []), ...story.loud];

    assert.deepEqual(tracesOf(ALL, loud.map(withoutPulumisOwn)), []);
    assert.notDeepEqual(tracesOf(ALL, loud), []);
  });

  it("would be found: what is not kept secret is, by the same search", () => {
    const found = tracesOf(UNMARKED, left());

    for (const place of [
      "tag in .pulumi-state/.pulumi/stacks/rehearsal/test.json as text",
      "encoded in .pulumi-state/.pulumi/stacks/rehearsal/test.json as base64",
      "tag in .azure-vm-backup/azure.sqlite as text",
      "tag in events-up.json as text",
      "tag in output of up as text",
      "tag in output of up, refused with what was sent as text",
      "tag in output of stack export as text",
    ]) {
      assert.equal(found.includes(place), true, `${place}: ${found.join("\n")}`);
    }
  });
});
