/** A fake Azure on a loopback port that stores documents by their ids and can fail writes. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface LoopbackAzure {
  readonly url: string;
  /** The documents, by the paths of their ids. */
  readonly documents: Map<string, object>;
  /** Writes to these paths are accepted and stored, and their operations fail. */
  readonly failing: Set<string>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

const FAILED = "/operations/failed";
const failure: Answer = {
  status: 200,
  body: { status: "Failed", error: { code: "SkuNotAvailable", message: "no such size" } },
};
const absence: Answer = { status: 404, body: { error: { code: "ResourceNotFound", message: "none" } } };

/** Starts the server. */
export async function loopbackAzure(): Promise<LoopbackAzure> {
  const documents = new Map<string, object>();
  const failing = new Set<string>();
  const written = (path: string, document: object): Answer => {
    documents.set(path, document);
    return { status: failing.has(path) ? 201 : 200, body: document };
  };
  const answer = (method: string, path: string, text: string): Answer => {
    if (method === "DELETE") return { status: documents.delete(path) ? 200 : 204 };
    if (method === "PUT") return written(path, { id: path, name: path.split("/").at(-1), ...JSON.parse(text) });
    if (path === FAILED) return failure;
    const body = documents.get(path);
    return body === undefined ? absence : { status: 200, body };
  };
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const { status, body } = answer(request.method ?? "GET", pathname, text);
    const isFailing = request.method === "PUT" && failing.has(pathname);
    const later = isFailing ? { "azure-asyncoperation": `http://${request.headers.host}${FAILED}?api-version=1` } : {};
    response.writeHead(status, { "content-type": "application/json", "x-ms-request-id": "r-1", ...later });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, documents, failing, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
