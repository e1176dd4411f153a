import { EN, NE, type SystemGroup } from "./system-group.ts";

/** Of Portugal, Italy and Greece; what all of Europe shares; facts of the EPSG registry. */
export const SOUTH_EUROPE: readonly SystemGroup[] = [
  {
    systems: [
      [4258, "ETRS89", NE, "longlat ellps=GRS80", [-17, 33, 39, 85]],
      [
        3034,
        "ETRS89-extended / LCC Europe",
        NE,
        "lcc lat_0=52 lon_0=10 lat_1=35 lat_2=65 x_0=4000000 y_0=2800000 ellps=GRS80",
        [-36, 24, 45, 85],
      ],
      [
        3035,
        "ETRS89-extended / LAEA Europe",
        NE,
        "laea lat_0=52 lon_0=10 x_0=4321000 y_0=3210000 ellps=GRS80",
        [-36, 24, 45, 85],
      ],
      [
        3763,
        "ETRS89 / Portugal TM06",
        EN,
        "tmerc lat_0=39.668258333333334 lon_0=-8.133108333333332 k=1 ellps=GRS80",
        [-10, 36, -6, 43],
      ],
      [6706, "RDN2008", NE, "longlat ellps=GRS80", [5, 34, 19, 48]],
      [6707, "RDN2008 / UTM zone 32N (N-E)", NE, "utm zone=32 ellps=GRS80", [5, 36, 12, 48]],
      [6708, "RDN2008 / UTM zone 33N (N-E)", NE, "utm zone=33 ellps=GRS80", [12, 34, 18, 48]],
      [6709, "RDN2008 / UTM zone 34N (N-E)", NE, "utm zone=34 ellps=GRS80", [17, 34, 19, 42]],
      [
        6875,
        "RDN2008 / Italy zone (N-E)",
        NE,
        "tmerc lat_0=0 lon_0=12 k=0.9985 x_0=7000000 ellps=GRS80",
        [5, 34, 19, 48],
      ],
      [
        6876,
        "RDN2008 / Zone 12 (N-E)",
        NE,
        "tmerc lat_0=0 lon_0=12 k=1 x_0=3000000 ellps=GRS80",
        [5, 34, 19, 48],
      ],
      [7791, "RDN2008 / UTM zone 32N", EN, "utm zone=32 ellps=GRS80", [5, 36, 12, 48]],
      [7792, "RDN2008 / UTM zone 33N", EN, "utm zone=33 ellps=GRS80", [12, 34, 18, 48]],
      [7793, "RDN2008 / UTM zone 34N", EN, "utm zone=34 ellps=GRS80", [17, 34, 19, 42]],
      [
        7794,
        "RDN2008 / Italy zone (E-N)",
        EN,
        "tmerc lat_0=0 lon_0=12 k=0.9985 x_0=7000000 ellps=GRS80",
        [5, 34, 19, 48],
      ],
      [
        7795,
        "RDN2008 / Zone 12 (E-N)",
        EN,
        "tmerc lat_0=0 lon_0=12 k=1 x_0=3000000 ellps=GRS80",
        [5, 34, 19, 48],
      ],
    ],
  },
  {
    shift: "-87,-98,-121",
    accuracy: 10,
    systems: [[4230, "ED50", NE, "longlat ellps=intl", [-17, 25, 49, 85]]],
  },
  {
    shift: "-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68",
    accuracy: 4,
    systems: [
      [4265, "Monte Mario", NE, "longlat ellps=intl", [5, 34, 19, 48]],
      [
        3003,
        "Monte Mario / Italy zone 1",
        EN,
        "tmerc lat_0=0 lon_0=9 k=0.9996 x_0=1500000 ellps=intl",
        [5, 36, 12, 48],
      ],
      [
        3004,
        "Monte Mario / Italy zone 2",
        EN,
        "tmerc lat_0=0 lon_0=15 k=0.9996 x_0=2520000 ellps=intl",
        [12, 34, 19, 48],
      ],
    ],
  },
  {
    shift: "-199.87,74.79,246.62",
    accuracy: 1,
    systems: [
      [4121, "GGRS87", NE, "longlat ellps=GRS80", [19, 34, 29, 42]],
      [
        2100,
        "GGRS87 / Greek Grid",
        EN,
        "tmerc lat_0=0 lon_0=24 k=0.9996 x_0=500000 ellps=GRS80",
        [19, 34, 29, 42],
      ],
    ],
  },
];
