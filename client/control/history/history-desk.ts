import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { isProblem } from "../../../shared/problem.ts";
import { everySecond } from "../../ui/beat.ts";
import { fetchJson, unreadable } from "../../ui/fetch-json.ts";
import type { Room } from "../room.ts";
import { type AskCourse, CourseBook } from "./course-book.ts";
import { type CourseWindow, windowUntil } from "./course-window.ts";
import { historyChoices } from "./history-choices.ts";
import { readCourse } from "./read-course.ts";
import { lookOf, type SeriesLook } from "./series-looks.ts";
import { SPANS } from "./span-names.ts";

/** An entity whose past is shown. */
export interface ShownEntity {
  readonly id: string;
  readonly name: string;
  readonly look: SeriesLook;
  readonly isPinned: boolean;
}

/** Milliseconds that scrubbing rests before anything is asked for. */
const REST = 250;

/** The past that is looked at: of whom, over which window, and what the server tells of it. */
export class HistoryDesk {
  readonly book = new CourseBook(askCourse);
  readonly window: ReadonlySignal<CourseWindow>;
  /** The selected one first, then the pinned ones. */
  readonly shown: ReadonlySignal<readonly ShownEntity[]>;
  /** The moment that is pointed at in a chart, shared by all; milliseconds since 1970. */
  readonly pointed: Signal<number | undefined> = signal(undefined);
  readonly #room: Room;
  #users = 0;
  #stop: (() => void) | undefined;

  constructor(room: Room) {
    this.#room = room;
    let before: CourseWindow | undefined;
    this.window = computed(() => {
      const next = windowNow(room);
      const same = before?.from === next.from && before.to === next.to;
      if (!same || before === undefined) before = next;
      return before;
    });
    let shown: readonly ShownEntity[] = [];
    this.shown = computed(() => {
      const next = shownOf(room);
      if (!areSame(next, shown)) shown = next;
      return shown;
    });
  }

  /** Keeps what is shown up to date until what is returned is called. */
  use(): () => void {
    this.#users++;
    this.#stop ??= this.#follow();
    return () => {
      this.#users--;
      if (this.#users > 0) return;
      this.#stop?.();
      this.#stop = undefined;
      this.book.rest();
    };
  }

  /** Shows a moment of a chart or a way, and leaves the window where it is for as long as the moment is in it. */
  goTo(at: number): void {
    const { to } = this.window.peek();
    const { clock } = this.#room;
    clock.goTo(at);
    if (historyChoices.span.peek() !== "chosen") historyChoices.held.value = to;
  }

  #follow(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = effect(() => {
      const window = this.window.value;
      const ids = this.shown.value.map(({ id }) => id);
      clearTimeout(timer);
      timer = setTimeout(() => this.book.want(ids, window), REST);
    });
    const release = effect(() => this.#release());
    return () => {
      clearTimeout(timer);
      ask();
      release();
    };
  }

  /** A window that was held goes on with the time shown once that has left it. */
  #release(): void {
    everySecond.value;
    const { clock } = this.#room;
    const { mode } = clock.state.value;
    const held = historyChoices.held.value;
    if (held === undefined) return;
    const { from, to } = this.window.peek();
    const now = clock.now();
    if (mode === "live" || now < from || now > to) historyChoices.held.value = undefined;
  }
}

const desks = new WeakMap<Room, HistoryDesk>();

/** The one desk of a page, made when the past is first looked at. */
export function deskOf(room: Room): HistoryDesk {
  const desk = desks.get(room) ?? new HistoryDesk(room);
  desks.set(room, desk);
  return desk;
}

const askCourse: AskCourse = async (id, { from, to, every }, signal) => {
  const query = new URLSearchParams({
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), every: `${every}` },
  });
  const url = `/api/entities/${encodeURIComponent(id)}/history?${query}`;
  const body = await fetchJson(url, undefined, signal);
  return isProblem(body) ? body : (readCourse(body) ?? unreadable(url));
};

/** Up to the time shown, or as it was chosen. */
function windowNow({ clock }: Room): CourseWindow {
  const { span, chosen, held } = historyChoices;
  const name = span.value;
  const own = chosen.value;
  if (name === "chosen" && own !== undefined) return windowUntil(own[1], own[1] - own[0]);
  const length = SPANS[name === "chosen" ? "1h" : name] * 1_000;
  if (held.value !== undefined) return windowUntil(held.value, length);
  everySecond.value;
  const isLive = clock.state.value.mode === "live";
  const now = clock.now();
  if (!isLive) return windowUntil(Math.ceil(now / 1_000) * 1_000, length);
  // Live it moves on bucket by bucket, or every chart would be drawn every second.
  const bucket = windowUntil(now, length).every * 1_000;
  return windowUntil(Math.ceil(now / bucket) * bucket, length);
}

function shownOf({ selection, store }: Room): readonly ShownEntity[] {
  everySecond.value;
  const nameOf = (id: string) => {
    const handle = store.handleOf(id);
    return handle === undefined ? undefined : store.describe(handle)?.name;
  };
  const pins = historyChoices.pins.value.map(({ id, name, slot }) => ({
    ...{ id, name: nameOf(id) ?? name, look: lookOf(slot), isPinned: true },
  }));
  const selected = selection.current.value;
  if (selected?.type !== "entity") return pins;
  const { id } = selected;
  const own = pins.find((pin) => pin.id === id);
  if (own !== undefined) return [own, ...pins.filter((pin) => pin.id !== id)];
  return [{ id, name: nameOf(id) ?? id, look: lookOf(0), isPinned: false }, ...pins];
}

function areSame(some: readonly ShownEntity[], others: readonly ShownEntity[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ id, name, look }, place) => {
      const other = others[place];
      return id === other?.id && name === other.name && look === other.look;
    })
  );
}
