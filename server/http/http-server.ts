import { createServer, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { problemDetails } from "./answer-problem.ts";

/** An HTTP server under our limits; what is not even HTTP is answered with a problem too. */
export function createHttpServer(limits: Limits = LIMITS): Server {
  const server = createServer({
    requestTimeout: limits.requestTimeout,
    headersTimeout: limits.headersTimeout,
    maxHeaderSize: limits.headerBytes,
    keepAliveTimeout: limits.keepAliveTimeout,
  });
  server.maxConnections = limits.connections;
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || socket.bytesWritten > 0 || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const [status, fault] = faultOf(error, limits);
    const body = JSON.stringify(problemDetails(status, fault));
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  return server;
}

function faultOf(error: NodeJS.ErrnoException, limits: Limits): [number, Problem] {
  if (error.code === "HPE_HEADER_OVERFLOW") {
    const message = `The head of the request has more than ${limits.headerBytes} bytes (headerBytes).`;
    return [431, problem("http/head-too-long", message)];
  }
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const message =
      `The request did not come whole in time: its head within ${limits.headersTimeout} ms ` +
      `(headersTimeout), all of it within ${limits.requestTimeout} ms (requestTimeout).`;
    return [408, problem("http/too-slow", message)];
  }
  return [400, problem("http/malformed", "This is not an HTTP request that can be read.")];
}
