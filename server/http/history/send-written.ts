import type { Response } from "express";

/**
 * Sends bytes as they are, without a copy. What was may still change (something late comes, an hour is
 * forgotten), so nobody keeps the answer.
 */
export function sendWritten(response: Response, type: string, parts: readonly Uint8Array[]): void {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  response.vary("Accept").set({ "Cache-Control": "no-store", "Content-Length": String(length) });
  // Not by express, which would add a character set to what is none of its business.
  response.setHeader("Content-Type", type);
  if (response.req.method !== "HEAD") for (const part of parts) response.write(part);
  response.end();
}
