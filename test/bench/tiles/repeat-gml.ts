import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { finished } from "node:stream/promises";

/** Degrees between two copies: a third mesh of Japan's grid, so that none lies on another. */
const STEP = { latitude: 1 / 120, longitude: 1 / 80 };
const COLUMNS = 16;

/**
 * Writes a CityGML file of so many bytes or a little more by repeating the buildings of another, each copy
 * with ids of its own and a grid's step farther. Tells how many copies it took.
 */
export async function repeatGml(source: string, out: string, bytes: number): Promise<number> {
  const text = await readFile(source, "utf8");
  const begins = text.indexOf("<core:cityObjectMember>");
  const ends = text.lastIndexOf("</core:cityObjectMember>") + "</core:cityObjectMember>".length;
  const body = text.slice(begins, ends);
  const pieces = piecesOf(body);
  const file = createWriteStream(out);
  file.write(text.slice(0, begins));
  let copies = 0;
  for (let written = 0; written < bytes; copies++) {
    const copy = copyOf(pieces, copies);
    written += copy.length;
    if (!file.write(copy)) await once(file, "drain");
  }
  file.end(text.slice(ends));
  await finished(file);
  return copies;
}

/** A text, an id, or a list of places. */
type Piece = string | { readonly id: string } | { readonly places: readonly string[] };

function piecesOf(body: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of body.matchAll(/gml:id="([^"]+)"|<gml:posList>([^<]+)<\/gml:posList>/g)) {
    pieces.push(body.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[1] !== undefined) pieces.push({ id: match[1] });
    else pieces.push({ places: (match[2] ?? "").trim().split(/\s+/) });
  }
  pieces.push(body.slice(from));
  return pieces;
}

function copyOf(pieces: readonly Piece[], copy: number): string {
  const by = [
    Math.floor(copy / COLUMNS) * STEP.latitude,
    (copy % COLUMNS) * STEP.longitude,
  ] as const;
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("id" in piece) return `gml:id="${piece.id}-${copy}"`;
      const moved = piece.places.map((text, i) =>
        i % 3 === 2 ? text : (Number(text) + (by[i % 3] ?? 0)).toFixed(12),
      );
      return `<gml:posList>${moved.join(" ")}</gml:posList>`;
    })
    .join("");
}
