import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const project = dirname(fileURLToPath(import.meta.url));
const client = join(project, "client");

/** Where the page finds Cesium's workers, decoders and textures. */
const CESIUM_BASE = "/cesium/";
const cesiumFolder = join(
  dirname(createRequire(import.meta.url).resolve("cesium/package.json")),
  "Build/Cesium",
);

/** Parts of Cesium's folder that a page may ask for: 7.9 MB becomes 5.6 MB without the rest. */
const CESIUM_KEPT = ["Assets", "ThirdParty", "Workers"];
/** Parts of services and formats that no page of ours uses. */
const CESIUM_LEFT_OUT = [
  /^Assets\/Textures\/(maki|LensFlare)\//,
  /^Assets\/Textures\/(waterNormals\.jpg|pin\.svg)$/,
  /^Assets\/Images\//,
  /^ThirdParty\/(google-earth|zip-|wasm_splats|Workers\/)/,
  /^Workers\/(decodeGoogleEarth|decodeI3S|gaussianSplat)/,
];

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".xml": "application/xml",
  ".jpg": "image/jpeg",
  ".png": "image/png",
};

/** Serves Cesium's own files under `/cesium/` in development and copies them in a build. */
function cesiumFiles(): Plugin {
  return {
    name: "machinami:cesium-files",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
        const file = path.startsWith(CESIUM_BASE) ? cesiumFile(path.slice(CESIUM_BASE.length)) : "";
        if (file === "") return next();
        response.setHeader("Content-Type", CONTENT_TYPES[extname(file)] ?? "text/plain");
        response.end(readFileSync(file));
      });
    },
    generateBundle() {
      for (const name of cesiumFileNames())
        this.emitFile({
          type: "asset",
          fileName: `${CESIUM_BASE.slice(1)}${name}`,
          source: readFileSync(join(cesiumFolder, name)),
        });
    },
  };
}

function isKept(name: string): boolean {
  const kept = CESIUM_KEPT.some((folder) => name.startsWith(`${folder}/`));
  return kept && !CESIUM_LEFT_OUT.some((pattern) => pattern.test(name));
}

function cesiumFileNames(): string[] {
  return readdirSync(cesiumFolder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll(sep, "/"))
    .filter((name) => isKept(name) && statSync(join(cesiumFolder, name)).isFile());
}

/** The file of a name, or "" where there is none to give. */
function cesiumFile(name: string): string {
  const clean = normalize(name).replaceAll(sep, "/");
  if (!isKept(clean)) return "";
  const file = join(cesiumFolder, clean);
  return existsSync(file) && statSync(file).isFile() ? file : "";
}

const DEBUG_PRAGMA =
  /\/\/>>includeStart\('debug', pragmas\.debug\);[\s\S]*?\/\/>>includeEnd\('debug'\);/g;

/** Cesium checks every argument of every call unless its debug parts are taken out, as its own build does. */
function withoutCesiumDebug(): Plugin {
  return {
    name: "machinami:without-cesium-debug",
    apply: "build",
    transform: {
      filter: { id: /@cesium\/(engine|widgets)\/Source\/.*\.js$/ },
      handler: (code) => ({ code: code.replace(DEBUG_PRAGMA, ""), map: null }),
    },
  };
}

/** Every folder of `client` with an `index.html` is a page. */
const pages = readdirSync(client).filter((name) => existsSync(join(client, name, "index.html")));

/** What client/ui/build-facts.ts tells the pages: the start page offers what was built with it. */
const build = {
  version: JSON.parse(readFileSync(join(project, "package.json"), "utf8")).version,
  pages,
};

/** Where `/api`, `/tiles` and `/socket.io` are when Vite runs by itself. */
const backend = process.env.MACHINAMI_SERVER ?? "http://127.0.0.1:8080";

export default defineConfig({
  root: client,
  base: "/",
  appType: "mpa",
  plugins: [cesiumFiles(), withoutCesiumDebug()],
  define: {
    CESIUM_BASE_URL: JSON.stringify(CESIUM_BASE),
    MACHINAMI_BUILD: JSON.stringify(build),
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: {
    proxy: {
      "/api": backend,
      "/tiles": backend,
      "/socket.io": { target: backend, ws: true },
    },
  },
  build: {
    outDir: join(project, "dist/client"),
    emptyOutDir: true,
    target: "es2023",
    // Cesium is one large part that the page loads after it has painted.
    chunkSizeWarningLimit: 6_000,
    rolldownOptions: { input: pages.map((name) => join(client, name, "index.html")) },
  },
});
