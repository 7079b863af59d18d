/**
 * Shows warnings at their resource. A dynamic provider can do so only through the log RPC of Pulumi's engine, whose address
 * is the first argument of the process. Warnings that the engine does not accept go to standard error, which Pulumi shows
 * at the stack.
 */
import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type { EngineClient as Engine } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { systemClock } from "../core/clock.js";

export interface Warnings {
  /** Shows `text` once per run at the resource with this URN, or at the stack without a URN. */
  show(urn: string | undefined, text: string): void;
  /** Resolves when all warnings are delivered. */
  delivered(): Promise<void>;
}

/** Delivers a warning; rejects if that fails. An empty URN means the stack. */
type Deliver = (urn: string, text: string) => Promise<void>;

/** Warnings through `deliver`, or through `fallback` if that rejects. */
export function createWarnings(deliver: Deliver | undefined, fallback: (text: string) => void): Warnings {
  const reported = new Set<string>();
  const pending = new Set<Promise<void>>();
  return {
    show: (urn = "", text) => {
      const key = `${urn}\n${text}`;
      if (reported.has(key)) return;
      reported.add(key);
      // The simulator's warning about the same value names no input.
      reported.add(`${urn}\n${text.replace(INPUT, "")}`);
      const delivery = deliver === undefined ? Promise.reject(new Error("no engine")) : deliver(urn, text);
      const done = delivery.catch(() => fallback(text)).finally(() => pending.delete(done));
      pending.add(done);
    },
    delivered: async () => void (await Promise.all(pending)),
  };
}

/** The input that a warning begins with, such as `disks.exclude[0]: `. */
const INPUT = /^[a-z][\w.[\]]*: /;

/** The timeout of one warning. Each verb waits for its warnings, so an engine that does not respond must not block it. */
const DELIVERY_TIMEOUT_MS = 5000;

/**
 * Delivers to the engine at an address, over one connection. After one timeout all later deliveries reject at once, so many
 * warnings take no longer than one.
 */
export function toEngine(address: string, timeoutMs: number = DELIVERY_TIMEOUT_MS): Deliver {
  let engine: Engine | undefined;
  let hasTimedOut = false;
  return async (urn, text) => {
    if (hasTimedOut) throw new Error(`The engine at ${address} does not respond.`);
    engine ??= connectTo(address);
    try {
      await log(engine, { urn, text, timeoutMs });
    } catch (error) {
      hasTimedOut = (error as grpc.ServiceError).code === DEADLINE_EXCEEDED;
      throw error;
    }
  };
}

/** `grpc.status.DEADLINE_EXCEEDED`; the gRPC library is loaded with the first warning. */
const DEADLINE_EXCEEDED = 4;

/** Pulumi's engine client requires the gRPC library that `@pulumi/pulumi` resolves. */
const pulumisGrpc = () => createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js") as typeof grpc;

function connectTo(address: string): Engine {
  const { credentials } = pulumisGrpc();
  const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as {
    EngineClient: new (address: string, credentials: grpc.ChannelCredentials) => Engine;
  };
  return new EngineClient(address, credentials.createInsecure());
}

interface Delivery {
  readonly urn: string;
  readonly text: string;
  readonly timeoutMs: number;
}

function log(engine: Engine, { urn, text, timeoutMs }: Delivery): Promise<void> {
  const { LogRequest, LogSeverity } =
    require("@pulumi/pulumi/proto/engine_pb.js") as typeof import("@pulumi/pulumi/proto/engine_pb.js");
  const request = new LogRequest();
  request.setSeverity(LogSeverity.WARNING);
  request.setUrn(urn);
  request.setMessage(text);
  return new Promise((resolve, reject) => {
    const deadline = systemClock.now().getTime() + timeoutMs;
    engine.log(request, new (pulumisGrpc().Metadata)(), { deadline }, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}
