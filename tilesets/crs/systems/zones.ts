import type { Area } from "../coordinate-system.ts";
import { EN, NE, type SystemGroup } from "./system-group.ts";

/** Zones of one projection that follow each other by a rule; facts of the EPSG registry. */
export const ZONES: readonly SystemGroup[] = [
  {
    systems: [
      ...utm(32601, 1, 60, "WGS 84", "WGS84", [0, 84]),
      ...utm(32701, 1, 60, "WGS 84", "WGS84", [-80, 0], "S"),
      ...utm(25828, 28, 38, "ETRS89", "GRS80", [34, 85]),
      ...utm(31965, 11, 22, "SIRGAS 2000", "GRS80", [-1, 33]),
      ...utm(31977, 17, 25, "SIRGAS 2000", "GRS80", [-60, 1], "S"),
      ...utm(28348, 48, 58, "GDA94 (MGA)", "GRS80", [-61, -8], "S"),
      ...utm(7846, 46, 59, "GDA2020 (MGA)", "GRS80", [-61, -8], "S"),
      ...finland(),
      ...norway(),
      ...france(),
    ],
  },
  {
    accuracy: 2,
    systems: [
      ...utm(26901, 1, 23, "NAD83", "GRS80", [14, 87]),
      ...utm(2955, 11, 13, "NAD83(CSRS)", "GRS80", [38, 87]),
      ...utm(2958, 17, 21, "NAD83(CSRS)", "GRS80", [38, 87]),
    ],
  },
  {
    shift: "-87,-98,-121",
    accuracy: 10,
    systems: utm(23028, 28, 38, "ED50", "intl", [25, 85]),
  },
];

/** @param first code of the first zone; the others follow */
export function utm(
  first: number,
  from: number,
  to: number,
  datum: string,
  ellipsoid: string,
  [south, north]: readonly [number, number],
  half: "N" | "S" = "N",
): SystemGroup["systems"] {
  return count(from, to).map((zone) => {
    const west = zone * 6 - 186;
    const proj = `utm zone=${zone}${half === "S" ? " south" : ""} ellps=${ellipsoid}`;
    const area: Area = [west - 1, south, west + 7, north];
    return [first + zone - from, `${datum} / UTM zone ${zone}${half}`, EN, proj, area];
  });
}

function finland(): SystemGroup["systems"] {
  return count(19, 31).map((zone) => [
    3873 + zone - 19,
    `ETRS89 / GK${zone}FIN`,
    NE,
    `tmerc lat_0=0 lon_0=${zone} k=1 x_0=${zone}500000 ellps=GRS80`,
    [zone - 1, 59, zone + 1, 71],
  ]);
}

function norway(): SystemGroup["systems"] {
  return count(5, 30).map((zone) => [
    5105 + zone - 5,
    `ETRS89 / NTM zone ${zone}`,
    NE,
    `tmerc lat_0=58 lon_0=${zone}.5 k=1 x_0=100000 y_0=1000000 ellps=GRS80`,
    [zone - 1, 57, zone + 2, 72],
  ]);
}

function france(): SystemGroup["systems"] {
  return count(42, 50).map((zone) => [
    3942 + zone - 42,
    `RGF93 / CC${zone}`,
    EN,
    `lcc lat_0=${zone} lon_0=3 lat_1=${zone - 0.75} lat_2=${zone + 0.75} x_0=1700000 y_0=${zone - 41}200000 ellps=GRS80`,
    [-5, zone - 2, 10, zone + 2],
  ]);
}

function count(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
