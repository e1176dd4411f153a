import type { Problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { AttributeCells } from "./attribute-cells.ts";

/** Names of attributes that are told; of more, how many. */
const NAMED = 5;

/** The attributes for which there is room, those that most buildings have first; in their own order. */
export function fittingAttributes<Column extends Pick<AttributeCells, "bytes" | "cells">>(
  attributes: readonly Column[],
  bare: number,
): Column[] {
  const byUse = attributes.toSorted((a, b) => b.cells.length - a.cells.length);
  let [bytes, cells] = [bare, 0];
  const kept = new Set<Column>();
  for (const attribute of byUse) {
    const size = attribute.bytes;
    if (bytes + size > TILE_LIMITS.footprintBytes) continue;
    if (cells + attribute.cells.length > TILE_LIMITS.footprintCells) continue;
    bytes += size;
    cells += attribute.cells.length;
    kept.add(attribute);
  }
  return attributes.filter((attribute) => kept.has(attribute));
}

interface Outcome {
  readonly isWritten: boolean;
  readonly buildings: number;
  readonly simplified: number;
  /** Labels of attributes without room. */
  readonly lost: readonly string[];
}

/** What a person should know of a file that could not hold everything. */
export function footprintNotes({ isWritten, buildings, simplified, lost }: Outcome): Problem[] {
  const megabytes = TILE_LIMITS.footprintBytes / 1024 / 1024;
  const corners = TILE_LIMITS.footprintCorners.toLocaleString("en");
  if (!isWritten)
    return [
      note(
        `${buildings.toLocaleString("en")} buildings are too many for networks/buildings.json (${megabytes} MiB, ` +
          `footprintBytes; ${corners} corners, footprintCorners): it is not written, and the server cannot answer ` +
          "questions about buildings of this city.",
      ),
    ];
  const notes: Problem[] = [];
  if (simplified > 0)
    notes.push(
      note(
        `networks/buildings.json tells ${simplified.toLocaleString("en")} of ${buildings.toLocaleString("en")} ` +
          `outlines with fewer corners: it holds ${corners} (footprintCorners). The tiles have them all.`,
      ),
    );
  if (lost.length > 0)
    notes.push(
      note(
        `networks/buildings.json has no room for ${lost.length} attributes (${megabytes} MiB, footprintBytes; ` +
          `${TILE_LIMITS.footprintCells.toLocaleString("en")} cells, footprintCells), which the server cannot answer by: ` +
          `${named(lost)}. The tiles have them.`,
      ),
    );
  return notes;
}

function named(labels: readonly string[]): string {
  const shown = labels.slice(0, NAMED).join(", ");
  return labels.length > NAMED ? `${shown} …` : shown;
}

function note(message: string): Problem {
  return {
    ...{ severity: "warning", code: "tiles/footprints-short", message },
    tip: "Convert the city in parts where the server is to answer by all of it.",
  };
}
