import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { EntityCourse } from "../../../shared/history.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";
import { type CourseWindow, isElsewhere, isNear } from "./course-window.ts";

/** What is known of an entity's course: while another is asked for, and where it cannot be had, the one before. */
export interface CourseNow {
  readonly course?: EntityCourse;
  readonly problem?: Problem;
  /** Which window the answer, or its absence, is of; absent before there was one. */
  readonly window?: CourseWindow;
}

/** Asks for a course; what comes of a question that was given up is not looked at. */
export type AskCourse = (
  id: string,
  window: CourseWindow,
  signal: AbortSignal,
) => Promise<EntityCourse | Problem>;

interface Question {
  readonly window: CourseWindow;
  readonly stop: AbortController;
}

/** Questions under way at once. */
const MOST_AT_ONCE = 3;

/** The courses of those that are looked at, asked for as the window moves on; of what is no longer wanted nothing more is asked. */
export class CourseBook {
  readonly #ask: AskCourse;
  readonly #courses: Signal<ReadonlyMap<string, CourseNow>> = signal(new Map());
  readonly #asked = new Map<string, Question>();
  #ids: readonly string[] = [];
  #window: CourseWindow | undefined;

  constructor(ask: AskCourse) {
    this.#ask = ask;
  }

  /** In no order; those that nothing is known of yet are not there. */
  get courses(): ReadonlySignal<ReadonlyMap<string, CourseNow>> {
    return this.#courses;
  }

  /** Looks at these, the first first, over a window; called as often as one likes. */
  want(ids: readonly string[], window: CourseWindow): void {
    this.#ids = ids;
    this.#window = window;
    for (const [id, { stop, window: asked }] of this.#asked)
      if (!ids.includes(id) || isElsewhere(asked, window)) {
        this.#asked.delete(id);
        stop.abort();
      }
    this.#forget(ids);
    this.#next();
  }

  /** Asks again for what could not be had. */
  retry(): void {
    const all = [...this.#courses.peek()];
    this.#courses.value = new Map(
      all.map(([id, { course, problem, window }]): [string, CourseNow] => [
        id,
        { ...(course && { course }), ...(problem === undefined && window && { window }) },
      ]),
    );
    this.#next();
  }

  /** Nothing is wanted any more. What is known stays. */
  rest(): void {
    for (const { stop } of this.#asked.values()) stop.abort();
    this.#asked.clear();
    this.#ids = [];
  }

  #forget(ids: readonly string[]): void {
    const before = this.#courses.peek();
    const kept = [...before].filter(([id]) => ids.includes(id));
    if (kept.length < before.size) this.#courses.value = new Map(kept);
  }

  #next(): void {
    const window = this.#window;
    if (window === undefined) return;
    for (const id of this.#ids) {
      if (this.#asked.size >= MOST_AT_ONCE) return;
      const known = this.#courses.peek().get(id)?.window;
      if (this.#asked.has(id) || (known !== undefined && isNear(known, window))) continue;
      void this.#fetch(id, window);
    }
  }

  async #fetch(id: string, window: CourseWindow): Promise<void> {
    const question = { window, stop: new AbortController() };
    this.#asked.set(id, question);
    const answer = await this.#ask(id, window, question.stop.signal);
    // Given up meanwhile: another question may be under way.
    if (this.#asked.get(id) !== question) return;
    this.#asked.delete(id);
    const before = this.#courses.peek().get(id)?.course;
    const now: CourseNow = isProblem(answer)
      ? { problem: answer, window, ...(before && { course: before }) }
      : { course: answer, window };
    this.#courses.value = new Map([...this.#courses.peek(), [id, now]]);
    this.#next();
  }
}
