import { assembleRings } from "./assemble-rings.ts";
import { isInRing, ringArea } from "./local-metres.ts";
import type { NodePlaces } from "./node-places.ts";
import type { OsmRelation, OsmWay } from "./osm-element.ts";

/** An outer ring and its holes: longitudes and latitudes in pairs, the first again at the end. */
export type OsmPolygon = readonly Float64Array[];

/** A shape, and what of it could not be made. */
export interface OsmArea {
  readonly polygons: readonly OsmPolygon[];
  /** In words, each with how often. */
  readonly faults: readonly (readonly [reason: string, count: number])[];
}

/** Turns ids of nodes into places, and ways of relations into areas. */
export class OsmShapes {
  readonly #places: NodePlaces;
  readonly #members: ReadonlyMap<number, OsmWay>;

  constructor(places: NodePlaces, members: ReadonlyMap<number, OsmWay>) {
    this.#places = places;
    this.#members = members;
  }

  /** Places of nodes; undefined where the file lacks one of them. */
  line(refs: readonly number[]): Float64Array | undefined {
    const line = new Float64Array(2 * refs.length);
    for (let i = 0; i < refs.length; i++)
      if (!this.#places.find(refs[i] as number, line, 2 * i)) return undefined;
    return line;
  }

  /** The pieces of a line that the file has the nodes of, with the places in it where they begin. */
  pieces(refs: readonly number[]): { readonly from: number; readonly line: Float64Array }[] {
    const whole = this.line(refs);
    if (whole !== undefined) return [{ from: 0, line: whole }];
    const pieces: { from: number; line: Float64Array }[] = [];
    const place = new Float64Array(2);
    let piece: number[] = [];
    for (let i = 0; i <= refs.length; i++) {
      const isThere = i < refs.length && this.#places.find(refs[i] as number, place, 0);
      if (isThere) piece.push(place[0] as number, place[1] as number);
      else {
        if (piece.length >= 4)
          pieces.push({ from: i - piece.length / 2, line: Float64Array.from(piece) });
        piece = [];
      }
    }
    return pieces;
  }

  /** A closed way as an area. */
  ofWay({ refs }: OsmWay): OsmArea {
    const ring = this.line(refs);
    return ring === undefined
      ? { polygons: [], faults: [["not all of its nodes are in the file", 1]] }
      : { polygons: [[ring]], faults: [] };
  }

  /** The ways of a multipolygon, put together. Source: OpenStreetMap wiki, Relation:multipolygon. */
  ofRelation({ members }: OsmRelation): OsmArea {
    const faults: [string, number][] = [];
    const outer = this.#rings(members, OUTER, "", faults);
    const inner = this.#rings(members, INNER, "a hole: ", faults);
    const polygons = outer.map((ring) => ({ area: ringArea(ring), rings: [ring] }));
    let lost = 0;
    for (const hole of inner) {
      const around = polygons
        .filter(({ rings }) => holds(rings[0] as Float64Array, hole))
        .sort((a, b) => a.area - b.area)[0];
      if (around === undefined) lost++;
      else around.rings.push(hole);
    }
    if (lost > 0) faults.push(["a hole outside of all outer rings", lost]);
    return { polygons: polygons.map(({ rings }) => rings), faults };
  }

  #rings(
    members: OsmRelation["members"],
    roles: ReadonlySet<string>,
    of: string,
    faults: [string, number][],
  ): Float64Array[] {
    const lines: (readonly number[])[] = [];
    let missing = 0;
    const taken = new Set<number>();
    for (const { type, id, role } of members) {
      if (type !== "way" || !roles.has(role) || taken.has(id)) continue;
      taken.add(id);
      const way = this.#members.get(id);
      if (way === undefined) missing++;
      else lines.push(way.refs);
    }
    if (missing > 0) faults.push([`${of}ways of it are not in the file`, missing]);
    const { rings, open } = assembleRings(lines);
    if (open > 0) faults.push([`${of}ways of it do not close a ring`, open]);
    const placed = rings.map((ring) => this.line(ring)).filter((ring) => ring !== undefined);
    if (placed.length < rings.length)
      faults.push([`${of}not all of its nodes are in the file`, rings.length - placed.length]);
    return placed;
  }
}

export const OUTER: ReadonlySet<string> = new Set(["outer", "outline", ""]);
const INNER: ReadonlySet<string> = new Set(["inner"]);

/** Corners of a ring that are looked at: coasts have very many. */
const LOOKS = 16;

/** Whether a ring lies in another: most of its corners do, since some may lie on the edge. */
function holds(outer: Float64Array, inner: Float64Array): boolean {
  const step = 2 * Math.max(1, Math.floor(inner.length / 2 / LOOKS));
  let [inside, looks] = [0, 0];
  for (let i = 0; i < inner.length; i += step) {
    looks++;
    if (isInRing(inner[i] as number, inner[i + 1] as number, outer)) inside++;
  }
  return 2 * inside > looks;
}
