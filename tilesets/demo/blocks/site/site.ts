import { Random } from "../../../../shared/random.ts";
import type { Surface } from "../../../../shared/surface.ts";
import type { Building, GroundPatch, Point2, Ring, Tree } from "../../../model/city-model.ts";
import type { Block, GroundPlan } from "../../ground-plan.ts";
import type { CarPark, Facility, Pad } from "../place/record.ts";
import type { Box } from "../shape/box.ts";
import { type Cell, CellComplex } from "../shape/cell-complex.ts";
import { boundsOf, corner, holds, overlap, perimeterOf } from "../shape/ring.ts";
import { between } from "../shape/vector.ts";
import { type BuildingDraft, raiseBuilding } from "./building-draft.ts";
import { type Marking, meshSite } from "./mesh-site.ts";
import { Plot } from "./plot.ts";
import type { Programme } from "./programme.ts";
import { Relief } from "./relief.ts";
import { layRim, type Rim } from "./rim.ts";

const WILD = new Set(["green", "farm", "village", "park", "shrine"]);

/** A block while it is being filled. */
export class Site {
  readonly block: Block;
  readonly plan: GroundPlan;
  readonly programme: Programme;
  readonly random: Random;
  readonly relief: Relief;
  readonly cells = new CellComplex();
  readonly buildings: Building[] = [];
  trees: Tree[] = [];
  readonly carParks: CarPark[] = [];
  readonly facilities: Facility[] = [];
  readonly pads: Pad[] = [];
  /** What may be filled: the block inside its edge, without what lies under the railway. */
  readonly ground: readonly Cell[];
  readonly #rim: Rim;
  readonly #keepOut: readonly Ring[];
  readonly #painted: { readonly cell: Cell; readonly surface: Surface }[] = [];
  readonly #markings: Marking[] = [];
  readonly #flat: { readonly cell: Cell; readonly height: number }[] = [];
  readonly #level: Ring[] = [];

