/** A fake Azure on a loopback port with scripted responses, even missing and incomplete ones, which no `Fetch` can return. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ArmClient, createArmClient } from "../../../provider/arm/client.js";
import { createTransport } from "../../../provider/arm/transport.js";
import type { Answer } from "./scripted-azure.js";

/** `drop` closes the connection without a response, `half` in the middle of the body; `silence` never responds. */
export type Served = Answer | "drop" | "half" | "silence";

export interface ScriptedServer {
  readonly arm: ArmClient;
  readonly url: string;
  /** The requests, such as `GET /subscriptions/s?api-version=1`, in order. */
  readonly asked: string[];
  /** The Authorization headers of the requests. */
  readonly authorizations: (string | undefined)[];
  close(): Promise<void>;
}

/** Starts the server. `HOST` in a header is replaced by the server's address. */
export async function scriptedServer(...answers: readonly Served[]): Promise<ScriptedServer> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    authorizations.push(request.headers.authorization);
    answer(request, response, answers[asked.length - 1] ?? { status: 500, body: "the script is over" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  // Tests skip pauses, which must not trigger the response timeout.
  const arm = createArmClient(createTransport({ baseUrl: url, responseTimeoutMs: 0 }));
  return { arm, url, asked, authorizations, close };
}

function answer(request: IncomingMessage, response: ServerResponse, served: Served): void {
  if (served === "silence") return;
  if (served === "drop") return void request.socket.destroy();
  if (served === "half") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"name":"v"', () => request.socket.destroy());
    return;
  }
  const own = `http://${request.headers.host}`;
  const headers = Object.entries(served.headers ?? {}).map(([name, value]) => [name, value.replace("HOST", own)]);
  response.writeHead(served.status, Object.fromEntries(headers) as Record<string, string>);
  response.end(typeof served.body === "object" ? JSON.stringify(served.body) : (served.body ?? ""));
}
