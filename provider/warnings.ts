/**
 * Warnings at the resource that they concern. Pulumi gives a dynamic provider no way to say something of a resource but
 * the engine's own log, whose address is the first argument of the process. What the engine does not take goes to the
 * console, which Pulumi shows at the stack.
 */
import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type { EngineClient as Engine } from "@pulumi/pulumi/proto/engine_grpc_pb.js";

export interface Warnings {
  /** Says `text` once a run at the resource of that URN; at the stack where there is none. */
  show(urn: string | undefined, text: string): void;
  /** Resolves when all that was said has been taken. */
  shown(): Promise<void>;
}

/** Takes a warning; rejects where it cannot. An empty URN is the stack. */
export type Deliver = (urn: string, text: string) => Promise<void>;

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

/** Delivers to the engine at an address, over one connection that is made when there is something to say. */
export function toEngine(address: string): Deliver {
  let engine: Engine | undefined;
  return (urn, text) => {
    engine ??= connectTo(address);
    return log(engine, urn, text);
  };
}

/** The client is Pulumi's own, and so has to be the library below it. */
function connectTo(address: string): Engine {
  const { credentials } = createRequire(require.resolve("@pulumi/pulumi"))("@grpc/grpc-js") as typeof grpc;
  const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as {
    EngineClient: new (address: string, credentials: grpc.ChannelCredentials) => Engine;
  };
  return new EngineClient(address, credentials.createInsecure());
}

function log(engine: Engine, urn: string, text: string): Promise<void> {
  const { LogRequest, LogSeverity } =
    require("@pulumi/pulumi/proto/engine_pb.js") as typeof import("@pulumi/pulumi/proto/engine_pb.js");
  const request = new LogRequest();
  request.setSeverity(LogSeverity.WARNING);
  request.setUrn(urn);
  request.setMessage(text);
  return new Promise((resolve, reject) => {
    engine.log(request, (error) => (error === null ? resolve() : reject(error)));
  });
}
