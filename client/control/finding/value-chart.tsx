import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatTime } from "../../ui/format-time.ts";
import { Skeleton, State } from "../../ui/state.tsx";
import { say } from "../../ui/words/say.ts";
import type { ChartColumns } from "./chart-columns.ts";
import type { Chart } from "./draw-chart.ts";
import { nextPoint } from "./next-point.ts";

export interface ValueChartProps {
  readonly name: string;
  readonly columns: ChartColumns;
  /** Seconds since 1970 of both edges. */
  readonly from: number;
  readonly to: number;
  /** What there is in all, in words. */
  readonly sum: string;
  /** A value of the columns in words with its unit. */
  readonly told: (value: number) => string;
  /** The same beside the axis. */
  readonly tick: (value: number) => string;
}

/** One quantity over time: to be read by eye, by pointer, and point by point with the arrow keys. */
export function ValueChart(props: ValueChartProps) {
  const { name, columns, from, to, sum, told, tick } = props;
  const host = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<number | undefined>(undefined);
  const { chart, fault } = useChart(host, { tick, pointed: setPlace });
  useEffect(() => chart?.set(columns, from, to), [chart, columns, from, to]);
  const value = place === undefined ? undefined : columns.values[place];
  const point =
    place === undefined || value === undefined || value === null
      ? undefined
      : say("received.point", {
          time: formatTime((columns.times[place] ?? 0) * 1_000, "clock"),
          value: told(value),
        });
  const keyed = (event: KeyboardEvent) => {
    const next = nextPoint(columns, place, event.key);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setPlace(next);
    chart?.mark(next);
  };
  if (fault !== undefined)
    return <State as="attention" title={say("received.failed", { message: fault })} />;
  return (
    <div class="value-chart">
      <div
        class="value-plot"
        ref={host}
        role="slider"
        tabIndex={0}
        aria-label={say("received.read", { name })}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, columns.times.length - 1)}
        aria-valuenow={place ?? Math.max(0, columns.times.length - 1)}
        aria-valuetext={point ?? sum}
        onKeyDown={keyed}
        onBlur={() => {
          setPlace(undefined);
          chart?.mark(undefined);
        }}
      />
      {chart === undefined && <Skeleton />}
      <p class="value-read">{point ?? sum}</p>
    </div>
  );
}

/** Loads what draws charts when the first one is opened. */
function useChart(
  host: { readonly current: HTMLDivElement | null },
  does: { tick: (value: number) => string; pointed: (place: number | undefined) => void },
): { chart: Chart | undefined; fault: string | undefined } {
  const [chart, setChart] = useState<Chart | undefined>(undefined);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const newest = useRef(does);
  newest.current = does;
  useLayoutEffect(() => {
    let made: Chart | undefined;
    let isGone = false;
    import("./draw-chart.ts")
      .then(({ drawChart }) => {
        if (isGone || host.current === null) return;
        made = drawChart({
          host: host.current,
          tick: (value) => newest.current.tick(value),
          pointed: (place) => newest.current.pointed(place),
        });
        setChart(made);
      })
      .catch((error: unknown) => setFault(error instanceof Error ? error.message : String(error)));
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, [host]);
  return { chart, fault };
}
