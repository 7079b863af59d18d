/** A stand-in for the npm registry. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

/** Writes a script with its run bit set. */
export function writeExecutable(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** A registry on the loopback interface with one package, `pulumi`, that has this script. */
export class Registry {
  readonly requests: string[] = [];
  private readonly server: Server;
  private constructor(tarball: Buffer) {
    this.server = createServer((request, response) => {
      this.requests.push(request.url ?? "");
      response.end(request.url?.endsWith(".tgz") === true ? tarball : JSON.stringify(this.description()));
    });
  }

  static async open(script: string, folder: string): Promise<Registry> {
    const source = join(folder, "registry");
    writeExecutable(join(source, "package", "run.js"), script);
    writeFileSync(join(source, "package", "package.json"), JSON.stringify(MANIFEST));
    execFileSync("tar", ["-czf", "package.tgz", "package"], { cwd: source });
    const registry = new Registry(readFileSync(join(source, "package.tgz")));
    await new Promise<void>((resolve) => registry.server.listen(0, "127.0.0.1", resolve));
    return registry;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private description(): object {
    const tarball = `${this.url}pulumi/-/pulumi-3.265.0.tgz`;
    return {
      name: "pulumi",
      "dist-tags": { latest: "3.265.0" },
      versions: { "3.265.0": { ...MANIFEST, dist: { tarball } } },
    };
  }
}

const MANIFEST = { name: "pulumi", version: "3.265.0", bin: { pulumi: "run.js" } };
