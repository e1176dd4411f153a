import { useEffect, useMemo } from "preact/hooks";
import type { Room } from "../room.ts";
import { chartColumns } from "./chart-columns.ts";
import { rateCourse } from "./rate-course.ts";
import { sparkPath } from "./spark-path.ts";

/** Units of the drawing, and seconds that it spans. */
const SIZE = { width: 48, height: 16 };
const SPAN = 120;
/** Seconds without an answer that are a gap. */
const GAP = 6;
/** Observations a second below which a change is not worth a mountain. */
const LEAST_RANGE = 1;

/** Observations each second over the last two minutes, beside the number: whether it holds, rises or falls. */
export function RateSpark({ room }: { room: Room }) {
  const followed = useMemo(() => rateCourse(room.sources), [room]);
  useEffect(() => followed.stop, [followed]);
  // Read, so that every answer draws it again.
  room.sources.current.value;
  const span = followed.course.span();
  if (span === undefined || span.count < 2) return null;
  const to = Date.now() / 1_000;
  const columns = chartColumns(followed.course, GAP);
  return (
    <svg class="rate-spark" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} aria-hidden="true">
      <path
        class="spark-line"
        d={sparkPath(columns, { ...SIZE, least: LEAST_RANGE, from: to - SPAN, to })}
      />
    </svg>
  );
}
