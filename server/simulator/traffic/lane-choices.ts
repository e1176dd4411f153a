/** Which way a turn goes, in traffic that keeps left: a right turn crosses what comes against it. */
export type Way = "straight" | "left" | "right" | "back";

/** A way out of a road's end: where to, and how many lanes are there. */
export interface WayOut {
  readonly way: Way;
  readonly lanes: number;
}

/** From a lane of the road that ends to a lane of the one that begins; 0 is at the kerb. */
export interface LaneChoice {
  readonly out: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Which lanes lead where: left from the kerb lane, right from the innermost, straight on from all that
 * the road beyond has room for; the innermost of three or more is for turning right alone. No two
 * choices of one way out cross one another, and no lane is without a way out.
 */
export function laneChoices(lanes: number, outs: readonly WayOut[]): LaneChoice[] {
  const has = (way: Way) => outs.some((out) => out.way === way);
  const choices: LaneChoice[] = [];
  for (const [out, { way, lanes: beyond }] of outs.entries()) {
    for (const from of lanesOf(way, lanes, beyond, has)) {
      choices.push({ out, from, to: targetOf(way, from, lanes, beyond, has) });
    }
  }
  for (let lane = 0; lane < lanes; lane++) {
    if (choices.some(({ from }) => from === lane)) continue;
    const nearest = choices.reduce((a, b) =>
      Math.abs(b.from - lane) < Math.abs(a.from - lane) ? b : a,
    );
    const beyond = outs[nearest.out]?.lanes ?? 1;
    choices.push({ ...nearest, from: lane, to: Math.min(beyond - 1, lane) });
  }
  return choices;
}

function lanesOf(
  way: Way,
  lanes: number,
  beyond: number,
  has: (way: Way) => boolean,
): readonly number[] {
  const all = Array.from({ length: lanes }, (_, lane) => lane);
  if (lanes === 1) return all;
  const onlyTurns = !has("straight");
  const half = Math.ceil(lanes / 2);
  switch (way) {
    case "left":
      return onlyTurns && has("right") ? all.slice(0, Math.min(half, beyond)) : [0];
    case "right":
      return onlyTurns && has("left") ? all.slice(-Math.min(lanes - half, beyond)) : [lanes - 1];
    case "back":
      return [lanes - 1];
    case "straight":
      return straightLanes(all, beyond, has);
  }
}

function straightLanes(
  all: readonly number[],
  beyond: number,
  has: (way: Way) => boolean,
): readonly number[] {
  const free = has("right") && all.length >= 3 ? all.slice(0, -1) : all;
  if (free.length <= beyond) return free;
  // Too many: the lanes left over turn.
  return has("left") && !has("right") ? free.slice(-beyond) : free.slice(0, beyond);
}

function targetOf(
  way: Way,
  from: number,
  lanes: number,
  beyond: number,
  has: (way: Way) => boolean,
): number {
  if (way === "left") return Math.min(from, beyond - 1);
  if (way === "right" || way === "back") return Math.max(0, beyond - (lanes - from));
  const all = Array.from({ length: lanes }, (_, lane) => lane);
  const first = lanes === 1 ? 0 : (straightLanes(all, beyond, has)[0] ?? 0);
  return Math.min(beyond - 1, from - first);
}
