import { describe, expect, it } from "vitest";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import {
  gmlCity,
  gmlMultiSurface,
  gmlPolygon,
  gmlPosList,
  gmlSquare,
} from "../../support/gml-text.ts";
import { levelsOf, readGml, uncounted } from "../../support/read-gml.ts";

const leftOutOf = (read: Awaited<ReturnType<typeof readGml>>) =>
  Object.entries(read.tally.ledger("polygons").leftOut).map(([reason, { count }]) => [
    reason,
    count,
  ]);

describe("CityGML: what is passed over", () => {
  it("tells of points and break lines that a TIN was made from", async () => {
    const triangle = `<gml:Triangle><gml:exterior><gml:LinearRing>${gmlPosList(gmlSquare().slice(0, 3))}</gml:LinearRing></gml:exterior></gml:Triangle>`;
    const tin = `<gml:Tin><gml:trianglePatches>${triangle}</gml:trianglePatches>
      <gml:breakLines><gml:LineStringSegment>${gmlPosList(gmlSquare())}</gml:LineStringSegment></gml:breakLines>
      <gml:controlPoint>${gmlPosList(gmlSquare())}</gml:controlPoint></gml:Tin>`;
    const relief = `<dem:ReliefFeature gml:id="r"><dem:reliefComponent><dem:TINRelief gml:id="t"><dem:lod>1</dem:lod><dem:tin>${tin}</dem:tin></dem:TINRelief></dem:reliefComponent></dem:ReliefFeature>`;
    const read = await readGml(gmlCity([relief]));
    expect(uncounted(read)).toEqual([]);
    expect(leftOutOf(read)).toEqual([["points or break lines that a TIN was made from", 2]]);
  });

  it("tells of curves that it cannot draw", async () => {
    const arc = `<gml:Curve><gml:segments><gml:Arc>${gmlPosList(gmlSquare().slice(0, 3), false)}</gml:Arc></gml:segments></gml:Curve>`;
    const thing = `<gen:GenericCityObject gml:id="g"><gen:lod1Geometry>${arc}</gen:lod1Geometry></gen:GenericCityObject>`;
    const read = await readGml(gmlCity([thing]));
    expect(uncounted(read)).toEqual([]);
    expect(leftOutOf(read)).toEqual([[expect.stringMatching(/^a curve/), 1]]);
  });
});

describe("CityGML: small files that ask for much", () => {
  it("a surface named again and again is looked at once", async () => {
    const members = Array.from({ length: 2_000 }, (_, i) => gmlPolygon([gmlSquare(i)], `p${i}`));
    const all = gmlMultiSurface(members).replace(
      "<gml:MultiSurface",
      '<gml:MultiSurface gml:id="all"',
    );
    const again = '<gml:surfaceMember xlink:href="#all"/>'.repeat(100_000);
    const building = `<bldg:Building gml:id="b"><bldg:lod2MultiSurface>${all}</bldg:lod2MultiSurface>
      <bldg:lod3MultiSurface><gml:MultiSurface>${again}</gml:MultiSurface></bldg:lod3MultiSurface></bldg:Building>`;
    const read = await readGml(gmlCity([building]));
    expect(uncounted(read)).toEqual([]);
    const [two, three] = levelsOf(read.features[0] as (typeof read.features)[0]);
    expect(two?.replace("lod2", "")).toBe(three?.replace("lod3", ""));
  });

  it("an element of more attributes than the limit is refused, and the limit named", async () => {
    const attributes = Array.from(
      { length: TILE_LIMITS.elementAttributes + 1 },
      (_, i) => ` a${i}=""`,
    );
    const read = await readGml(gmlCity([`<bldg:Building${attributes.join("")}/>`]));
    expect(read.problem?.message).toMatch(/line \d+, column \d+: .*limit elementAttributes/);
  });
});
