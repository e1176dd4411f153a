import {
  ArcType,
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PolylineColorAppearance,
  PolylineGeometry,
  Primitive,
  type Scene,
} from "cesium";
import { Swapped } from "../areas/swapped.ts";
import type { MapTrail, WayPoint } from "./map-past.ts";

/** CSS pixels. */
const WIDTH = 5;
/** How much of the oldest place is left to see, and of what something stands before. */
const OLDEST = 0.12;
const BEHIND = 0.35;
/** Places of a way that are shown as equally old: Cesium hides lines well only where each has one colour. */
const PART = 6;
/** Degrees, and metres of height, that are no way. */
const SAME_DEGREES = 1e-7;
const SAME_HEIGHT = 0.01;
/** Metres above where it was said to be, so that it does not lie in the street. */
const LIFT = 1.5;

/** The ways of a few entities, fading with age: one primitive, made in a worker. */
export class TrailLines {
  readonly #ground: number;
  readonly #drawn: Swapped<Primitive>;

  /** `ground` is where those are that said no height, metres above the ellipsoid. */
  constructor(scene: Scene, ground: number) {
    this.#ground = ground;
    this.#drawn = new Swapped(scene.primitives);
  }

  get pending(): boolean {
    return this.#drawn.pending;
  }

  set(trails: readonly MapTrail[]): void {
    const [from, to] = spanOf(trails);
    const ageOf = (at: number) => (to > from ? (at - from) / (to - from) : 1);
    const geometryInstances = trails.flatMap((trail) => this.#instances(trail, ageOf));
    if (geometryInstances.length === 0) return this.#drawn.put(undefined);
    this.#drawn.put(
      new Primitive({
        geometryInstances,
        appearance: new PolylineColorAppearance(),
        depthFailAppearance: new PolylineColorAppearance(),
        allowPicking: false,
      }),
    );
  }

  /** Before each frame. */
  follow(): void {
    this.#drawn.follow();
  }

  destroy(): void {
    this.#drawn.destroy();
  }

  /** Where a place of a way is drawn. */
  placeOf({ longitude, latitude, height }: WayPoint): Cartesian3 {
    return Cartesian3.fromDegrees(longitude, latitude, (height ?? this.#ground) + LIFT);
  }

  #instances({ pieces, color: css }: MapTrail, ageOf: (at: number) => number): GeometryInstance[] {
    const color = Color.fromCssColorString(css);
    const faded = (at: number, part = 1) =>
      ColorGeometryInstanceAttribute.fromColor(
        color.withAlpha(color.alpha * part * (OLDEST + (1 - OLDEST) * ageOf(at))),
      );
    return pieces.flatMap((piece) =>
      parts(apart(piece)).map((points) => {
        const at = points.at(-1)?.at ?? 0;
        const geometry = new PolylineGeometry({
          positions: points.map((point) => this.placeOf(point)),
          ...{ width: WIDTH, arcType: ArcType.NONE },
          vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
        });
        const attributes = { color: faded(at), depthFailColor: faded(at, BEHIND) };
        return new GeometryInstance({ geometry, attributes });
      }),
    );
  }
}

/** The places of a piece that are apart: of those that lie on one another the first. */
function apart(piece: readonly WayPoint[]): readonly WayPoint[] {
  let last: WayPoint | undefined;
  return piece.filter((point) => {
    const isSame =
      last !== undefined &&
      Math.abs(last.longitude - point.longitude) < SAME_DEGREES &&
      Math.abs(last.latitude - point.latitude) < SAME_DEGREES &&
      Math.abs((last.height ?? 0) - (point.height ?? 0)) < SAME_HEIGHT;
    if (!isSame) last = point;
    return !isSame;
  });
}

/** The same in parts of a few places, each of which begins where the one before ends. */
function parts(points: readonly WayPoint[]): readonly (readonly WayPoint[])[] {
  const all: WayPoint[][] = [];
  for (let first = 0; first + 1 < points.length; first += PART)
    all.push(points.slice(first, first + PART + 1));
  return all;
}

function spanOf(trails: readonly MapTrail[]): readonly [from: number, to: number] {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { pieces } of trails)
    for (const piece of pieces) {
      from = Math.min(from, piece[0]?.at ?? from);
      to = Math.max(to, piece.at(-1)?.at ?? to);
    }
  return [from, to];
}
