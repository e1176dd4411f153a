import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { cyclic, direction, distance } from "./polygon.ts";
import { type RoadChain, type Roads, widthOf } from "./road-chains.ts";
import { raised, type Survey } from "./survey.ts";

/**
 * The roads' surfaces: each from the middle of one junction to the middle of the other, its middle
 * line an edge of the mesh; where kerbs are rounded, the rest of the junction as patches of their own.
 */
export function carriageways(survey: Survey, roads: Roads): GroundPatch[] {
  return [...roads.chains.map((chain) => carriageway(survey, chain)), ...openings(survey)];
}

function carriageway(survey: Survey, chain: RoadChain): GroundPatch {
  const mesh = new MeshBuilder();
  const half = widthOf(chain) / 2;
  let passed = 0;
  for (const h of chain.halfEdges) {
    const a = survey.from(h);
    const b = survey.to(h);
    const u = direction([a[0], a[1]], [b[0], b[1]]);
    const begun = passed;
    const uv = (p: Point3): [number, number] => [
      Math.max(0, begun + (p[0] - a[0]) * u[0] + (p[1] - a[1]) * u[1]),
      Math.max(0, half - (p[1] - a[1]) * u[0] + (p[0] - a[0]) * u[1]),
    ];
    strip(mesh, a, b, survey.kerb(h), uv);
    strip(mesh, b, a, survey.kerb(h ^ 1), uv);
    passed += distance([a[0], a[1]], [b[0], b[1]]);
  }
  const name = chain.info.name;
  return mesh.patch(chain.id, "road", name ? { name } : {});
}

/** The part of a carriageway on the left of its middle line. */
function strip(
  mesh: MeshBuilder,
  a: Point3,
  b: Point3,
  kerb: readonly Point3[],
  uv: (p: Point3) => [number, number],
): void {
  const end = kerb.at(-1) as Point3;
  mesh.triangle(a, b, end, [uv(a), uv(b), uv(end)]);
  mesh.fan([a, ...[...kerb].reverse()], uv);
}

/** Between the roads at a junction: fans from its middle to the rounded kerbs. */
function openings(survey: Survey): GroundPatch[] {
  const mesh = new MeshBuilder();
  const { graph } = survey;
  for (let h = 0; h < graph.halfEdges; h++) {
    const kinds = [graph.info(h).kind, graph.info(graph.previous(h)).kind];
    if (kinds[0] !== "road" || kinds[1] !== "road") continue;
    const { kerb } = survey.corner(h);
    if (kerb.length > 1) mesh.fan([survey.from(h), ...[...kerb].reverse()]);
  }
  return [mesh.patch("junctions", "road")];
}

/** Ground under the viaduct, and the pavements of the roads that pass below it. */
export function corridor(survey: Survey): GroundPatch[] {
  const ground = new MeshBuilder();
  const crossing = new MeshBuilder();
  const road = new MeshBuilder();
  const kerbs = new MeshBuilder();
  const { graph } = survey;
  for (let h = 0; h < graph.halfEdges; h += 2) {
    if (graph.info(h).kind !== "rail" || survey.water.has(h)) continue;
    const ends = [end(survey, h), end(survey, h ^ 1)] as const;
    ground.fan(fromMiddle(ends[0].edge, ends[1].edge).map((p) => raised(p)));
    for (const { under } of ends) {
      if (!under) continue;
      road.fan([under.middle, under.right, under.left]);
      if (under.strip) crossing.fan(under.strip.map((p) => raised(p)));
      kerbs.wall(raised(under.left), raised(under.right), "metres", 0.15);
    }
  }
  return [
    ground.patch("railway-ground", "earth"),
    crossing.patch("railway-pavements", "sidewalk"),
    road.patch("railway-roads", "road"),
    kerbs.patch("railway-kerbs", "concrete", { detail: 0.2 }),
  ];
}

/** The ring of a strip, begun at a middle from which all of it is seen though its ends be oblique. */
function fromMiddle(begin: readonly Point3[], end: readonly Point3[]): Point3[] {
  if (end.length === 3) return [...end.slice(1), ...begin, ...end.slice(0, 1)];
  return [...begin.slice(1), ...end, ...begin.slice(0, 1)];
}

interface RailEnd {
  /** Right to left, or right, middle, left, seen along the half-edge that leaves. */
  readonly edge: readonly Point3[];
  readonly under?: {
    readonly middle: Point3;
    readonly left: Point3;
    readonly right: Point3;
    readonly strip?: readonly Point3[];
  };
}

/** How the strip of the railway ends at the node that `h` leaves: at a road's pavement, or in the middle. */
function end(survey: Survey, h: number): RailEnd {
  const { graph } = survey;
  const left = survey.corner(h);
  const right = survey.corner(graph.next(h ^ 1));
  const [kl, kr] = [cyclic(left.kerb, -1), cyclic(right.kerb, 0)];
  const [bl, br] = [cyclic(left.back, -1), cyclic(right.back, 0)];
  const middle = survey.from(h);
  const crossed = graph.around(h).some((e) => graph.info(e).kind === "road");
  if (!crossed) return { edge: [bl, middle, br] };
  const paved = distance([kl[0], kl[1]], [bl[0], bl[1]]) > 1e-6;
  return {
    edge: [bl, br],
    under: { middle, left: kl, right: kr, ...(paved && { strip: [kl, kr, br, bl] }) },
  };
}
