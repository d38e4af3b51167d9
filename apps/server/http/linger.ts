import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Milliseconds that a body goes on being read after its answer. */
const LINGER_MS = 2000;

/**
 * Ends a request whose body was not read to its end. What comes flows away for a moment, so that the client gets to read
 * the answer: closing a connection on which something is unread would take the answer away. A client that sends on after
 * that loses the connection.
 * @param socket of the request, which no longer knows it once its body was given up
 */
export function linger(request: IncomingMessage, response: ServerResponse, socket: Socket): void {
  request.resume();
  if (request.complete) return;
  const close = () => {
    setTimeout(() => {
      if (!request.complete) socket.destroy();
    }, LINGER_MS).unref();
  };
  if (response.writableFinished) close();
  else response.once('finish', close);
}
