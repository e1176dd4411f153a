import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Request, Response } from "express";
import { contentType, isCompressible } from "./content-type.ts";
import type { ServedFile } from "./served-folder.ts";

/** Below this many bytes gzip gains nothing. */
const WORTH_PACKING = 1_400;

/**
 * Answers with a file: ranges, ETag and 304; text is packed on the way; a file that is gzip already is
 * sent as it is to who understands it. Rejects for a fault of the disk or a range outside the file.
 */
export async function sendServedFile(
  request: Request,
  response: Response,
  file: ServedFile,
  cacheControl: string,
): Promise<void> {
  const type = contentType(file.path);
  const packs = request.acceptsEncodings("gzip") === "gzip";
  const worth = isCompressible(type) && file.stat.size >= WORTH_PACKING;
  const tag = `${file.stat.size.toString(36)}-${Math.round(file.stat.mtimeMs).toString(36)}-${file.stat.ino.toString(36)}`;
  response.set({
    "Content-Type": type,
    "Cache-Control": cacheControl,
    "Last-Modified": file.stat.mtime.toUTCString(),
  });
  if (file.gzipped || worth) response.vary("Accept-Encoding");
  if (file.gzipped && !packs)
    return convert(request, response, file, `"${tag}-plain"`, createGunzip());
  if (!file.gzipped && worth && packs && request.headers.range === undefined) {
    response.set("Content-Encoding", "gzip");
    return convert(request, response, file, `"${tag}-gzip"`, createGzip());
  }
  if (file.gzipped) response.set("Content-Encoding", "gzip");
  response.set("ETag", `"${tag}"`);
  return sendAsItIs(response, file);
}

async function convert(
  request: Request,
  response: Response,
  file: ServedFile,
  tag: string,
  through: Transform,
): Promise<void> {
  response.set("ETag", tag);
  if (request.fresh) {
    response.removeHeader("Content-Encoding");
    response.status(304).end();
  } else if (request.method === "HEAD") {
    response.end();
  } else {
    await pipeline(createReadStream(join(file.root, file.path)), through, response).catch(
      ignoreGone,
    );
  }
}

function sendAsItIs(response: Response, file: ServedFile): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { root: file.root, cacheControl: false, lastModified: false, etag: false };
    // Names were judged already; what looks hidden here is the folder that the person chose to serve.
    response.sendFile(file.path, { ...options, dotfiles: "allow" }, (error?: Error) => {
      if (error === undefined || isGone(error)) resolve();
      else reject(error);
    });
  });
}

/** The reader went away in the middle, which is its right. */
function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  return ["ECONNABORTED", "ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"].includes(code);
}

function ignoreGone(error: unknown): void {
  if (!isGone(error)) throw error;
}
