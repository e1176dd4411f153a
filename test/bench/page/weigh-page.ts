import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** A file that a page loads, in bytes. */
export interface Weight {
  /** Without the mark of its content: `scene` of `scene-BSUTJUx2.js`. */
  readonly name: string;
  readonly raw: number;
  /** As the server sends it. */
  readonly gzip: number;
  readonly brotli: number;
}

/** What a built page is made of. */
export interface PageWeight {
  readonly page: string;
  /** Script that must be there before the page does anything: its entry, and what that imports. */
  readonly first: readonly Weight[];
  /** Script that comes later, when it is wanted: the map before all. */
  readonly later: readonly Weight[];
  readonly styles: readonly Weight[];
}

const STATIC = /(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;
const DYNAMIC = /\bimport\(\s*["'`]\.\/([\w.-]+\.js)["'`]\s*\)/g;
const LATER_STYLE = /["'`]assets\/([\w.-]+\.css)["'`]/g;

/**
 * Weighs every page of a built client folder by what its files import. Throws where there is no page, and
 * where there is script that no page seems to load: then imports are written in a way not known here.
 */
export function weighPages(client: string): PageWeight[] {
  const assets = join(client, "assets");
  const scripts = new Map(
    namesIn(assets, ".js").map((name) => [name, readFileSync(join(assets, name), "utf8")]),
  );
  const reached = new Set<string>();
  const pages = namesIn(client, "")
    .filter((name) => existsSync(join(client, name, "index.html")))
    .map((page) => {
      const html = readFileSync(join(client, page, "index.html"), "utf8");
      const entries = matches(html, /<script[^>]*\bsrc="\/assets\/([^"]+\.js)"/g);
      const first = closure(entries, scripts, [STATIC]);
      const all = closure(entries, scripts, [STATIC, DYNAMIC]);
      for (const name of all) reached.add(name);
      const styles = new Set([
        ...matches(html, /<link[^>]*\bhref="\/assets\/([^"]+\.css)"/g),
        ...[...all].flatMap((name) => matches(scripts.get(name) ?? "", LATER_STYLE)),
      ]);
      const weigh = (names: Iterable<string>) => [...names].map((name) => weight(assets, name));
      const later = [...all].filter((name) => !first.has(name));
      return { page, first: weigh(first), later: weigh(later), styles: weigh(styles) };
    });
  const lost = [...scripts.keys()].filter((name) => !reached.has(name));
  if (pages.length === 0) throw new Error(`${client} holds no page; is it built?`);
  if (lost.length > 0) throw new Error(`no page seems to load ${lost.join(", ")}`);
  return pages;
}

/** Files, and all that they import in these ways. */
function closure(
  entries: readonly string[],
  scripts: ReadonlyMap<string, string>,
  ways: readonly RegExp[],
): Set<string> {
  const found = new Set(entries);
  for (const name of found)
    for (const way of ways)
      for (const next of matches(scripts.get(name) ?? "", way))
        if (scripts.has(next)) found.add(next);
  return found;
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name]) => name as string);
}

function weight(folder: string, file: string): Weight {
  const bytes = readFileSync(join(folder, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  return {
    name: file.replace(/-[\w-]{8}\.\w+$/, ""),
    raw: bytes.length,
    gzip: gzipSync(bytes).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

function namesIn(folder: string, ending: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
}
