import type { Bbox } from "../../../../shared/cell.ts";
import { surfaceOf } from "../areas/surface-of.ts";
import type { SceneContext } from "../scene-context.ts";
import { viewFootprint } from "../view-footprint.ts";
import { HeatGround } from "./heat-ground.ts";
import type { MapHeat, MapPast, MapTrail } from "./map-past.ts";
import { paintHeat } from "./paint-heat.ts";
import { TrailLines } from "./trail-lines.ts";
import { TrailMarks } from "./trail-marks.ts";
import { withinCity } from "./within-city.ts";

/** Draws what of the past lies on the city: where entities went, and where many were. */
export class HistoryLayer implements MapPast {
  readonly #context: SceneContext;
  readonly #lines: TrailLines;
  readonly #marks: TrailMarks;
  readonly #heat: HeatGround;

  constructor(context: SceneContext) {
    this.#context = context;
    const { scene, container, city, space } = context;
    this.#lines = new TrailLines(scene, space.frame.height);
    this.#marks = new TrailMarks(scene, container);
    this.#heat = new HeatGround(scene, surfaceOf(city));
  }

  /** Whether all that was asked for is drawn. */
  get settled(): boolean {
    return !this.#lines.pending && !this.#heat.pending;
  }

  viewBbox(): Bbox {
    const { scene, city } = this.#context;
    const { bbox } = viewFootprint(scene, city?.ground.height ?? 0);
    return withinCity(bbox, city?.bounds);
  }

  setTrails(trails: readonly MapTrail[], press: (at: number) => void): void {
    this.#lines.set(trails);
    this.#marks.set(trails, (point) => this.#lines.placeOf(point), press);
    this.#context.scene.requestRender();
  }

  setHeat(heat: MapHeat | undefined): boolean {
    this.#heat.set(heat && paintHeat(heat));
    this.#context.scene.requestRender();
    return heat === undefined || this.#heat.isAble;
  }

  setHeatCover(cover: number): void {
    this.#heat.cover = cover;
    this.#context.scene.requestRender();
  }

  /** Before each frame; true while something is still being made. */
  beforeFrame(): boolean {
    this.#lines.follow();
    this.#heat.follow();
    this.#marks.follow();
    return !this.settled;
  }

  destroy(): void {
    this.#lines.destroy();
    this.#heat.destroy();
    this.#marks.destroy();
  }
}
