import type { GroundPatch, Point2 } from "../../model/city-model.ts";
import { MeshBuilder } from "./mesh-builder.ts";
import { STATIONS } from "./place-names.ts";
import { direction } from "./polygon.ts";
import { RAIL_ENDS, RAIL_TOP, railLine, railNorth } from "./rail-line.ts";
import { PLATFORM_HALF, TRACK_ASIDE } from "./railway.ts";
import type { Survey } from "./survey.ts";
import { beam, post, sweep } from "./sweep.ts";

/** Metres between the points of the line as it is drawn; the tracks' own lines have the same. */
const STEP = 12;
/** Heights from the rails' top. */
const BALLAST = -0.16;
const DECK = -0.55;
const SOFFIT = -1.75;
const DECK_HALF = 5;
/** Gauge of 1,067 mm, from the inner edges. */
const GAUGE_HALF = 0.5335;
const RAIL_WIDTH = 0.07;
const PIER_EVERY = 24;
/** Floor of a platform, and of its roof, above the rails' top. */
const PLATFORM = 0.95;
const ROOF = 4.6;

/** The railway as it is seen: deck, parapets, piers, ballast, rails, masts, and the stations' platforms. */
export function viaduct(survey: Survey): GroundPatch[] {
  const [west, east] = RAIL_ENDS;
  const line = railLine(west, east, STEP);
  const deck = new MeshBuilder();
  const flat = (r: number, l: number, top: number, bottom: number) =>
    beam(r, l, RAIL_TOP + top, RAIL_TOP + bottom);
  sweep(deck, line, flat(-DECK_HALF, DECK_HALF, DECK, SOFFIT));
  const parapets = new MeshBuilder();
  for (const [from, to] of betweenStations()) {
    const part = railLine(from, to, STEP);
    sweep(parapets, part, flat(DECK_HALF - 0.2, DECK_HALF, DECK + 1.1, DECK));
    sweep(parapets, part, flat(-DECK_HALF, -DECK_HALF + 0.2, DECK + 1.1, DECK));
  }
  const ballast = new MeshBuilder();
  const rails = new MeshBuilder();
  for (const aside of [TRACK_ASIDE, -TRACK_ASIDE]) {
    sweep(ballast, line, flat(aside - 1.5, aside + 1.5, BALLAST, DECK));
    for (const rail of [aside - GAUGE_HALF - RAIL_WIDTH, aside + GAUGE_HALF]) {
      sweep(rails, line, flat(rail, rail + RAIL_WIDTH, 0, BALLAST));
    }
  }
  const piers = new MeshBuilder();
  for (const east of pierPlaces(survey)) pier(piers, east);
  const masts = new MeshBuilder();
  for (let at = west + 30; at < east; at += 48) mast(masts, at);
  return [
    deck.patch("viaduct-deck", "concrete"),
    parapets.patch("viaduct-parapets", "concrete", { detail: 0.4 }),
    piers.patch("viaduct-piers", "concrete", { detail: 1 }),
    ballast.patch("viaduct-ballast", "ballast", { detail: 0.4 }),
    rails.patch("viaduct-rails", "rail", { detail: 0.3 }),
    masts.patch("viaduct-masts", "steel", { detail: 0.8 }),
    ...STATIONS.flatMap(({ id, at, central }) => platforms(id, at[0], central === true)),
  ];
}

function betweenStations(): [number, number][] {
  const gaps: [number, number][] = [];
  let from: number = RAIL_ENDS[0];
  for (const { at } of STATIONS) {
    gaps.push([from, at[0] - PLATFORM_HALF]);
    from = at[0] + PLATFORM_HALF;
  }
  gaps.push([from, RAIL_ENDS[1]]);
  return gaps;
}

function heading(east: number): Point2 {
  return direction([east - 1, railNorth(east - 1)], [east + 1, railNorth(east + 1)]);
}

/** Regular, but out of the way of the roads below. */
function pierPlaces(survey: Survey): number[] {
  const { graph } = survey;
  const taken: [number, number][] = [];
  for (let h = 0; h < graph.halfEdges; h++) {
    if (graph.info(h).kind !== "rail") continue;
    const road = graph.around(h).find((e) => graph.info(e).kind === "road");
    if (road === undefined) continue;
    const { half, pavement } = graph.info(road);
    taken.push([graph.from(h)[0], half + pavement + 2.5]);
  }
  const places: number[] = [];
  for (let east: number = RAIL_ENDS[0] + 2; east < RAIL_ENDS[1]; east += PIER_EVERY) {
    const hit = taken.find(([at, room]) => Math.abs(at - east) < room);
    if (!hit) places.push(east);
    else places.push(hit[0] - hit[1], hit[0] + hit[1]);
  }
  return [...new Set(places)].sort((a, b) => a - b);
}

