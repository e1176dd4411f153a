import { describe, expect, it } from "vitest";
import {
  gmlCity,
  gmlFile,
  gmlMultiSurface,
  gmlPolygon,
  gmlPosList,
  gmlSolid,
  gmlSquare,
} from "../../support/gml-text.ts";
import { levelsOf, readGml, uncounted } from "../../support/read-gml.ts";

const square = (east = 0, height = 10) => gmlPolygon([gmlSquare(east, 0, 1, height)]);
const surface = (east = 0, height = 10) => gmlMultiSurface([square(east, height)]);

/** Objects of CityGML 2 with i-UR, and what they are. */
const CLASSES: readonly (readonly [name: string, content: string, is: string, levels: string[]])[] =
  [
    [
      "bldg:Building",
      `<bldg:lod1Solid>${gmlSolid([square()])}</bldg:lod1Solid>`,
      "building",
      ["lod1 solid: other"],
    ],
    [
      "brid:Bridge",
      `<brid:lod1MultiSurface>${surface()}</brid:lod1MultiSurface>`,
      "bridge",
      ["lod1 surface: other"],
    ],
    [
      "tun:Tunnel",
      `<tun:lod1MultiSurface>${surface()}</tun:lod1MultiSurface>`,
      "tunnel",
      ["lod1 surface: other"],
    ],
    [
      "tran:Road",
      `<tran:lod1MultiSurface>${surface(0, 0)}</tran:lod1MultiSurface>
     <tran:trafficArea><tran:TrafficArea><tran:lod2MultiSurface>${surface(1)}</tran:lod2MultiSurface></tran:TrafficArea></tran:trafficArea>
     <tran:auxiliaryTrafficArea><tran:AuxiliaryTrafficArea><tran:lod2MultiSurface>${surface(2)}</tran:lod2MultiSurface></tran:AuxiliaryTrafficArea></tran:auxiliaryTrafficArea>`,
      "road",
      ["lod1 flat: other", "lod2 surface: auxiliary-traffic traffic"],
    ],
    [
      "tran:Railway",
      `<tran:lod1MultiSurface>${surface()}</tran:lod1MultiSurface>`,
      "railway",
      ["lod1 surface: other"],
    ],
    [
      "tran:Track",
      `<tran:lod1MultiSurface>${surface()}</tran:lod1MultiSurface>`,
      "road",
      ["lod1 surface: other"],
    ],
    [
      "tran:Square",
      `<tran:lod1MultiSurface>${surface()}</tran:lod1MultiSurface>`,
      "road",
      ["lod1 surface: other"],
    ],
    [
      "luse:LandUse",
      `<luse:lod1MultiSurface>${surface(0, 0)}</luse:lod1MultiSurface>`,
      "land-use",
      ["lod1 flat: other"],
    ],
    [
      "urf:UseDistrict",
      `<urf:lod1MultiSurface>${surface(0, 0)}</urf:lod1MultiSurface>`,
      "urban-plan",
      ["lod1 flat: other"],
    ],
    [
      "urf:SedimentDisasterProneArea",
      `<urf:lod1MultiSurface>${surface()}</urf:lod1MultiSurface>`,
      "hazard",
      ["lod1 surface: other"],
    ],
    [
      "dem:ReliefFeature",
      `<dem:lod>2</dem:lod><dem:reliefComponent><dem:TINRelief><dem:lod>2</dem:lod><dem:tin><gml:TriangulatedSurface><gml:trianglePatches>
     <gml:Triangle><gml:exterior><gml:LinearRing>${gmlPosList(gmlSquare().slice(0, 3))}</gml:LinearRing></gml:exterior></gml:Triangle>
     </gml:trianglePatches></gml:TriangulatedSurface></dem:tin></dem:TINRelief></dem:reliefComponent>`,
      "relief",
      ["lod2 surface: triangle"],
    ],
    [
      "veg:PlantCover",
      `<veg:lod1MultiSolid><gml:MultiSolid><gml:solidMember>${gmlSolid([square()])}</gml:solidMember></gml:MultiSolid></veg:lod1MultiSolid>`,
      "vegetation",
      ["lod1 solid: other"],
    ],
    [
      "frn:CityFurniture",
      `<frn:lod2Geometry>${surface()}</frn:lod2Geometry>`,
      "furniture",
      ["lod2 surface: other"],
    ],
    [
      "wtr:WaterBody",
      `<wtr:boundedBy><wtr:WaterSurface><wtr:lod2Surface>${square()}</wtr:lod2Surface></wtr:WaterSurface></wtr:boundedBy>`,
      "water",
      ["lod2 surface: water"],
    ],
    [
      "uro:WaterPipe",
      `<uro:frnDmAttribute><uro:DmGeometricAttribute><uro:lod0Geometry><gml:LineString>${gmlPosList(gmlSquare(), false)}</gml:LineString></uro:lod0Geometry></uro:DmGeometricAttribute></uro:frnDmAttribute>`,
      "utility",
      ["lod0 line: other"],
    ],
    [
      "uro:Manhole",
      `<frn:lod1Geometry>${gmlSolid([square()])}</frn:lod1Geometry>`,
      "utility",
      ["lod1 solid: other"],
    ],
    [
      "gen:GenericCityObject",
      `<gen:lod1Geometry>${surface()}</gen:lod1Geometry>`,
      "generic",
      ["lod1 surface: other"],
    ],
    [
      "uro:SomethingNew",
      `<uro:lod3Geometry>${surface()}</uro:lod3Geometry>`,
      "generic",
      ["lod3 surface: other"],
    ],
  ];

