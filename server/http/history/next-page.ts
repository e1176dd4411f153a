import type { Request, Response } from "express";
import type { Window } from "./window-parameters.ts";

/**
 * Links to the page that follows (RFC 8288), if one does. It asks for the same window again, so that "now" is the
 * same on all pages.
 */
export function nextPage(
  { originalUrl }: Pick<Request, "originalUrl">,
  response: Response,
  { from, to }: Window,
  next: string | undefined,
): void {
  if (next === undefined) return;
  const url = new URL(originalUrl, "http://x");
  url.searchParams.set("from", new Date(from).toISOString());
  url.searchParams.set("to", new Date(to).toISOString());
  url.searchParams.set("cursor", next);
  response.set("Link", `<${url.pathname}${url.search}>; rel="next"`);
}
