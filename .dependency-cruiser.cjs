/** The arrows between rooms: who may import whom. docs/architecture.md draws them. */

/** A rule: modules whose path matches `from` do not import what matches `to`. */
function never(name, comment, from, to) {
  return { name, comment, severity: "error", from, to };
}

const ROOM = "^(client|server|tilesets|shared|test)/";

module.exports = {
  forbidden: [
    never("no-cycles", "A circle of imports has no first file to read.", {}, { circular: true }),
    never(
      "no-orphans",
      "A module that nothing imports and that imports nothing is dead, unless it is an entry.",
      {
        orphan: true,
        pathNot: ["^test/", "^(server|tilesets)/main\\.ts$", "\\.d\\.ts$", "^vite\\.config\\.ts$"],
      },
      {},
    ),
    never(
      "resolves",
      "Every import leads somewhere; of GeoJSON there are only types.",
      {},
      { couldNotResolve: true, pathNot: "^geojson$" },
    ),
    never(
      "declared",
      "A package that is imported is in package.json.",
      { path: ROOM },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    never(
      "shared-alone",
      "shared/ is for both sides: it imports nothing else, no package and no Node.js module.",
      { path: "^shared/" },
      { pathNot: "^(shared/|geojson$)" },
    ),
    never(
      "product-without-test",
      "The product does not know its tests.",
      { path: "^(client|server|tilesets|shared)/" },
      { path: "^test/" },
    ),
    never(
      "client-without-server",
      "A page runs in a browser.",
      { path: "^client/" },
      { path: "^(server|tilesets)/" },
    ),
    never(
      "client-without-node",
      "A page runs in a browser.",
      { path: "^client/" },
      { dependencyTypes: ["core"] },
    ),
    never(
      "server-without-client",
      "The server knows no page.",
      { path: "^(server|tilesets)/" },
      { path: "^client/" },
    ),
    never(
      "tilesets-to-shared",
      "City files in, tiles out: nothing of the running server.",
      { path: "^tilesets/" },
      { path: "^server/" },
    ),
    never(
      "only-main-knows-the-rooms",
      "Rooms are put together in server/main.ts; nothing imports it.",
      { path: "^server/", pathNot: "^server/main\\.ts$" },
      { path: "^server/(main|config)\\.ts$" },
    ),
    never(
      "ingest-to-shared",
      "Sources and gate know neither the twin nor who looks at it.",
      { path: "^server/ingest/" },
      { path: "^server/", pathNot: "^server/(ingest/|security/limits\\.ts$)" },
    ),
    never(
      "state-to-shared",
      "The twin knows neither where observations come from nor who looks at them.",
      { path: "^server/state/" },
      { path: "^server/", pathNot: "^server/(state/|security/limits\\.ts$)" },
    ),
    never(
      "carry-to-state",
      "Export and import know what is kept, and nothing of the running server.",
      { path: "^server/carry/" },
      { path: "^server/", pathNot: "^server/(carry|state|security)/|^server/version\\.ts$" },
    ),
    never(
      "analytics-to-state",
      "Spatial answers come from the twin, and know neither who asks nor where observations come from.",
      { path: "^server/analytics/" },
      { path: "^server/", pathNot: "^server/(analytics|state|security)/" },
    ),
    never(
      "security-to-shared",
      "Security is asked; it asks no one.",
      { path: "^server/security/" },
      { path: "^server/", pathNot: "^server/security/" },
    ),
    never(
      "stream-and-http-to-state",
      "What the server tells comes from the twin.",
      { path: "^server/(stream|http)/" },
      { path: "^server/", pathNot: "^server/($1|state|security)/" },
    ),
    never(
      "boot-alone",
      "The boot scripts run before anything is installed.",
      { path: "^server/boot/" },
      { pathNot: "^server/boot/", dependencyTypesNot: ["core"] },
    ),
    never(
      "pages-apart",
      "A page imports the twin and what pages share, never another page: each ships one engine.",
      { path: "^client/(control|plan|exhibit|report)/" },
      { path: "^client/(control|plan|exhibit|report)/", pathNot: "^client/$1/" },
    ),
    never(
      "twin-without-engine-or-interface",
      "The client core draws nothing.",
      { path: "^client/twin/" },
      {
        path: ["^client/", "node_modules/(cesium|@cesium|preact|lucide|three|@deck\\.gl)"],
        pathNot: "^client/twin/",
      },
    ),
    never(
      "interface-without-engine-or-page",
      "What pages share knows none of them.",
      { path: "^client/ui/" },
      {
        path: ["^client/", "node_modules/(cesium|@cesium|three|@deck\\.gl)"],
        pathNot: "^client/(ui|twin)/",
      },
    ),
    never(
      "socket-io-in-the-gateway",
      "One file of the server speaks Socket.IO.",
      { path: "^(server|tilesets|shared|client)/", pathNot: "^server/stream/gateway\\.ts$" },
      { path: "node_modules/(socket\\.io|socket\\.io-adapter|engine\\.io|socket\\.io-parser)/" },
    ),
    never(
      "socket-io-client-in-the-link",
      "One file of the pages speaks Socket.IO.",
      { path: "^(server|tilesets|shared|client)/", pathNot: "^client/twin/link\\.ts$" },
      { path: "node_modules/(socket\\.io-client|engine\\.io-client)/" },
    ),
    never(
      "cesium-in-control",
      "Cesium is the control room's engine.",
      { path: "^(client|server|tilesets|shared)/", pathNot: "^client/control/" },
      { path: "node_modules/(cesium|@cesium)/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/fixtures/" },
    tsPreCompilationDeps: true,
    moduleSystems: ["es6"],
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