describe("CityGML 2: classes of city objects", () => {
  it.each(CLASSES)("%s", async (type, content, is, levels) => {
    const read = await readGml(gmlCity([`<${type} gml:id="a">${content}</${type}>`]));
    expect(read.problem).toBeUndefined();
    expect(uncounted(read)).toEqual([]);
    const [feature] = read.features;
    expect(feature).toMatchObject({ id: "a", class: is, type });
    expect(levelsOf(feature!)).toEqual(levels);
  });

  it("takes water bodies in a hazard's folder for hazard areas, of the layer that they say", async () => {
    const water = (attributes: string) =>
      gmlCity([
        `<wtr:WaterBody gml:id="a"><wtr:lod1MultiSurface>${surface()}</wtr:lod1MultiSurface>${attributes}</wtr:WaterBody>`,
      ]);
    const risk = `<uro:floodingRiskAttribute><uro:WaterBodyRiverFloodingRiskAttribute>
      <uro:description>多摩川</uro:description><uro:scale>L2</uro:scale>
      </uro:WaterBodyRiverFloodingRiskAttribute></uro:floodingRiskAttribute>`;
    const said = await readGml(water(risk));
    expect(said.features[0]).toMatchObject({
      class: "hazard",
      layer: { ja: "洪水浸水想定区域: 多摩川・L2" },
    });
    const name = "udx/fld/natl/tamagawa/53392633_fld_6697_l1_op.gml";
    const old = await readGml(gmlFile(water(""), { name }));
    expect(old.features[0]).toMatchObject({
      class: "hazard",
      layer: { ja: "洪水浸水想定区域: tamagawa・L1" },
    });
    const plain = await readGml(gmlFile(water(""), { name: "udx/wtr/1.gml" }));
    expect(plain.features[0]).toMatchObject({ class: "water" });
    expect(plain.features[0]).not.toHaveProperty("layer");
  });

  it("counts groups as left out, and reads what they hold", async () => {
    const group = `<grp:CityObjectGroup gml:id="g"><grp:groupMember xlink:href="#b"/>
      <grp:groupMember><bldg:Building gml:id="b"><bldg:lod1Solid>${gmlSolid([square()])}</bldg:lod1Solid></bldg:Building></grp:groupMember>
      <grp:geometry>${surface()}</grp:geometry></grp:CityObjectGroup>`;
    const read = await readGml(gmlCity([group, `<luse:LandUse gml:id="l"/>`]));
    expect(read.features.map(({ id }) => id)).toEqual(["b", "l"]);
    expect(read.tally.ledger("features").leftOut).toEqual({
      "a group of other objects": { count: 1, examples: ["a.gml g"] },
    });
    expect(uncounted(read)).toEqual([]);
  });

  it("gives objects without gml:id one that lasts, and says so", async () => {
    const city = gmlCity([`<luse:LandUse/>`, `<luse:LandUse gml:id="l"/>`, `<luse:LandUse/>`]);
    const read = await readGml(city);
    expect(read.features.map(({ id }) => id)).toEqual(["a.gml#1", "l", "a.gml#3"]);
    expect((await readGml(city)).features.map(({ id }) => id)).toEqual(["a.gml#1", "l", "a.gml#3"]);
    const { repaired } = read.tally.ledger("features");
    expect(repaired["given an id by its place in the file"]?.count).toBe(2);
  });
});

