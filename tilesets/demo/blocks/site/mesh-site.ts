import type { Surface } from "../../../../shared/surface.ts";
import type { GroundPatch, Point2, Ring } from "../../../model/city-model.ts";
import type { Cell, CellComplex } from "../shape/cell-complex.ts";
import { earClip } from "../shape/ear-clip.ts";

/** Paint just above the ground, flat. */
export interface Marking {
  readonly ring: Ring;
  /** Of the ground beneath. */
  readonly height: number;
}

/** A block as it was cut and painted. */
interface PaintedSite {
  readonly id: string;
  readonly cells: CellComplex;
  readonly painted: readonly { readonly cell: Cell; readonly surface: Surface }[];
  readonly markings: readonly Marking[];
  heightOf(point: number): number;
}

/** Metres of paint above what it lies on. */
const LIFT = 0.04;
/** Metres of error without the paint. */
const PAINT_DETAIL = 0.5;

/** Ground patches of a block, one for each surface; markings last. */
export function meshSite(site: PaintedSite): GroundPatch[] {
  const bySurface = new Map<Surface, Cell[]>();
  for (const { cell, surface } of site.painted) {
    const known = bySurface.get(surface);
    if (known) known.push(cell);
    else bySurface.set(surface, [cell]);
  }
  const patches = [...bySurface].map(([surface, cells]) => meshCells(site, surface, cells));
  if (site.markings.length > 0) patches.push(meshMarkings(site.id, site.markings));
  return patches;
}

function meshCells(site: PaintedSite, surface: Surface, cells: readonly Cell[]): GroundPatch {
  const places = new Map<number, number>();
  const positions: number[] = [];
  const indices: number[] = [];
  const placeOf = (corner: number): number => {
    const known = places.get(corner);
    if (known !== undefined) return known;
    const [east, north] = site.cells.points[corner] as Point2;
    positions.push(east, north, site.heightOf(corner));
    places.set(corner, places.size);
    return places.size - 1;
  };
  for (const cell of cells) {
    const corners = site.cells.cornersOf(cell);
    const outline = corners.map((i) => site.cells.points[i] as Point2);
    for (const i of earClip(outline)) indices.push(placeOf(corners[i] as number));
  }
  return patch(`${site.id}:${surface}`, surface, positions, indices);
}

function meshMarkings(id: string, markings: readonly Marking[]): GroundPatch {
  const positions: number[] = [];
  const indices: number[] = [];
  for (const { ring, height } of markings) {
    const first = positions.length / 3;
    for (const [east, north] of ring) positions.push(east, north, height + LIFT);
    for (const i of earClip(ring)) indices.push(first + i);
  }
  return { ...patch(`${id}:marking`, "marking", positions, indices), detail: PAINT_DETAIL };
}

function patch(
  id: string,
  surface: Surface,
  positions: readonly number[],
  indices: readonly number[],
): GroundPatch {
  return {
    id: `ground:${id}`,
    surface,
    positions: Float64Array.from(positions),
    indices: Uint32Array.from(indices),
  };
}
