import { describe, expect, it } from "vitest";
import type { ReadPolygon } from "../../../tilesets/model/read-feature.ts";
import {
  gmlCity,
  gmlFile,
  gmlMultiSurface,
  gmlPolygon,
  gmlSquare,
} from "../../support/gml-text.ts";
import { readGml, uncounted } from "../../support/read-gml.ts";

const UVS = "0 0 1 0 1 1 0 1 0 0";
const house = (id: string, more = "") =>
  `<bldg:Building gml:id="b-${id}"><bldg:lod2MultiSurface>${gmlMultiSurface([
    gmlPolygon([gmlSquare()], id),
  ])}</bldg:lod2MultiSurface>${more}</bldg:Building>`;
const list = (ring: string, uvs = UVS) =>
  `<app:TexCoordList><app:textureCoordinates ring="#${ring}">${uvs}</app:textureCoordinates></app:TexCoordList>`;
const texture = (image: string, targets: string, more = "") =>
  `<app:surfaceDataMember><app:ParameterizedTexture>${more}<app:imageURI>${image}</app:imageURI>
   <app:mimeType>image/jpg</app:mimeType>${targets}</app:ParameterizedTexture></app:surfaceDataMember>`;
const target = (id: string, uvs = UVS) =>
  `<app:target uri="#${id}">${list(`${id}-0`, uvs)}</app:target>`;
const looks = (data: string, theme = "rgb", element = "app:appearanceMember") =>
  `<${element}><app:Appearance><app:theme>${theme}</app:theme>${data}</app:Appearance></${element}>`;

async function polygonsOf(text: string) {
  const siblings = { "a/1.jpg": "one", "a/2.jpg": "two" };
  const read = await readGml(gmlFile(text, { siblings }));
  expect(read.problem).toBeUndefined();
  expect(uncounted(read)).toEqual([]);
  const polygons = read.features.flatMap(({ geometries }) =>
    geometries.flatMap((one) => one.polygons),
  );
  return { ...read, byId: new Map(polygons.map((one) => [one.id, one])) };
}

const path = (polygon: ReadPolygon | undefined) => polygon?.appearance?.image?.path;
const textures = (tally: Awaited<ReturnType<typeof readGml>>["tally"]) => {
  const { read, leftOut } = tally.ledger("textures");
  return {
    read,
    leftOut: Object.fromEntries(Object.entries(leftOut).map(([why, { count }]) => [why, count])),
  };
};

