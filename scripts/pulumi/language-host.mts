/**
 * A language host for Node.js programs: the gRPC server (`pulumirpc.LanguageRuntime`) that the Pulumi engine starts as
 * `pulumi-language-nodejs ENGINE_ADDRESS` to run the program. It prints its port on the first line of stdout; the output of
 * the program follows, as the engine expects.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import grpc from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import services from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import messages from "@pulumi/pulumi/proto/language_pb.js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { exitCodeOf } from "../processes.mts";
import { type ProgramEnd, type ProgramRun, programArguments, programEnd, programVariables } from "./program.mts";

const MESSAGE_LIMIT_BYTES = 400 * 1024 * 1024;
const PARENT_CHECK_MS = 1_000;
const RUNNER = "@pulumi/pulumi/cmd/run";

const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";

type Answers = Pick<
  ILanguageRuntimeServer,
  | "about"
  | "cancel"
  | "getPluginInfo"
  | "getProgramDependencies"
  | "getRequiredPackages"
  | "getRequiredPlugins"
  | "handshake"
  | "installDependencies"
  | "run"
>;

const answers: Answers = {
  about: (_call, answer) =>
    answer(null, new messages.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  cancel: (_call, answer) => answer(null, new empty.Empty()),
  getPluginInfo: (_call, answer) => answer(null, new plugins.PluginInfo().setVersion("1.0.0")),
  getProgramDependencies: (call, answer) =>
    answer(null, dependenciesOf(call.request.getInfo()?.getProgramDirectory() ?? "")),
  getRequiredPackages: (_call, answer) => answer(null, new messages.GetRequiredPackagesResponse()),
  getRequiredPlugins: (_call, answer) => answer(null, new messages.GetRequiredPluginsResponse()),
  handshake: (_call, answer) => answer(null, new messages.LanguageHandshakeResponse()),
  installDependencies: (call) => {
    const advice = `Run npm install in ${call.request.getInfo()?.getProgramDirectory() ?? "the program's folder"}.\n`;
    call.write(new messages.InstallDependenciesResponse().setStderr(Buffer.from(advice)));
    call.end();
  },
  run: (call, answer) => {
    runProgram(programRun(call.request), call.request.getInfo()?.getProgramDirectory() ?? "").then(
      ({ error, bail }) => answer(null, new messages.RunResponse().setError(error).setBail(bail)),
      (error: Error) => answer({ code: grpc.status.INTERNAL, details: error.message }),
    );
  },
};

function programRun(request: RunRequest): ProgramRun {
  const info = request.getInfo();
  return {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    workFolder: request.getPwd(),
    rootFolder: info?.getRootDirectory() ?? "",
    entryPoint: info?.getEntryPoint() ?? "",
    parallel: request.getParallel(),
    preview: request.getDryrun(),
    args: request.getArgsList(),
    config: new Map(request.getConfigMap().entries()),
    secretKeys: request.getConfigsecretkeysList(),
    options: info?.getOptions()?.toJavaScript() ?? {},
  };
}

async function runProgram(run: ProgramRun, programFolder: string): Promise<ProgramEnd> {
  const runner = runnerFor(programFolder);
  if (runner === undefined) {
    return { error: `@pulumi/pulumi is not installed in ${programFolder}: run npm install there.`, bail: false };
  }
  // As in Pulumi's own host, the program runs on the Node.js that is first on PATH.
  const child = spawn("node", programArguments(runner, run), {
    cwd: run.workFolder,
    env: { ...process.env, ...programVariables(run) },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(programEnd(exitCodeOf(code, signal))));
  });
}

function runnerFor(programFolder: string): string | undefined {
  try {
    return createRequire(join(programFolder, "package.json")).resolve(RUNNER);
  } catch {
    return undefined;
  }
}

function dependenciesOf(programFolder: string) {
  const manifest = JSON.parse(readFileSync(join(programFolder, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const dependencies = Object.entries(manifest.dependencies ?? {}).map(([name, version]) =>
    new messages.DependencyInfo().setName(name).setVersion(version),
  );
  return new messages.GetProgramDependenciesResponse().setDependenciesList(dependencies);
}

/** Ends the host when its engine has ended; otherwise it would wait for a killed engine forever. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(1), PARENT_CHECK_MS).unref();
}

const server = new grpc.Server({
  "grpc.max_receive_message_length": MESSAGE_LIMIT_BYTES,
  "grpc.max_send_message_length": MESSAGE_LIMIT_BYTES,
});
server.addService(services.LanguageRuntimeService, answers);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  endWithParent();
  console.log(port);
});
