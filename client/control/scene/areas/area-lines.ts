import {
  ArcType,
  Cartesian3,
  type Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PolylineColorAppearance,
  PolylineGeometry,
  Primitive,
  type Scene,
  ShowGeometryInstanceAttribute,
} from "cesium";
import type { MultiPolygon, Polygon } from "geojson";
import type { AreaGround } from "./area-ground.ts";
import { ringsOf } from "./area-rings.ts";
import { groundLine } from "./ground-line.ts";
import { HiddenInstances } from "./hidden-instances.ts";
import { Swapped } from "./swapped.ts";

/** How a border is drawn. */
export interface LineLook {
  readonly color: Color;
  /** CSS pixels. */
  readonly width: number;
}

/** An area whose border is drawn. */
export interface Bordered {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
}

/** What a pick on a border gives: whose it is. */
export class BorderMark {
  readonly type: "region" | "district";
  readonly id: string;

  constructor(type: "region" | "district", id: string) {
    this.type = type;
    this.id = id;
  }
}

/** How much of a border is seen through what stands before it. */
const HIDDEN = 0.3;

/** Borders of many areas along the ground, drawn alike: one primitive, made in a worker. */
export class AreaLines {
  readonly #type: "region" | "district";
  readonly #ground: AreaGround;
  readonly #drawn: Swapped<Primitive>;
  readonly #hidden = new HiddenInstances();

  constructor(scene: Scene, ground: AreaGround, type: "region" | "district") {
    this.#type = type;
    this.#ground = ground;
    this.#drawn = new Swapped(scene.primitives);
  }

  get pending(): boolean {
    return this.#drawn.pending;
  }

  set(areas: readonly Bordered[], look: LineLook): void {
    const marks = new Map<string, BorderMark[]>();
    const geometryInstances = areas.flatMap((area) => this.#instancesOf(area, look, marks));
    this.#hidden.next(marks);
    if (geometryInstances.length === 0) return this.#drawn.put(undefined);
    this.#drawn.put(
      new Primitive({
        geometryInstances,
        appearance: new PolylineColorAppearance(),
        depthFailAppearance: new PolylineColorAppearance(),
      }),
    );
  }

  /** Does not draw the border of one area, which is drawn elsewhere. */
  hide(id: string | undefined): void {
    this.#hidden.hide(id);
  }

  /** Before each frame. */
  follow(): void {
    const swapped = this.#drawn.follow();
    this.#hidden.follow(this.#drawn.current, swapped);
  }

  destroy(): void {
    this.#drawn.destroy();
  }

  #instancesOf(
    { id, geometry }: Bordered,
    { color, width }: LineLook,
    marks: Map<string, BorderMark[]>,
  ): GeometryInstance[] {
    const own: BorderMark[] = [];
    marks.set(id, own);
    const mark = () => {
      const made = new BorderMark(this.#type, id);
      own.push(made);
      return made;
    };
    const hidden = color.withAlpha(color.alpha * HIDDEN);
    return ringsOf(geometry)
      .filter((ring) => ring.length > 2)
      .map(
        (ring) =>
          new GeometryInstance({
            geometry: new PolylineGeometry({
              positions: Cartesian3.fromDegreesArrayHeights(groundLine(ring, this.#ground)),
              width,
              arcType: ArcType.NONE,
              vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
            }),
            attributes: {
              color: ColorGeometryInstanceAttribute.fromColor(color),
              depthFailColor: ColorGeometryInstanceAttribute.fromColor(hidden),
              show: new ShowGeometryInstanceAttribute(true),
            },
            id: mark(),
          }),
      );
  }
}
