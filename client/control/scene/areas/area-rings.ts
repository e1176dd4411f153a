import { Cartesian3, PolygonHierarchy } from "cesium";
import type { MultiPolygon, Polygon, Position } from "geojson";

/** Every ring of an area, outer and inner, without the point that closes it. */
export function ringsOf(geometry: Polygon | MultiPolygon): Position[][] {
  return polygonsOf(geometry).flat().map(open);
}

/** Its polygons with their holes, as Cesium takes them. */
export function hierarchiesOf(geometry: Polygon | MultiPolygon): PolygonHierarchy[] {
  return polygonsOf(geometry).flatMap(([outer, ...holes]) => {
    if (outer === undefined) return [];
    const inner = holes.map((hole) => new PolygonHierarchy(onEllipsoid(open(hole))));
    return [new PolygonHierarchy(onEllipsoid(open(outer)), inner)];
  });
}

/** Earth-centred places of a ring on the ellipsoid; what is drawn with them is laid on the city. */
function onEllipsoid(ring: readonly Position[]): Cartesian3[] {
  return atHeight(ring, 0);
}

/** The same, metres above the ellipsoid. */
export function atHeight(ring: readonly Position[], height: number): Cartesian3[] {
  return ring.map(([longitude = 0, latitude = 0]) =>
    Cartesian3.fromDegrees(longitude, latitude, height),
  );
}

function polygonsOf({ type, coordinates }: Polygon | MultiPolygon): readonly Position[][][] {
  return type === "Polygon" ? [coordinates] : coordinates;
}

function open(ring: readonly Position[]): Position[] {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  const isClosed = ring.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return isClosed ? ring.slice(0, -1) : [...ring];
}
