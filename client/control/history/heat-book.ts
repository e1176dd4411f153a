import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Bbox } from "../../../shared/cell.ts";
import type { EntityKind } from "../../../shared/entity.ts";
import type { Heat } from "../../../shared/history.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { fetchJson, unreadable } from "../../ui/fetch-json.ts";
import type { CourseWindow } from "./course-window.ts";
import { readHeat } from "./read-heat.ts";

/** What is looked at. */
export interface HeatWish {
  /** All kinds where undefined. */
  readonly kind: EntityKind | undefined;
  readonly window: CourseWindow;
  readonly bbox: Bbox;
}

/** While another is asked for, the heat of before stays. */
export interface HeatNow {
  readonly isAsking: boolean;
  readonly heat?: Heat;
  readonly problem?: Problem;
}

/** The same whenever nothing is wanted: then nothing is drawn anew. */
const NOTHING: HeatNow = { isAsking: false };

/** Part of the window's length that it may have moved on, and of the view that may be outside, before it is asked for anew. */
const MOVED = 1 / 60;
/** What was asked for is too coarse once so many times as much was as is seen. */
const COARSE = 4;
/** Part of the view that is asked for beyond each of its sides. */
const AROUND = 0.15;

/** The map of heat that is looked at: one question at a time, for what is wanted last. */
export class HeatBook {
  readonly #now: Signal<HeatNow> = signal(NOTHING);
  #asked: HeatWish | undefined;
  #stop: AbortController | undefined;

  get now(): ReadonlySignal<HeatNow> {
    return this.#now;
  }

  /** Called as often as one likes; nothing is wanted where undefined. */
  want(wish: HeatWish | undefined): void {
    if (wish === undefined) {
      this.#stop?.abort();
      this.#asked = undefined;
      this.#now.value = NOTHING;
      return;
    }
    if (this.#asked !== undefined && isEnough(this.#asked, wish)) return;
    // What is under way comes first while it is of the same, or playing on would never show any.
    const isSame = this.#asked?.kind === wish.kind;
    if (this.#now.peek().isAsking && isSame) return;
    void this.#fetch({ ...wish, bbox: grown(wish.bbox) }, isSame);
  }

  retry(): void {
    this.#asked = undefined;
  }

  async #fetch(wish: HeatWish, isSame: boolean): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.#asked = wish;
    const { heat } = this.#now.peek();
    this.#now.value = { isAsking: true, ...(isSame && heat && { heat }) };
    const answer = await ask(wish, stop.signal);
    if (stop.signal.aborted) return;
    this.#now.value = isProblem(answer)
      ? { isAsking: false, problem: answer, ...(isSame && heat && { heat }) }
      : { isAsking: false, heat: answer };
  }
}

async function ask({ kind, window, bbox }: HeatWish, signal: AbortSignal) {
  const query = new URLSearchParams({
    ...{ from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() },
    bbox: bbox.map((each) => each.toFixed(6)).join(),
    ...(kind === undefined ? {} : { kinds: kind }),
  });
  const url = `/api/history/heat?${query}`;
  const body = await fetchJson(url, undefined, signal);
  return isProblem(body) ? body : (readHeat(body) ?? unreadable(url));
}

/** Whether what was asked for shows what is wanted. */
function isEnough(asked: HeatWish, { kind, window, bbox }: HeatWish): boolean {
  const moved = (asked.window.to - asked.window.from) * MOVED;
  return (
    asked.kind === kind &&
    Math.abs(asked.window.from - window.from) <= moved &&
    Math.abs(asked.window.to - window.to) <= moved &&
    covers(asked.bbox, bbox) &&
    area(asked.bbox) <= COARSE * area(bbox)
  );
}

function covers(outer: Bbox, inner: Bbox): boolean {
  return (
    outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3]
  );
}

function area([west, south, east, north]: Bbox): number {
  return (east >= west ? east - west : east - west + 360) * (north - south);
}

function grown([west, south, east, north]: Bbox): Bbox {
  // Across the antimeridian it stays as it is seen.
  if (west > east) return [west, south, east, north];
  const dx = (east - west) * AROUND;
  const dy = (north - south) * AROUND;
  const [low, high] = [Math.max(-90, south - dy), Math.min(90, north + dy)];
  return [Math.max(-180, west - dx), low, Math.min(180, east + dx), high];
}
