import { chanceOf } from "../../../shared/random.ts";
import type { Surface } from "../../../shared/surface.ts";
import type { GroundPatch, Point2, Point3 } from "../../model/city-model.ts";
import type { HeightField } from "./height-field.ts";
import type { Land } from "./land.ts";
import type { Landform } from "./landform.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { cyclic, nearestOn } from "./polygon.ts";
import { raised, type Survey } from "./survey.ts";
import { Triangulation } from "./triangulation.ts";
import type { OpenLand } from "./zone-plan.ts";

/** How each kind of open land is drawn: its surface, metres between its points, height of its trees. */
const KINDS: Readonly<Record<OpenLand, { surface: Surface; step: number; trees: number }>> = {
  woods: { surface: "forest", step: 17, trees: 7.5 },
  meadow: { surface: "grass", step: 34, trees: 0 },
  sand: { surface: "sand", step: 30, trees: 0 },
  paddy: { surface: "paddy", step: 45, trees: 0 },
  strip: { surface: "grass", step: 30, trees: 0 },
};

/** How far from its border the land takes its own shape instead of the border's. */
const BLEND = 45;
/** How far from its border a wood's canopy begins. */
const FOREST_EDGE = 7;

/** Woods, meadows, beaches and river banks as patches; tells the field the ground below the trees. */
export function openLand(
  survey: Survey,
  lands: readonly Land[],
  landform: Landform,
  field: HeightField,
): GroundPatch[] {
  const patches: GroundPatch[] = [];
  lands.forEach((land, i) => {
    const kind = KINDS[land.use as OpenLand] as (typeof KINDS)[OpenLand] | undefined;
    if (!kind) return;
    const border = borderOf(survey, land.begin);
    const id = `${land.use}-${String(i + 1).padStart(4, "0")}`;
    patches.push(meshOf(id, border, kind, landform, field));
  });
  return patches;
}

/** The inner end of a face's pavements, at the height of the land. */
function borderOf(survey: Survey, begin: number): Point3[] {
  return survey.graph.face(begin).flatMap((h) => survey.corner(h).back.map((p) => raised(p)));
}

function meshOf(
  id: string,
  border: readonly Point3[],
  kind: (typeof KINDS)[OpenLand],
  landform: Landform,
  field: HeightField,
): GroundPatch {
  const ring = border.map((p): Point2 => [p[0], p[1]]);
  const net = new Triangulation(ring);
  const ground = border.map((p) => p[2]);
  const crowns = border.map(() => 0);
  const steps = border.map((b) => b[2] - landform.height(b[0], b[1]));
  for (const p of scattered(ring, kind.step)) {
    const away = Math.min(...ring.map((a, i) => nearestOn(p, a, cyclic(ring, i + 1)).distance));
    if (away < Math.min(kind.step * 0.4, 9) || !net.add(p)) continue;
    ground.push(groundAt(p, away, border, steps, landform));
    const share = Math.min(1, (away - FOREST_EDGE) / 10);
    const bump = 0.62 + 0.76 * chanceOf(`${Math.round(p[0])},${Math.round(p[1])}`);
    crowns.push(kind.trees > 0 ? kind.trees * bump * (0.55 + 0.45 * share) : 0);
  }
  const mesh = new MeshBuilder();
  const drawn = net.points.map(
    (p, i): Point3 => [p[0], p[1], (ground[i] as number) + (crowns[i] as number)],
  );
  const low = net.points.map((p, i): Point3 => [p[0], p[1], ground[i] as number]);
  for (let t = 0; t < net.corners.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => net.corners[t + k] as number) as [
      number,
      number,
      number,
    ];
    mesh.triangle(drawn[a] as Point3, drawn[b] as Point3, drawn[c] as Point3);
    field.addTriangle(low[a] as Point3, low[b] as Point3, low[c] as Point3);
  }
  return mesh.patch(id, kind.surface);
}

/** Points over a ring's extent in triangles, each a little off its place. */
function* scattered(ring: readonly Point2[], step: number): Generator<Point2> {
  const east = ring.map((p) => p[0]);
  const north = ring.map((p) => p[1]);
  const from = [Math.floor(Math.min(...east) / step), Math.floor(Math.min(...north) / step)];
  const to = [Math.ceil(Math.max(...east) / step), Math.ceil(Math.max(...north) / step)];
  for (let j = from[1] as number; j <= (to[1] as number); j++) {
    for (let i = from[0] as number; i <= (to[0] as number); i++) {
      const stray = (which: string) => (chanceOf(`${which}:${i}:${j}`) - 0.5) * 0.5;
      yield [(i + (j % 2) * 0.5 + stray("east")) * step, (j + stray("north")) * step];
    }
  }
}

/** The land's own height; near the border by as much off as the border is (`steps`). */
function groundAt(
  p: Point2,
  away: number,
  border: readonly Point3[],
  steps: readonly number[],
  landform: Landform,
): number {
  let weights = 0;
  let off = 0;
  const own = landform.height(p[0], p[1]);
  if (away > 6 * BLEND) return own;
  border.forEach((b, i) => {
    const weight = 1 / ((p[0] - b[0]) ** 2 + (p[1] - b[1]) ** 2) ** 2;
    weights += weight;
    off += weight * (steps[i] as number);
  });
  return own + (off / weights) * Math.exp(-away / BLEND);
}
