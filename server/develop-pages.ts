import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";

/** For work on the pages: gives them as they are in `client/`, and reloads them as they are edited. */
export async function developPages(root: string, server: Server) {
  const { createServer } = await import("vite");
  const vite = await createServer({
    configFile: join(root, "vite.config.ts"),
    server: { middlewareMode: true, hmr: { server } },
    clearScreen: false,
  });
  const middleware = (
    request: IncomingMessage,
    response: ServerResponse,
    next: () => void,
  ): void => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path === "/") {
      response.writeHead(302, { Location: "/control" }).end();
      return;
    }
    // A page is a folder with an index.html, and its address has no slash at the end.
    if (/^\/[a-z]+$/.test(path)) request.url = `${path}/${request.url?.slice(path.length) ?? ""}`;
    vite.middlewares(request, response, next);
  };
  return { middleware, close: () => vite.close() };
}