describe("CityGML 2: buildings and what they are made of", () => {
  const wall = (name: string, east: number, more = "") =>
    `<bldg:boundedBy><bldg:${name}><bldg:lod2MultiSurface>${surface(east)}</bldg:lod2MultiSurface>${more}</bldg:${name}></bldg:boundedBy>`;

  it("parts, installations, openings: one feature, with their attributes under their names", async () => {
    const opening = `<bldg:opening><bldg:Door><bldg:lod3MultiSurface>${surface(9)}</bldg:lod3MultiSurface></bldg:Door></bldg:opening>`;
    const read = await readGml(
      gmlCity([
        `<bldg:Building gml:id="b"><gml:name>Hall</gml:name><bldg:measuredHeight uom="m">12</bldg:measuredHeight>
         ${wall("WallSurface", 1, opening)}${wall("RoofSurface", 2)}${wall("ClosureSurface", 3)}
         <bldg:outerBuildingInstallation><bldg:BuildingInstallation gml:id="i"><bldg:function>1000</bldg:function>
          <bldg:lod2Geometry>${surface(4)}</bldg:lod2Geometry></bldg:BuildingInstallation></bldg:outerBuildingInstallation>
         <bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="p1"><bldg:storeysAboveGround>2</bldg:storeysAboveGround>
          ${wall("GroundSurface", 5)}</bldg:BuildingPart></bldg:consistsOfBuildingPart>
         <bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="p2"><bldg:storeysAboveGround>3</bldg:storeysAboveGround>
          ${wall("RoofSurface", 6)}</bldg:BuildingPart></bldg:consistsOfBuildingPart>
         </bldg:Building>`,
      ]),
    );
    expect(read.features).toHaveLength(1);
    const [building] = read.features;
    expect(building?.name).toEqual({ en: "Hall", ja: "Hall" });
    expect(levelsOf(building!)).toEqual([
      "lod2 surface: closure ground installation roof roof wall",
      "lod3 surface: door",
    ]);
    const said = Object.fromEntries(building!.attributes.map(({ path, value }) => [path, value]));
    expect(said).toMatchObject({
      measuredHeight: 12,
      "installation[1]/id": "i",
      "part[1]/id": "p1",
      "part[1]/storeysAboveGround": 2,
      "part[2]/storeysAboveGround": 3,
    });
    expect(uncounted(read)).toEqual([]);
  });

  it("leaves out what is inside rooms, and where letters arrive", async () => {
    const read = await readGml(
      gmlCity([
        `<bldg:Building gml:id="b"><bldg:lod4MultiSurface>${surface()}</bldg:lod4MultiSurface>
         <bldg:interiorRoom><bldg:Room><bldg:lod4MultiSurface>${surface(1)}</bldg:lod4MultiSurface>
          <bldg:boundedBy><bldg:InteriorWallSurface><bldg:lod4MultiSurface>${surface(2)}</bldg:lod4MultiSurface></bldg:InteriorWallSurface></bldg:boundedBy>
          <bldg:boundedBy><bldg:CeilingSurface><bldg:lod4MultiSurface>${surface(3)}</bldg:lod4MultiSurface></bldg:CeilingSurface></bldg:boundedBy>
         </bldg:Room></bldg:interiorRoom>
         <bldg:address><core:Address><core:multiPoint><gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>35.6 139.7 1</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint></core:multiPoint></core:Address></bldg:address>
         <bldg:lod1TerrainIntersection><gml:MultiCurve><gml:curveMember><gml:LineString>${gmlPosList(gmlSquare())}</gml:LineString></gml:curveMember></gml:MultiCurve></bldg:lod1TerrainIntersection>
         </bldg:Building>`,
      ]),
    );
    expect(levelsOf(read.features[0]!)).toEqual(["lod4 surface: other"]);
    const { leftOut } = read.tally.ledger("polygons");
    expect(leftOut["inside a room"]?.count).toBe(3);
    expect(leftOut["a line where something meets the ground"]?.count).toBe(1);
    expect(uncounted(read)).toEqual([]);
  });

  it("draws a roof's edge only where there is no footprint", async () => {
    const edge = `<bldg:lod0RoofEdge>${surface(0, 20)}</bldg:lod0RoofEdge>`;
    const foot = `<bldg:lod0FootPrint>${surface(0, 10)}</bldg:lod0FootPrint>`;
    const read = await readGml(
      gmlCity([
        `<bldg:Building gml:id="a">${edge}</bldg:Building>`,
        `<bldg:Building gml:id="b">${foot}${edge}</bldg:Building>`,
      ]),
    );
    expect(read.features.map(levelsOf)).toEqual([["lod0 flat: other"], ["lod0 flat: other"]]);
    const { leftOut } = read.tally.ledger("polygons");
    expect(leftOut["a roof's edge beside a footprint"]).toEqual({
      count: 1,
      examples: ["a.gml b"],
    });
    expect(uncounted(read)).toEqual([]);
  });
});