  constructor(plan: GroundPlan, programme: Programme, block: Block, seed: number | string) {
    this.plan = plan;
    this.programme = programme;
    this.block = block;
    this.random = new Random(`${seed}:${block.id}`);
    this.relief = new Relief(block, plan);
    this.#rim = layRim(this.cells, block.ring);
    this.#keepOut = plan.keepOut.filter((ring) => boundsTouch(ring, block.ring));
    for (const cell of this.#rim.edge)
      this.paint(cell, WILD.has(block.zone) ? "grass" : "concrete");
    this.ground = this.#withoutRailway(this.#rim.inside);
  }

  plot(cell: Cell): Plot {
    return new Plot(this.cells, this.block, cell);
  }

  /** Says what a cell's ground shows. Every cell is painted exactly once. */
  paint(cell: Cell, surface: Surface): void {
    this.#painted.push({ cell, surface });
  }

  /** Cuts a rectangle out of a cell, and makes it flat where `height` is told. */
  lay(cell: Cell, box: Box, height?: number): { inside: Cell[]; outside: Cell[] } {
    return this.layRing(cell, box.ring, height);
  }

  /** The same for any convex ring. */
  layRing(cell: Cell, ring: Ring, height?: number): { inside: Cell[]; outside: Cell[] } {
    const parts = this.cells.carve(cell, ring);
    if (height !== undefined) {
      this.#flat.push(...parts.inside.map((inside) => ({ cell: inside, height })));
      this.#level.push(ring);
    }
    return parts;
  }

  /** A ring of paint, flat, just above ground of a known height. */
  mark(ring: Ring, height: number): void {
    this.#markings.push({ ring, height });
  }

  /** Puts a building up; undefined, and nothing stands there, where the ground does not allow it. */
  build(draft: BuildingDraft): Building | undefined {
    if (draft.parts.some(({ footprint }) => !this.#isFree(footprint))) return undefined;
    const id = `building:${this.block.id}:${this.buildings.length + 1}`;
    const building = raiseBuilding(draft, id, this.relief, this.random);
    this.buildings.push(building);
    // A tree of the plot beside may be in its way.
    this.trees = this.trees.filter(({ at }) => !stands(building, [at[0], at[1]], 0.5));
    return building;
  }

  /**
   * Plants a tree, its width by its kind, where no building stands within `clear` metres and the ground
   * was not made level for something else: for cars, drones, a pond.
   */
  plant(at: Point2, shape: Tree["shape"], height: number, clear = 1): void {
    if (!holds(this.block.ring, at) || this.plan.isWater(at[0], at[1])) return;
    if ([...this.#keepOut, ...this.#level].some((ring) => holds(ring, at))) return;
    if (this.buildings.some((building) => stands(building, at, clear))) return;
    const share = shape === "round" ? 0.75 : shape === "cone" ? 0.45 : 0.6;
    const width = height * share * this.random.between(0.85, 1.15);
    this.trees.push({ at: [at[0], at[1], this.relief.at(at) - 0.05], height, width, shape });
  }

  patches(): GroundPatch[] {
    // Only now: neighbours may have split the borders of what is flat.
    const levels = new Map<number, number>();
    for (const { cell, height } of this.#flat) {
      for (const i of this.cells.cornersOf(cell)) levels.set(i, height);
    }
    return meshSite({
      id: this.block.id,
      cells: this.cells,
      painted: this.#painted,
      markings: this.#markings,
      heightOf: (i) => this.#heightOf(i, levels),
    });
  }

  /** The ring's corners are the first points of the complex. */
  #heightOf(i: number, levels: ReadonlyMap<number, number>): number {
    if (i < this.block.ring.length) return this.block.heights[i] as number;
    return levels.get(i) ?? this.relief.at(this.cells.points[i] as Point2);
  }

  #isFree(footprint: Ring): boolean {
    if (this.#keepOut.some((ring) => overlap(ring, footprint))) return false;
    return footprint.every(([east, north]) => !this.plan.isWater(east, north));
  }

  /** Cuts the ground along the railway's sides; what lies beneath it is left open. */
  #withoutRailway(inside: Cell): Cell[] {
    let cells = [inside];
    for (const ring of this.#keepOut) {
      for (const [i, from] of ring.entries()) {
        const to = corner(ring, i + 1);
        cells = cells.flatMap((cell) => {
          if (!crosses(this.cells.outlineOf(cell), from, to)) return [cell];
          const { left, right } = this.cells.cut(cell, from, between(from, to));
          return [...left, ...right];
        });
      }
    }
    return cells.filter((cell) => {
      const { ring, middle, area } = this.plot(cell);
      // What is too thin to grow on stays with the railway.
      const thin = this.#keepOut.length > 0 && (area < 60 || area / perimeterOf(ring) < 1.6);
      const left = !thin && !this.#keepOut.some((forbidden) => holds(forbidden, middle));
      if (!left) this.paint(cell, "yard");
      return left;
    });
  }
}

function stands(building: Building, at: Point2, clear: number): boolean {
  return building.parts.some(({ footprint }) => {
    const [west, south, east, north] = boundsOf(footprint);
    return (
      at[0] > west - clear && at[0] < east + clear && at[1] > south - clear && at[1] < north + clear
    );
  });
}

function boundsTouch(a: Ring, b: Ring): boolean {
  const [west, south, east, north] = boundsOf(a);
  const [left, bottom, right, top] = boundsOf(b);
  return west < right && left < east && south < top && bottom < north;
}

/** Whether a segment touches a ring's inside. */
function crosses(ring: Ring, from: Point2, to: Point2): boolean {
  const steps = Math.ceil(Math.hypot(...between(from, to)) / 2);
  for (let i = 0; i <= steps; i++) {
    const share = steps === 0 ? 0 : i / steps;
    const at: Point2 = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    if (holds(ring, at)) return true;
  }
  return false;
}
