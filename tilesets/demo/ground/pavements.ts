import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import type { Land } from "./land.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { direction } from "./polygon.ts";
import { KERB, raised, type Survey } from "./survey.ts";

/** Pavements about each block and the faces of the kerbs: of all land, and along bridges. */
export function pavements(survey: Survey, lands: readonly Land[]): GroundPatch[] {
  const patches: GroundPatch[] = [];
  lands.forEach((land, i) => {
    const id = String(i + 1).padStart(4, "0");
    patches.push(...edging(survey, survey.graph.face(land.begin), id));
  });
  const bridges: number[] = [];
  for (let h = 0; h < survey.graph.halfEdges; h++) if (survey.isBridge(h)) bridges.push(h);
  patches.push(...edging(survey, bridges, "bridges"));
  return patches;
}

function edging(survey: Survey, around: readonly number[], id: string): GroundPatch[] {
  const paving = new MeshBuilder();
  const kerbs = new MeshBuilder();
  for (const h of around) {
    const { kind, pavement } = survey.graph.info(h);
    if (kind === "road") {
      const kerb = survey.kerb(h).map((p) => raised(p));
      for (let i = 0; i + 1 < kerb.length; i++) {
        kerbs.wall(kerb[i] as Point3, kerb[i + 1] as Point3, "metres", KERB);
      }
      if (pavement > 0) strip(paving, survey, h);
    }
    rounding(paving, kerbs, survey, h);
  }
  const patches: GroundPatch[] = [];
  if (paving.triangles > 0) patches.push(paving.patch(`pavement-${id}`, "sidewalk"));
  if (kerbs.triangles > 0) patches.push(kerbs.patch(`kerb-${id}`, "concrete", { detail: 0.2 }));
  return patches;
}

function strip(paving: MeshBuilder, survey: Survey, h: number): void {
  const [a, b] = [survey.graph.from(h), survey.graph.to(h)];
  const u = direction(a, b);
  const { half, pavement } = survey.graph.info(h);
  const uv = (p: Point3): [number, number] => [
    40 + (p[0] - a[0]) * u[0] + (p[1] - a[1]) * u[1],
    Math.max(0, half + pavement - (p[1] - a[1]) * u[0] + (p[0] - a[0]) * u[1]),
  ];
  const kerb = survey.kerb(h).map((p) => raised(p));
  const back = survey.back(h).map((p) => raised(p));
  paving.fan([...kerb, ...back.reverse()], uv);
}

/** A rounded or stepped corner between two pavements. */
function rounding(paving: MeshBuilder, kerbs: MeshBuilder, survey: Survey, h: number): void {
  const info = [survey.graph.info(survey.graph.previous(h)), survey.graph.info(h)];
  if (info.some((i) => i.kind !== "road")) return;
  const { kerb, back } = survey.corner(h);
  const high = kerb.map((p) => raised(p));
  for (let i = 0; i + 1 < high.length; i++) {
    kerbs.wall(high[i] as Point3, high[i + 1] as Point3, "metres", KERB);
  }
  if (info.every((i) => i.pavement === 0)) return;
  const behind = back.map((p) => raised(p)).reverse();
  paving.fan([...behind, ...high]);
}
