import {
  type ClassificationType,
  type Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  GroundPrimitive,
  PerInstanceColorAppearance,
  PolygonGeometry,
  type Scene,
} from "cesium";
import type { MultiPolygon, Polygon } from "geojson";
import { hierarchiesOf } from "./area-rings.ts";
import { Swapped } from "./swapped.ts";

/** Many areas filled with one colour, laid on the city; where they overlap it is laid on once. */
export class AreaFill {
  readonly #onto: ClassificationType;
  readonly #drawn: Swapped<GroundPrimitive>;

  constructor(scene: Scene, onto: ClassificationType) {
    this.#onto = onto;
    this.#drawn = new Swapped(scene.groundPrimitives);
  }

  get pending(): boolean {
    return this.#drawn.pending;
  }

  set(areas: readonly (Polygon | MultiPolygon)[], color: Color): void {
    const attributes = { color: ColorGeometryInstanceAttribute.fromColor(color) };
    const geometryInstances = areas
      .flatMap(hierarchiesOf)
      .map(
        (polygonHierarchy) =>
          new GeometryInstance({ geometry: new PolygonGeometry({ polygonHierarchy }), attributes }),
      );
    if (geometryInstances.length === 0) return this.#drawn.put(undefined);
    this.#drawn.put(
      new GroundPrimitive({
        geometryInstances,
        appearance: new PerInstanceColorAppearance({ flat: true }),
        classificationType: this.#onto,
        // A click goes through, to what stands in the area.
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
}
