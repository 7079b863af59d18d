/**
 * Ends the provider process when Pulumi's engine has ended. Otherwise it would survive a killed engine and continue work
 * whose result is never recorded. It keeps a connection to the engine, whose address is the first argument of the process.
 */
import { connect, type NetConnectOpts, type Socket } from "node:net";

const RECONNECT_MS = 500;

/** The port is closed, or the socket's file is missing. Any other error is a local or network problem. */
const GONE_CODES: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOENT"]);

/** The number of consecutive refusals after which the engine counts as ended. */
const REFUSALS = 2;

/** Opens a connection: `connect` of `node:net`, or a stub. */
export type Connect = (where: NetConnectOpts) => Pick<Socket, "on" | "resume" | "unref">;

/** Calls `gone` when the engine's address refuses connections. Does not keep the process alive. */
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
    // A running engine closes an idle connection but accepts the next one.
    setTimeout(() => watch(watched, refusals), RECONNECT_MS).unref();
  });
  socket.resume();
  socket.unref();
}

/** A host name with several addresses fails with one error for each of them. */
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
