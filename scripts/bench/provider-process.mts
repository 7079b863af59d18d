/** Pulumi's dynamic provider as a process, started and asked as the engine does it, without an engine. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import grpc, { type ServiceError } from "@grpc/grpc-js";
import engines from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

type Properties = Parameters<typeof struct.Struct.fromJavaScript>[0];

export interface ProviderProcess {
  readonly pid: number;
  configure(): Promise<void>;
  /** Throws if the check returns failures. */
  check(urn: string, news: Properties): Promise<void>;
  create(urn: string, inputs: Properties): Promise<void>;
  end(): void;
}

const SCRIPT = join("node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
const OURS = /^(?:PULUMI_|AZURE_|ARM_|npm_|NODE_OPTIONS$)/;

/** Starts the provider of a project's folder; resolves when it prints its port. */
export async function startProvider(folder: string): Promise<ProviderProcess> {
  const engine = await standIn();
  const variables = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const child = spawn(process.execPath, [join(folder, SCRIPT), engine.address], {
    cwd: folder,
    env: variables,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await firstLine(child);
  const client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    pid: child.pid ?? 0,
    configure: () => answered((done) => client.configure(configureRequest(), done)).then(() => undefined),
    check: async (urn, news) => {
      const answer = await answered<InstanceType<typeof messages.CheckResponse>>((done) =>
        client.check(checkRequest(urn, news), done),
      );
      const [failure] = answer.getFailuresList();
      if (failure !== undefined) throw new Error(`check of ${urn}: ${failure.getReason()}`);
    },
    create: (urn, inputs) => answered((done) => client.create(createRequest(urn, inputs), done)).then(() => undefined),
    end: () => {
      client.close();
      child.kill("SIGKILL");
      engine.close();
    },
  };
}

/** The resident memory of a process, in MB of a million bytes; NaN without /proc. */
export function residentMb(pid: number): number {
  const file = `/proc/${pid}/status`;
  const kib = existsSync(file) ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  return (Number(kib) * 1024) / 1e6;
}

interface StandIn {
  readonly address: string;
  close(): void;
}

/** Accepts warnings, since the provider waits for their delivery. */
const takeWarning: grpc.handleUnaryCall<unknown, InstanceType<typeof empty.Empty>> = (_call, done) =>
  done(null, new empty.Empty());

/** A substitute for the engine: the provider ends if its engine's address refuses connections. */
async function standIn(): Promise<StandIn> {
  const server = new grpc.Server();
  server.addService(engines.EngineService, { log: takeWarning });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the provider ended with ${code} before it listened`)));
    if (child.stdout !== null) createInterface(child.stdout).once("line", resolve);
  });
}

const configureRequest = () => new messages.ConfigureRequest().setArgs(struct.Struct.fromJavaScript({}));

const checkRequest = (urn: string, news: Properties) =>
  new messages.CheckRequest()
    .setUrn(urn)
    .setOlds(struct.Struct.fromJavaScript({}))
    .setNews(struct.Struct.fromJavaScript(news));

const createRequest = (urn: string, inputs: Properties) =>
  new messages.CreateRequest().setUrn(urn).setProperties(struct.Struct.fromJavaScript(inputs));

function answered<Answer>(
  ask: (done: (error: ServiceError | null, answer: Answer) => void) => unknown,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    ask((error, answer) => (error === null ? resolve(answer) : reject(error)));
  });
}
