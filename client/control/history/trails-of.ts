import { KIND_TRAITS } from "../../../shared/entity.ts";
import type { EntityCourse } from "../../../shared/history.ts";
import { formatDay, formatTime } from "../../ui/format-time.ts";
import { timeZone } from "../../ui/time-zone.ts";
import { sayPast } from "../../ui/words/say-past.ts";
import { offsetAt } from "../../ui/zoned-time.ts";
import type { MapTrail, WayPoint } from "../scene/history/map-past.ts";
import { chooseDots } from "./choose-dots.ts";
import type { CourseNow } from "./course-book.ts";
import type { ShownEntity } from "./history-desk.ts";
import { wayOf } from "./way-of.ts";

/** Marks on one way, and on all of them. */
const MOST_OF_ONE = 24;
const MOST_OF_ALL = 72;
const DAY = 86_400_000;

/** Who of those that are shown has a way: moves, and said where it was. */
export function waysOf(
  shown: readonly ShownEntity[],
  courses: ReadonlyMap<string, CourseNow>,
): readonly Way[] {
  return shown.flatMap((entity) => {
    const course = courses.get(entity.id)?.course;
    if (course === undefined || !KIND_TRAITS[course.kind].moves) return [];
    const pieces = wayOf(course);
    return pieces.length === 0 ? [] : [{ ...entity, course, pieces }];
  });
}

interface Way extends ShownEntity {
  readonly course: EntityCourse;
  readonly pieces: ReturnType<typeof wayOf>;
}

/** Those ways as the map draws them. `colorOf` gives a colour of the page's theme. */
export function trailsOf(
  shown: readonly ShownEntity[],
  courses: ReadonlyMap<string, CourseNow>,
  colorOf: (name: string) => string,
): readonly MapTrail[] {
  const ways = waysOf(shown, courses);
  const most = Math.min(MOST_OF_ONE, Math.floor(MOST_OF_ALL / Math.max(1, ways.length)));
  return ways.map(({ id, name, look, course, pieces }) => {
    const shift = offsetAt(Date.parse(course.to), timeZone.value);
    const isLong = Date.parse(course.to) - Date.parse(course.from) > DAY;
    const marks = chooseDots(pieces, most, shift).map((dot) => ({
      ...dot,
      label: labelOf(dot, isLong),
      title: sayPast("mark", { name, time: formatTime(dot.at, "second") }),
    }));
    const [color, edge] = [colorOf(`--trail-${look.slot}`), colorOf("--trail-edge")];
    return { id, color, edge, pieces, marks, shape: look.shape };
  });
}

function labelOf({ at }: WayPoint, isLong: boolean): string {
  const clock = formatTime(at, "clock").slice(0, 5);
  return isLong ? `${formatDay(at)} ${clock}` : clock;
}
