import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Request, RequestHandler, Response } from "express";
import { sendServedFile } from "./send-served-file.ts";
import { ServedFolder } from "./served-folder.ts";

/** Vite puts a hash of the content into the names there, so what is behind a name never changes. */
const IMMUTABLE = "public, max-age=31536000, immutable";
const ASK_AGAIN = "no-cache";
/** The folder of the page at `/`. */
const HOME = "home";
/** What browsers ask for where no page names another, as for an answer in JSON. */
const FAVICON = "/favicon.ico";

/**
 * Gives away the built pages: `/` is the start page, which offers the others, `/control` the control room
 * and so on. Where nothing is built yet it says so. Passes on what it does not have.
 */
export function pages(clientFolder: string): RequestHandler {
  let folder: ServedFolder | undefined;
  return async (request: Request, response: Response, next) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    folder ??= await openBuilt(clientFolder);
    if (folder === undefined) {
      if (!/^\/(control\/?)?$/.test(request.path)) return next();
      response.status(503).type("html").send(NOT_BUILT);
      return;
    }
    const segments = segmentsOf(request.path);
    const file = (await folder.find(segments)) ?? (await folder.find([...segments, "index.html"]));
    if (file === undefined) return next();
    const immutable = segments[0] === "assets";
    await sendServedFile(request, response, file, immutable ? IMMUTABLE : ASK_AGAIN);
  };
}

async function openBuilt(clientFolder: string): Promise<ServedFolder | undefined> {
  const built = await stat(join(clientFolder, HOME, "index.html")).catch(() => undefined);
  return built === undefined ? undefined : ServedFolder.open(clientFolder);
}

function segmentsOf(path: string): string[] {
  if (path === "/") return [HOME];
  return path === FAVICON ? ["icon.svg"] : decodedSegments(path);
}

function decodedSegments(path: string): string[] {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    // Broken percent-encoding names no file.
    return [];
  }
}

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Machinami: not built yet</title>
<h1>The pages are not built yet</h1>
<p>The server runs, and /api answers. Start it with <code>npm start</code>, which builds the pages,
or with <code>npm run dev</code> to work on them.</p></html>
`;
