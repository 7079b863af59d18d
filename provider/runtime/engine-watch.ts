/**
 * A dynamic provider outlives an engine that was killed, and finishes work whose result nobody will record. So it holds a
 * connection to its engine, whose address Pulumi gives as the first argument, and ends when the engine is gone.
 */
import { connect, type NetConnectOpts, type Socket } from "node:net";

const RECONNECT_MS = 500;

/** Nobody listens at the address: the port is closed, or the socket's file is missing. Any other error is one of this machine or of the way there. */
const GONE_CODES: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOENT"]);

/** Refusals in a row after which the engine is gone. */
const REFUSALS = 2;

/** How the watch connects: a socket of `node:net`, or one of a test. */
export type Connect = (where: NetConnectOpts) => Pick<Socket, "on" | "resume" | "unref">;

/** Calls `gone` once nobody listens at the engine's address any more. Keeps no process alive by itself. */
export function watchEngine(address: string, gone: () => void, connectTo: Connect = connect): void {
  const where = parseAddress(address);
  if (where !== undefined) watch({ where, gone, connectTo }, 0);
}

interface Watched {
  readonly where: NetConnectOpts;
  readonly gone: () => void;
  readonly connectTo: Connect;
}

function watch(watched: Watched, refusalsBefore: number): void {
  const socket = watched.connectTo(watched.where);
  let refusals = 0;
  socket.on("error", (error: Error) => {
    refusals = isGone(error) ? refusalsBefore + 1 : 0;
  });
  socket.on("close", () => {
    if (refusals >= REFUSALS) return watched.gone();
    // An engine closes a connection that sends nothing; an engine that is gone refuses the next ones.
    setTimeout(() => watch(watched, refusals), RECONNECT_MS).unref();
  });
  socket.resume();
  socket.unref();
}

/** A name with several addresses fails with one error for each of them. */
function isGone(error: Error): boolean {
  const errors: readonly NodeJS.ErrnoException[] = error instanceof AggregateError ? error.errors : [error];
  return errors.length > 0 && errors.every(({ code }) => code !== undefined && GONE_CODES.has(code));
}

/** `HOST:PORT`, or a Unix socket as gRPC writes it: `unix:PATH` or `unix:///PATH`. */
function parseAddress(address: string): NetConnectOpts | undefined {
  const path = /^unix:(?:\/\/)?(.+)$/.exec(address)?.[1];
  if (path !== undefined) return { path };
  const at = address.lastIndexOf(":");
  const [host, port] = [address.slice(0, at).replace(/^\[(.*)\]$/, "$1"), Number(address.slice(at + 1))];
  return at < 1 || host === "" || !Number.isInteger(port) ? undefined : { host, port };
}
