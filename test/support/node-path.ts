import { join } from "node:path";

/** A Node.js that runs TypeScript as it is: this one, or the one of the npm package where this is older. */
export const NODE =
  Number(process.versions.node.split(".")[0]) >= 24
    ? process.execPath
    : join(import.meta.dirname, "..", "..", "node_modules", "node", "bin", "node");
