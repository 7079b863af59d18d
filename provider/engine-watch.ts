/**
 * A dynamic provider whose engine was killed lives on for ever, finishing what nobody will record. So it holds a
 * connection to its engine, whose address Pulumi gives as the first argument, and ends when the engine is gone.
 */
import { connect } from "node:net";

const RECONNECT_MS = 500;

/** Calls `gone` once nobody listens at the engine's address any more. Keeps no process alive by itself. */
export function watchEngine(address: string, gone: () => void): void {
  const at = address.lastIndexOf(":");
  const [host, port] = [address.slice(0, at), Number(address.slice(at + 1))];
  if (at < 1 || host === "" || !Number.isInteger(port)) return;
  const socket = connect({ host, port });
  let connected = false;
  socket.on("connect", () => {
    connected = true;
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    // An engine closes a connection that says nothing; one that is gone refuses the next.
    if (connected) setTimeout(() => watchEngine(address, gone), RECONNECT_MS).unref();
    else gone();
  });
  socket.resume();
  socket.unref();
}
