import { EN, NE, type SystemGroup } from "./system-group.ts";

/** Of the Netherlands, Belgium, Luxembourg, Great Britain, Ireland and France; facts of the EPSG registry. */
export const WEST_EUROPE: readonly SystemGroup[] = [
  {
    shift:
      "565.4171,50.3319,465.5524,-0.398957388243134,0.343987817378283,-1.87740163998045,4.0725",
    accuracy: 0.5,
    systems: [
      [4289, "Amersfoort", NE, "longlat ellps=bessel", [3, 50, 8, 54]],
      [
        28992,
        "Amersfoort / RD New",
        EN,
        "sterea lat_0=52.15616055555556 lon_0=5.387638888888889 k=0.9999079 x_0=155000 y_0=463000 ellps=bessel",
        [3, 50, 8, 54],
      ],
    ],
  },
  {
    shift: "-106.8686,52.2978,-103.7239,0.3366,-0.457,1.8422,-1.2747",
    accuracy: 0.5,
    systems: [
      [4313, "BD72", NE, "longlat ellps=intl", [2, 49, 7, 52]],
      [
        31370,
        "BD72 / Belgian Lambert 72",
        EN,
        "lcc lat_0=90 lon_0=4.367486666666666 lat_1=51.16666723333333 lat_2=49.8333339 x_0=150000.013 y_0=5400088.438 ellps=intl",
        [2, 49, 7, 52],
      ],
    ],
  },
  {
    systems: [
      [
        3812,
        "ETRS89 / Belgian Lambert 2008",
        EN,
        "lcc lat_0=50.797815 lon_0=4.359215833333333 lat_1=49.833333333333336 lat_2=51.166666666666664 x_0=649328 y_0=665262 ellps=GRS80",
        [2, 49, 7, 52],
      ],
      [
        3447,
        "ETRS89 / Belgian Lambert 2005",
        EN,
        "lcc lat_0=50.797815 lon_0=4.359215833333333 lat_1=49.833333333333336 lat_2=51.166666666666664 x_0=150328 y_0=166262 ellps=GRS80",
        [2, 49, 7, 52],
      ],
      [4173, "IRENET95", NE, "longlat ellps=GRS80", [-11, 51, -5, 56]],
      [
        2157,
        "IRENET95 / Irish Transverse Mercator",
        EN,
        "tmerc lat_0=53.5 lon_0=-8 k=0.99982 x_0=600000 y_0=750000 ellps=GRS80",
        [-11, 51, -5, 56],
      ],
      [4171, "RGF93 v1", NE, "longlat ellps=GRS80", [-10, 41, 11, 52]],
      [
        2154,
        "RGF93 v1 / Lambert-93",
        EN,
        "lcc lat_0=46.5 lon_0=3 lat_1=49 lat_2=44 x_0=700000 y_0=6600000 ellps=GRS80",
        [-10, 41, 11, 52],
      ],
    ],
  },
  {
    shift: "-189.6806,18.3463,-42.7695,-0.33746,-3.09264,2.53861,0.4598",
    accuracy: 1,
    systems: [
      [4181, "LUREF", NE, "longlat ellps=intl", [5, 49, 7, 51]],
      [
        2169,
        "LUREF / Luxembourg TM",
        NE,
        "tmerc lat_0=49.833333333333336 lon_0=6.166666666666667 k=1 x_0=80000 y_0=100000 ellps=intl",
        [5, 49, 7, 51],
      ],
    ],
  },
  {
    shift: "446.448,-125.157,542.06,0.15,0.247,0.842,-20.489",
    accuracy: 5,
    systems: [
      [4277, "OSGB36", NE, "longlat ellps=airy", [-10, 49, 3, 62]],
      [
        27700,
        "OSGB36 / British National Grid",
        EN,
        "tmerc lat_0=49 lon_0=-2 k=0.9996012717 x_0=400000 y_0=-100000 ellps=airy",
        [-10, 49, 3, 62],
      ],
    ],
  },
  {
    shift: "482.5,-130.6,564.6,-1.042,-0.214,-0.631,8.15",
    accuracy: 1,
    systems: [
      [4299, "TM65", NE, "longlat a=6377340.189 rf=299.3249646", [-11, 51, -5, 56]],
      [
        29902,
        "TM65 / Irish Grid",
        EN,
        "tmerc lat_0=53.5 lon_0=-8 k=1.000035 x_0=200000 y_0=250000 a=6377340.189 rf=299.3249646",
        [-11, 51, -5, 56],
      ],
    ],
  },
  {
    shift: "-168,-60,320",
    accuracy: 2,
    systems: [
      [4275, "NTF", NE, "longlat ellps=clrk80ign", [-5, 41, 10, 52]],
      [
        27572,
        "NTF (Paris) / Lambert zone II",
        EN,
        "lcc lat_1=46.8 lat_0=46.8 lon_0=0 k_0=0.99987742 x_0=600000 y_0=2200000 ellps=clrk80ign pm=paris",
        [-5, 42, 9, 52],
      ],
    ],
  },
];
