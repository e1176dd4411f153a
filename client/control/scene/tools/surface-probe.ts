import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Cesium3DTileFeature,
  Ellipsoid,
  IntersectionTests,
} from "cesium";
import { readBuilding } from "../../read-building.ts";
import { buildingProperties } from "../building-properties.ts";
import type { SceneContext } from "../scene-context.ts";
import type { SurfacePoint } from "./map-tools.ts";

const DEGREES = 180 / Math.PI;
/** Metres: what is read farther up or down than this is no surface of a city. */
const HIGHEST = 9_000;
const LOWEST = -1_000;

/** Finds the surface of the city at a place on the screen. All places are CSS pixels from the map's corner. */
export class SurfaceProbe {
  readonly #context: SceneContext;
  readonly #ground: Ellipsoid;

  constructor(context: SceneContext) {
    this.#context = context;
    const height = context.city?.ground.height ?? 0;
    const { x, y, z } = Ellipsoid.WGS84.radii;
    this.#ground = new Ellipsoid(x + height, y + height, z + height);
  }

  /** What is drawn there where depths can be read, or else level ground; undefined in the sky. */
  at(x: number, y: number): SurfacePoint | undefined {
    const place = new Cartesian2(x, y);
    const drawn = this.#drawn(place);
    if (drawn !== undefined) return { ...drawn, found: "surface" };
    const ground = this.groundAt(x, y);
    return ground && { ...positionOf(ground), found: "ground" };
  }

  /** Where the sight meets level ground, earth-centred. */
  groundAt(x: number, y: number): Cartesian3 | undefined {
    const ray = this.#context.scene.camera.getPickRay(new Cartesian2(x, y));
    const hit = ray && IntersectionTests.rayEllipsoid(ray, this.#ground);
    if (ray === undefined || hit === undefined) return undefined;
    const offset = Cartesian3.multiplyByScalar(ray.direction, hit.start, new Cartesian3());
    return Cartesian3.add(ray.origin, offset, offset);
  }

  /** The building there, where the city model knows its height. */
  buildingAt(x: number, y: number): SurfacePoint["building"] {
    const { scene, tiles } = this.#context;
    const picked: unknown = scene.pick(new Cartesian2(x, y));
    if (!(picked instanceof Cesium3DTileFeature)) return undefined;
    if ((tiles?.roleOf(picked.tileset) ?? "buildings") !== "buildings") return undefined;
    const { name, facts } = readBuilding(buildingProperties(picked));
    const fact = facts.find(({ key }) => key === "measuredheight" || key === "height");
    const height = Number(fact?.value);
    return Number.isFinite(height) && height > 0 ? { name, height } : undefined;
  }

  #drawn(place: Cartesian2): { longitude: number; latitude: number; height: number } | undefined {
    const { scene } = this.#context;
    if (!scene.useDepthPicking || !scene.pickPositionSupported) return undefined;
    const found: Cartesian3 | undefined = scene.pickPosition(place);
    if (found === undefined) return undefined;
    const position = positionOf(found);
    return position.height > LOWEST && position.height < HIGHEST ? position : undefined;
  }
}

/** Degrees and metres above the ellipsoid of an earth-centred place. */
function positionOf(place: Cartesian3) {
  const { longitude, latitude, height } = Cartographic.fromCartesian(place);
  return { longitude: longitude * DEGREES, latitude: latitude * DEGREES, height };
}
