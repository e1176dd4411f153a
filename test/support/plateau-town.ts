import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type GmlCorner, gmlCity, gmlMultiSurface, gmlPolygon, gmlSolid } from "./gml-text.ts";

/** Blocks of buildings on each side, and metres from one to the next. */
const COUNT = 9;
const STEP = 60;
const METRES_NORTH = 110_950;
const METRES_EAST = 90_500;
const REACH = (COUNT * STEP) / 2 + 30;
const USAGES = {
  "401": "業務施設",
  "402": "商業施設",
  "411": "住宅",
  "412": "共同住宅",
  "441": "工場",
} as const;
const PIPES = { "5500": "下水道管", "5510": "雨水管" } as const;
const LAND = { "211": "住宅用地", "212": "商業用地", "219": "公園・緑地" } as const;

type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * Writes a small town as PLATEAU publishes one: relief that falls to a river, buildings with flood depths,
 * two flood maps and a tsunami's that lie over one another, roads, land use, a bridge, pipes.
 */
export async function writePlateauTown(folder: string): Promise<void> {
  const files: Readonly<Record<string, string>> = {
    "codelists/Building_usage.xml": codelist(USAGES),
    "codelists/CityFurniture_function.xml": codelist(PIPES),
    "codelists/Common_landUseType.xml": codelist(LAND),
    "udx/bldg/53394525_bldg_6697_op.gml": gmlCity(blocks().map(building)),
    "udx/dem/53394525_dem_6697_op.gml": gmlCity([relief()]),
    "udx/tran/53394525_tran_6697_op.gml": gmlCity(roads()),
    "udx/luse/53394525_luse_6697_op.gml": gmlCity(landUse()),
    "udx/brid/53394525_brid_6697_op.gml": gmlCity([bridge()]),
    "udx/unf/53394525_unf_6697_op.gml": gmlCity(pipes()),
    "udx/fld/natl/mihongawa/53394525_fld_6697_l1_op.gml": gmlCity([flood("l1", 60, 1.2)]),
    "udx/fld/natl/mihongawa/53394525_fld_6697_l2_op.gml": gmlCity([flood("l2", 170, 3.4)]),
    "udx/tnm/mihon/53394525_tnm_6697_op.gml": gmlCity([flood("tnm", 110, 2.1)]),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** Of the ground: it rises from the river in the south-east. */
function groundAt(east: number, north: number): number {
  return 3 + Math.max(0, (north - east * 0.4 + REACH) / 90) ** 1.5;
}

function at(east: number, north: number, height: number): GmlCorner {
  return [139.7 + east / METRES_EAST, 35.6 + north / METRES_NORTH, height];
}

function level([west, south, east, north]: Box, height: number): GmlCorner[] {
  return [
    at(west, south, height),
    at(east, south, height),
    at(east, north, height),
    at(west, north, height),
  ];
}

/** Closed, its sides facing out. */
function block(box: Box, low: number, high: number): string {
  const [foot, top] = [level(box, low), level(box, high)];
  const sides = foot.map((corner, i) => {
    const next = (i + 1) % 4;
    return [corner, foot[next], top[next], top[i]] as GmlCorner[];
  });
  return gmlSolid([foot.toReversed(), top, ...sides].map((ring) => gmlPolygon([ring])));
}

interface Block {
  readonly place: number;
  readonly box: Box;
  readonly height: number;
}

function blocks(): Block[] {
  return Array.from({ length: COUNT * COUNT }, (_, place): Block => {
    const [column, row] = [place % COUNT, Math.floor(place / COUNT)];
    const [west, south] = [(column - COUNT / 2) * STEP + 8, (row - COUNT / 2) * STEP + 8];
    const wide = 26 + ((place * 7) % 16);
    const middle = Math.hypot(column - COUNT / 2, row - COUNT / 2);
    const height = 6 + ((place * 37) % 17) + Math.max(0, 60 - 18 * middle);
    return { place, box: [west, south, west + wide, south + wide], height };
  });
}

function building({ place, box, height }: Block): string {
  const [west, south] = box;
  const low = groundAt(west, south);
  const usage = Object.keys(USAGES)[(place * 3) % 7];
  const depth = 6.5 - low;
  const risk =
    depth <= 0
      ? ""
      : `<uro:bldgDisasterRiskAttribute><uro:RiverFloodingRiskAttribute>
<uro:description>見本川</uro:description><uro:scale>L2（想定最大規模）</uro:scale>
<uro:depth uom="m">${depth.toFixed(2)}</uro:depth></uro:RiverFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>`;
  return `<bldg:Building gml:id="bldg_${place}">
${usage === undefined ? "" : `<bldg:usage codeSpace="../../codelists/Building_usage.xml">${usage}</bldg:usage>`}
<bldg:yearOfConstruction>${1960 + ((place * 11) % 64)}</bldg:yearOfConstruction>
<bldg:measuredHeight uom="m">${height}</bldg:measuredHeight>
<bldg:storeysAboveGround>${Math.round(height / 3.2)}</bldg:storeysAboveGround>
<bldg:lod1Solid>${block(box, low - 0.5, low + height)}</bldg:lod1Solid>${risk}</bldg:Building>`;
}

function relief(): string {
  const steps = Array.from({ length: 16 }, (_, i) => -REACH + (i * 2 * REACH) / 15);
  const corner = (i: number, j: number) => {
    const [east, north] = [steps[i] ?? 0, steps[j] ?? 0];
    return at(east, north, groundAt(east, north));
  };
  const triangles = Array.from({ length: 225 }, (_, place) => {
    const [i, j] = [place % 15, Math.floor(place / 15)];
    const [a, b, c, d] = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)];
    return [triangle([a, b, c]), triangle([a, c, d])].join("");
  });
  return `<dem:ReliefFeature gml:id="dem_0"><dem:lod>1</dem:lod><dem:reliefComponent><dem:TINRelief gml:id="tin_0">
<dem:lod>1</dem:lod><dem:tin><gml:TriangulatedSurface><gml:trianglePatches>${triangles.join("\n")}
</gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief></dem:reliefComponent></dem:ReliefFeature>`;
}

