import uPlot from "uplot";
import type { AlignedSeries } from "./align-series.ts";
import { axisTimes } from "./axis-times.ts";
import { drawMarks } from "./draw-marks.ts";
import { nextFrame } from "./next-frame.ts";
import type { SeriesLook } from "./series-looks.ts";

/** What a chart shows: some series of one quantity, and how each of them looks. */
export interface CoursesShown {
  readonly aligned: AlignedSeries;
  readonly looks: readonly SeriesLook[];
  /** Seconds since 1970 of both edges. */
  readonly from: number;
  readonly to: number;
}

export interface CoursesOptions {
  readonly host: HTMLElement;
  /** Writes a value beside the axis. */
  readonly tick: (value: number) => string;
  /** Told the moment under the pointer, milliseconds since 1970; undefined where it has left. */
  readonly pointed: (at: number | undefined) => void;
  /** Told the moment that was clicked. */
  readonly pressed: (at: number) => void;
}

/** A chart of one quantity of several entities over time. */
export interface CoursesChart {
  set(shown: CoursesShown): void;
  /** Marks a moment, milliseconds since 1970; none where undefined. */
  mark(at: number | undefined): void;
  /** Where the time shown by the page is in it, milliseconds since 1970. */
  setNow(at: number): void;
  destroy(): void;
}

/** Of the whole chart, in the page's text size; the width of a figure, the same. */
const HEIGHT = 8;
const LETTER = 0.45;
const FIRST: CoursesShown = { aligned: { times: [], series: [] }, looks: [], from: 0, to: 1 };

/** Draws with uPlot in the colours of the page's theme; follows its width and the theme by itself. */
export function drawCourses(options: CoursesOptions): CoursesChart {
  const { host, pointed, pressed } = options;
  let shown = FIRST;
  let now = Number.NaN;
  let marked: number | undefined;
  let cancel: (() => void) | undefined;
  const make = () =>
    new uPlot(
      plotOptions(options, shown, () => [shown, now]),
      dataOf(shown),
      host,
    );
  let plot = make();
  const remake = () => {
    plot.destroy();
    plot = make();
    mark();
  };
  const mark = () => {
    const left = marked === undefined ? -10 : plot.valToPos(marked / 1_000, "x");
    plot.setCursor({ left, top: marked === undefined ? -10 : 1 }, false);
  };
  const sized = new ResizeObserver(() => plot.setSize(sizeOf(host)));
  sized.observe(host);
  const themed = new MutationObserver(remake);
  themed.observe(document.documentElement, { attributeFilter: ["data-theme", "lang"] });
  const left = new AbortController();
  const pointer = { signal: left.signal, passive: true };
  const timeAt = (clientX: number) =>
    plot.posToVal(clientX - plot.over.getBoundingClientRect().left, "x") * 1_000;
  const within = (at: number) => at >= shown.from * 1_000 && at <= shown.to * 1_000;
  host.addEventListener(
    "pointermove",
    ({ clientX }) => {
      const at = timeAt(clientX);
      pointed(within(at) ? at : undefined);
    },
    pointer,
  );
  host.addEventListener("pointerleave", () => pointed(undefined), pointer);
  host.addEventListener(
    "click",
    ({ clientX }) => {
      const at = timeAt(clientX);
      if (within(at)) pressed(at);
    },
    pointer,
  );
  return {
    set: (next) => {
      const isOther = keyOf(next) !== keyOf(shown);
      shown = next;
      cancel?.();
      // One chart a frame: many of them at once would hold the page up.
      cancel = nextFrame(() => {
        if (isOther) remake();
        else plot.setData(dataOf(shown));
        mark();
      });
    },
    mark: (at) => {
      marked = at;
      mark();
    },
    setNow: (at) => {
      if (at === now) return;
      now = at;
      plot.redraw(false, false);
    },
    destroy: () => {
      cancel?.();
      left.abort();
      sized.disconnect();
      themed.disconnect();
      plot.destroy();
    },
  };
}

function keyOf({ looks }: CoursesShown): string {
  return looks.map(({ slot }) => slot).join();
}

function dataOf({ aligned, from, to }: CoursesShown): uPlot.AlignedData {
  const { times, series } = aligned;
  // Without any point there would be no axis either.
  if (times.length === 0)
    return [[from, to], ...series.flatMap(() => [[], [], []])] as uPlot.AlignedData;
  return [[...times], ...series.flatMap(({ least, most, mean }) => [least, most, mean])];
}

function plotOptions(
  { host, tick }: CoursesOptions,
  { looks }: CoursesShown,
  state: () => readonly [CoursesShown, now: number],
): uPlot.Options {
  const style = getComputedStyle(host);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const times = () => axisTimes(state()[0].from, state()[0].to);
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
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: () => [state()[0].from, state()[0].to] },
      y: { range: (_plot, lowest, highest) => roomFor(lowest, highest) },
    },
    axes: [
      {
        ...axis,
        ...{ size: 1.5 * rem },
        splits: () => times().map(({ at }) => at),
        values: () => times().map(({ label }) => label),
      },
      {
        ...axis,
        size: (_plot, labels) => rem * (0.5 + LETTER * longest(labels)),
        space: 1.75 * rem,
        values: (_plot, splits) => splits.map(tick),
      },
    ],
    series: [{}, ...looks.flatMap((look) => seriesOf(look, color(look.color)))],
    bands: looks.map((look, place) => ({
      series: [3 * place + 2, 3 * place + 1],
      // Of many bands no one would be seen.
      fill: `${color(look.color)}${looks.length > 1 ? "14" : "33"}`,
    })),
    hooks: {
      draw: [
        (plot) => {
          for (const [place, look] of looks.entries())
            drawMarks(plot, 3 * place + 3, look, color(look.color));
          drawNow(plot, state()[1], color("--text"));
        },
      ],
    },
  };
}

/** The least and the greatest are the edges of a band; the mean is a line. */
function seriesOf({ dash }: SeriesLook, stroke: string): uPlot.Series[] {
  const edge = { points: { show: false }, spanGaps: false, width: 0 };
  const line = { stroke, width: 1.5, dash: [...dash], points: { show: false }, spanGaps: false };
  return [edge, { ...edge }, line];
}

/** A dashed line at the time that the page shows. */
function drawNow(plot: uPlot, now: number, color: string): void {
  const { left, top, width, height } = plot.bbox;
  const x = plot.valToPos(now / 1_000, "x", true);
  if (!(x >= left && x <= left + width + 1)) return;
  const pen = plot.ctx;
  pen.save();
  pen.strokeStyle = color;
  pen.lineWidth = devicePixelRatio;
  pen.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, top + height);
  pen.stroke();
  pen.restore();
}

function longest(labels: readonly string[] | null): number {
  return (labels ?? []).reduce((most, { length }) => Math.max(most, length), 0);
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
