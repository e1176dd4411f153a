import type { BuildingCount } from "../../../shared/spatial.ts";
import type { Buildings } from "../city/buildings.ts";

/** Of each building, square metres; NaN where that is not known. */
export interface BuildingSizes {
  readonly ground: Float64Array;
  readonly floor: Float64Array;
}

/** Columns that tell the area of all floors, by how a survey calls it. */
const TOLD = /(^|_)totalFloorArea$/;

/** The floors' area is as the source tells it, or else the ground's times the floors. */
export function sizesOf(buildings: Buildings): BuildingSizes {
  const { columns, areas, footprints } = buildings;
  const told = [...columns.values()].find(({ id, type }) => type === "number" && TOLD.test(id));
  const floor = areas.map((area, building) => {
    const known = told === undefined ? Number.NaN : buildings.cell(told, building);
    return Number.isNaN(known) ? area * footprints.floors(building) : known;
  });
  return { ground: areas, floor };
}

/** Counts buildings and adds up how large they are. */
export class BuildingSum {
  readonly #sizes: BuildingSizes;
  #count = 0;
  #ground = 0;
  #floor = 0;
  #floorOf = 0;

  constructor(sizes: BuildingSizes) {
    this.#sizes = sizes;
  }

  get count(): number {
    return this.#count;
  }

  add(building: number): void {
    this.#count++;
    const ground = this.#sizes.ground[building] as number;
    if (!Number.isNaN(ground)) this.#ground += ground;
    const floor = this.#sizes.floor[building] as number;
    if (Number.isNaN(floor)) return;
    this.#floor += floor;
    this.#floorOf++;
  }

  join(other: BuildingSum): void {
    this.#count += other.#count;
    this.#ground += other.#ground;
    this.#floor += other.#floor;
    this.#floorOf += other.#floorOf;
  }

  tell(): BuildingCount {
    return {
      count: this.#count,
      footprintArea: Math.round(10 * this.#ground) / 10,
      floorArea: Math.round(10 * this.#floor) / 10,
      floorAreaOf: this.#floorOf,
    };
  }
}
