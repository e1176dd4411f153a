import { type CellKey, cellRange, rangeHas } from "../../shared/cell.ts";
import type { Cell } from "../state/cell.ts";
import type { CellIndex } from "../state/cell-index.ts";
import type { TwinChanges } from "../state/twin.ts";
import { NOTHING } from "./framer.ts";
import type { CheckedInterest } from "./interest.ts";
import { distanceFromMiddle, type Subscription, type View } from "./view.ts";

/**
 * Who looks at which cell. A change of a cell costs as much as there are views of it, and a view costs
 * nothing while its cells rest: no cell of the world is ever enumerated that holds nothing.
 */
export class Audience {
  readonly #cells: CellIndex;
  readonly #views = new Set<View>();
  readonly #subscriptions = new Map<CellKey, Subscription[]>();

  constructor(cells: CellIndex) {
    this.#cells = cells;
  }

  /** Begins a view. */
  open({ bbox, kinds, detail }: CheckedInterest): View {
    const view: View = {
      range: cellRange(bbox),
      kinds,
      detail,
      subscriptions: new Map(),
      behind: [],
      left: new Set(),
    };
    this.#views.add(view);
    this.#enter(view);
    return view;
  }

  /**
   * Turns a view elsewhere: cells that leave it are to be forgotten, new ones sent, nearest the middle first.
   * Gives how many cells were touched.
   */
  turn(view: View, { bbox, kinds, detail }: CheckedInterest): number {
    const sameKinds = view.kinds === kinds;
    view.range = cellRange(bbox);
    view.kinds = kinds;
    view.detail = detail;
    let touched = 0;
    for (const subscription of view.subscriptions.values()) {
      const stays = rangeHas(view.range, subscription.cell.key);
      if (stays && sameKinds) continue;
      touched++;
      if (!stays) this.#leave(subscription);
      else {
        subscription.sent = NOTHING;
        queue(subscription);
      }
    }
    return touched + this.#enter(view);
  }

  close(view: View): void {
    for (const subscription of view.subscriptions.values()) this.#leave(subscription);
    this.#views.delete(view);
  }

  /** Notes in every view what happened in a version. */
  take(changes: TwinChanges): void {
    for (const key of changes.dropped)
      for (const subscription of [...(this.#subscriptions.get(key) ?? [])])
        this.#drop(subscription);
    for (const cell of changes.appeared)
      for (const view of this.#views)
        if (rangeHas(view.range, cell.key) && !view.subscriptions.has(cell.key))
          this.#subscribe(view, cell);
    for (const cell of changes.changed)
      for (const subscription of this.#subscriptions.get(cell.key) ?? []) queue(subscription);
  }

  /** Gives how many cells came into the view. */
  #enter(view: View): number {
    const entered: Cell[] = [];
    for (const cell of this.#cells.within(view.range))
      if (!view.subscriptions.has(cell.key)) entered.push(cell);
    const far = new Map(entered.map((cell) => [cell, distanceFromMiddle(view.range, cell.key)]));
    entered.sort((a, b) => (far.get(a) as number) - (far.get(b) as number));
    for (const cell of entered) this.#subscribe(view, cell);
    return entered.length;
  }

  #subscribe(view: View, cell: Cell): void {
    let all = this.#subscriptions.get(cell.key);
    if (all === undefined) {
      all = [];
      this.#subscriptions.set(cell.key, all);
    }
    const place = all.length;
    // What it still has from an earlier look is replaced by the snapshot that comes now.
    const held = view.left.delete(cell.key);
    const subscription = { view, cell, sent: NOTHING, held, queued: false, open: true, place };
    all.push(subscription);
    view.subscriptions.set(cell.key, subscription);
    queue(subscription);
  }

  #leave(subscription: Subscription): void {
    const { view, cell } = subscription;
    if (subscription.held) view.left.add(cell.key);
    this.#unsubscribe(subscription);
  }

  /** The cell is no more. Whoever was told that it became empty has nothing to forget. */
  #drop(subscription: Subscription): void {
    if (subscription.queued) this.#leave(subscription);
    else this.#unsubscribe(subscription);
  }

  #unsubscribe(subscription: Subscription): void {
    const { view, cell, place } = subscription;
    subscription.open = false;
    view.subscriptions.delete(cell.key);
    const all = this.#subscriptions.get(cell.key) as Subscription[];
    const last = all.pop() as Subscription;
    if (last !== subscription) {
      all[place] = last;
      last.place = place;
    }
    if (all.length === 0) this.#subscriptions.delete(cell.key);
  }
}

function queue(subscription: Subscription): void {
  if (subscription.queued) return;
  subscription.queued = true;
  subscription.view.behind.push(subscription);
}