describe("CityGML: pictures on surfaces", () => {
  const one = looks(texture("a/1.jpg", target("p")));

  it.each([
    ["before the objects", gmlCity([house("p")], { before: one })],
    ["after them", gmlCity([house("p")], { after: one })],
    [
      "within one",
      gmlCity([house("p", looks(texture("a/1.jpg", target("p")), "rgb", "app:appearance"))]),
    ],
  ])("that are said %s", async (_, text) => {
    const { byId, tally } = await polygonsOf(text);
    const polygon = byId.get("p");
    expect(path(polygon)).toBe("memory/udx/bldg/a/1.jpg");
    expect([...polygon!.uvs![0]!]).toEqual([0, 0, 1, 0, 1, 1, 0, 1, 0, 0]);
    expect(Buffer.from((await polygon!.appearance!.image!.open())!).toString()).toBe("one");
    expect(textures(tally)).toEqual({ read: 1, leftOut: {} });
    expect(tally.bytes).toBe(Buffer.byteLength(text));
  });

  it("in the words of CityGML 3", async () => {
    const association = (
      id: string,
    ) => `<app:textureParameterization><app:TextureAssociation><app:target>#${id}</app:target>
      <app:textureParameterization><app:TexCoordList><app:textureCoordinates>${UVS}</app:textureCoordinates><app:textureCoordinates>0 0</app:textureCoordinates><app:ring>#${id}-0</app:ring><app:ring>#none</app:ring></app:TexCoordList></app:textureParameterization>
      </app:TextureAssociation></app:textureParameterization>`;
    const content = looks(texture("a/1.jpg", association("p")), "rgb", "core:appearanceMember");
    const { byId } = await polygonsOf(gmlCity([house("p")], { version: 3, before: content }));
    expect(path(byId.get("p"))).toBe("memory/udx/bldg/a/1.jpg");
    expect(byId.get("p")?.uvs?.[0]).toHaveLength(10);
  });

  it("the same object for the same file, whether it goes on beyond its edges", async () => {
    const clamp = "<app:wrapMode>clamp</app:wrapMode>";
    const data =
      texture("a/1.jpg", target("p")) +
      texture("a/1.jpg", target("q")) +
      texture("a/2.jpg", `${clamp}${target("r")}`);
    const { byId, tally } = await polygonsOf(
      gmlCity([house("p"), house("q"), house("r")], { before: looks(data) }),
    );
    const image = (id: string) => byId.get(id)?.appearance?.image;
    expect(image("p")).toBe(image("q"));
    expect([image("p")?.repeats, image("r")?.repeats]).toEqual([true, false]);
    expect(textures(tally)).toEqual({ read: 2, leftOut: {} });
  });

  it("the first theme with pictures, and each that is not shown told of once", async () => {
    const matrix = `<app:target uri="#q"><app:TexCoordGen><app:worldToTexture>1 0 0 0 0 1 0 0 0 0 0 1</app:worldToTexture></app:TexCoordGen></app:target>`;
    const data = [
      looks(
        "<app:surfaceDataMember><app:GeoreferencedTexture><app:imageURI>g.tif</app:imageURI></app:GeoreferencedTexture></app:surfaceDataMember>",
        "none",
      ),
      looks(
        texture("a/1.jpg", target("p")) +
          texture("m.jpg", matrix) +
          texture("u.jpg", target("nowhere")),
        "summer",
      ),
      looks(texture("a/2.jpg", target("p")) + texture("a/1.jpg", target("q")), "winter"),
      looks(texture("back.jpg", target("q"), "<app:isFront>false</app:isFront>"), "summer"),
    ];
    const { byId, tally } = await polygonsOf(
      gmlCity([house("p"), house("q")], { after: data.join("") }),
    );
    expect(path(byId.get("p"))).toBe("memory/udx/bldg/a/1.jpg");
    expect(byId.get("q")?.appearance).toBeUndefined();
    expect(textures(tally)).toEqual({
      read: 6,
      leftOut: {
        "placed by its own coordinates (GeoreferencedTexture)": 1,
        "placed by a matrix": 1,
        "no surface shows it": 1,
        "of another theme than summer": 1,
        "on the back of surfaces": 1,
      },
    });
  });

  it("a missing file is known by its path, and opens as nothing", async () => {
    const { byId } = await polygonsOf(
      gmlCity([house("p")], { before: looks(texture("gone.jpg", target("p"))) }),
    );
    expect(path(byId.get("p"))).toBe("memory/udx/bldg/gone.jpg");
    expect(await byId.get("p")!.appearance!.image!.open()).toBeUndefined();
  });

  it("coordinates that are none leave the surface, and are told of", async () => {
    const data = looks(texture("a/1.jpg", target("p", "0 0 x") + target("q")));
    const { byId, tally } = await polygonsOf(gmlCity([house("p"), house("q")], { before: data }));
    expect(byId.get("p")?.appearance).toBeUndefined();
    expect(path(byId.get("q"))).toBeDefined();
    expect(tally.ledger("polygons").repaired).toHaveProperty(
      "shown without its picture: texture coordinates that are no numbers",
    );
  });

  it("follow a surface that faces the other way", async () => {
    const turned = `<gml:OrientableSurface orientation="-"><gml:baseSurface>${gmlPolygon([gmlSquare()], "p")}</gml:baseSurface></gml:OrientableSurface>`;
    const object = `<bldg:Building gml:id="b"><bldg:lod2MultiSurface>${gmlMultiSurface([turned])}</bldg:lod2MultiSurface></bldg:Building>`;
    const { byId } = await polygonsOf(
      gmlCity([object], {
        before: looks(texture("a/1.jpg", target("p", "0 0 1 0 1 1 0 1 0.5 0.5"))),
      }),
    );
    expect([...byId.get("p")!.uvs![0]!]).toEqual([0.5, 0.5, 0, 1, 1, 1, 1, 0, 0, 0]);
  });
});

describe("CityGML: colours of surfaces", () => {
  const material = (color: string, ids: readonly string[], more = "") =>
    `<app:surfaceDataMember><app:X3DMaterial><app:diffuseColor>${color}</app:diffuseColor>${more}
     ${ids.map((id) => `<app:target>#${id}</app:target>`).join("")}</app:X3DMaterial></app:surfaceDataMember>`;

  it("of the polygon itself, or else of what it is in; pictures go before", async () => {
    const wall = (id: string) =>
      `<bldg:boundedBy><bldg:WallSurface><bldg:lod2MultiSurface>${gmlMultiSurface([gmlPolygon([gmlSquare()], id)]).replace("<gml:MultiSurface>", `<gml:MultiSurface gml:id="m-${id}">`)}</bldg:lod2MultiSurface></bldg:WallSurface></bldg:boundedBy>`;
    const object = `<bldg:Building gml:id="b">${wall("p")}${wall("q")}${wall("r")}</bldg:Building>`;
    const data = looks(
      material("1 0 0", ["m-p", "m-q", "m-r"]) +
        material("0 0.5 1", ["q"], "<app:transparency>0.25</app:transparency>") +
        texture("a/1.jpg", target("r")),
    );
    const { byId } = await polygonsOf(gmlCity([object], { after: data }));
    expect(byId.get("p")?.appearance).toEqual({ color: [255, 0, 0] });
    expect(byId.get("q")?.appearance).toEqual({ color: [0, 128, 255], opacity: 0.75 });
    expect(path(byId.get("r"))).toBe("memory/udx/bldg/a/1.jpg");
  });
});
