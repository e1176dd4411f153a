import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";

/** For work on the pages: gives them as they are in `client/`, and reloads them as they are edited. */
export async function developPages(root: string, server: Server) {
  const { createServer } = await import("vite");
  const vite = await createServer({
    configFile: join(root, "vite.config.ts"),
    // Bundled to a temporary file, it would look to `node --watch` like a change of the server.
    configLoader: "native",
    server: { middlewareMode: true, ws: { server } },
    clearScreen: false,
  });
  const middleware = (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    // A page is a folder with an index.html that names its files relative to itself: hence the slash.
    if (path === "/" || /^\/[a-z]+$/.test(path)) {
      response.writeHead(302, { Location: path === "/" ? "/home/" : `${path}/` }).end();
      return;
    }
    vite.middlewares(request, response, next);
  };
  return { middleware, close: () => vite.close() };
}
