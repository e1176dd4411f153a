import type { GroundPatch, Point2, Point3 } from "../../model/city-model.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { cyclic, direction } from "./polygon.ts";
import { raised, type Survey } from "./survey.ts";
import { beam, post, sweep } from "./sweep.ts";

/** Of the deck, from the pavement down. */
const THICK = 1.35;
const RAILING = 1.05;

/** Sides, railings, undersides and piers of the bridges: their surfaces are the roads' own. */
export function bridges(survey: Survey): GroundPatch[] {
  const deck = new MeshBuilder();
  const railing = new MeshBuilder();
  const { graph } = survey;
  for (let h = 0; h < graph.halfEdges; h++) {
    if (!survey.isBridge(h)) continue;
    const back = survey.back(h).map((p) => raised(p)) as [Point3, Point3];
    deck.wall(back[1], back[0], "metres", THICK);
    under(deck, survey, h, back);
    rail(railing, back);
    if ((h & 1) === 0 && graph.around(h).length === 2) pier(deck, survey, h);
  }
  return [
    deck.patch("bridge-decks", "concrete"),
    railing.patch("bridge-railings", "steel", { detail: 0.3 }),
  ];
}

/** The carriageways over water, seen from above. */
export function bridgeRings(survey: Survey): Point2[][] {
  const rings: Point2[][] = [];
  for (let h = 0; h < survey.graph.halfEdges; h += 2) {
    if (!survey.isBridge(h)) continue;
    rings.push([...survey.kerb(h), ...survey.kerb(h ^ 1)].map((p) => [p[0], p[1]]));
  }
  return rings;
}

/** The underside on the left of the middle line. */
function under(
  deck: MeshBuilder,
  survey: Survey,
  h: number,
  back: readonly [Point3, Point3],
): void {
  const drop = (p: Point3) => raised(p, -THICK);
  const [a, b] = [raised(survey.from(h)), raised(survey.to(h))];
  deck.fan([drop(a), drop(back[0]), drop(back[1]), drop(b)]);
}

function rail(mesh: MeshBuilder, back: readonly [Point3, Point3]): void {
  const line: Point2[] = back.map((p) => [p[0], p[1]]);
  const heights = back.map((p) => p[2]);
  sweep(mesh, line, beam(-0.22, -0.08, RAILING, RAILING - 0.12), heights);
  sweep(mesh, line, beam(-0.19, -0.11, 0.62, 0.54), heights);
  const [a, b] = line as [Point2, Point2];
  const u = direction(a, b);
  const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const count = Math.max(1, Math.round(long / 2.4));
  for (let i = 0; i < count; i++) {
    const t = (i + 0.5) / count;
    const at: Point2 = [a[0] + u[0] * long * t + u[1] * 0.15, a[1] + u[1] * long * t - u[0] * 0.15];
    const height = (heights[0] as number) + ((heights[1] as number) - (heights[0] as number)) * t;
    post(mesh, at, u, 0.1, 0.1, height + RAILING - 0.1, height);
  }
}

/** A wall in the river under every other joint of the deck. */
function pier(mesh: MeshBuilder, survey: Survey, h: number): void {
  const { graph } = survey;
  if (graph.origin(h) % 2 === 1) return;
  const left = cyclic(survey.corner(h).back, 0);
  const right = cyclic(survey.corner(graph.next(h ^ 1)).back, 0);
  const middle = survey.from(h);
  const across = direction([right[0], right[1]], [left[0], left[1]]);
  const wide = Math.hypot(left[0] - right[0], left[1] - right[1]) * 0.8;
  post(mesh, [middle[0], middle[1]], across, wide, 1.6, middle[2] + 0.15 - THICK, -2.6);
}
