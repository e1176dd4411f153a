import type { EntityCourse } from "../../../shared/history.ts";
import type { WayPoint } from "../scene/history/map-past.ts";
import { gapBetween } from "./course-gaps.ts";

/** The way of an entity in pieces: between two of them is a gap, and nobody knows where it went. */
export function wayOf(course: EntityCourse): readonly (readonly WayPoint[])[] {
  const places = [...course.at.keys()].filter((place) => course.positions[place] != null);
  const at = places.map((place) => course.at[place] as number);
  const count = places.map((place) => course.count[place] as number);
  const gap = gapBetween(course.kind, course.every, { at, count });
  const pieces: WayPoint[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const [i, time] of at.entries()) {
    if (time - before >= gap) pieces.push([]);
    const [longitude, latitude, height] = course.positions[places[i] as number] as NonNullable<
      EntityCourse["positions"][number]
    >;
    pieces.at(-1)?.push({ at: time, longitude, latitude, height });
    before = time;
  }
  return pieces;
}
