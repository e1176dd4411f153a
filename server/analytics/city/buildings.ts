import type Flatbush from "flatbush";
import type { Bbox } from "../../../shared/cell.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { BuildingColumn } from "./building-column.ts";
import { buildBuildingIndex } from "./building-index.ts";
import type { Footprints } from "./footprints.ts";

/** A city's buildings with all that is known of them, by their places in the footprints' list. */
export class Buildings {
  readonly footprints: Footprints;
  readonly plane: CityPlane;
  /** By their ids. */
  readonly columns: ReadonlyMap<string, BuildingColumn>;
  /** Of the ground that each stands on, square metres; NaN where that is not known. */
  readonly areas: Float64Array;
  readonly #boxes: Float64Array;
  readonly #index: Flatbush | undefined;

  constructor(options: {
    readonly footprints: Footprints;
    readonly plane: CityPlane;
    readonly columns: readonly BuildingColumn[];
    readonly areas: Float64Array;
    /** West, south, east, north of each, decimetres of the plane; NaN of one without an outline. */
    readonly boxes: Float64Array;
    /** Of these boxes; built where there is none. */
    readonly index?: Flatbush;
  }) {
    const { footprints, plane, columns, areas, boxes, index } = options;
    this.footprints = footprints;
    this.plane = plane;
    this.columns = new Map(columns.map((column) => [column.id, column]));
    this.areas = areas;
    this.#boxes = boxes;
    this.#index = index ?? buildBuildingIndex(boxes);
  }

  get count(): number {
    return this.footprints.count;
  }

  /** Places of all, ascending. */
  all(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, place) => place);
  }

  /** Places of those whose outlines' bounds touch an area in degrees, ascending. */
  within([west, south, east, north]: Bbox): Uint32Array {
    // The plane has one scale in each direction: a box of degrees is a box of metres.
    const parts =
      west <= east
        ? [[west, east]]
        : [
            [west, 180],
            [-180, east],
          ];
    const isIn = new Uint8Array(this.count);
    let count = 0;
    for (const [from = 0, to = 0] of parts) {
      const [x0, y0] = this.plane.local(from, south, 0);
      const [x1, y1] = this.plane.local(to, north, 0);
      for (const place of this.#index?.search(10 * x0, 10 * y0, 10 * x1, 10 * y1) ?? []) {
        if (isIn[place] === 1 || Number.isNaN(this.#boxes[4 * place])) continue;
        isIn[place] = 1;
        count++;
      }
    }
    const found = new Uint32Array(count);
    for (let place = 0, i = 0; i < count; place++) if (isIn[place] === 1) found[i++] = place;
    return found;
  }

  /** What a column says of a building; NaN where it says nothing. */
  cell({ places, cells }: BuildingColumn, building: number): number {
    if (places === undefined) return cells[building] as number;
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] as number) < building) low = middle + 1;
      else high = middle;
    }
    return places[low] === building ? (cells[low] as number) : Number.NaN;
  }
}
