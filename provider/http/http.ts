/** Serves a `Fetch` over HTTP on the loopback interface. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Fetch } from "../arm/fetch.js";
import { MAX_BODY_BYTES } from "../core/body-limits.js";
import { BackupError } from "../core/errors.js";

interface Listener {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on a port of the loopback interface; 0 selects a free one. Throws `Unavailable` if the port is in use. */
export async function listen(fetch: Fetch, port: number): Promise<Listener> {
  const server = createServer((incoming, outgoing) => void serve(fetch, incoming, outgoing));
  await listening(server, port);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${bound}`, close: () => closed(server) };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new BackupError(
          "Unavailable",
          `Cannot listen on 127.0.0.1:${port}: ${error.message}. Choose another port with --port.`,
          { cause: error },
        ),
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** If the service rejects, there is no response: the connection to the client is closed. */
async function serve(fetch: Fetch, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const request = await requestOf(incoming, outgoing);
    const answer = request instanceof Response ? request : await fetch(request);
    const body = answer.body === null ? undefined : Buffer.from(await answer.arrayBuffer());
    closeUnread(incoming, outgoing);
    outgoing.writeHead(answer.status, [...answer.headers].flat());
    outgoing.end(body);
  } catch {
    outgoing.destroy();
  }
}

/**
 * The request with a signal that is aborted when the connection is closed or the response is sent. It is created when it
 * is first read, since most requests do not need it and it takes a quarter of the time of a call.
 */
function withSignal(request: Request, outgoing: ServerResponse): Request {
  let signal: AbortSignal | undefined;
  return Object.defineProperty(request, "signal", {
    get: () => {
      signal ??= closeSignal(outgoing);
      return signal;
    },
  });
}

function closeSignal(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController();
  if (outgoing.closed) controller.abort();
  else outgoing.once("close", () => controller.abort());
  return controller.signal;
}

/** The request, or a 400 response for an invalid one, such as an invalid host or path, which must not end the server. */
async function requestOf(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request | Response> {
  try {
    return withSignal(await toRequest(incoming), outgoing);
  } catch (error) {
    const message = `Cannot read the request: ${(error as Error).message}.`;
    return Response.json({ error: { code: "BadRequest", message } }, { status: 400 });
  }
}

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const method = incoming.method ?? "GET";
  const url = new URL(`http://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const bytes = await bytesOf(incoming);
  const body = bytes.length === 0 || method === "GET" || method === "HEAD" ? null : bytes;
  return new Request(url, { method, headers, body });
}

/** The bytes of a body; of one that is larger than Azure allows, enough for the service to refuse it. */
function bytesOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const read = (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) return;
      // Without a listener, the rest of the body is received and discarded until the response is sent.
      incoming.off("data", read);
      resolve(Buffer.concat(chunks));
    };
    incoming.on("data", read).on("error", reject);
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
  });
}

/** In milliseconds: the time in which a client that is still sending its body can read the response. */
const LINGER_MS = 1_000;

/**
 * Closes the connection of a request whose body was not read to its end; a client could send forever. With the header
 * `connection: close`, Node.js would close it at once: the client's unread bytes then reset it before the client has the response.
 */
function closeUnread(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const closeIfSending = () => {
    if (!incoming.complete) incoming.destroy();
  };
  if (!incoming.complete) outgoing.once("finish", () => setTimeout(closeIfSending, LINGER_MS).unref());
}
