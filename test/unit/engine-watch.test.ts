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

/** Connections that each end as the list says: with an error of this code, or `closed` after they were open; then they stay open. */
function connections(...outcomes: readonly (string | Error)[]) {
  const made: NetConnectOpts[] = [];
  const connectTo: Connect = (where) => {
    const outcome = outcomes[made.length];
    made.push(where);
    const socket = Object.assign(new EventEmitter(), { resume: sinon.stub(), unref: sinon.stub() });
    setImmediate(() => {
      if (outcome === undefined) return;
      if (outcome !== "closed") socket.emit("error", typeof outcome === "string" ? errorOf(outcome) : outcome);
      socket.emit("close");
    });
    return socket as unknown as Socket;
  };
  return { made, connectTo };
}

describe("the watch over the engine", () => {
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

  /** Whether the engine is taken for gone by connections that end so. */
  async function isGoneAfter(...outcomes: readonly (string | Error)[]): Promise<boolean> {
    const gone = sinon.spy();
    const { made, connectTo } = connections(...outcomes);
    watchEngine("127.0.0.1:4711", gone, connectTo);
    while (made.length <= outcomes.length && gone.callCount === 0) {
      await new Promise(setImmediate);
      if (timers.countTimers() === 1) timers.tick(500);
    }
    return gone.callCount === 1;
  }

  it("ends when two connections in a row are refused", async () => {
    assert.equal(await isGoneAfter("ECONNREFUSED", "ECONNREFUSED"), true);
    assert.equal(await isGoneAfter("ENOENT", "ENOENT"), true);
    assert.equal(await isGoneAfter("closed", "ECONNREFUSED", "ECONNREFUSED"), true);
    assert.equal(await isGoneAfter("EMFILE", "ECONNREFUSED", "ECONNREFUSED"), true);
  });

  it("goes on after one refusal, and after a refusal, an open connection and another refusal", async () => {
    assert.equal(await isGoneAfter("ECONNREFUSED"), false);
    assert.equal(await isGoneAfter("ECONNREFUSED", "closed", "ECONNREFUSED"), false);
    assert.equal(await isGoneAfter("ECONNREFUSED", "EMFILE", "ECONNREFUSED"), false);
  });

  it("goes on however often the machine or the way there fails", async () => {
    for (const code of ["EMFILE", "ENFILE", "ETIMEDOUT", "ECONNRESET", "EADDRNOTAVAIL", "EPIPE", "ENETUNREACH"]) {
      assert.equal(await isGoneAfter(...Array.from({ length: 5 }, () => code)), false, code);
    }
  });

  it("takes a name with two addresses for gone only where both refuse", async () => {
    const both = new AggregateError([errorOf("ECONNREFUSED"), errorOf("ECONNREFUSED")]);
    const one = new AggregateError([errorOf("ECONNREFUSED"), errorOf("ETIMEDOUT")]);

    assert.equal(await isGoneAfter(both, both), true);
    assert.equal(await isGoneAfter(one, one, one), false);
  });

  it("reports a port that nobody listens at", async () => {
    const server = await listening();
    const address = addressOf(server);
    server.close();
    await once(server, "close");

    const gone = new Promise<void>((resolve) => watchEngine(address, resolve));
    await nextConnection();
    await gone;
  });

  it("connects to a Unix socket as gRPC writes its address, and to a port of IPv6", () => {
    const { made, connectTo } = connections();

    watchEngine("unix:/run/engine.sock", sinon.spy(), connectTo);
    watchEngine("unix:///run/engine.sock", sinon.spy(), connectTo);
    watchEngine("[::1]:4711", sinon.spy(), connectTo);

    assert.deepEqual(made, [{ path: "/run/engine.sock" }, { path: "/run/engine.sock" }, { host: "::1", port: 4711 }]);
  });

  it("connects again to an engine that closes the silent connection, and reports when it is gone", async () => {
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

  it("watches nothing where the argument is no address", () => {
    const gone = sinon.spy();

    watchEngine("dist/test/unit", gone);
    watchEngine("", gone);
    watchEngine(":", gone);

    assert.equal(gone.callCount, 0);
  });
});
