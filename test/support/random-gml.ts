import fc from "fast-check";
import { type GmlCorner, gmlCity, gmlMultiSurface, gmlPolygon, gmlSolid } from "./gml-text.ts";

/** A building as it is written, and as it should be read. */
export interface RandomBuilding {
  readonly id: string;
  readonly stories: number;
  readonly city: string;
  readonly walls: readonly RandomWall[];
  /** Whether a solid names its walls, and whether before them. */
  readonly solid: "none" | "before" | "after";
}

export interface RandomWall {
  readonly semantic: "RoofSurface" | "WallSurface" | "GroundSurface";
  readonly rings: readonly (readonly GmlCorner[])[];
  /** u, v of each corner of each ring, where it has a picture. */
  readonly uvs: readonly (readonly (readonly [number, number])[])[] | undefined;
}

/** Never -0, which is written as 0. */
const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const corner = fc.tuple(number(139.6, 139.8), number(35.5, 35.7), number(-10, 500));
const uv = fc.tuple(number(-2, 3), number(-2, 3));
const ring = fc.array(corner, { minLength: 3, maxLength: 7 });
const wall: fc.Arbitrary<RandomWall> = fc
  .record({
    semantic: fc.constantFrom("RoofSurface", "WallSurface", "GroundSurface"),
    rings: fc.array(ring, { minLength: 1, maxLength: 3 }),
    pictured: fc.boolean(),
    uvs: fc.array(uv, { minLength: 21, maxLength: 21 }),
  })
  .map(({ semantic, rings, pictured, uvs }) => {
    let next = 0;
    const laid = rings.map((corners) => corners.map(() => uvs[next++] as [number, number]));
    return { semantic, rings, uvs: pictured ? laid : undefined } as RandomWall;
  });

export const randomBuildings: fc.Arbitrary<readonly RandomBuilding[]> = fc
  .array(
    fc.record({
      stories: fc.integer({ min: 1, max: 60 }),
      city: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
      walls: fc.array(wall, { minLength: 1, maxLength: 4 }),
      solid: fc.constantFrom("none" as const, "before" as const, "after" as const),
    }),
    { maxLength: 5 },
  )
  .map((buildings) => buildings.map((building, i) => ({ ...building, id: `b${i}` })));

/** The file. @param late whether what it says of pictures stands at its end */
export function randomGml(buildings: readonly RandomBuilding[], late: boolean): string {
  const looks = `<app:appearanceMember><app:Appearance><app:theme>rgb</app:theme><app:surfaceDataMember>
    <app:ParameterizedTexture><app:imageURI>1.jpg</app:imageURI>${buildings.map(targets).join("")}</app:ParameterizedTexture>
    </app:surfaceDataMember></app:Appearance></app:appearanceMember>`;
  return gmlCity(buildings.map(written), late ? { after: looks } : { before: looks });
}

function written({ id, stories, city, walls, solid }: RandomBuilding): string {
  const sides = walls.map(({ semantic, rings }, i) => {
    const surface = gmlMultiSurface([gmlPolygon(rings, `${id}-${i}`)]);
    return `<bldg:boundedBy><bldg:${semantic}><bldg:lod2MultiSurface>${surface}</bldg:lod2MultiSurface></bldg:${semantic}></bldg:boundedBy>`;
  });
  const shell = `<bldg:lod2Solid>${gmlSolid(walls.map((_, i) => `#${id}-${i}`))}</bldg:lod2Solid>`;
  return `<bldg:Building gml:id="${id}"><gml:name>${escaped(city)}</gml:name><bldg:storeysAboveGround>${stories}</bldg:storeysAboveGround>
    ${solid === "before" ? shell : ""}${sides.join("")}${solid === "after" ? shell : ""}</bldg:Building>`;
}

function targets({ id, walls }: RandomBuilding): string {
  const lists = walls.map(({ uvs = [] }, i) => {
    const coordinates = uvs.map((laid, k) => {
      const closed = [...laid, laid[0]!].flat().join(" ");
      return `<app:textureCoordinates ring="#${id}-${i}-${k}">${closed}</app:textureCoordinates>`;
    });
    if (coordinates.length === 0) return "";
    return `<app:target uri="#${id}-${i}"><app:TexCoordList>${coordinates.join("")}</app:TexCoordList></app:target>`;
  });
  return lists.join("");
}

/** Any text as XML has it; letters that XML does not have become question marks. */
function escaped(text: string): string {
  return [...text]
    .map((letter) => (XML_LETTER.test(letter) ? `&#${letter.codePointAt(0)};` : "?"))
    .join("");
}

export const XML_LETTER = /^[\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u;
