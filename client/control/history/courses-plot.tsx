import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { everySecond } from "../../ui/beat.ts";
import { Fold } from "../../ui/fold.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { formatTime } from "../../ui/format-time.ts";
import { Skeleton, State } from "../../ui/state.tsx";
import { sayPast } from "../../ui/words/say-past.ts";
import type { Room } from "../room.ts";
import { type AlignedSeries, spreadsAt } from "./align-series.ts";
import { CourseTable } from "./course-table.tsx";
import { knowsOf } from "./course-window.ts";
import type { CoursesChart } from "./draw-courses.ts";
import type { HistoryDesk } from "./history-desk.ts";
import { nextMoment } from "./next-moment.ts";
import { type QuantityWords, sayQuantity } from "./quantity-words.ts";
import { SeriesSign } from "./series-sign.tsx";
import type { ShownCourse } from "./shown-course.ts";

export interface CoursesPlotProps {
  readonly aligned: AlignedSeries;
  readonly words: QuantityWords;
  readonly room: Room;
  readonly desk: HistoryDesk;
  readonly having: readonly ShownCourse[];
}

/** A chart, what it says at the moment pointed at, and the same as a table. */
export function CoursesPlot(props: CoursesPlotProps) {
  const { aligned, words, room, desk, having } = props;
  const host = useRef<HTMLDivElement>(null);
  const { from, to, every } = desk.window.value;
  const { scale } = words;
  const { chart, fault } = useChart(host, desk, (value) => formatNumber(value * scale));
  const looks = having.map(({ look }) => look);
  const slots = looks.map(({ slot }) => slot).join();
  useEffect(() => {
    chart?.set({ aligned, looks, from: from / 1_000, to: to / 1_000 });
  }, [chart, aligned, slots, from, to]);
  const pointed = desk.pointed.value;
  useEffect(() => chart?.mark(pointed), [chart, pointed]);
  everySecond.value;
  const now = room.clock.now();
  useEffect(() => chart?.setNow(now), [chart, now]);
  if (fault !== undefined)
    return <State as="attention" title={sayPast("chart-failed", { message: fault })} />;
  const at = pointed ?? Math.min(now, to - 1);
  // The newest bucket has only begun: of now, what was said in the one before counts too.
  const seconds = pointed === undefined ? 2 * every : every;
  const spreads = spreadsAt(aligned, at, seconds);
  const nones = having.map(({ course }) =>
    sayPast(
      knowsOf(course, { from: at - seconds * 1_000, to: at + 1, every }) ? "no-value" : "not-known",
    ),
  );
  const told = having.map(({ name }, place) => {
    const mean = spreads[place]?.[1];
    return `${name} ${mean === undefined ? nones[place] : sayQuantity(mean, words)}`;
  });
  const keyed = (event: KeyboardEvent) => {
    const next = nextMoment(event.key, at, desk.window.peek());
    if (next !== undefined) desk.pointed.value = next;
    else if (event.key === "Enter" || event.key === " ") desk.goTo(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="history-plot">
      <div
        class="history-canvas"
        ref={host}
        role="slider"
        tabIndex={0}
        aria-label={sayPast("read", { name: words.label })}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={Math.min(to, Math.max(from, Math.round(at)))}
        aria-valuetext={`${formatTime(at, "second")}: ${told.join("; ")}`}
        onKeyDown={keyed}
        onBlur={() => {
          desk.pointed.value = undefined;
        }}
      />
      {chart === undefined && <Skeleton />}
      <p class="history-at">{formatTime(at, "second")}</p>
      <ul class="history-values">
        {having.map(({ id, name, look }, place) => (
          <li key={id}>
            <SeriesSign look={look} />
            <span class="history-of">{name}</span>
            <Value
              {...{ spread: spreads[place], none: nones[place] ?? "", words }}
              isBrief={having.length > 1}
            />
          </li>
        ))}
      </ul>
      <Fold title={sayPast("table")}>{() => <CourseTable {...{ aligned, words, having }} />}</Fold>
    </div>
  );
}

interface ValueProps {
  readonly spread: readonly number[] | undefined;
  /** What is said where there is no spread. */
  readonly none: string;
  readonly words: QuantityWords;
  /** Beside others there is no room for more than the mean. */
  readonly isBrief: boolean;
}

function Value(props: ValueProps) {
  const [least, mean, most] = props.spread ?? [];
  if (least === undefined || mean === undefined || most === undefined)
    return <span class="quiet">{props.none}</span>;
  const range = sayPast("range", {
    least: formatNumber(least * props.words.scale),
    most: formatNumber(most * props.words.scale),
  });
  return (
    <span class="history-value" title={range}>
      {least < most && !props.isBrief && <span class="quiet">{range} · </span>}
      {sayQuantity(mean, props.words)}
    </span>
  );
}

/** Loads what draws charts when the first one is opened. */
function useChart(
  host: { readonly current: HTMLDivElement | null },
  desk: HistoryDesk,
  tick: (value: number) => string,
): { chart: CoursesChart | undefined; fault: string | undefined } {
  const [chart, setChart] = useState<CoursesChart | undefined>(undefined);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const newest = useRef(tick);
  newest.current = tick;
  useLayoutEffect(() => {
    let made: CoursesChart | undefined;
    let isGone = false;
    import("./draw-courses.ts")
      .then(({ drawCourses }) => {
        if (isGone || host.current === null) return;
        made = drawCourses({
          host: host.current,
          tick: (value) => newest.current(value),
          pointed: (at) => {
            desk.pointed.value = at;
          },
          pressed: (at) => desk.goTo(at),
        });
        setChart(made);
      })
      .catch((error: unknown) => setFault(error instanceof Error ? error.message : String(error)));
    return () => {
      isGone = true;
      made?.destroy();
    };
  }, [host, desk]);
  return { chart, fault };
}