function triangle(corners: readonly GmlCorner[]): string {
  return gmlPolygon([corners])
    .replace("<gml:Polygon>", "<gml:Triangle>")
    .replace("</gml:Polygon>", "</gml:Triangle>");
}

function roads(): string[] {
  const along = Array.from({ length: COUNT + 1 }, (_, i) => (i - COUNT / 2) * STEP - 6);
  const boxes = along.flatMap((from): Box[] => [
    [from, -REACH, from + 10, REACH],
    [-REACH, from, REACH, from + 10],
  ]);
  return boxes.map(
    (box, i) => `<tran:Road gml:id="tran_${i}"><tran:lod1MultiSurface>
${gmlMultiSurface([gmlPolygon([level(box, 0)])])}</tran:lod1MultiSurface></tran:Road>`,
  );
}

function landUse(): string[] {
  return Object.keys(LAND).map((code, i) => {
    const box: Box = [-REACH + i * 190, -REACH, -REACH + (i + 1) * 190, REACH];
    return `<luse:LandUse gml:id="luse_${i}"><luse:class codeSpace="../../codelists/Common_landUseType.xml">${code}</luse:class>
<luse:lod1MultiSurface>${gmlMultiSurface([gmlPolygon([level(box, 0)])])}</luse:lod1MultiSurface></luse:LandUse>`;
  });
}

function bridge(): string {
  return `<brid:Bridge gml:id="brid_0"><gml:name>見本橋</gml:name>
<brid:lod1Solid>${block([150, -REACH, 162, -120], 9, 10.5)}</brid:lod1Solid></brid:Bridge>`;
}

function pipes(): string[] {
  return Array.from({ length: COUNT }, (_, i) => {
    const east = (i - COUNT / 2) * STEP;
    const code = Object.keys(PIPES)[i % 2];
    return `<uro:SewerPipe gml:id="unf_${i}"><frn:function codeSpace="../../codelists/CityFurniture_function.xml">${code}</frn:function>
<frn:lod1Geometry>${block([east - 1, -200, east + 1, 220], -1, 1)}</frn:lod1Geometry></uro:SewerPipe>`;
  });
}

/** Water that stands so high in the lower part of the town. */
function flood(id: string, reach: number, height: number): string {
  const box: Box = [-REACH, -REACH, REACH, -REACH + 2 * reach];
  return `<wtr:WaterBody gml:id="${id}"><wtr:lod1MultiSurface>
${gmlMultiSurface([gmlPolygon([level(box, 3 + height)])])}</wtr:lod1MultiSurface></wtr:WaterBody>`;
}

function codelist(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).map(
    ([code, label]) =>
      `<gml:dictionaryEntry><gml:Definition gml:id="c${code}"><gml:description>${label}</gml:description>` +
      `<gml:name>${code}</gml:name></gml:Definition></gml:dictionaryEntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<gml:Dictionary xmlns:gml="http://www.opengis.net/gml" gml:id="cl"><gml:name>c</gml:name>${entries.join("")}</gml:Dictionary>`;
}
