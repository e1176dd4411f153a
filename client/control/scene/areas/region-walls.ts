import {
  ArcType,
  BlendingState,
  type Cartesian3,
  type Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  PolylineColorAppearance,
  PolylineGeometry,
  Primitive,
  type Scene,
  ShowGeometryInstanceAttribute,
  WallGeometry,
} from "cesium";
import type { RegionFeature } from "../../../../shared/region.ts";
import { atHeight, ringsOf } from "./area-rings.ts";
import type { GroundHeights } from "./ground-line.ts";
import { HiddenInstances } from "./hidden-instances.ts";
import { Swapped } from "./swapped.ts";

/** Metres that a wall goes on where a region has no limit on that side. */
const DEEP = 5;
const HIGH = 150;
const WALL_COVER = 0.1;
const EDGE_COVER = 0.55;
const EDGE_WIDTH = 1.2;

/** Regions with a floor or a ceiling, as thin walls from one to the other with drawn edges. */
export class RegionWalls {
  readonly #walls: Swapped<Primitive>;
  readonly #edges: Swapped<Primitive>;
  readonly #hiddenWalls = new HiddenInstances();
  readonly #hiddenEdges = new HiddenInstances();
  readonly #ground: GroundHeights;

  constructor(scene: Scene, ground: GroundHeights) {
    this.#walls = new Swapped(scene.primitives);
    this.#edges = new Swapped(scene.primitives);
    this.#ground = ground;
  }

  get pending(): boolean {
    return this.#walls.pending || this.#edges.pending;
  }

  set(regions: readonly RegionFeature[], tint: Color): void {
    const walls: GeometryInstance[] = [];
    const edges: GeometryInstance[] = [];
    const [wallIds, edgeIds] = [new Map<string, object[]>(), new Map<string, object[]>()];
    for (const region of regions) {
      const { floor, ceiling } = region.properties;
      if (floor === undefined && ceiling === undefined) continue;
      const [low, high] = this.#span(region);
      const [firstWall, firstEdge] = [walls.length, edges.length];
      for (const ring of ringsOf(region.geometry)) {
        if (ring.length < 3) continue;
        const [bottom, top] = [atHeight(ring, low), atHeight(ring, high)];
        walls.push(wall(bottom, low, high, tint));
        // Where it has no limit, the wall has no edge.
        if (floor !== undefined) edges.push(edge(closed(bottom), tint));
        if (ceiling !== undefined) edges.push(edge(closed(top), tint));
        bottom.forEach((corner, place) => {
          edges.push(edge([corner, top[place] as Cartesian3], tint));
        });
      }
      wallIds.set(
        region.id,
        walls.slice(firstWall).map(({ id }) => id),
      );
      edgeIds.set(
        region.id,
        edges.slice(firstEdge).map(({ id }) => id),
      );
    }
    this.#hiddenWalls.next(wallIds);
    this.#hiddenEdges.next(edgeIds);
    this.#walls.put(walls.length === 0 ? undefined : new Primitive(wallOptions(walls)));
    this.#edges.put(edges.length === 0 ? undefined : new Primitive(edgeOptions(edges)));
  }

  /** Does not draw one region, which is drawn elsewhere. */
  hide(id: string | undefined): void {
    this.#hiddenWalls.hide(id);
    this.#hiddenEdges.hide(id);
  }

  /** Before each frame. */
  follow(): void {
    const [walls, edges] = [this.#walls.follow(), this.#edges.follow()];
    this.#hiddenWalls.follow(this.#walls.current, walls);
    this.#hiddenEdges.follow(this.#edges.current, edges);
  }

  destroy(): void {
    this.#walls.destroy();
    this.#edges.destroy();
  }

  #span({ geometry, properties: { floor, ceiling } }: RegionFeature): [low: number, high: number] {
    const heights = ringsOf(geometry).flatMap((ring) =>
      ring.map(([longitude = 0, latitude = 0]) => this.#ground.at(longitude, latitude)),
    );
    const lowest = heights.reduce((least, height) => Math.min(least, height), ceiling ?? Infinity);
    const low = floor ?? lowest - DEEP;
    return [low, ceiling ?? low + HIGH];
  }
}

function closed(ring: readonly Cartesian3[]): Cartesian3[] {
  return [...ring, ring[0] as Cartesian3];
}

function wall(bottom: readonly Cartesian3[], low: number, high: number, tint: Color) {
  const positions = closed(bottom);
  const geometry = new WallGeometry({
    positions,
    minimumHeights: positions.map(() => low),
    maximumHeights: positions.map(() => high),
    vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
  });
  return instance(geometry, tint, WALL_COVER);
}

function edge(positions: Cartesian3[], tint: Color) {
  const geometry = new PolylineGeometry({
    ...{ positions, width: EDGE_WIDTH, arcType: ArcType.NONE },
    vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
  });
  return instance(geometry, tint, EDGE_COVER);
}

function instance(geometry: WallGeometry | PolylineGeometry, tint: Color, cover: number) {
  const color = ColorGeometryInstanceAttribute.fromColor(tint.withAlpha(cover * tint.alpha));
  const show = new ShowGeometryInstanceAttribute(true);
  return new GeometryInstance({ geometry, attributes: { color, show }, id: {} });
}

function wallOptions(geometryInstances: GeometryInstance[]) {
  // Seen from both sides, and hiding nothing: neither each other nor what is behind.
  const renderState = {
    depthTest: { enabled: true },
    depthMask: false,
    blending: BlendingState.ALPHA_BLEND,
    cull: { enabled: false },
  };
  const appearance = new PerInstanceColorAppearance({ flat: true, translucent: true, renderState });
  return { geometryInstances, appearance, allowPicking: false };
}

function edgeOptions(geometryInstances: GeometryInstance[]) {
  return { geometryInstances, appearance: new PolylineColorAppearance(), allowPicking: false };
}