function pier(mesh: MeshBuilder, east: number): void {
  const at: Point2 = [east, railNorth(east)];
  const u = heading(east);
  post(mesh, at, u, 1.4, 2 * DECK_HALF - 0.6, RAIL_TOP + SOFFIT, RAIL_TOP + SOFFIT - 1.3);
  for (const aside of [-2.9, 2.9]) {
    const leg: Point2 = [at[0] - u[1] * aside, at[1] + u[0] * aside];
    post(mesh, leg, u, 1.2, 1.5, RAIL_TOP + SOFFIT - 1.3, -2.5);
  }
}

function mast(mesh: MeshBuilder, east: number): void {
  const at: Point2 = [east, railNorth(east)];
  const u = heading(east);
  const n: Point2 = [-u[1], u[0]];
  for (const side of [-1, 1]) {
    const foot: Point2 = [at[0] + n[0] * side * 4.6, at[1] + n[1] * side * 4.6];
    post(mesh, foot, u, 0.25, 0.25, RAIL_TOP + 6.4, RAIL_TOP + DECK);
  }
  post(mesh, at, n, 9.4, 0.22, RAIL_TOP + 6.3, RAIL_TOP + 6.05);
}

/** Two platforms outside the tracks; a hall's roof over all at the central station. */
function platforms(id: string, east: number, central: boolean): GroundPatch[] {
  const line = railLine(east - PLATFORM_HALF, east + PLATFORM_HALF, STEP);
  const slab = new MeshBuilder();
  const roof = new MeshBuilder();
  const near = TRACK_ASIDE + 1.5;
  const far = 8.2;
  const up = (r: number, l: number, top: number, bottom: number) =>
    beam(r, l, RAIL_TOP + top, RAIL_TOP + bottom);
  for (const side of [-1, 1] as const) {
    const [right, left] = side < 0 ? [-far, -near] : [near, far];
    sweep(slab, line, up(right, left, PLATFORM, DECK));
    const outer = side < 0 ? [-far, -DECK_HALF] : [DECK_HALF, far];
    sweep(slab, line, up(outer[0] as number, outer[1] as number, DECK, SOFFIT));
    const edge = side < 0 ? [-far, -far + 0.2] : [far - 0.2, far];
    sweep(slab, line, up(edge[0] as number, edge[1] as number, PLATFORM + 1.4, PLATFORM));
    for (let i = 1; i < line.length - 1; i += 1) {
      const at = line[i] as Point2;
      const u = heading(at[0]);
      const aside = side * (far - (central ? 0.3 : 2.1));
      const foot: Point2 = [at[0] - u[1] * aside, at[1] + u[0] * aside];
      post(roof, foot, u, 0.3, 0.3, RAIL_TOP + ROOF + 0.1, RAIL_TOP + PLATFORM);
    }
    if (!central) {
      const [r, l] = side < 0 ? [-far - 0.3, -near - 0.2] : [near + 0.2, far + 0.3];
      sweep(roof, line, up(r as number, l as number, ROOF + 0.35, ROOF + 0.1));
    }
  }
  if (central) sweep(roof, line, hall(far + 0.6));
  return [
    slab.patch(`${id}-platforms`, "concrete", { detail: 1 }),
    roof.patch(`${id}-roof`, central ? "roof-metal" : "steel", { detail: 1 }),
  ];
}

/** A shallow vault. */
function hall(half: number): [number, number][] {
  const arc = (rise: number, foot: number, reverse: boolean): [number, number][] =>
    Array.from({ length: 9 }, (_, i) => {
      const t = reverse ? 1 - i / 8 : i / 8;
      const aside = -half + 2 * half * t;
      return [aside, RAIL_TOP + foot + rise * Math.sin(Math.PI * t)];
    });
  return [...arc(4.2, ROOF + 0.4, false), ...arc(4.2, ROOF + 0.1, true)];
}
