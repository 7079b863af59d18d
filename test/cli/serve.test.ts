import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { azvb, azvbJson, ended, type Ran, start, temporaryFolder } from "./azvb.js";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rehearsal";

interface Server {
  readonly child: ChildProcess;
  /** The first line on stdout. */
  readonly line: string;
  readonly url: string;
  readonly end: Promise<Ran>;
}

describe("azvb serve", function () {
  this.timeout(30_000);
  const folder = temporaryFolder();
  const running = new Set<ChildProcess>();

  afterEach(() => {
    for (const child of running) child.kill("SIGKILL");
    running.clear();
  });

  const serve = async (...args: string[]): Promise<Server> => {
    const child = start(["serve", "--port", "0", "--home", join(folder(), "home"), ...args]);
    running.add(child);
    const end = ended(child);
    if (child.stdout === null) throw new Error("azvb has no standard output");
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    return { child, line, url: line.replace("listening on ", ""), end };
  };

  const putGroup = (url: string): Promise<Response> =>
    fetch(`${url}${GROUP}?api-version=2022-09-01`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ location: "westeurope" }),
    });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`prints one line, accepts requests, and exits with 0 on ${signal}`, async () => {
      const server = await serve();
      const put = await putGroup(server.url);
      server.child.kill(signal);
      const ran = await server.end;

      assert.match(server.line, /^listening on http:\/\/127\.0\.0\.1:\d+$/);
      assert.equal(put.status, 201);
      assert.deepEqual(ran, { code: 0, signal: null, stdout: `${server.line}\n`, stderr: "" });
    });
  }

  it("takes a further region with --region, and refuses a name that no region can have", async () => {
    const server = await serve("--region", "marsnorth", "--region", "marssouth");
    const statusIn = async (location: string): Promise<number> => {
      const put = await fetch(`${server.url}${GROUP}-${location}?api-version=2022-09-01`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ location }),
      });
      return put.status;
    };
    const invalid = await azvb(["serve", "--region", "mars/north"]);

    assert.deepEqual(await Promise.all(["marsnorth", "marssouth", "marseast"].map(statusIn)), [201, 201, 400]);
    assert.deepEqual(
      [invalid.code, invalid.stderr.split("\n")[0]],
      [2, 'azvb: Invalid region "mars/north": expected a name such as westeurope.'],
    );
  });

  it("stores resources in the home, for the next server and the other commands", async () => {
    const first = await serve();
    await putGroup(first.url);
    first.child.kill("SIGTERM");
    await first.end;

    const second = await serve("--pace", "polls:2");
    const got = await fetch(`${second.url}${GROUP}?api-version=2022-09-01`);
    const listed = await azvbJson(["resources", "--home", join(folder(), "home")]);

    assert.equal(got.status, 200);
    assert.deepEqual(listed, [
      {
        id: GROUP,
        type: "Microsoft.Resources/resourceGroups",
        name: "rehearsal",
        resourceGroup: "rehearsal",
        location: "westeurope",
        state: "Succeeded",
        protection: null,
      },
    ]);
  });

  it("reports a port that is in use", async () => {
    const { url } = await serve();
    const port = new URL(url).port;

    const ran = await azvb(["serve", "--port", port, "--home", join(folder(), "other")]);

    assert.equal(ran.code, 1);
    assert.equal(ran.stdout, "");
    assert.match(ran.stderr, new RegExp(`^azvb: Cannot listen on 127\\.0\\.0\\.1:${port}: .*--port\\.\n$`));
  });

  it("is killed after the write is stored if its fault plan has crash: after", async () => {
    const plan = join(folder(), "faults.json");
    writeFileSync(plan, '[{"crash": "after", "write": 1, "method": "PUT"}]');
    const server = await serve("--faults", plan);

    await assert.rejects(putGroup(server.url));
    const ran = await server.end;
    const listed = (await azvbJson(["resources", "--home", join(folder(), "home")])) as unknown[];

    assert.equal(ran.signal, "SIGKILL");
    assert.equal(listed.length, 1);
  });

  it("starts with a fault plan and accepts another one while it is running", async () => {
    const plan = join(folder(), "faults.json");
    writeFileSync(plan, '[{"drop": "after", "method": "PUT"}]');
    const server = await serve("--faults", plan);

    await assert.rejects(putGroup(server.url), TypeError);
    const repeated = await putGroup(server.url);
    const body = '{"throttle": {"retryAfterSeconds": 2}}';
    const accepted = await fetch(`${server.url}/_azvb/faults`, { method: "PUT", body });
    const throttled = await putGroup(server.url);

    assert.deepEqual([repeated.status, accepted.status, throttled.status], [200, 200, 429]);
    assert.equal(throttled.headers.get("retry-after"), "2");
  });

  it("exits on SIGTERM while a request is delayed for an hour", async () => {
    const server = await serve();
    const body = '[{"slow": {"delayMs": 3600000}}, {"timeout": "before", "call": 2}]';
    await fetch(`${server.url}/_azvb/faults`, { method: "PUT", body });
    const delayed = [assert.rejects(putGroup(server.url)), assert.rejects(putGroup(server.url))];
    await fetch(`${server.url}/_azvb/faults`);
    server.child.kill("SIGTERM");
    const ran = await server.end;
    await Promise.all(delayed);

    assert.equal(ran.code, 0);
  });

  it("refuses to start with a fault plan that is missing or invalid", async () => {
    const plan = join(folder(), "faults.json");
    writeFileSync(plan, '[{"crash": "sometimes"}]');

    const unknown = await azvb(["serve", "--faults", plan, "--home", join(folder(), "home")]);
    const missing = await azvb(["serve", "--faults", join(folder(), "none"), "--home", join(folder(), "home")]);

    assert.equal(unknown.code, 2);
    assert.match(
      unknown.stderr,
      /^azvb: Cannot use the fault plan .*faults\.json: Entry 0 of the fault plan: "crash" is /,
    );
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /^azvb: Cannot use the fault plan .*none: ENOENT/);
  });
});