describe("CityGML 3", () => {
  it("has the same in other words", async () => {
    const bound = (name: string, content: string) =>
      `<core:boundary><con:${name}>${content}</con:${name}></core:boundary>`;
    const ref = gmlSolid(["#w", "#r"]);
    const read = await readGml(
      gmlCity(
        [
          `<bldg:Building gml:id="b"><gml:name>Hall</gml:name>
           ${bound(
             "WallSurface",
             `<core:lod2MultiSurface>${gmlMultiSurface([gmlPolygon([gmlSquare(1)], "w")])}</core:lod2MultiSurface>
             <con:fillingSurface><con:WindowSurface><core:lod3MultiSurface>${surface(7)}</core:lod3MultiSurface></con:WindowSurface></con:fillingSurface>`,
           )}
           ${bound("RoofSurface", `<core:lod2MultiSurface>${gmlMultiSurface([gmlPolygon([gmlSquare(2)], "r")])}</core:lod2MultiSurface>`)}
           <core:lod2Solid>${ref}</core:lod2Solid>
           <bldg:buildingPart><bldg:BuildingPart gml:id="p"><core:lod1Solid>${gmlSolid([square(4)])}</core:lod1Solid></bldg:BuildingPart></bldg:buildingPart>
           <bldg:buildingRoom><bldg:BuildingRoom><core:lod3Solid>${gmlSolid([square(5)])}</core:lod3Solid></bldg:BuildingRoom></bldg:buildingRoom>
           <bldg:buildingSubdivision><bldg:Storey gml:id="s"><bldg:sortKey>1</bldg:sortKey></bldg:Storey></bldg:buildingSubdivision>
           </bldg:Building>`,
          `<tran:Road gml:id="r"><tran:trafficSpace><tran:TrafficSpace>
            <core:boundary><tran:TrafficArea><core:lod2MultiSurface>${surface()}</core:lod2MultiSurface></tran:TrafficArea></core:boundary>
           </tran:TrafficSpace></tran:trafficSpace></tran:Road>`,
        ],
        { version: 3 },
      ),
    );
    expect(read.problem).toBeUndefined();
    expect(read.features.map(({ class: is, type }) => `${is} ${type}`)).toEqual([
      "building bldg:Building",
      "road tran:Road",
    ]);
    expect(read.features.map(levelsOf)).toEqual([
      ["lod1 solid: other", "lod2 solid: roof wall", "lod3 surface: window"],
      ["lod2 surface: traffic"],
    ]);
    expect(read.tally.ledger("polygons").leftOut["inside a room"]?.count).toBe(1);
    expect(uncounted(read)).toEqual([]);
  });

  it("draws outlines flat, and the roof's only where there is no other", async () => {
    const outline = (name: string) =>
      `<core:boundary><con:${name}><core:lod0MultiSurface>${surface()}</core:lod0MultiSurface></con:${name}></core:boundary>`;
    const [roof, ground] = [outline("RoofSurface"), outline("GroundSurface")];
    const read = await readGml(
      gmlCity(
        [
          `<bldg:Building gml:id="a">${roof}</bldg:Building>`,
          `<bldg:Building gml:id="b">${roof}${ground}</bldg:Building>`,
        ],
        { version: 3 },
      ),
    );
    expect(read.features.map(levelsOf)).toEqual([["lod0 flat: roof"], ["lod0 flat: ground"]]);
    expect(uncounted(read)).toEqual([]);
  });

  it("takes any namespace, also one called as what every object of JavaScript has", async () => {
    const strange = `<constructor:toString xmlns:constructor="http://www.opengis.net/citygml/constructor/2.0" gml:id="s"/>`;
    const read = await readGml(gmlCity([strange]));
    expect(read.features[0]).toMatchObject({ class: "generic", type: "constructor:toString" });
  });
});
