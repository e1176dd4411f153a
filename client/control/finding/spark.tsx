import type { ChartColumns } from "./chart-columns.ts";
import { sparkPath } from "./spark-path.ts";

/** Units of the drawing; it is stretched to the room there is. */
const WIDTH = 160;
const HEIGHT = 20;

export interface SparkProps {
  readonly columns: ChartColumns;
  /** Seconds since 1970 of both edges. */
  readonly from: number;
  readonly to: number;
}

/** A line as small as a word, for the shape of what was; the numbers stand beside it. */
export function Spark({ columns, from, to }: SparkProps) {
  const path = sparkPath(columns, { width: WIDTH, height: HEIGHT, from, to });
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path class="spark-ground" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      <path class="spark-line" d={path} />
    </svg>
  );
}
