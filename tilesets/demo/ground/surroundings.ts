import type { Surface } from "../../../shared/surface.ts";
import type { GroundPatch, Point2, Point3 } from "../../model/city-model.ts";
import { HALF_SIDE, type Landform, mix, smooth } from "./landform.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { KERB, type Survey } from "./survey.ts";

/** Frames about the map, as multiples of its size: to 24 km. */
const FRAMES = [
  1, 1.05, 1.12, 1.22, 1.36, 1.55, 1.8, 2.15, 2.6, 3.2, 4, 5, 6.2, 7.6, 9.3, 12,
] as const;
/** South of the middle, frames widen less to the south, so that their lines run along the coast. */
const COASTWISE = 0.2;
const SEABED = -9;

/** Country about the city to the horizon: low coast to both sides, hills and mountains in the north. */
export function surroundings(survey: Survey, landform: Landform): GroundPatch[] {
  const border = borderOf(survey);
  const meshes = { sand: new MeshBuilder(), field: new MeshBuilder(), forest: new MeshBuilder() };
  const frames = FRAMES.map((scale, k) =>
    border.map(({ at, level }): Point3 => {
      const p: Point2 = [at[0] * scale, at[1] * (at[1] < 0 ? scale ** COASTWISE : scale)];
      return [p[0], p[1], k === 0 ? level : countryHeight(p, landform)];
    }),
  );
  for (let k = 0; k + 1 < frames.length; k++) {
    const inner = frames[k] as Point3[];
    const outer = frames[k + 1] as Point3[];
    for (let i = 0; i + 1 < inner.length; i++) {
      const quad = [inner[i], inner[i + 1], outer[i + 1], outer[i]] as [
        Point3,
        Point3,
        Point3,
        Point3,
      ];
      if (quad.every((p) => p[2] < -1)) continue;
      const middle = quad.reduce((sum, p) => sum + p[2], 0) / 4;
      const mesh = meshes[surfaceAt(middle)];
      mesh.triangle(quad[0], quad[1], quad[2]);
      mesh.triangle(quad[0], quad[2], quad[3]);
    }
  }
  return [
    meshes.sand.patch("far-sand", "sand"),
    meshes.field.patch("far-fields", "field"),
    meshes.forest.patch("far-forest", "forest"),
  ];
}

function surfaceAt(height: number): Extract<Surface, "sand" | "field" | "forest"> {
  if (height < 1.4) return "sand";
  return height < 13 ? "field" : "forest";
}

/** The map's border from its west shore over north to its east shore, clockwise, with the sea's ends. */
function borderOf(survey: Survey): { at: Point2; level: number }[] {
  const { graph } = survey;
  const list: { at: Point2; level: number }[] = [];
  for (let h = 0; h < graph.halfEdges; h++) {
    const at = graph.from(h);
    const outside = Math.max(Math.abs(at[0]), Math.abs(at[1])) > HALF_SIDE - 0.01;
    if (!outside || list.some((b) => b.at === at)) continue;
    list.push({ at, level: survey.level(graph.origin(h)) + KERB });
  }
  const around = ({ at }: { at: Point2 }) =>
    (Math.atan2(at[0], at[1]) + 2 * Math.PI) % (2 * Math.PI);
  const south: Point2[] = [];
  for (let east = -HALF_SIDE; east <= HALF_SIDE; east += 500) south.push([east, -HALF_SIDE]);
  for (let north = -1900; north < -1040; north += 100) south.push([HALF_SIDE, north]);
  for (let north = -1900; north < -770; north += 100) south.push([-HALF_SIDE, north]);
  for (const at of south) list.push({ at, level: SEABED });
  list.push({ at: riverMiddle(list), level: -3 });
  list.sort((a, b) => around(a) - around(b));
  return [...list, list[0] as (typeof list)[number]];
}

/** Between the banks, where the river enters the map. */
function riverMiddle(list: readonly { at: Point2; level: number }[]): Point2 {
  const north = list.filter(({ at }) => at[1] > HALF_SIDE - 0.01).map(({ at }) => at[0]);
  north.sort((a, b) => a - b);
  const banks = north.filter((east) => east > 200 && east < 400);
  const [a, b] = [Math.min(...banks), Math.max(...banks)];
  return [(a + b) / 2, HALF_SIDE];
}

/** Height of the land outside the map; below 0 in the sea. */
function countryHeight(p: Point2, landform: Landform): number {
  const [east, north] = p;
  const bays = 260 * Math.sin(east / 1900) + 500 * Math.sin(east / 5200 + 1);
  const outside = smooth(HALF_SIDE, HALF_SIDE + 1500, Math.abs(east));
  const coast = mix(east < 0 ? -760 : -1030, -900 + bays, outside);
  const inland = north - coast;
  const rolling = 0.5 + 0.5 * landform.noise(east * 0.35, north * 0.35);
  const plain = 2.5 + 5 * smooth(0, 1600, inland) + 3 * rolling * smooth(200, 900, inland);
  const hills = smooth(2600, 6500, inland) * (90 + 260 * rolling);
  const mountains = smooth(7000, 16_000, inland) * (350 + 700 * rolling);
  const near = landform.height(east, north) * smooth(4200, 2000, Math.max(Math.abs(east), north));
  const land = Math.max(plain, near) + hills + mountains;
  const river = Math.abs(east - landform.riverAt(2000).east * (north / HALF_SIDE));
  const valley = north > HALF_SIDE ? mix(-3, land, smooth(25, 260, river)) : land;
  const height = mix(valley, land, smooth(3000, 4200, north));
  const wide = Math.max(1, Math.hypot(east, north) / 1500);
  return mix(SEABED, height, smooth(-160 * wide, 60 * wide, inland));
}
