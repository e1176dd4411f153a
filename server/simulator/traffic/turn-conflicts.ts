import type { Turn } from "./build-turns.ts";

/** Where the paths of two turns come too near one another for two vehicles. */
export interface Meeting {
  /** Metres along this turn up to which it is out of the other's way. */
  readonly begin: number;
  /** Metres along the other turn past which the rear of who follows it is out of this turn's way. */
  readonly otherEnd: number;
  /** Whether both begin in the same lane: then who comes second follows the first until `otherEnd`. */
  readonly sameLane: boolean;
}

/** Half widths of two wide vehicles, together, and what long ones cut inside of a bend. */
const WIDTH = 2.4;
const BEND = 0.8;
/** Metres between the points of a path that are looked at. */
const SPACING = 0.75;

interface Track {
  readonly turn: Turn;
  readonly east: readonly number[];
  readonly north: readonly number[];
  readonly along: readonly number[];
  readonly box: readonly [number, number, number, number];
}

/** For every turn, by place in the list, the others that it meets: over one crossing at a time. */
export function turnConflicts(turns: readonly Turn[]): readonly ReadonlyMap<number, Meeting>[] {
  const found = turns.map(() => new Map<number, Meeting>());
  const tracks = turns.map(trackOf);
  const byCrossing = Map.groupBy(turns.keys(), (i) => turns[i]?.crossing.number ?? -1);
  for (const members of byCrossing.values()) {
    for (const i of members) {
      for (const j of members) {
        if (i === j) continue;
        const meeting = meetingOf(tracks[i] as Track, tracks[j] as Track);
        if (meeting !== undefined) found[i]?.set(j, meeting);
      }
    }
  }
  return found;
}

function meetingOf(mine: Track, other: Track): Meeting | undefined {
  const near = nearness(mine.turn, other.turn);
  const [west, south, east, north] = other.box;
  if (
    mine.box[0] - near > east ||
    mine.box[2] + near < west ||
    mine.box[1] - near > north ||
    mine.box[3] + near < south
  ) {
    return undefined;
  }
  let end = -1;
  let begin = Number.POSITIVE_INFINITY;
  for (let j = 0; j < other.along.length; j++) {
    const [x, y] = [other.east[j] as number, other.north[j] as number];
    for (let i = 0; i < mine.along.length; i++) {
      const dx = (mine.east[i] as number) - x;
      const dy = (mine.north[i] as number) - y;
      if (dx * dx + dy * dy < near * near) {
        end = other.along[j] as number;
        begin = Math.min(begin, mine.along[i] as number);
        break;
      }
    }
  }
  if (end < 0) return undefined;
  const length = other.along.at(-1) ?? 0;
  return {
    begin: Math.max(0, begin - 2 * SPACING),
    otherEnd: Math.min(length, end + 2 * SPACING),
    sameLane: mine.turn.fromLane === other.turn.fromLane,
  };
}

/** Metres between two paths that is too near; those of lanes side by side never are. */
function nearness(mine: Turn, other: Turn): number {
  const isStraight = mine.way === "straight" && other.way === "straight";
  const width = WIDTH + (isStraight ? 0 : BEND);
  if (!isStraight && mine.from !== other.from) return width;
  const lanes = [mine.from, mine.to, other.from, other.to].map(({ road }) => road.laneWidth);
  return Math.min(width, 0.93 * Math.min(...lanes));
}

function trackOf(turn: Turn): Track {
  const { points, along } = turn.strip;
  const east: number[] = [];
  const north: number[] = [];
  const at: number[] = [];
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const [from, to] = [along[i - 1] as number, along[i] as number];
    if (a === undefined || b === undefined) continue;
    const count = Math.max(1, Math.ceil((to - from) / SPACING));
    for (let k = i === 1 ? 0 : 1; k <= count; k++) {
      const part = k / count;
      east.push(a[0] + (b[0] - a[0]) * part);
      north.push(a[1] + (b[1] - a[1]) * part);
      at.push(from + (to - from) * part);
    }
  }
  const box = [
    Math.min(...east),
    Math.min(...north),
    Math.max(...east),
    Math.max(...north),
  ] as const;
  return { turn, east, north, along: at, box };
}
