import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { type GmlCorner, gmlCity, gmlPolygon, gmlSolid } from "./gml-text.ts";

/** A block with a picture of one colour on its roof and another on its walls. */
export interface Block {
  readonly id: string;
  /** Steps of some 9 m to the east and 11 m to the north, and across. */
  readonly east: number;
  readonly north: number;
  readonly size: number;
  /** Metres; its foot is at 2. */
  readonly height: number;
  readonly usage: "401" | "411" | "431";
  readonly year?: number;
}

const FOOT = 2;
const ROOF_COLOR = { r: 200, g: 40, b: 40 } as const;
const WALL_COLOR = { r: 40, g: 90, b: 200 } as const;

const LABELS = { "401": "業務施設", "411": "住宅", "431": "運輸倉庫施設" } as const;
const FOLDER = "a_appearance";

/**
 * Writes a package as PLATEAU publishes them: udx with textured solids of LOD2 and blocks of LOD1, a
 * codelist. One picture for all: its upper half the roofs' colour, its lower half the walls'.
 */
export async function writeTexturedPackage(
  folder: string,
  blocks: readonly Block[],
): Promise<void> {
  const models = join(folder, "udx", "bldg");
  await mkdir(join(models, FOLDER), { recursive: true });
  await mkdir(join(folder, "codelists"), { recursive: true });
  await writeFile(join(folder, "codelists", "Building_usage.xml"), codelist());
  await writeFile(join(models, FOLDER, "paint.png"), await paint());
  const after = `<app:appearanceMember><app:Appearance><app:theme>rgbTexture</app:theme>
<app:surfaceDataMember><app:ParameterizedTexture><app:imageURI>${FOLDER}/paint.png</app:imageURI>
${blocks.map(targets).join("")}</app:ParameterizedTexture></app:surfaceDataMember></app:Appearance></app:appearanceMember>`;
  await writeFile(
    join(models, "53394525_bldg_6697_op.gml"),
    gmlCity(blocks.map(member), { after }),
  );
}

async function paint(): Promise<Buffer> {
  const half = (background: object) =>
    sharp({ create: { width: 64, height: 32, channels: 3, background } as never })
      .png()
      .toBuffer();
  return sharp({ create: { width: 64, height: 64, channels: 3, background: "#000" } })
    .composite([
      { input: await half(ROOF_COLOR), top: 0, left: 0 },
      { input: await half(WALL_COLOR), top: 32, left: 0 },
    ])
    .png()
    .toBuffer();
}

function codelist(): string {
  const entries = Object.entries(LABELS).map(
    ([code, label]) =>
      `<gml:dictionaryEntry><gml:Definition gml:id="c${code}"><gml:description>${label}</gml:description>` +
      `<gml:name>${code}</gml:name></gml:Definition></gml:dictionaryEntry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<gml:Dictionary xmlns:gml="http://www.opengis.net/gml" gml:id="cl"><gml:name>usage</gml:name>${entries.join("")}</gml:Dictionary>`;
}

interface Side {
  readonly name: string;
  readonly type: "RoofSurface" | "WallSurface" | "GroundSurface";
  readonly corners: readonly GmlCorner[];
}

function sides({ east, north, size, height }: Block): Side[] {
  const [west, south] = [139.7 + east / 10_000, 35.6 + north / 10_000];
  const [far, up] = [west + size / 10_000, south + size / 10_000];
  const ring = [
    [west, south],
    [far, south],
    [far, up],
    [west, up],
  ] as const;
  const at = (i: number, z: number): GmlCorner => [...(ring[i % 4] as [number, number]), z];
  const top = FOOT + height;
  const walls = ring.map((_, i): Side => {
    const corners = [at(i, FOOT), at(i + 1, FOOT), at(i + 1, top), at(i, top)];
    return { name: `w${i}`, type: "WallSurface", corners };
  });
  const roof = [0, 1, 2, 3].map((i) => at(i, top));
  const ground = [3, 2, 1, 0].map((i) => at(i, FOOT));
  return [
    ...walls,
    { name: "r", type: "RoofSurface", corners: roof },
    { name: "g", type: "GroundSurface", corners: ground },
  ];
}

function member(block: Block): string {
  const { id, usage, height, year } = block;
  const all = sides(block);
  const surfaces = all.map(
    ({ name, type, corners }) =>
      `<bldg:boundedBy><bldg:${type}><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>` +
      `${gmlPolygon([corners], `${id}-${name}`)}</gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:${type}></bldg:boundedBy>`,
  );
  const shell = gmlSolid(all.map(({ name }) => `#${id}-${name}`));
  const built =
    year === undefined ? "" : `<bldg:yearOfConstruction>${year}</bldg:yearOfConstruction>`;
  return `<bldg:Building gml:id="${id}"><bldg:usage codeSpace="../../codelists/Building_usage.xml">${usage}</bldg:usage>
${built}<bldg:measuredHeight uom="m">${height}</bldg:measuredHeight>
<bldg:lod1Solid>${gmlSolid(all.map(({ corners }) => gmlPolygon([corners])))}</bldg:lod1Solid>
<bldg:lod2Solid>${shell}</bldg:lod2Solid>${surfaces.join("\n")}</bldg:Building>`;
}

/** Where each surface's corners lie in the picture: in the half of its colour, away from the edges. */
function targets(block: Block): string {
  return sides(block)
    .filter(({ type }) => type !== "GroundSurface")
    .map(({ name, type }) => {
      const [low, high] = type === "RoofSurface" ? [0.6, 0.9] : [0.1, 0.4];
      const uvs = `0.1 ${low} 0.9 ${low} 0.9 ${high} 0.1 ${high} 0.1 ${low}`;
      const id = `${block.id}-${name}`;
      return `<app:target uri="#${id}"><app:TexCoordList><app:textureCoordinates ring="#${id}-0">${uvs}</app:textureCoordinates></app:TexCoordList></app:target>`;
    })
    .join("\n");
}
