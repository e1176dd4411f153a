import { Random } from "../../../shared/random.ts";

/** Metres a degree of latitude is, and one of longitude at the cars. */
const METRES = 111_320;
const METRES_EAST = METRES * Math.cos((35.55 * Math.PI) / 180);
const CORNERS = 12;

/** A GeoJSON FeatureCollection of regions of all sizes over where the cars drive. Always the same. */
export function scatteredRegions(count: number): object {
  const random = new Random("scattered-regions");
  return {
    type: "FeatureCollection",
    features: Array.from({ length: count }, (_, i) => ({
      type: "Feature",
      properties: { name: `Region ${i}` },
      geometry: { type: "Polygon", coordinates: [ring(random)] },
    })),
  };
}

function ring(random: Random): number[][] {
  const longitude = random.between(140, 140.1);
  const latitude = random.between(35.5, 35.6);
  const reach = 80 * 2 ** random.between(0, 4);
  const corners = Array.from({ length: CORNERS }, (_, i) => {
    const angle = (i / CORNERS) * 2 * Math.PI;
    const far = reach * random.between(0.6, 1);
    return [
      longitude + (far * Math.cos(angle)) / METRES_EAST,
      latitude + (far * Math.sin(angle)) / METRES,
    ];
  });
  return [...corners, corners[0] as number[]];
}
