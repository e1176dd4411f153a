import type { Ring } from "../../model/city-model.ts";
import type { GrownDistrict } from "../ground-plan.ts";
import { insideOf, type Land, outlineOf } from "./land.ts";
import { DISTRICTS } from "./place-names.ts";
import type { PlanarGraph } from "./planar-graph.ts";
import { areaOf, distance } from "./polygon.ts";

/** Districts as unions of the pieces between main roads, and the district of each piece. */
export interface Districts {
  readonly districts: GrownDistrict[];
  readonly ofPiece: ReadonlyMap<number, string>;
}

/**
 * Each piece of land goes to the district whose middle is nearest, or to a neighbour's where it would
 * lie apart from the rest: districts grow from their middles over common borders on land.
 */
export function districtsOf(
  graph: PlanarGraph,
  pieces: readonly Land[],
  water: ReadonlySet<number>,
): Districts {
  const pieceAt = new Map<number, number>();
  for (const { begin, piece } of pieces) for (const h of graph.face(begin)) pieceAt.set(h, piece);
  const owner = grown(graph, pieces, pieceAt);
  const districts = DISTRICTS.map(({ id, name }, d) => ({
    id,
    name,
    ring: outline(graph, pieces, (h) => owner.get(pieceAt.get(h) ?? -1) === d && !water.has(h), id),
  }));
  const ofPiece = new Map<number, string>();
  for (const [piece, d] of owner) ofPiece.set(piece, DISTRICTS[d]?.id ?? "");
  return { districts, ofPiece };
}

/** Cheapest first: a piece joins the district from which the way over its neighbours is shortest. */
function grown(
  graph: PlanarGraph,
  pieces: readonly Land[],
  pieceAt: ReadonlyMap<number, number>,
): Map<number, number> {
  const middles = pieces.map(({ begin }) => insideOf(outlineOf(graph, begin).points));
  const offers: { cost: number; piece: number; district: number }[] = [];
  DISTRICTS.forEach(({ at }, district) => {
    let best = 0;
    middles.forEach((m, i) => {
      if (distance(m, at) < distance(middles[best] as typeof m, at)) best = i;
    });
    offers.push({ cost: 0, piece: best, district });
  });
  const owner = new Map<number, number>();
  while (offers.length > 0) {
    offers.sort((a, b) => b.cost - a.cost || b.piece - a.piece || b.district - a.district);
    const { piece, district } = offers.pop() as (typeof offers)[number];
    if (owner.has(piece)) continue;
    owner.set(piece, district);
    for (const h of graph.face((pieces[piece] as Land).begin)) {
      const next = pieceAt.get(h ^ 1);
      if (next === undefined || owner.has(next) || distance(graph.from(h), graph.to(h)) < 8)
        continue;
      const at = DISTRICTS[district]?.at as readonly [number, number];
      const middle = middles[next] as readonly [number, number];
      offers.push({ cost: distance(at, middle), piece: next, district });
    }
  }
  return owner;
}

/** The ring about the faces that are inside, its half-edges' faces on the left. */
function outline(
  graph: PlanarGraph,
  pieces: readonly Land[],
  inside: (h: number) => boolean,
  id: string,
): Ring {
  const border = new Set<number>();
  for (const { begin } of pieces) {
    for (const h of graph.face(begin)) if (inside(h) && !inside(h ^ 1)) border.add(h);
  }
  let best: Ring = [];
  while (border.size > 0) {
    const [first] = border as Set<number>;
    const ring: (readonly [number, number])[] = [];
    for (let h = first as number; border.delete(h); ) {
      ring.push(graph.from(h));
      let on = graph.next(h);
      while (inside(on ^ 1) && on !== (h ^ 1)) on = graph.next(on ^ 1);
      h = on;
    }
    if (areaOf(ring) > areaOf(best)) best = ring;
  }
  if (best.length < 3) throw new Error(`ground: district ${id} has no land`);
  return best;
}
