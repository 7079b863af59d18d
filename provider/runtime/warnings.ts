/**
 * Warnings at the resource that they concern. Pulumi gives a dynamic provider no way to say something of a resource but
 * the engine's own log, whose address is the first argument of the process. What the engine does not take goes to the
 * console, which Pulumi shows at the stack.
 */
import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type { EngineClient as Engine } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { systemClock } from "../core/clock.js";

export interface Warnings {
  /** Says `text` once a run at the resource of that URN; at the stack where there is none. */
  show(urn: string | undefined, text: string): void;
  /** Resolves when all that was said has been taken. */
  shown(): Promise<void>;
}

/** Takes a warning; rejects where it cannot. An empty URN is the stack. */
type Deliver = (urn: string, text: string) => Promise<void>;

/** Warnings that `deliver` takes; those that it does not take go to `fallback`. */
export function createWarnings(deliver: Deliver | undefined, fallback: (text: string) => void): Warnings {
  const said = new Set<string>();
  const pending = new Set<Promise<void>>();
  return {
    show: (urn = "", text) => {
      const key = `${urn}\n${text}`;
      if (said.has(key)) return;
      said.add(key);
      const delivery = deliver === undefined ? Promise.reject(new Error("no engine")) : deliver(urn, text);
      const taken = delivery.catch(() => fallback(text)).finally(() => pending.delete(taken));
      pending.add(taken);
    },
    shown: async () => void (await Promise.all(pending)),
  };
}

/** How long the engine may take for one warning: each verb waits for its warnings, and none must wait for ever. */
const LONGEST_DELIVERY_MS = 5000;

/**
 * Delivers to the engine at an address, over one connection that is made for the first warning. Rejects where the engine
 * takes longer than the limit, and from then on at once, so that many warnings cost no more than one.
 */
export function toEngine(address: string, longestMs: number = LONGEST_DELIVERY_MS): Deliver {
  let engine: Engine | undefined;
  let isSilent = false;
  return async (urn, text) => {
    if (isSilent) throw new Error(`The engine at ${address} does not answer.`);
    engine ??= connectTo(address);
    try {
      await log(engine, { urn, text, longestMs });
    } catch (error) {
      isSilent = (error as grpc.ServiceError).code === DEADLINE_EXCEEDED;
      throw error;
    }
  };
}

/** `grpc.status.DEADLINE_EXCEEDED`; the library itself is loaded with the first warning. */
const DEADLINE_EXCEEDED = 4;

/** The client is Pulumi's own, and so has to be the library below it. */
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
  readonly longestMs: number;
}

function log(engine: Engine, { urn, text, longestMs }: Delivery): Promise<void> {
  const { LogRequest, LogSeverity } =
    require("@pulumi/pulumi/proto/engine_pb.js") as typeof import("@pulumi/pulumi/proto/engine_pb.js");
  const request = new LogRequest();
  request.setSeverity(LogSeverity.WARNING);
  request.setUrn(urn);
  request.setMessage(text);
  return new Promise((resolve, reject) => {
    const deadline = systemClock.now().getTime() + longestMs;
    engine.log(request, new (pulumisGrpc().Metadata)(), { deadline }, (error) =>
      error === null ? resolve() : reject(error),
    );
  });
}
