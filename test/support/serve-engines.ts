import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { build } from "vite";
import pages from "../../vite.config.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".glb": "model/gltf-binary",
};

/** A site with the engines' page, and folders with tilesets under `/tiles/{name}/`. */
export interface EngineSite {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the page that draws a tileset in CesiumJS, three.js or deck.gl, and serves it. */
export async function serveEngines(
  tilesets: Readonly<Record<string, string>>,
): Promise<EngineSite> {
  const root = join(import.meta.dirname, "engines");
  const outDir = await mkdtemp(join(tmpdir(), "machinami-engines-"));
  await build({
    ...pages,
    ...{ configFile: false, root, logLevel: "error" },
    build: { ...pages.build, outDir, rolldownOptions: { input: join(root, "index.html") } },
  });
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
    const [, first, name = "", ...rest] = path.split("/");
    const own = tilesets[name];
    const file =
      first === "tiles" && own !== undefined
        ? join(own, ...rest)
        : join(outDir, path === "/" ? "index.html" : path);
    void stat(file).then(
      () => {
        response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
        createReadStream(file).pipe(response);
      },
      () => response.writeHead(404).end(),
    );
  });
  await listening(server);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
}
