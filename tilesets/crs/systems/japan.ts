import type { Area } from "../coordinate-system.ts";
import { NE, type SystemGroup } from "./system-group.ts";
import { utm } from "./zones.ts";

/** Origins of the nineteen plane rectangular zones, and where each is for: degrees. */
const PLANES: readonly (readonly [latitude: number, longitude: number, area: Area])[] = [
  [33, 129.5, [128, 26, 131, 35]],
  [33, 131, [129, 30, 133, 34]],
  [36, 132 + 1 / 6, [130, 33, 134, 37]],
  [33, 133.5, [131, 32, 135, 35]],
  [36, 134 + 1 / 3, [133, 34, 136, 36]],
  [36, 136, [134, 33, 137, 37]],
  [36, 137 + 1 / 6, [136, 34, 138, 38]],
  [36, 138.5, [137, 34, 140, 39]],
  [36, 139 + 5 / 6, [138, 29, 142, 38]],
  [40, 140 + 5 / 6, [139, 37, 143, 42]],
  [44, 140.25, [139, 41, 142, 44]],
  [44, 142.25, [140, 42, 144, 46]],
  [44, 144.25, [142, 41, 146, 45]],
  [26, 142, [141, 24, 143, 28]],
  [26, 127.5, [126, 26, 129, 27]],
  [26, 124, [122, 23, 126, 25]],
  [26, 131, [131, 24, 132, 27]],
  [20, 136, [136, 20, 137, 21]],
  [26, 154, [153, 24, 155, 25]],
];

const ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX".split(" ");

const JAPAN_AREA: Area = [122, 17, 158, 47];

/**
 * JGD2011 and JGD2000 are taken as WGS84. Places that JGD2000 gave before the earthquake of 2011 lie up
 * to 5 m west of where they are now, in the north-east; only a grid of the authority mends that.
 */
export const JAPAN: readonly SystemGroup[] = [
  {
    systems: [
      [6668, "JGD2011", NE, "longlat ellps=GRS80", JAPAN_AREA],
      [4612, "JGD2000", NE, "longlat ellps=GRS80", JAPAN_AREA],
      ...planes(6669, "JGD2011", "GRS80"),
      ...planes(2443, "JGD2000", "GRS80"),
      ...utm(6688, 51, 55, "JGD2011", "GRS80", [17, 47]),
      ...utm(3097, 51, 55, "JGD2000", "GRS80", [17, 47]),
    ],
  },
  {
    shift: "-146.414,507.337,680.507",
    accuracy: 9,
    systems: [
      [4301, "Tokyo", NE, "longlat ellps=bessel", JAPAN_AREA],
      ...planes(30161, "Tokyo", "bessel"),
    ],
  },
];

function planes(first: number, datum: string, ellipsoid: string): SystemGroup["systems"] {
  return PLANES.map(([latitude, longitude, area], zone) => [
    first + zone,
    `${datum} / Japan Plane Rectangular CS ${ROMAN[zone]}`,
    NE,
    `tmerc lat_0=${latitude} lon_0=${longitude} k=0.9999 ellps=${ellipsoid}`,
    area,
  ]);
}
