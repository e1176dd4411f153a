import {
  type ClassificationType,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  GroundPrimitive,
  PerInstanceColorAppearance,
  PolygonGeometry,
  type Scene,
  ShowGeometryInstanceAttribute,
} from "cesium";
import type { MultiPolygon, Polygon } from "geojson";
import type { ShadedArea } from "./area-layers.ts";
import { hierarchiesOf } from "./area-rings.ts";
import { colorOfLevel } from "./area-scale.ts";
import { sameGeometry } from "./same-shapes.ts";
import { Swapped } from "./swapped.ts";

/** How much of the city the tint covers: it colours it, and the city is still the picture. */
const COVER = 0.4;

interface Shade {
  readonly geometry: Polygon | MultiPolygon;
  readonly drawn: Swapped<GroundPrimitive>;
  level: number | undefined;
  isPainted: boolean;
}

/**
 * Districts laid on ground, buildings and trees as a tint. Each is a primitive of its own: Cesium draws
 * overlapping shadow volumes in one colour only, and the boxes around districts overlap.
 */
export class DistrictShade {
  readonly #scene: Scene;
  readonly #onto: ClassificationType;
  readonly #shades = new Map<string, Shade>();

  constructor(scene: Scene, onto: ClassificationType) {
    this.#scene = scene;
    this.#onto = onto;
  }

  get pending(): boolean {
    return [...this.#shades.values()].some(({ drawn }) => drawn.pending);
  }

  set(areas: readonly ShadedArea[]): void {
    const kept = new Set(areas.map(({ id }) => id));
    for (const [id, { drawn }] of this.#shades) {
      if (kept.has(id)) continue;
      drawn.destroy();
      this.#shades.delete(id);
    }
    for (const area of areas) this.#put(area);
  }

  /** Before each frame. */
  follow(): void {
    for (const shade of this.#shades.values()) {
      if (shade.drawn.follow()) shade.isPainted = false;
      if (!shade.isPainted) paint(shade);
    }
  }

  destroy(): void {
    this.set([]);
  }

  #put({ id, geometry, level }: ShadedArea): void {
    const shade = this.#shades.get(id);
    if (shade !== undefined && sameGeometry(shade.geometry, geometry)) {
      shade.isPainted &&= shade.level === level;
      shade.level = level;
      return;
    }
    const drawn = shade?.drawn ?? new Swapped<GroundPrimitive>(this.#scene.groundPrimitives);
    drawn.put(this.#make(geometry, level));
    this.#shades.set(id, { geometry, drawn, level, isPainted: false });
  }

  #make(geometry: Polygon | MultiPolygon, level: number | undefined): GroundPrimitive {
    const color = colorOf(level);
    return new GroundPrimitive({
      geometryInstances: hierarchiesOf(geometry).map(
        (polygonHierarchy, part) =>
          new GeometryInstance({
            geometry: new PolygonGeometry({ polygonHierarchy }),
            attributes: {
              color: ColorGeometryInstanceAttribute.fromColor(color),
              show: new ShowGeometryInstanceAttribute(level !== undefined),
            },
            id: part,
          }),
      ),
      appearance: new PerInstanceColorAppearance({ flat: true }),
      classificationType: this.#onto,
      allowPicking: false,
      // The parts are asked for by their ids when the colour changes.
      releaseGeometryInstances: true,
    });
  }
}

function paint(shade: Shade): void {
  const { current } = shade.drawn;
  if (current === undefined) return;
  const color = ColorGeometryInstanceAttribute.toValue(colorOf(shade.level));
  const show = ShowGeometryInstanceAttribute.toValue(shade.level !== undefined);
  for (let part = 0; ; part++) {
    const attributes = current.getGeometryInstanceAttributes(part);
    if (attributes === undefined) break;
    attributes.color = color;
    attributes.show = show;
  }
  shade.isPainted = true;
}

function colorOf(level: number | undefined): Color {
  return Color.fromCssColorString(colorOfLevel(level ?? 0)).withAlpha(COVER);
}
