/**
 * Pulumi's real dynamic provider in a process of its own, with the packed package installed next to it. A gRPC server takes
 * the place of Pulumi's engine and collects the warnings that the provider logs.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as grpc from "@grpc/grpc-js";
import type { JsonObject } from "../../provider/core/json.js";
import { installedPackage } from "../support/packed-package.js";
import { type ProviderClient, providerClient } from "./provider-rpcs.js";

const sdk = createRequire(require.resolve("@pulumi/pulumi"));
const { Server, ServerCredentials } = sdk("@grpc/grpc-js") as typeof grpc;
const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as {
  EngineService: grpc.ServiceDefinition;
};
const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => object };

/** A warning of the provider about a resource; an empty URN is the stack. */
export interface Warning {
  readonly urn: string;
  readonly text: string;
}

/** A provider process for one run of the engine. */
export interface ProviderProcess extends ProviderClient {
  /** The warnings that were logged, in order. */
  readonly warnings: readonly Warning[];
  /** Resolves when the process has ended, with its stderr. */
  readonly ended: Promise<string>;
  /** Kills the process with SIGKILL. */
  kill(): void;
  /** Ends the process as Pulumi does at the end of a run. */
  close(): Promise<void>;
}

interface Engine {
  readonly address: string;
  readonly warnings: Warning[];
  close(): void;
}

/** The folder of Node's compile cache. Compiling Pulumi's modules takes a third of the start of a provider. */
const COMPILED = join(tmpdir(), `azure-vm-backup-compiled-${process.getuid?.() ?? 0}`);

let main: Promise<string> | undefined;

/** The provider's main module. The first run, without an address, ends by itself and fills the compile cache. */
async function readyMain(): Promise<string> {
  const path = join(await installedPackage(), "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider");
  if (!existsSync(COMPILED)) spawnSync(process.execPath, [path], { env: variables(), stdio: "ignore" });
  return path;
}

/** Starts a provider that is not configured yet. */
export async function startProvider(): Promise<ProviderProcess> {
  main ??= readyMain();
  const path = await main;
  const folder = await installedPackage();
  const engine = await startEngine();
  const child = spawn(process.execPath, [path, engine.address], {
    cwd: folder,
    env: variables(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    written += text;
  });
  const ended = new Promise<string>((resolve) => child.on("close", () => resolve(written)));
  const client = await providerClient(`127.0.0.1:${await portOf(child, ended)}`);
  void ended.then(() => engine.close());
  return {
    ...client,
    warnings: engine.warnings,
    ended,
    kill: () => void child.kill("SIGKILL"),
    close: async () => {
      client.disconnect();
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** The environment without variables of Pulumi and Azure, which would override the configuration. */
function variables(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:PULUMI_|AZURE_|ARM_|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(inherited), PULUMI_NODEJS_PROJECT: "rehearsal", NODE_COMPILE_CACHE: COMPILED };
}

/** The first line of stdout is the port. */
function portOf(child: ChildProcess, ended: Promise<string>): Promise<number> {
  const printed = new Promise<number>((resolve) => {
    let line = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      line += text;
      if (line.includes("\n")) resolve(Number.parseInt(line, 10));
    });
  });
  const failed = ended.then((written): never => {
    throw new Error(`the provider ended before it listened: ${written}`);
  });
  return Promise.race([printed, failed]);
}

async function startEngine(): Promise<Engine> {
  const warnings: Warning[] = [];
  const server = new Server();
  const empty: grpc.handleUnaryCall<object, object> = (_, done) => done(null, new Empty());
  const log: grpc.handleUnaryCall<LogRequest, object> = ({ request }, done) => {
    warnings.push({ urn: request.getUrn(), text: request.getMessage() });
    done(null, new Empty());
  };
  server.addService(EngineService, { log, getRootResource: empty, setRootResource: empty });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { address: `127.0.0.1:${port}`, warnings, close: () => server.forceShutdown() };
}

interface LogRequest {
  getUrn(): string;
  getMessage(): string;
}

/** The configuration of a stack, as Pulumi gives it to the provider. */
export const configurationOf = (endpoint: string, home: string): JsonObject => ({
  "azure-vm-backup:endpoint": endpoint,
  "azure-vm-backup:home": home,
});
