import { type Signal, signal } from "@preact/signals";
import type { DraftFault, Measurement, SurfacePoint, ToolName, ToolState } from "./map-tools.ts";
import {
  faultOf,
  isComplete,
  type ToolDraft,
  withMoved,
  withoutLast,
  withPoint,
} from "./tool-draft.ts";

/** The tool in use and what was measured so far; knows no map. */
export class ToolSession {
  readonly state: Signal<ToolState | undefined> = signal<ToolState | undefined>(undefined);
  readonly results: Signal<readonly Measurement[]> = signal<readonly Measurement[]>([]);
  #next = 1;

  /** Whether points are being set. */
  get isActive(): boolean {
    const state = this.state.peek();
    return state !== undefined && !state.finished;
  }

  start(tool: ToolName): void {
    this.state.value = { tool, points: [], hovering: undefined, finished: false, fault: undefined };
  }

  cancel(): void {
    this.state.value = undefined;
  }

  /** Sets a point; `undefined` is one that points nowhere. */
  add(point: SurfacePoint | undefined): void {
    const state = this.state.peek();
    if (state === undefined || state.finished) return;
    const draft = point === undefined ? "nowhere" : withPoint(state, point);
    if (this.#take(draft) && isComplete(this.state.peek() as ToolDraft)) this.finish();
  }

  /** Moves a point that was set, of a finished region too. */
  move(place: number, to: SurfacePoint | undefined): void {
    const state = this.state.peek();
    if (state?.points[place] === undefined) return;
    this.#take(to === undefined ? "nowhere" : withMoved(state, place, to, state.finished));
  }

  undo(): void {
    const state = this.state.peek();
    if (state === undefined || state.finished) return;
    this.#take(withoutLast(state));
  }

  /** The point that would be set next. */
  hover(point: SurfacePoint | undefined): void {
    const state = this.state.peek();
    if (state === undefined || state.finished || same(state.hovering, point)) return;
    this.state.value = { ...state, hovering: point };
  }

  finish(): void {
    const state = this.state.peek();
    if (state === undefined || state.finished) return;
    const fault = faultOf(state);
    const { tool, points } = state;
    if (fault !== undefined) this.state.value = { ...state, fault };
    else if (tool === "region")
      this.state.value = { ...state, hovering: undefined, finished: true, fault: undefined };
    else {
      this.results.value = [...this.results.peek(), { id: this.#next++, tool, points }];
      this.state.value = undefined;
    }
  }

  /** Takes one result away; all of them without an id. */
  remove(id?: number): void {
    this.results.value =
      id === undefined ? [] : this.results.peek().filter((each) => each.id !== id);
  }

  /** Whether there are enough points to finish, and finishing would go well. */
  get canFinish(): boolean {
    const state = this.state.peek();
    return state !== undefined && !state.finished && faultOf(state) === undefined;
  }

  #take(draft: ToolDraft | DraftFault): boolean {
    const state = this.state.peek();
    if (state === undefined) return false;
    if (typeof draft === "string") {
      this.state.value = { ...state, fault: draft };
      return false;
    }
    this.state.value = { ...state, points: draft.points, fault: undefined };
    return true;
  }
}

function same(a: SurfacePoint | undefined, b: SurfacePoint | undefined): boolean {
  return a?.longitude === b?.longitude && a?.latitude === b?.latitude && a?.height === b?.height;
}
