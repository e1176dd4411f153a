import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { direction } from "./polygon.ts";
import { KERB, raised, type Survey } from "./survey.ts";

/** How deep walls and slopes go into the water. */
const DEPTH = -2.2;
/** Metres that a beach, rocks and the foot of a bank reach out into the water. */
const OUT = { beach: 42, rocks: 9, bank: 5 } as const;

/** From the land's end down below the water: quay walls, sloped banks, sand, rocks. */
export function shoreWalls(survey: Survey): GroundPatch[] {
  const meshes = {
    quay: new MeshBuilder(),
    beach: new MeshBuilder(),
    rocks: new MeshBuilder(),
    bank: new MeshBuilder(),
  };
  const { graph } = survey;
  for (let h = 0; h < graph.halfEdges; h += 2) {
    const { kind } = graph.info(h);
    if (kind !== "quay" && kind !== "beach" && kind !== "rocks" && kind !== "bank") continue;
    const top = topOf(survey, h);
    for (let i = 0; i + 1 < top.length; i++) {
      const [a, b] = [top[i] as Point3, top[i + 1] as Point3];
      if (kind === "quay") meshes.quay.wall(a, b, DEPTH);
      else {
        const begin = i === 0 ? outward(survey, h, OUT[kind]) : undefined;
        const end = i + 2 === top.length ? outward(survey, graph.next(h), OUT[kind]) : undefined;
        const foot = straightOut(survey, h, OUT[kind]);
        meshes[kind].fan([begin ?? foot(a), end ?? foot(b), b, a]);
      }
    }
  }
  return [
    meshes.quay.patch("quays", "concrete"),
    meshes.beach.patch("beach", "sand"),
    meshes.rocks.patch("rocks", "earth"),
    meshes.bank.patch("banks", "concrete"),
  ];
}

/** The land's edge along a shore from node to node: lower where a bridge leaves it. */
function topOf(survey: Survey, h: number): Point3[] {
  const [a, b] = survey.back(h);
  const bridged = (e: number) => survey.graph.around(e).some((o) => survey.isBridge(o));
  const begin = bridged(h) ? [survey.from(h), raised(a, 0)] : [];
  const end = bridged(h ^ 1) ? [raised(b, 0), survey.to(h)] : [];
  return [...begin, raised(a, KERB), raised(b, KERB), ...end];
}

/** Where the foot of a slope is at the node that `h` leaves: out into the water, between its neighbours. */
function outward(survey: Survey, h: number, out: number): Point3 {
  const { graph } = survey;
  const shores = graph.around(h).filter((e) => {
    const { kind } = graph.info(e);
    return kind !== "road" && kind !== "rail" && survey.water.has(e) !== survey.water.has(e ^ 1);
  });
  const at = graph.from(h);
  let [x, y] = [0, 0];
  for (const e of shores) {
    const along = (e & 1) === 0 ? direction(at, graph.to(e)) : direction(graph.to(e), at);
    x += along[1] / shores.length;
    y -= along[0] / shores.length;
  }
  const long2 = x * x + y * y || 1;
  return [at[0] + (x / long2) * out, at[1] + (y / long2) * out, DEPTH];
}

function straightOut(survey: Survey, h: number, out: number): (p: Point3) => Point3 {
  const u = direction(survey.graph.from(h), survey.graph.to(h));
  return (p) => [p[0] + u[1] * out, p[1] - u[0] * out, DEPTH];
}
