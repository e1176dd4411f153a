/** A zone of the Japanese plane rectangular coordinate systems. Degrees. */
export interface PlaneZone {
  /** 1 to 19, written I to XIX. */
  readonly number: number;
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * Origins of zones I to XIX: latitude in degrees, longitude in degrees and minutes. Source: notice 9 of 2002
 * of the ministry of land.
 */
const ORIGINS =
  "33/129:30 33/131:00 36/132:10 33/133:30 36/134:20 36/136:00 36/137:10 36/138:30 36/139:50 40/140:50" +
  " 44/140:15 44/142:15 44/144:15 26/142:00 26/127:30 26/124:00 26/131:00 20/136:00 26/154:00";

export const PLANE_ZONES: readonly PlaneZone[] = ORIGINS.split(" ").map((origin, place) => {
  const [latitude = 0, degrees = 0, minutes = 0] = origin.split(/[/:]/).map(Number);
  return { number: place + 1, latitude, longitude: degrees + minutes / 60 };
});

/** The law gives zones by prefecture and island: towns of each zone, longitude and latitude in degrees. */
const TOWNS: Readonly<Record<number, string>> = {
  1: "129.87,32.74 129.72,33.18 129.29,34.2 128.84,32.69 129.5,28.38 129.7,29.6",
  2: "130.42,33.61 130.87,33.88 130.3,33.25 130.74,32.79 131.61,33.24 131.42,31.91 130.56,31.56 130.65,30.39",
  3: "133.05,35.47 132.46,34.4 133.36,34.49 131.47,34.19 130.94,33.96 133.33,36.2",
  4: "134.56,34.07 134.04,34.34 132.77,33.84 133.53,33.56",
  5: "135.18,34.69 134.82,35.54 134.69,34.82 134.24,35.5 133.93,34.66",
  6: "136.22,36.07 136.51,34.73 135.87,35.0 135.76,35.02 135.39,35.47 135.52,34.69 135.83,34.69 135.17,34.23 135.99,33.72",
  7: "137.21,36.7 136.63,36.59 136.72,35.39 137.25,36.15 136.91,35.18 137.39,34.77",
  8: "139.02,37.9 138.24,37.15 138.37,38.02 138.57,35.66 138.18,36.65 137.82,35.51 137.97,36.24 138.38,34.98 137.73,34.71 138.95,34.68",
  9: "140.47,37.75 140.45,36.34 139.88,36.57 139.06,36.39 139.65,35.86 140.12,35.61 139.69,35.69 139.64,35.45 139.79,33.11",
  10: "140.74,40.82 141.15,39.7 140.87,38.27 140.1,39.72 140.36,38.24",
  11: "140.73,41.77 141.0,43.19",
  12: "141.35,43.06 142.37,43.77 141.67,45.42 141.6,42.63 142.77,42.17",
  13: "143.9,43.8 144.38,42.98 143.2,42.92 145.58,43.33 144.27,44.02 147.9,45.2",
  14: "142.19,27.09 141.32,24.78",
  15: "127.68,26.21",
  16: "124.16,24.34 125.28,24.8",
  17: "131.24,25.83",
  18: "136.08,20.42",
  19: "153.98,24.29",
};

/** Degrees: around Japan and its islands, with none of its neighbours' land. */
const JAPAN = places(
  "122.6,23.8 122.6,26.5 127.2,32.2 128.3,33.6 129.0,34.85 131.4,35.6 131.6,37.6 135.5,38.6 138.6,42.5" +
    " 140.4,45.9 143.5,45.7 149.2,46.0 149.2,43.0 155.0,25.5 155.0,23.3 136.9,19.6 135.2,19.8 129.5,24.2",
);

/** The zone that a place is in, by the town that is nearest; undefined outside Japan. */
export function planeZoneAt(longitude: number, latitude: number): PlaneZone | undefined {
  if (!isInJapan(longitude, latitude)) return undefined;
  const narrow = Math.cos((latitude * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  let nearest = 0;
  for (const [zone, towns] of Object.entries(TOWNS))
    for (const [lon, lat] of places(towns)) {
      const away = Math.hypot((lon - longitude) * narrow, lat - latitude);
      if (away >= least) continue;
      least = away;
      nearest = Number(zone);
    }
  return PLANE_ZONES[nearest - 1];
}

/** The code of a zone with the Japanese Geodetic Datum 2011: EPSG 6669 to 6687. */
export function epsgOf({ number }: PlaneZone): number {
  return 6_668 + number;
}

/** As the notice writes it: I to XIX. */
export function romanOf({ number }: PlaneZone): string {
  const ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][number % 10] ?? "";
  return `${number >= 10 ? "X" : ""}${ones}`;
}

function isInJapan(longitude: number, latitude: number): boolean {
  let inside = false;
  for (const [place, [x1, y1]] of JAPAN.entries()) {
    const [x0, y0] = JAPAN.at(place - 1) as [number, number];
    if (y0 > latitude === y1 > latitude) continue;
    if (longitude < x0 + ((latitude - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  }
  return inside;
}

function places(text: string): [lon: number, lat: number][] {
  return text.split(" ").map((place) => {
    const [longitude = 0, latitude = 0] = place.split(",").map(Number);
    return [longitude, latitude];
  });
}
