import uPlot from "uplot";
import { formatTime } from "../../ui/format-time.ts";
import { timeZone } from "../../ui/time-zone.ts";
import type { ChartColumns } from "./chart-columns.ts";

export interface ChartOptions {
  readonly host: HTMLElement;
  /** Writes a value beside the axis. */
  readonly tick: (value: number) => string;
  /** Told the place of the point under the pointer in the columns; undefined where there is none. */
  readonly pointed: (place: number | undefined) => void;
}

/** A line chart of one quantity over time. */
export interface Chart {
  /** Seconds since 1970. */
  set(columns: ChartColumns, from: number, to: number): void;
  /** Marks a point by its place in the columns; none where undefined. */
  mark(place: number | undefined): void;
  destroy(): void;
}

/** Of the whole chart, in the page's text size. */
const HEIGHT = 8;
/** Width of a figure beside the axis, the same. */
const LETTER = 0.45;
/** Seconds of a span beyond which seconds are not worth writing. */
const LONG_SPAN = 900;

/** Draws with uPlot, in the colours of the page's theme; follows its width and the theme by itself. */
export function drawChart({ host, tick, pointed }: ChartOptions): Chart {
  let shown: Shown = { columns: { times: [], values: [] }, from: 0, to: 1 };
  let marked: number | undefined;
  const make = () =>
    new uPlot(
      options(host, tick, () => shown),
      dataOf(shown.columns),
      host,
    );
  let plot = make();
  const mark = () => {
    const at = marked === undefined ? undefined : shown.columns.times[marked];
    const value = marked === undefined ? undefined : shown.columns.values[marked];
    if (at === undefined || value == null) return;
    plot.setCursor({ left: plot.valToPos(at, "x"), top: plot.valToPos(value, "y") }, false);
  };
  const sized = new ResizeObserver(() => plot.setSize(sizeOf(host)));
  sized.observe(host);
  const themed = new MutationObserver(() => {
    plot.destroy();
    plot = make();
  });
  themed.observe(document.documentElement, { attributeFilter: ["data-theme", "lang"] });
  const left = new AbortController();
  const pointer = { signal: left.signal, passive: true };
  const move = ({ clientX }: PointerEvent) => {
    const place = plot.posToIdx(clientX - plot.over.getBoundingClientRect().left);
    marked = undefined;
    pointed(shown.columns.values[place] == null ? undefined : place);
  };
  host.addEventListener("pointermove", move, pointer);
  host.addEventListener("pointerleave", () => pointed(undefined), pointer);
  return {
    set: (columns, from, to) => {
      shown = { columns, from, to };
      plot.setData(dataOf(columns));
      mark();
    },
    mark: (place) => {
      marked = place;
      if (place === undefined) plot.setCursor({ left: -10, top: -10 }, false);
      else mark();
    },
    destroy: () => {
      left.abort();
      sized.disconnect();
      themed.disconnect();
      plot.destroy();
    },
  };
}

type Shown = { readonly columns: ChartColumns; readonly from: number; readonly to: number };

function options(
  host: HTMLElement,
  tick: (value: number) => string,
  shown: () => Shown,
): uPlot.Options {
  const style = getComputedStyle(host);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const axis = {
    stroke: color("--text-quiet"),
    font: `${0.75 * rem}px ${color("--font")}`,
    grid: { stroke: color("--line"), width: 1 },
    ticks: { show: false },
    gap: 4,
  };
  return {
    ...sizeOf(host),
    pxAlign: 0,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), zone()),
    scales: {
      x: { time: true, range: () => [shown().from, shown().to] },
      y: { range: (_plot, lowest, highest) => roomFor(lowest, highest) },
    },
    axes: [
      {
        ...axis,
        ...{ size: 1.5 * rem, space: 5 * rem },
        values: (_plot, splits) => splits.map((at) => clock(at, shown())),
      },
      {
        ...axis,
        size: (_plot, labels) => rem * (0.5 + LETTER * longest(labels)),
        space: 1.75 * rem,
        values: (_plot, splits) => splits.map(tick),
      },
    ],
    series: [
      {},
      {
        ...{ stroke: color("--accent"), width: 1.5, spanGaps: false },
        points: { show: true, size: 3, fill: color("--accent"), space: 12 },
      },
    ],
  };
}

function longest(labels: readonly string[] | null): number {
  return (labels ?? []).reduce((most, { length }) => Math.max(most, length), 0);
}

function dataOf({ times, values }: ChartColumns): uPlot.AlignedData {
  return [[...times], [...values]];
}

function sizeOf(host: HTMLElement) {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return { width: Math.max(80, host.clientWidth), height: HEIGHT * rem };
}

/** A little more than there is, so that no line lies on the frame, and something where nothing changes. */
function roomFor(lowest: number, highest: number): [number, number] {
  if (!Number.isFinite(lowest) || !Number.isFinite(highest)) return [0, 1];
  const range = highest - lowest;
  const pad = range > 0 ? range * 0.08 : Math.max(1, Math.abs(highest) * 0.1);
  return [lowest - pad, highest + pad];
}

function clock(at: number, { from, to }: Shown): string {
  const told = formatTime(at * 1_000, "clock");
  return to - from > LONG_SPAN ? told.slice(0, 5) : told;
}

function zone(): string {
  return timeZone.peek() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
