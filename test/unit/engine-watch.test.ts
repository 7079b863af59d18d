import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { type AddressInfo, createServer, type NetConnectOpts, type Server, type Socket } from "node:net";
import sinon from "sinon";
import { type Connect, watchEngine } from "../../provider/runtime/engine-watch.js";

async function listening(): Promise<Server> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const addressOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

const errorOf = (code: string): Error => Object.assign(new Error(code), { code });

/** Fake connections with these outcomes: an error, by its code, or `closed` after opening. Further ones stay open. */
function connections(...outcomes: readonly (string | Error)[]) {
  const attempts: NetConnectOpts[] = [];
  const connectTo: Connect = (where) => {
    const outcome = outcomes[attempts.length];
    attempts.push(where);
    const socket = Object.assign(new EventEmitter(), { resume: sinon.stub(), unref: sinon.stub() });
    setImmediate(() => {
      if (outcome === undefined) return;
      if (outcome !== "closed") socket.emit("error", typeof outcome === "string" ? errorOf(outcome) : outcome);
      socket.emit("close");
    });
    return socket as unknown as Socket;
  };
  return { attempts, connectTo };
}

describe("the watch on Pulumi's engine", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => timers.restore());

  /** Lets the watch connect again after its pause. */
  const nextConnection = async () => {
    await until(() => timers.countTimers() === 1);
    timers.tick(500);
  };

  /** Whether the engine is reported as gone after connections with these outcomes. */
  async function isGoneAfter(...outcomes: readonly (string | Error)[]): Promise<boolean> {
    const gone = sinon.spy();
    const { attempts, connectTo } = connections(...outcomes);
    watchEngine("127.0.0.1:4711", gone, connectTo);
    while (attempts.length <= outcomes.length && gone.callCount === 0) {
      await new Promise(setImmediate);
      if (timers.countTimers() === 1) timers.tick(500);
    }
    return gone.callCount === 1;
  }

  it("reports the engine as gone after two refused connections in a row", async () => {
    assert.equal(await isGoneAfter("ECONNREFUSED", "ECONNREFUSED"), true);
    assert.equal(await isGoneAfter("ENOENT", "ENOENT"), true);
    assert.equal(await isGoneAfter("closed", "ECONNREFUSED", "ECONNREFUSED"), true);
    assert.equal(await isGoneAfter("EMFILE", "ECONNREFUSED", "ECONNREFUSED"), true);
  });

  it("continues after one refused connection, and after two that are not in a row", async () => {
    assert.equal(await isGoneAfter("ECONNREFUSED"), false);
    assert.equal(await isGoneAfter("ECONNREFUSED", "closed", "ECONNREFUSED"), false);
    assert.equal(await isGoneAfter("ECONNREFUSED", "EMFILE", "ECONNREFUSED"), false);
  });

  it("continues after any number of local or network errors", async () => {
    for (const code of ["EMFILE", "ENFILE", "ETIMEDOUT", "ECONNRESET", "EADDRNOTAVAIL", "EPIPE", "ENETUNREACH"]) {
      assert.equal(await isGoneAfter(...Array.from({ length: 5 }, () => code)), false, code);
    }
  });

  it("reports a host with two addresses as gone only if both refuse", async () => {
    const both = new AggregateError([errorOf("ECONNREFUSED"), errorOf("ECONNREFUSED")]);
    const one = new AggregateError([errorOf("ECONNREFUSED"), errorOf("ETIMEDOUT")]);

    assert.equal(await isGoneAfter(both, both), true);
    assert.equal(await isGoneAfter(one, one, one), false);
  });

  it("reports the engine as gone if nothing listens on its port", async () => {
    const server = await listening();
    const address = addressOf(server);
    server.close();
    await once(server, "close");

    const gone = new Promise<void>((resolve) => watchEngine(address, resolve));
    await nextConnection();
    await gone;
  });

  it("connects to a Unix socket in gRPC's notation and to an IPv6 address", () => {
    const { attempts, connectTo } = connections();

    watchEngine("unix:/run/engine.sock", sinon.spy(), connectTo);
    watchEngine("unix:///run/engine.sock", sinon.spy(), connectTo);
    watchEngine("[::1]:4711", sinon.spy(), connectTo);

    assert.deepEqual(attempts, [
      { path: "/run/engine.sock" },
      { path: "/run/engine.sock" },
      { host: "::1", port: 4711 },
    ]);
  });

  it("reconnects to an engine that closes the idle connection, and reports when it is gone", async () => {
    const server = await listening();
    const gone = sinon.spy();
    const sockets: Socket[] = [];
    server.on("connection", (socket) => sockets.push(socket));

    watchEngine(addressOf(server), gone);
    await until(() => sockets.length === 1);
    sockets[0]?.destroy();
    await nextConnection();
    await until(() => sockets.length === 2);

    assert.equal(gone.callCount, 0);
    server.close();
    sockets[1]?.destroy();
    await nextConnection();
    await until(() => timers.countTimers() === 1 || gone.callCount === 1);
    assert.equal(gone.callCount, 0);
    await nextConnection();
    await until(() => gone.callCount === 1);
  });

  it("does nothing if the argument is not an address", () => {
    const gone = sinon.spy();

    watchEngine("dist/test/unit", gone);
    watchEngine("", gone);
    watchEngine(":", gone);

    assert.equal(gone.callCount, 0);
  });
});
