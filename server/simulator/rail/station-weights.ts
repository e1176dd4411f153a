import { chanceOf } from "../../../shared/random.ts";
import type { PlanePoint } from "../world/plane-line.ts";
import type { World } from "../world.ts";

/** How much each station draws, by its id: most in the middle of where people live, and some luck. */
export function stationWeights(
  world: Pick<World, "facilities" | "districts" | "tracks">,
  seed: string,
): ReadonlyMap<string, number> {
  const places = new Map<string, PlanePoint>();
  for (const { id, type, point } of world.facilities) if (type === "station") places.set(id, point);
  for (const { platforms } of world.tracks) {
    for (const { station, point } of platforms) {
      if (!places.has(station)) places.set(station, point);
    }
  }
  const [east, north] = middleOfPeople(world.districts) ?? middleOf([...places.values()]);
  const weights = new Map<string, number>();
  for (const [id, point] of places) {
    const far = Math.hypot(point[0] - east, point[1] - north) / 900;
    weights.set(id, 0.55 + 0.4 * chanceOf(`${seed} ${id}`) + 1.5 * Math.exp(-far * far));
  }
  return weights;
}

function middleOfPeople(districts: World["districts"]): [number, number] | undefined {
  let people = 0;
  let east = 0;
  let north = 0;
  for (const district of districts) {
    const [x, y] = middleOf(district.ring);
    people += district.people;
    east += x * district.people;
    north += y * district.people;
  }
  return people > 0 ? [east / people, north / people] : undefined;
}

function middleOf(points: readonly PlanePoint[]): [number, number] {
  const sum = points.reduce<[number, number]>(
    ([x, y], point) => [x + point[0], y + point[1]],
    [0, 0],
  );
  return [sum[0] / Math.max(1, points.length), sum[1] / Math.max(1, points.length)];
}
