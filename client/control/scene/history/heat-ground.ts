import {
  Math as CesiumMath,
  type ClassificationType,
  Color,
  EllipsoidSurfaceAppearance,
  GeometryInstance,
  GroundPrimitive,
  Material,
  Rectangle,
  RectangleGeometry,
  type Scene,
} from "cesium";
import { Swapped } from "../areas/swapped.ts";
import type { HeatPicture } from "./paint-heat.ts";

/** A picture of heat laid on the city, as much of which is seen through as is wished. */
export class HeatGround {
  readonly #scene: Scene;
  readonly #onto: ClassificationType;
  readonly #drawn: Swapped<GroundPrimitive>;
  /** Of each that is drawn or being made. */
  readonly #materials = new Map<GroundPrimitive, Material>();
  #material: Material | undefined;
  #cover = 1;

  constructor(scene: Scene, onto: ClassificationType) {
    this.#scene = scene;
    this.#onto = onto;
    this.#drawn = new Swapped(scene.groundPrimitives);
  }

  /** Whether this browser can lay pictures on the city. */
  get isAble(): boolean {
    return GroundPrimitive.supportsMaterials(this.#scene);
  }

  get pending(): boolean {
    return this.#drawn.pending;
  }

  set cover(cover: number) {
    this.#cover = cover;
    if (this.#material !== undefined) this.#material.uniforms.color = colorOf(cover);
  }

  set(picture: HeatPicture | undefined): void {
    this.#material = undefined;
    if (picture === undefined || !this.isAble) return this.#drawn.put(undefined);
    this.#material = Material.fromType("Image", {
      image: picture.canvas,
      color: colorOf(this.#cover),
    });
    const [west, south, east, north] = picture.bbox;
    const rectangle = new Rectangle(turn(west), angle(south), turn(east), angle(north));
    const primitive = new GroundPrimitive({
      geometryInstances: new GeometryInstance({ geometry: new RectangleGeometry({ rectangle }) }),
      appearance: new EllipsoidSurfaceAppearance({ material: this.#material, flat: true }),
      classificationType: this.#onto,
      allowPicking: false,
    });
    this.#materials.set(primitive, this.#material);
    this.#drawn.put(primitive);
  }

  /** Before each frame. */
  follow(): void {
    this.#drawn.follow();
    this.#free();
  }

  destroy(): void {
    this.#material = undefined;
    this.#drawn.destroy();
    this.#free();
  }

  /** Cesium destroys what is drawn, and not the picture of it: that is as much memory as its texture. */
  #free(): void {
    for (const [primitive, material] of this.#materials) {
      if (!primitive.isDestroyed()) continue;
      material.destroy();
      this.#materials.delete(primitive);
    }
  }
}

function colorOf(cover: number): Color {
  return Color.WHITE.withAlpha(cover);
}

function angle(degrees: number): number {
  return CesiumMath.toRadians(Math.min(90, Math.max(-90, degrees)));
}

function turn(degrees: number): number {
  return CesiumMath.negativePiToPi(CesiumMath.toRadians(degrees));
}
