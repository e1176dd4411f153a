import { ecefOf, type Point, type SourceCity, type SourceSurface } from "./source-city.ts";

const TAG = /<(\/?)([\w:.-]+)([^>]*?)(\/?)>([^<]*)/g;
const MEMBER = /<core:cityObjectMember>([\s\S]*?)<\/core:cityObjectMember>/g;
/** What is counted as a polygon. */
const SHAPES = /<gml:(?:Polygon|Triangle|LineString|Point)[ >]/g;

type Uvs = readonly (readonly [number, number])[];
type Looks = ReadonlyMap<string, { readonly image: string; readonly uvs: Uvs }>;

/**
 * CityGML in EPSG:6697 as a few patterns read it, without a parser.
 * @param sea of the sea above the ellipsoid, metres
 */
export function naiveGml(
  text: string,
  sea: (longitude: number, latitude: number) => number,
): SourceCity {
  const looks = looksOf(text);
  const members = [...text.matchAll(MEMBER)].map(([, member = ""]) => member);
  const features = members.flatMap((member) => {
    const surfaces = finestSurfaces(member, looks, sea);
    const id = /gml:id="([^"]*)"/.exec(member)?.[1] ?? "";
    return surfaces.length === 0 ? [] : [[id, { surfaces, text: member }] as const];
  });
  return { features: new Map(features), polygons: text.match(SHAPES)?.length ?? 0 };
}

/** Of each ring that shows an image. */
function looksOf(text: string): Looks {
  const looks = new Map<string, { image: string; uvs: Uvs }>();
  const texture = /<app:ParameterizedTexture[\s\S]*?<\/app:ParameterizedTexture>/g;
  for (const [block] of text.matchAll(texture)) {
    const image = /<app:imageURI>([^<]*)</.exec(block)?.[1] ?? "";
    const coordinates = /<app:textureCoordinates ring="#([^"]*)">([^<]*)</g;
    for (const [, ring = "", list = ""] of block.matchAll(coordinates)) {
      const uvs = inGroups(numbersOf(list), 2) as [number, number][];
      looks.set(ring, { image, uvs });
    }
  }
  return looks;
}

interface Found extends SourceSurface {
  readonly lod: number;
}

function finestSurfaces(
  member: string,
  looks: Looks,
  sea: (longitude: number, latitude: number) => number,
): SourceSurface[] {
  const found: Found[] = [];
  const levels: number[] = [];
  let rings: Point[][] = [];
  let shown: { image: string; uvs: Uvs }[] = [];
  let ring = "";
  const place = ([latitude = 0, longitude = 0, height = 0]: readonly number[]) =>
    ecefOf(longitude, latitude, height + sea(longitude, latitude));
  for (const [, end, name = "", attributes = "", empty, inside = ""] of member.matchAll(TAG)) {
    const [, level] = /:lod(\d)/.exec(name) ?? [];
    if (level !== undefined && !empty) end ? levels.pop() : levels.push(Number(level));
    if (/^gml:(Polygon|Triangle)$/.test(name)) {
      const uvs = shown.map((each) => each.uvs.slice(0, -1));
      const look = shown.length > 0 ? { image: shown[0]?.image ?? "", uvs } : {};
      if (end) found.push({ rings, lod: levels.at(-1) ?? 0, ...look });
      [rings, shown] = [[], []];
    }
    if (end) continue;
    if (name === "gml:LinearRing") ring = /gml:id="([^"]*)"/.exec(attributes)?.[1] ?? "";
    if (name !== "gml:posList") continue;
    // The last corner is the first one again.
    rings.push(inGroups(numbersOf(inside), 3).slice(0, -1).map(place));
    const look = looks.get(ring);
    if (look !== undefined) shown.push(look);
  }
  const finest = Math.max(...found.map(({ lod }) => lod));
  return found.filter(({ lod }) => lod === finest);
}

function numbersOf(list: string): number[] {
  return list.trim().split(/\s+/).map(Number);
}

function inGroups(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: numbers.length / size }, (_, i) =>
    numbers.slice(size * i, size * i + size),
  );
}
