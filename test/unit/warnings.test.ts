import assert from "node:assert/strict";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb.js";
import { createWarnings, toEngine } from "../../provider/runtime/warnings.js";

const URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/azure-vm-backup:Vault::v";

const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => unknown };

type Log = grpc.handleUnaryCall<LogRequest, unknown>;

/** A fake Pulumi engine with this log handler. */
async function engineThat(log: Log): Promise<{ readonly server: grpc.Server; readonly address: string }> {
  const server = new grpc.Server();
  server.addService(EngineService, { log });
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    ),
  );
  return { server, address: `127.0.0.1:${port}` };
}

describe("a warning", () => {
  it("is not reported again without the input that the first one names, but for every other input", async () => {
    const delivered: string[] = [];
    const warnings = createWarnings(
      async (_, text) => void delivered.push(text),
      () => assert.fail("the engine accepted it"),
    );
    const texts = ["disks.exclude[0]: No disk.", "disks.include[0]: No disk.", "No disk.", "location: No region."];

    for (const text of [...texts, "No region."]) warnings.show(URN, text);
    await warnings.delivered();

    assert.deepEqual(delivered, [texts[0], texts[1], texts[3]]);
  });

  it("is reported once per run at each resource that it concerns", async () => {
    const delivered: string[][] = [];
    const warnings = createWarnings(
      async (urn, text) => void delivered.push([urn, text]),
      () => assert.fail("the engine accepted it"),
    );

    warnings.show("urn:a", "two a day");
    warnings.show("urn:a", "two a day");
    warnings.show("urn:b", "two a day");
    warnings.show(undefined, "two a day");
    await warnings.delivered();

    assert.deepEqual(delivered, [
      ["urn:a", "two a day"],
      ["urn:b", "two a day"],
      ["", "two a day"],
    ]);
  });

  it("is waited for until it is delivered", async () => {
    let deliver: () => void = () => undefined;
    const warnings = createWarnings(
      () => new Promise((resolve) => (deliver = resolve)),
      () => undefined,
    );
    let isDelivered = false;

    warnings.show("urn:a", "x");
    const delivery = warnings.delivered().then(() => (isDelivered = true));
    await new Promise(setImmediate);
    assert.equal(isDelivered, false);
    deliver();
    await delivery;
  });

  it("is printed to the console if the engine does not accept it, or if there is no engine", async () => {
    const printed: string[] = [];
    const refusing = createWarnings(
      () => Promise.reject(new Error("gone")),
      (text) => void printed.push(text),
    );
    const withoutEngine = createWarnings(undefined, (text) => void printed.push(text));

    refusing.show("urn:a", "first");
    withoutEngine.show("urn:a", "second");
    await Promise.all([refusing.delivered(), withoutEngine.delivered()]);

    assert.deepEqual(printed, ["first", "second"]);
  });

  it("reaches the engine's log as a warning at the URN", async () => {
    const logged: LogRequest.AsObject[] = [];
    const { server, address } = await engineThat((call, callback) => {
      logged.push(call.request.toObject());
      callback(null, new Empty());
    });

    await toEngine(address)(URN, "the portal allows 200 policies");
    server.forceShutdown();

    assert.deepEqual(logged, [
      { severity: 2, message: "the portal allows 200 policies", urn: URN, streamid: 0, ephemeral: false },
    ]);
  });

  it("does not block a verb if the engine does not respond, and later warnings are not sent to it", async () => {
    const asked: string[] = [];
    const { server, address } = await engineThat((call, callback) => {
      asked.push(call.request.getMessage());
      // A call that waits for ever would never end this test.
      if (call.getDeadline() === Number.POSITIVE_INFINITY) callback(null, new Empty());
    });
    const printed: string[] = [];
    const warnings = createWarnings(toEngine(address, 50), (text) => void printed.push(text));

    warnings.show(URN, "first");
    await warnings.delivered();
    warnings.show(URN, "second");
    await warnings.delivered();
    server.forceShutdown();

    assert.deepEqual([asked, printed], [["first"], ["first", "second"]]);
  });

  it("is not delivered if nothing listens on the engine's address", async () => {
    await assert.rejects(toEngine("127.0.0.1:9")(URN, "x"));
  });
});
