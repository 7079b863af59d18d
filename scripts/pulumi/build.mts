/**
 * Builds the Pulumi CLI from its published Go modules, in a temporary folder next to the target, and renames it at the end.
 * So the target is never a partial CLI, also if builds are interrupted or run in parallel.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { type Environment, Refusal } from "../checkout.mts";
import { exitCodeOf } from "../processes.mts";
import { INSTALL_PAGE, PULUMI_VERSION } from "./find.mts";
import { type ProgressStream, startProgress } from "./progress.mts";
import { moveIntoPlace } from "./tools.mts";

const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const MODULE_FILES = ["go.mod", "go.sum", "tools.go"] as const;
const LINES_KEPT = 20;

/** The inputs of a build: the `go` command, the folder of the Go module that requires the CLI, and the target folder. */
export interface CliBuild {
  readonly go: string;
  readonly module: string;
  readonly folder: string;
  readonly environment: Environment;
  readonly stream: ProgressStream;
}

/** The arguments of `go` that build the CLI into a file. */
export function buildArguments(output: string): string[] {
  return [
    "build",
    "-v",
    "-mod=readonly",
    "-tags",
    "osusergo,grpcnotrace",
    "-ldflags",
    `-s -w -X ${VERSION_VARIABLE}=v${PULUMI_VERSION}`,
    "-o",
    output,
    COMMAND,
  ];
}

/** The phase of a build, from the last line of `go build -v` and the number of packages so far. */
export function phaseOf(line: string, packages: number): string {
  if (line.startsWith("go: ")) return line.slice("go: ".length);
  return line === COMMAND ? "linking" : `compiling, ${packages} packages so far`;
}

/** Builds the CLI and returns its path. Throws a Refusal with Go's last lines if the build fails. */
export async function buildCli(build: CliBuild): Promise<string> {
  mkdirSync(dirname(build.folder), { recursive: true });
  const work = mkdtempSync(`${build.folder}.building-`);
  const removeWork = () => rmSync(work, { recursive: true, force: true });
  process.once("exit", removeWork);
  try {
    for (const file of MODULE_FILES) copyFileSync(join(build.module, file), join(work, file));
    await runGo(build, work);
    moveIntoPlace(join(work, "bin"), build.folder, (at) => existsSync(join(at, "pulumi")));
  } finally {
    removeWork();
    process.off("exit", removeWork);
  }
  return join(build.folder, "pulumi");
}

async function runGo({ go, environment, stream }: CliBuild, work: string): Promise<void> {
  const progress = startProgress(stream, "starting Go");
  const child = spawn(go, buildArguments(join(work, "bin", "pulumi")), {
    cwd: work,
    env: { ...environment, CGO_ENABLED: "0", GOWORK: "off" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const lastLines: string[] = [];
  let packages = 0;
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (lastLines.push(line) > LINES_KEPT) lastLines.shift();
    if (!line.startsWith("go: ")) packages += 1;
    progress.phase(phaseOf(line, packages));
  });
  const exitCode = await endOf(child).catch((error: Error) => {
    // The timer of the progress line would keep the process running.
    progress.end(`failed: ${error.message}`);
    throw new Refusal(
      `Cannot build the Pulumi CLI: ${go} cannot be started (${error.message}). Install Pulumi (${INSTALL_PAGE}).`,
    );
  });
  progress.end(exitCode === 0 ? "built" : "failed");
  if (exitCode === 0) return;
  throw new Refusal(
    `Cannot build the Pulumi CLI: ${go} ended with exit code ${exitCode}. Its last lines:\n${lastLines.join("\n")}\nInstall Pulumi (${INSTALL_PAGE}), or run this again.`,
  );
}

function endOf(child: ChildProcess): Promise<number> {
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  process.on("SIGINT", pass).on("SIGTERM", pass);
  return new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(exitCodeOf(code, signal)));
  }).finally(() => process.off("SIGINT", pass).off("SIGTERM", pass));
}
