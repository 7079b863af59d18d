/** Secrets that a transaction removes also disappear from the write-ahead log, even if the process was killed. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { JsonObject } from "../../provider/core/json.js";
import { openStore } from "../../provider/service/store/store.js";
import { GROUP, handClock, newHome, openTestAzure, propertiesOf, type TestAzure } from "../support/service.js";
import { network, template } from "../support/templates.js";
import { filesIn, tracesOf } from "../support/traces.js";
import { DEPLOYMENT, deploymentBody } from "./extension-templates.js";

const SECRET = { secure: "Lx1SecureParameterValue" };
const DEPLOYED: JsonObject = deploymentBody(
  template([network("one"), network("two")], { parameters: { key: { type: "securestring" } } }),
  { key: { value: SECRET.secure } },
);
const NOTHING: readonly string[] = [];

/** Compiled, this file is dist/test/service/write-ahead-log.test.js. */
const SUPPORT = join(__dirname, "../support/service.js");
const STORE = join(__dirname, "../../provider/service/store/store.js");

/** Script of a process that completes a deployment, prints a line and waits to be killed. */
const DEPLOYS = `
  const { openTestAzure, GROUP } = require(process.argv[1]);
  (async () => {
    const azure = await openTestAzure({ home: process.argv[2], pace: { kind: "polls", reads: 1 } });
    await azure.call("PUT", GROUP, { location: "westeurope" });
    await azure.call("PUT", process.argv[3], JSON.parse(process.argv[4]));
    for (let state; state !== "Succeeded"; ) state = (await azure.call("GET", process.argv[3])).body.properties.provisioningState;
    console.log("deployed");
    setInterval(() => undefined, 1000);
  })();
`;

/** Script of a process that writes and removes a document with a secret, prints a line and waits to be killed. */
const REMOVES = `
  const { openStore } = require(process.argv[1]);
  (async () => {
    const store = await openStore(process.argv[2], { now: () => new Date(), sleep: async () => undefined });
    await store.write((documents) => documents.put({ id: "/a", type: "a/b", scope: "/", body: { text: process.argv[3] } }));
    await store.write((documents) => documents.remove("/a"));
    console.log("removed");
    setInterval(() => undefined, 1000);
  })();
`;

async function killedAfter(script: string, ...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ["-e", script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await ended;
}

describe("a secret that was removed from the store", () => {
  let home: string;
  beforeEach(() => {
    home = newHome();
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const traces = (): string[] => tracesOf(SECRET, filesIn(home, []));
  const begin = async ({ call }: TestAzure): Promise<void> => {
    await call("PUT", GROUP, { location: "westeurope" });
    await call("PUT", DEPLOYMENT, DEPLOYED);
  };

  it("is in no file after its deployment has ended, while the store is open", async () => {
    const azure = await openTestAzure({ home, pace: { kind: "polls", reads: 1 } });
    await begin(azure);
    const running = traces();
    let state = "";
    for (let read = 0; read < 9 && state !== "Succeeded"; read++) {
      state = String(propertiesOf(await azure.call("GET", DEPLOYMENT))["provisioningState"]);
    }
    const ended = traces();
    await azure.close();
    assert.notDeepEqual(running, NOTHING, "a running deployment is stored with its secrets");
    assert.deepEqual([state, ended], ["Succeeded", NOTHING]);
  });

  it("is in no file after a deployment that ends within its request", async () => {
    const azure = await openTestAzure({ home });
    await begin(azure);
    const ended = traces();
    await azure.close();
    assert.deepEqual(ended, NOTHING);
  });

  it("is in no file after the resource group of a running deployment was deleted", async () => {
    const azure = await openTestAzure({ home, pace: { kind: "polls", reads: 9 } });
    await begin(azure);
    await azure.call("DELETE", GROUP);
    const ended = traces();
    await azure.close();
    assert.deepEqual(ended, NOTHING);
  });

  it("is in no file of a process that was killed after its deployment", async () => {
    await killedAfter(DEPLOYS, SUPPORT, home, DEPLOYMENT, JSON.stringify(DEPLOYED));
    assert.deepEqual(traces(), NOTHING);
  });

  it("is removed when the store is opened again if its process was killed before it emptied the log", async () => {
    const file = join(home, "azure.sqlite");
    await killedAfter(REMOVES, STORE, file, SECRET.secure);
    const killed = traces();
    const store = await openStore(file, handClock());
    const opened = traces();
    await store.close();
    assert.deepEqual([killed, opened], [["secure in azure.sqlite-wal as text"], NOTHING]);
  });

  it("stays in the log while another process reads, and is removed at the next access", async () => {
    const file = join(home, "azure.sqlite");
    const store = await openStore(file, handClock());
    await store.write((documents) =>
      documents.put({ id: "/a", type: "a/b", scope: "/", body: { text: SECRET.secure } }),
    );
    const other = new DatabaseSync(file);
    other.exec("BEGIN");
    other.prepare("SELECT count(*) FROM documents").get();
    await store.write((documents) => {
      documents.remove("/a");
      documents.emptyLogAfterCommit();
    });
    const during = traces();
    other.exec("COMMIT");
    other.close();
    await store.read((documents) => documents.get("/a"));
    const after = traces();
    await store.close();
    assert.deepEqual([during.includes("secure in azure.sqlite-wal as text"), after], [true, NOTHING]);
  });
});
