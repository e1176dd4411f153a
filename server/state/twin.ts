import { type Bbox, cellAt, cellRange } from "../../shared/cell.ts";
import { type EntityKind, KIND_TRAITS } from "../../shared/entity.ts";
import type { EntityState } from "../../shared/entity-state.ts";
import type { Accepted } from "../../shared/observation.ts";
import { type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import type { Cell } from "./cell.ts";
import { CellIndex } from "./cell-index.ts";
import { Columns, KIND_UNKNOWN } from "./columns.ts";
import { entityState, holds } from "./entity-view.ts";
import { mergeKind, mergeMotion, mergeName, mergePosition, mergeSource } from "./merge.ts";
import { NameTable } from "./name-table.ts";
import { isAbsent } from "./presence.ts";
import { noteMoment } from "./rhythm.ts";
import { IMAGE_COLUMNS, imageOf, type TwinImage } from "./twin-image.ts";
import type { TwinWatch } from "./twin-watch.ts";
import { ValueRegisters } from "./value-registers.ts";

/** What happened in one version of the twin. */
export interface TwinChanges {
  /** The version; it counts up by one. */
  readonly version: number;
  readonly changed: readonly Cell[];
  /** Of those, the cells that are new. */
  readonly appeared: readonly Cell[];
  /** Cells that are no more; they had been empty for long. */
  readonly dropped: readonly number[];
  /** Handles whose kind, name, source or provenance is not what it was. */
  readonly reidentified: readonly number[];
}

/**
 * The latest state of every entity. Each entity is a handful of registers (kind, name, source, position,
 * motion, each value), and each register keeps the newest statement ever merged (`register.ts`), so the
 * twin is the same whatever the order and repetition of what it was told. docs/spec.md, rules M.
 */
export class Twin {
  readonly columns = new Columns();
  readonly values = new ValueRegisters();
  readonly cells: CellIndex;
  readonly valueNames: NameTable;
  readonly #limits: Limits;
  readonly #handles = new Map<string, number>();
  readonly #reidentified = new Set<number>();
  readonly #watch: TwinWatch | undefined;
  /** Whether an entity counts as heard when it was observed, and not when that came here. */
  readonly #hearsAtOnce: boolean;
  #version = 1;
  #swept = 0;

  /** `heardBy: "observed"`: the clock is that of the observations, as in a replay. */
  constructor({
    limits = LIMITS,
    watch,
    heardBy = "received",
  }: { limits?: Limits; watch?: TwinWatch; heardBy?: "received" | "observed" } = {}) {
    this.#limits = limits;
    this.#watch = watch;
    this.#hearsAtOnce = heardBy === "observed";
    this.cells = new CellIndex(limits.keptVersions);
    this.valueNames = new NameTable(limits.valueNames);
  }

  /** Entities known, those without a place and those not heard for long among them. */
  get size(): number {
    return this.columns.count;
  }

  /**
   * Joins a statement into the twin. What does not fit under `limits.entities`, `limits.values` or
   * `limits.valueNames` is left out and said in the `Problem`; the rest of the statement is taken.
   */
  merge(accepted: Accepted): Problem | undefined {
    const { entity, position, motion, values, observedAt } = accepted.observation;
    const handle = this.#handles.get(entity.id) ?? this.#admit(entity.id);
    if (handle === undefined)
      return problem(
        "twin/entities",
        `merge: ${entity.id} would be one entity more than the ${this.#limits.entities} of limits.entities`,
      );
    const columns = this.columns;
    const kindBefore = columns.kinds[handle] ?? KIND_UNKNOWN;
    const cellBefore = columns.cells[handle];
    // Who was never in a cell was never told to anybody.
    const reidentified =
      this.#identify(handle, accepted) && (columns.introducedIn[handle] as number) > 0;
    if (reidentified) this.#reidentified.add(handle);
    let changed = noteMoment(columns, handle, observedAt);
    const moved = position !== undefined && mergePosition(columns, handle, position, observedAt);
    if (moved) changed = true;
    if (motion !== undefined && mergeMotion(columns, handle, motion, observedAt)) changed = true;
    let fault: Problem | undefined;
    if (values !== undefined)
      for (const [name, value] of values) {
        const outcome = this.#mergeValue(handle, name, value, observedAt);
        if (outcome === true) changed = true;
        else if (outcome !== false) fault = outcome;
      }
    const heardAt = this.#hearsAtOnce ? observedAt : accepted.receivedAt;
    if (heardAt > (columns.receivedAt[handle] as number)) columns.receivedAt[handle] = heardAt;
    this.#place(handle, kindBefore, changed, reidentified);
    if (this.#watch !== undefined && columns.cells[handle] !== undefined) {
      if (moved || cellBefore === undefined || columns.kinds[handle] !== kindBefore)
        this.#watch.placed(handle);
      else if (changed || reidentified) this.#watch.heard(handle);
    }
    return fault;
  }

  /** What is known of an entity; undefined where nobody has said yet what it is. */
  find(id: string, now: number): EntityState | undefined {
    const handle = this.#handles.get(id);
    return handle === undefined ? undefined : entityState(this, handle, now);
  }

  handleOf(id: string): number | undefined {
    return this.#handles.get(id);
  }

  /**
   * The first `limit` entities in the order of their handles, each read when it is asked for, and how many
   * match. With a bbox: those in the live picture whose position lies in it. Without: every entity known.
   */
  list(query: { bbox?: Bbox; kinds?: ReadonlySet<EntityKind>; limit: number; now: number }): {
    entities: Iterable<EntityState>;
    matched: number;
  } {
    const { bbox, kinds, limit, now } = query;
    const matching: number[] = [];
    const consider = (handle: number): void => {
      const kind = this.columns.kind(handle);
      if (kind === undefined || (kinds !== undefined && !kinds.has(kind))) return;
      if (bbox === undefined || holds(bbox, this.columns, handle)) matching.push(handle);
    };
    if (bbox === undefined) for (let handle = 0; handle < this.size; handle++) consider(handle);
    else for (const cell of this.cells.within(cellRange(bbox))) cell.members.forEach(consider);
    // Typed, because a sort of numbers by a function takes ten times as long.
    const handles = Uint32Array.from(matching).sort().subarray(0, limit);
    return { entities: this.states(handles, now), matched: matching.length };
  }

  /** What is known of these, each read when it is asked for. */
  *states(handles: Uint32Array, now: number): Generator<EntityState> {
    for (const handle of handles) {
      const state = entityState(this, handle, now);
      if (state !== undefined) yield state;
    }
  }

  /** Ends the version: gives what happened in it, and begins the next. */
  advance(): TwinChanges {
    const version = this.#version++;
    const reidentified = [...this.#reidentified];
    this.#reidentified.clear();
    return { version, reidentified, ...this.cells.take(version) };
  }

  /** Takes movers not heard for `absentAfter` out of their cells; looks at the next `most` entities. */
  sweep(now: number, most: number): void {
    const columns = this.columns;
    for (let looked = Math.min(most, columns.count); looked > 0; looked--) {
      if (this.#swept >= columns.count) this.#swept = 0;
      this.sweepOne(this.#swept++, now);
    }
  }

  /** Takes a mover out of its cell, if it was not heard for `absentAfter`. */
  sweepOne(handle: number, now: number): void {
    const { columns } = this;
    const cell = columns.cells[handle];
    if (cell === undefined || !isAbsent(columns, handle, now)) return;
    this.cells.leave(cell, handle, columns.kinds[handle] ?? KIND_UNKNOWN, this.#version);
    columns.cells[handle] = undefined;
    this.#watch?.left(handle);
  }

  /** Every register, copied. */
  image(): TwinImage {
    return imageOf(this);
  }

  /**
   * Begins with what another twin held; this one must be empty still. With `now` (milliseconds since 1970) movers
   * that have been silent for too long by then are in no cell, as if they had been swept.
   */
  restore(image: TwinImage, now?: number): void {
    if (this.size > 0) throw new Error("restore: the twin has entities already");
    const { columns } = this;
    for (const id of image.ids) this.#handles.set(id, columns.add(id));
    for (const name of IMAGE_COLUMNS) columns[name].set(image[name]);
    if (this.#hearsAtOnce) columns.receivedAt.set(image.sourceAt);
    const keys = image.valueNames.map((name) => this.valueNames.intern(name) ?? -1);
    for (let handle = 0; handle < columns.count; handle++) {
      columns.names[handle] = image.names[handle];
      columns.sources[handle] = image.sources[handle] ?? "";
      this.#restoreValues(handle, image, keys);
      this.#date(handle);
      if (now !== undefined && isAbsent(columns, handle, now)) continue;
      this.#place(handle, columns.kinds[handle] ?? KIND_UNKNOWN, true, false);
      if (columns.cells[handle] !== undefined) this.#watch?.placed(handle);
    }
  }

  #restoreValues(handle: number, image: TwinImage, keys: readonly number[]): void {
    let last = -1;
    const end = image.valueStarts[handle + 1] as number;
    for (let at = image.valueStarts[handle] as number; at < end; at++) {
      const key = keys[image.valueKeys[at] as number] as number;
      if (key < 0) continue;
      const number = image.valueNumbers[at] as number;
      const observedAt = image.valueObservedAt[at] as number;
      const first = this.columns.firstValue[handle] as number;
      last = this.values.add(last < 0 ? first : last, key, number, observedAt, this.#version);
      if (first < 0) this.columns.firstValue[handle] = last;
    }
  }

  #admit(id: string): number | undefined {
    if (this.columns.count >= this.#limits.entities) return undefined;
    const handle = this.columns.add(id);
    this.#handles.set(id, handle);
    return handle;
  }

  /** Merges who the entity is; tells whether that changed. */
  #identify(handle: number, accepted: Accepted): boolean {
    const { entity, observedAt } = accepted.observation;
    const { columns } = this;
    let changed = mergeSource(columns, handle, accepted.provenance, accepted.source, observedAt);
    if (entity.kind !== undefined && mergeKind(columns, handle, entity.kind, observedAt))
      changed = true;
    if (entity.name !== undefined && mergeName(columns, handle, entity.name, observedAt))
      changed = true;
    return changed;
  }

  /** Whether it was taken as a change, or why it could not be. */
  #mergeValue(handle: number, name: string, value: number, at: number): boolean | Problem {
    const key = this.valueNames.intern(name);
    if (key === undefined)
      return problem(
        "twin/value-names",
        `merge: value ${name} would be one name more than the ${this.#limits.valueNames} of limits.valueNames`,
      );
    const first = this.columns.firstValue[handle] as number;
    const slot = this.values.find(first, key);
    if (slot >= 0) return this.values.merge(slot, value + 0, at, this.#version);
    if (this.values.count >= this.#limits.values)
      return problem(
        "twin/values",
        `merge: value ${name} would be one more than the ${this.#limits.values} of limits.values`,
      );
    const added = this.values.add(first, key, value + 0, at, this.#version);
    if (first < 0) this.columns.firstValue[handle] = added;
    return true;
  }

  /** What a frame says of a mover is as of its position, of others as of their newest statement. */
  #date(handle: number): void {
    const { columns } = this;
    const traits = KIND_TRAITS[columns.kind(handle) ?? "sensor"];
    const moments = traits.moves ? columns.positionAt : columns.sourceAt;
    columns.observedAt[handle] = moments[handle] as number;
  }

  /** Keeps cells true to what was merged. */
  #place(handle: number, kindBefore: number, changed: boolean, reidentified: boolean): void {
    const { columns, cells } = this;
    const kind = columns.kinds[handle] ?? KIND_UNKNOWN;
    this.#date(handle);
    if (kind === KIND_UNKNOWN || Number.isNaN(columns.longitudes[handle])) return;
    const key = cellAt(columns.longitudes[handle] as number, columns.latitudes[handle] as number);
    const before = columns.cells[handle];
    if (before?.key === key && kind === kindBefore) {
      if (!changed && !reidentified) return;
      cells.touch(before, this.#version);
      columns.changedIn[handle] = this.#version;
      if (reidentified) columns.introducedIn[handle] = this.#version;
      return;
    }
    // Another kind in the same cell leaves and comes too: a reader of the old kind must be told.
    if (before !== undefined) cells.leave(before, handle, kindBefore, this.#version);
    columns.cells[handle] = cells.enter(key, handle, this.#version);
    columns.changedIn[handle] = this.#version;
    columns.introducedIn[handle] = this.#version;
  }
}
