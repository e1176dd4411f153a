import type { Area } from "../coordinate-system.ts";
import { EN, NE, type SystemGroup } from "./system-group.ts";

const EVERYWHERE: Area = [-180, -90, 180, 90];

/** Of the whole world, and the systems of three dimensions whose heights are above the ellipsoid. */
export const WORLD: readonly SystemGroup[] = [
  {
    systems: [
      [4326, "WGS 84", NE, "longlat ellps=WGS84", EVERYWHERE],
      [
        3857,
        "WGS 84 / Pseudo-Mercator",
        EN,
        "merc a=6378137 b=6378137 lat_ts=0 lon_0=0 k=1 nadgrids=@null",
        [-180, -86, 180, 86],
      ],
    ],
  },
  {
    ellipsoidal: true,
    systems: [
      [4979, "WGS 84 (3D)", NE, "longlat ellps=WGS84", EVERYWHERE],
      [7912, "ITRF2014 (3D)", NE, "longlat ellps=GRS80", EVERYWHERE],
      [4937, "ETRS89 (3D)", NE, "longlat ellps=GRS80", [-17, 32, 40, 85]],
      [6667, "JGD2011 (3D)", NE, "longlat ellps=GRS80", [122, 17, 158, 47]],
      [4947, "JGD2000 (3D)", NE, "longlat ellps=GRS80", [122, 17, 158, 47]],
      [4965, "RGF93 (3D)", NE, "longlat ellps=GRS80", [-10, 41, 11, 52]],
      [4977, "SWEREF99 (3D)", NE, "longlat ellps=GRS80", [10, 54, 25, 70]],
      [6705, "RDN2008 (3D)", NE, "longlat ellps=GRS80", [5, 34, 19, 48]],
      [6319, "NAD83(2011) (3D)", NE, "longlat ellps=GRS80", [-180, 14, 180, 75]],
      [4955, "NAD83(CSRS) (3D)", NE, "longlat ellps=GRS80", [-142, 38, -40, 87]],
      [7843, "GDA2020 (3D)", NE, "longlat ellps=GRS80", [93, -61, 174, -8]],
      [4959, "NZGD2000 (3D)", NE, "longlat ellps=GRS80", [-180, -56, 180, -25]],
    ],
  },
];
