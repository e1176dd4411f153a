import type { MultiPolygon, Polygon } from "geojson";

interface Shaped {
  readonly id: string;
  readonly geometry: Polygon | MultiPolygon;
}

/**
 * Whether areas are the same ones in the same order with the same borders: those that were asked for
 * again are other objects, and need not be drawn anew.
 */
export function sameShapes(some: readonly Shaped[], others: readonly Shaped[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, geometry }, place) => {
      const other = others[place];
      return other?.id === id && sameGeometry(geometry, other.geometry);
    })
  );
}

/** The same corners in the same order. */
export function sameGeometry(a: Polygon | MultiPolygon, b: Polygon | MultiPolygon): boolean {
  return a === b || (a.type === b.type && sameCoordinates(a.coordinates, b.coordinates));
}

function sameCoordinates(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((each, place) => sameCoordinates(each, b[place]));
}
