import { CELLS_X, type CellKey, type CellRange, cellX, cellY } from "../../shared/cell.ts";
import type { Detail } from "../../shared/protocol.ts";
import type { Cell } from "../state/cell.ts";
import type { KindMask } from "./framer.ts";

/** One cell as one session has it. */
export interface Subscription {
  readonly view: View;
  readonly cell: Cell;
  /** The version of the cell that the page has, or `NOTHING`. */
  sent: number;
  /** Whether the page may have entities of it. */
  held: boolean;
  /** Whether it stands in `view.behind`. */
  queued: boolean;
  /** False once the session is no longer interested. */
  open: boolean;
  /** Its place in the list of the cell's subscriptions. */
  place: number;
}

/** What one session looks at, and how far it has been told. Kept true by `Audience`. */
export interface View {
  range: CellRange;
  kinds: KindMask;
  detail: Detail;
  readonly subscriptions: Map<CellKey, Subscription>;
  /** Cells of which the page does not have the newest, those longest behind first. */
  behind: Subscription[];
  /** Cells that the page still has and shall forget. */
  readonly left: Set<CellKey>;
}

/** Cells between a cell and the middle of a range, squared. */
export function distanceFromMiddle(range: CellRange, key: CellKey): number {
  const width = (range.x1 - range.x0 + CELLS_X) % CELLS_X;
  const dx = ((cellX(key) - range.x0 + CELLS_X) % CELLS_X) - width / 2;
  const dy = cellY(key) - (range.y0 + range.y1) / 2;
  return dx * dx + dy * dy;
}
