import type { Bilingual } from "../../../shared/city.ts";
import type { RoadClass } from "../../../shared/city-networks.ts";
import type { Point2, Point3 } from "../../model/city-model.ts";
import { roadsAt } from "./levels.ts";
import type { EdgeInfo } from "./planar-graph.ts";
import { direction, distance } from "./polygon.ts";
import { ROAD_FORMS } from "./road-forms.ts";
import type { Survey } from "./survey.ts";

/** A road from junction to junction, as half-edges of the map one after the other. */
export interface RoadChain {
  readonly id: string;
  readonly halfEdges: readonly number[];
  readonly info: EdgeInfo & { readonly class: RoadClass };
  readonly from: string;
  readonly to: string;
  readonly line: readonly Point3[];
  readonly length: number;
  readonly trimFrom: number;
  readonly trimTo: number;
  readonly bridge?: Bilingual;
}

export interface Junction {
  readonly id: string;
  readonly node: number;
  readonly at: Point3;
  readonly signals: boolean;
  /** A half-edge that leaves it. */
  readonly begin: number;
}

/** The roads of a map with what rules them. */
export interface Roads {
  readonly chains: readonly RoadChain[];
  readonly junctions: readonly Junction[];
  /** Id of the road that a half-edge, or its twin, is part of. */
  readonly roadOf: ReadonlyMap<number, string>;
}

/** Depth of a crossing for people on foot, with the gap to the stop line behind it. */
export const CROSSING = { depth: 4, gap: 1 } as const;

export function roadsOf(survey: Survey, bridges: (at: Point3) => Bilingual): Roads {
  const { graph } = survey;
  const junctions = new Map<number, Junction>();
  for (let h = 0; h < graph.halfEdges; h++) {
    const node = graph.origin(h);
    if (graph.info(h).kind !== "road" || junctions.has(node) || !ends(survey, h)) continue;
    const id = `junction-${String(junctions.size + 1).padStart(4, "0")}`;
    junctions.set(node, { id, node, at: survey.from(h), signals: signalled(survey, h), begin: h });
  }
  const chains: RoadChain[] = [];
  const roadOf = new Map<number, string>();
  for (let h = 0; h < graph.halfEdges; h++) {
    if (graph.info(h).kind !== "road" || roadOf.has(h) || !junctions.has(graph.origin(h))) continue;
    const halfEdges = chainFrom(survey, h);
    const id = `road-${String(chains.length + 1).padStart(4, "0")}`;
    for (const e of halfEdges) {
      roadOf.set(e, id);
      roadOf.set(e ^ 1, id);
    }
    chains.push(chainOf(survey, id, halfEdges, junctions, bridges));
  }
  return { chains, junctions: [...junctions.values()], roadOf };
}

/** Whether a road ends at the node that `h` leaves: others join, or it changes its class or name. */
function ends(survey: Survey, h: number): boolean {
  const { graph } = survey;
  if (roadsAt(graph, h) !== 2) return true;
  const [a, b] = graph.around(h).filter((e) => graph.info(e).kind === "road");
  return graph.info(a as number) !== graph.info(b as number) && !sameRoad(survey, a, b);
}

function sameRoad(survey: Survey, a: number | undefined, b: number | undefined): boolean {
  const p = survey.graph.info(a as number);
  const q = survey.graph.info(b as number);
  return p.class === q.class && p.name?.en === q.name?.en && p.pavement === q.pavement;
}

function signalled(survey: Survey, h: number): boolean {
  const infos = survey.graph
    .around(h)
    .map((e) => survey.graph.info(e))
    .filter((i) => i.kind === "road");
  const major = infos.filter((i) => i.class === "arterial" || i.class === "collector");
  return infos.length >= 3 && major.length >= 3;
}

function chainFrom(survey: Survey, begin: number): number[] {
  const { graph } = survey;
  const chain = [begin];
  for (let h = begin; !ends(survey, h ^ 1); ) {
    h = graph.around(h ^ 1).find((e) => e !== (h ^ 1) && graph.info(e).kind === "road") as number;
    chain.push(h);
  }
  return chain;
}

function chainOf(
  survey: Survey,
  id: string,
  halfEdges: readonly number[],
  junctions: ReadonlyMap<number, Junction>,
  bridges: (at: Point3) => Bilingual,
): RoadChain {
  const { graph } = survey;
  const first = halfEdges[0] as number;
  const last = halfEdges.at(-1) as number;
  const line = [survey.from(first), ...halfEdges.map((h) => survey.to(h))];
  const info = graph.info(first);
  if (!info.class) throw new Error("ground: a road has no class");
  const length = line.slice(1).reduce((sum, p, i) => sum + long(line[i] as Point3, p), 0);
  const over = halfEdges.find((h) => survey.isBridge(h));
  const from = junctions.get(graph.origin(first)) as Junction;
  const to = junctions.get(graph.target(last)) as Junction;
  const most = (length - 5) / 2;
  return {
    id,
    halfEdges,
    info: { ...info, class: info.class },
    from: from.id,
    to: to.id,
    line,
    length,
    trimFrom: Math.min(most, trim(survey, first, from)),
    trimTo: Math.min(most, trim(survey, last ^ 1, to)),
    ...(over !== undefined && { bridge: bridges(survey.from(over)) }),
  };
}

/** How far along the road that leaves a junction by `h` other roads' kerbs reach, and its crossing. */
function trim(survey: Survey, h: number, junction: Junction): number {
  const along = direction(survey.graph.from(h), survey.graph.to(h));
  const at = survey.graph.from(h);
  const corners = [survey.corner(h).kerb.at(-1), survey.corner(survey.graph.next(h ^ 1)).kerb[0]];
  const open = Math.max(
    0,
    ...corners.map((p) => (p ? (p[0] - at[0]) * along[0] + (p[1] - at[1]) * along[1] : 0)),
  );
  return open + (junction.signals ? CROSSING.depth + 2 * CROSSING.gap : 0.5);
}

function long(a: Point3, b: Point3): number {
  const flat: [Point2, Point2] = [
    [a[0], a[1]],
    [b[0], b[1]],
  ];
  return distance(...flat);
}

export function widthOf(chain: RoadChain): number {
  const form = ROAD_FORMS[chain.info.class];
  return 2 * form.lanes * form.laneWidth;
}
