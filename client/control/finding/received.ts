import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { ENTITY_KINDS, KIND_TRAITS } from "../../../shared/entity.ts";
import type { EntityState } from "../../../shared/entity-state.ts";
import type { Frame } from "../../../shared/frame.ts";
import type { CityClock } from "../../twin/city-clock.ts";
import type { Selection } from "../../twin/selection.ts";
import type { Store, StoreChange } from "../../twin/store.ts";
import { Course } from "./course.ts";

/** Quantities of one entity that are followed. */
const MOST_COURSES = 64;
/** Not names of values: what every entity that moves has. */
export const SPEED = "motion/speed";
export const HEIGHT = "position/height";

/**
 * What came of the selected entity since it was selected, each quantity as a course: from every
 * frame, and from the server's answers where it is out of the picture. Begins anew with the selection.
 */
export class Received {
  readonly #store: Store;
  readonly #courses = new Map<string, Course>();
  readonly #since: Signal<number> = signal(0);
  readonly #clock: CityClock;
  #id: string | undefined;
  #isOfPast = false;

  constructor(store: Store, selection: Selection, clock: CityClock) {
    this.#store = store;
    this.#clock = clock;
    effect(() => {
      const selected = selection.current.value;
      this.#follow(selected?.type === "entity" ? selected.id : undefined);
    });
    store.listen((change) => this.#take(change));
  }

  /** When the selected entity was selected, or the past was come to: the moment shown then, milliseconds since 1970. */
  get since(): ReadonlySignal<number> {
    return this.#since;
  }

  /** What came of a quantity: a value's name, `SPEED` or `HEIGHT`. */
  courseOf(name: string): Course | undefined {
    return this.#courses.get(name);
  }

  /** Takes what the server remembers, in so far as it is news. */
  told(state: EntityState): void {
    if (state.id !== this.#id) return;
    for (const [name, value] of Object.entries(state.values ?? {})) {
      const at = Date.parse(state.valuesObservedAt?.[name] ?? "");
      const last = this.#courses.get(name)?.times.at(-1) ?? Number.NEGATIVE_INFINITY;
      if (at > last) this.#add(name, at, value);
    }
  }

  #follow(id: string | undefined): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#begin();
  }

  #begin(): void {
    const id = this.#id;
    this.#courses.clear();
    this.#since.value = this.#clock.now();
    const handle = id === undefined ? undefined : this.#store.handleOf(id);
    if (handle !== undefined) this.#takeMotion(handle);
  }

  #take({ changed, frame, cleared }: StoreChange): void {
    if (cleared) this.#turn();
    if (this.#id === undefined || frame === undefined) return;
    const handle = this.#store.handleOf(this.#id);
    if (handle === undefined || !changed.includes(handle)) return;
    this.#takeMotion(handle);
    this.#takeValues(handle, frame);
  }

  /** What came of another time is of no use; what came before a lost connection is. */
  #turn(): void {
    const isOfPast = this.#clock.state.peek().mode === "replay";
    if (isOfPast || this.#isOfPast) this.#begin();
    this.#isOfPast = isOfPast;
  }

  #takeMotion(handle: number): void {
    const { columns } = this.#store;
    const kind = ENTITY_KINDS[columns.kinds[handle] ?? -1];
    if (columns.present[handle] !== 1 || kind === undefined || !KIND_TRAITS[kind].moves) return;
    const at = columns.observedAt[handle] as number;
    this.#add(SPEED, at, columns.speeds[handle] as number);
    this.#add(HEIGHT, at, columns.heights[handle] as number);
  }

  #takeValues(handle: number, frame: Frame): void {
    for (let i = 0; i < frame.valueCount; i++) {
      const record = frame.valueRecords[i] as number;
      if (frame.handles[record] !== handle) continue;
      const name = this.#store.valueName(frame.valueKeys[i] as number);
      if (name !== undefined)
        this.#add(name, frame.observedAt[record] as number, frame.valueNumbers[i] as number);
    }
  }

  #add(name: string, at: number, value: number): void {
    let course = this.#courses.get(name);
    if (course === undefined) {
      if (!Number.isFinite(value) || this.#courses.size >= MOST_COURSES) return;
      course = new Course();
      this.#courses.set(name, course);
    }
    course.add(at, value);
  }
}
