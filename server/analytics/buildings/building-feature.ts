import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import type { BuildingColumn } from "../city/building-column.ts";
import type { Buildings } from "../city/buildings.ts";

/** Digits of degrees: a centimetre. */
const DIGITS = 1e7;

/** A building as GeoJSON: its outlines on the ground, and all that is known of it by its columns' ids. */
export function buildingFeature(
  buildings: Buildings,
  building: number,
): Feature<Polygon | MultiPolygon | null> {
  const { footprints, columns } = buildings;
  const id = footprints.id(building);
  const properties: Record<string, string | number | boolean> = { id };
  const name = footprints.name(building);
  if (name !== undefined) Object.assign(properties, { name: name.en, nameJa: name.ja });
  for (const column of columns.values()) {
    const cell = buildings.cell(column, building);
    if (!Number.isNaN(cell)) properties[column.id] = cellValue(column, cell);
  }
  return { type: "Feature", id, properties, geometry: geometryOf(buildings, building) };
}

/** What a cell of a column means. */
export function cellValue(
  { type, values }: BuildingColumn,
  cell: number,
): string | number | boolean {
  if (type === "boolean") return cell === 1;
  return type === "number" ? cell : (values?.[cell] ?? "");
}

function geometryOf(
  { footprints, plane }: Buildings,
  building: number,
): Polygon | MultiPolygon | null {
  const rings = footprints.outlines(building).map((outline) => {
    const ring: Position[] = [];
    for (let i = 0; i < outline.length; i += 2) {
      const [x, y] = [outline[i] as number, outline[i + 1] as number];
      const [longitude, latitude] = plane.geodetic(x / 10, y / 10, 0);
      ring.push([Math.round(longitude * DIGITS) / DIGITS, Math.round(latitude * DIGITS) / DIGITS]);
    }
    ring.push(ring[0] as Position);
    return ring;
  });
  const [first] = rings;
  if (first === undefined) return null;
  return rings.length === 1
    ? { type: "Polygon", coordinates: [first] }
    : { type: "MultiPolygon", coordinates: rings.map((ring) => [ring]) };
}
