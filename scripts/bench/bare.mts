/** The baseline of the embedded Azure: one row of a database, one response of an HTTP server. */
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";

/** One table of texts by key, as durable as the embedded Azure's own. */
export interface BareDatabase {
  /** Runs in a separate transaction, which is on the disk when it returns. */
  write(key: string, text: string): void;
  read(key: string): string;
  close(): void;
}

export function openBareDatabase(file: string): BareDatabase {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec("CREATE TABLE rows (key TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO rows VALUES (?, ?)");
  const select = database.prepare("SELECT body FROM rows WHERE key = ?");
  return {
    write: (key, text) => void insert.run(key, text),
    read: (key) => String(select.get(key)?.["body"]),
    close: () => database.close(),
  };
}

/** A server that answers everything with the same bytes. */
export interface BareServer {
  readonly url: string;
  close(): Promise<void>;
}

export function serveBytes(headers: readonly string[], body: Buffer): Promise<BareServer> {
  const server = createServer((_incoming, outgoing) => {
    outgoing.writeHead(200, [...headers]);
    outgoing.end(body);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}
