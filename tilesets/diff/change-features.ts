import type { Feature, FeatureCollection, MultiPolygon, Position } from "geojson";
import type { CityPlane } from "../../shared/city-plane.ts";
import type { Changes } from "./find-changes.ts";
import type { Match, Unmatched } from "./match-buildings.ts";
import type { SideBuilding } from "./side.ts";

/** A building that is on both sides and not as it was. */
export interface Changed {
  readonly match: Match;
  readonly changes: Changes;
}

/** What was found, each as a feature where it stands (where it stood, if it is gone), with the evidence. */
export function changeFeatures(
  found: {
    readonly added: readonly Unmatched[];
    readonly removed: readonly Unmatched[];
    readonly changed: readonly Changed[];
  },
  plane: CityPlane,
): FeatureCollection {
  const one = (building: SideBuilding, properties: object): Feature => ({
    type: "Feature",
    id: building.id,
    geometry: outline(building, plane),
    properties: {
      ...{ id: building.id, height: Math.round(10 * building.height) / 10 },
      ...(building.name === undefined ? {} : { name: building.name }),
      ...properties,
    },
  });
  return {
    type: "FeatureCollection",
    features: [
      ...found.added.map(({ building, instead }) => one(building, { change: "added", instead })),
      ...found.removed.map(({ building, instead }) =>
        one(building, { change: "removed", instead }),
      ),
      ...found.changed.map(({ match, changes }) =>
        one(match.after, {
          ...{ change: "changed", matchedBy: match.by },
          ...(match.by === "place" ? { idBefore: match.before.id } : {}),
          ...{ overlap: Math.round(1_000 * match.overlap) / 1_000, ...changes },
        }),
      ),
    ],
  };
}

function outline({ footprint }: SideBuilding, plane: CityPlane): MultiPolygon {
  const place = ([east, north]: readonly [number, number]): Position => {
    const [longitude, latitude] = plane.geodetic(east, north, 0);
    return [rounded(longitude), rounded(latitude)];
  };
  const closed = (ring: readonly Position[]) => [...ring, ...ring.slice(0, 1)];
  return {
    type: "MultiPolygon",
    coordinates: footprint.map((rings) => rings.map((ring) => closed(ring.map(place)))),
  };
}

/** To a centimetre. */
function rounded(degrees: number): number {
  return Math.round(1e7 * degrees) / 1e7;
}
