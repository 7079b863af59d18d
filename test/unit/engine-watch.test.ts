import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import sinon from "sinon";
import { watchEngine } from "../../provider/engine-watch.js";

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

describe("the watch over the engine", () => {
  let timers: sinon.SinonFakeTimers;

  beforeEach(() => {
    timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => timers.restore());

  it("tells that nobody listens", async () => {
    const server = await listening();
    const address = addressOf(server);
    server.close();
    await once(server, "close");

    await new Promise<void>((gone) => watchEngine(address, gone));
  });

  it("comes back to an engine that closes the silent connection, and tells when it is gone", async () => {
    const server = await listening();
    const gone = sinon.spy();
    const connections: Socket[] = [];
    server.on("connection", (socket) => connections.push(socket));

    watchEngine(addressOf(server), gone);
    await until(() => connections.length === 1);
    connections[0]?.destroy();
    await until(() => timers.countTimers() === 1);
    timers.tick(500);
    await until(() => connections.length === 2);

    assert.equal(gone.callCount, 0);
    server.close();
    connections[1]?.destroy();
    await until(() => timers.countTimers() === 1);
    timers.tick(500);
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
