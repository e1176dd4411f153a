/** A label that would be shown: where it belongs on the screen, and how large it is; CSS pixels. */
export interface LabelWish {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Higher goes first. */
  readonly rank: number;
  /** Pixels between the place and the label; 0 writes it over the place. */
  readonly gap: number;
  /** Shown whatever else is, at the screen's edge if need be. */
  readonly must?: boolean;
}

export type LabelSide = "over" | "above" | "below" | "right" | "left";

export interface PlacedLabel extends Box {
  readonly id: string;
  readonly side: LabelSide;
}

export interface LabelRoom {
  readonly width: number;
  readonly height: number;
  /** Labels at most. */
  readonly most: number;
  /** What lies over the map already. */
  readonly taken?: readonly Box[];
}

/** CSS pixels from the map's upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const AROUND: readonly LabelSide[] = ["above", "right", "below", "left"];
const OVER: readonly LabelSide[] = ["over"];
/** Pixels that stay free around each label, and to the edges. */
const MARGIN = 3;
const EDGE = 4;
/** Pixels to each side of the middle of a symbol. */
const SYMBOL = 18;
/** How much higher one counts that is shown already: as much as lies between two kinds of places. */
const STAYING = 4;

/**
 * Which labels are shown and where, so that none covers another: the most important first, each on the
 * first side where there is room. One that was shown `before` stays before its like, on its side.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  room: LabelRoom,
  before: ReadonlyMap<string, PlacedLabel> = new Map(),
): Map<string, PlacedLabel> {
  const placed = new Map<string, PlacedLabel>();
  const boxes = new Boxes();
  const taken = room.taken ?? [];
  let isTaken = false;
  for (const wish of inOrder(wishes, before)) {
    // Whoever must be told of is told of over whatever lies there; the others keep away from it.
    if (wish.must !== true && !isTaken) {
      isTaken = true;
      for (const box of taken) boxes.add(box);
    }
    if (placed.size >= room.most && wish.must !== true) break;
    if (wish.must !== true && !isInside(wish, room)) continue;
    const label = fitted(wish, room, boxes, before.get(wish.id)?.side);
    if (label === undefined) continue;
    boxes.add(label);
    // Nor is anything written over the symbol of whoever must be told of.
    if (wish.must === true) boxes.add(symbolOf(wish));
    placed.set(wish.id, label);
  }
  return placed;
}

function symbolOf({ x, y, gap }: LabelWish): Box {
  const reach = Math.min(gap, SYMBOL);
  return { left: x - reach, top: y - gap, width: 2 * reach, height: 2 * reach };
}

function inOrder(wishes: readonly LabelWish[], before: ReadonlyMap<string, PlacedLabel>) {
  const weight = (wish: LabelWish) =>
    wish.must ? Number.POSITIVE_INFINITY : wish.rank + (before.has(wish.id) ? STAYING : 0);
  return wishes
    .map((wish) => ({ wish, weight: weight(wish) }))
    .sort((a, b) => {
      if (a.weight !== b.weight) return b.weight - a.weight;
      return a.wish.id < b.wish.id ? -1 : 1;
    })
    .map(({ wish }) => wish);
}

function isInside({ x, y }: LabelWish, { width, height }: LabelRoom): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function fitted(
  wish: LabelWish,
  room: LabelRoom,
  boxes: Boxes,
  last: LabelSide | undefined,
): PlacedLabel | undefined {
  const sides = wish.gap === 0 ? OVER : AROUND;
  const asBefore = last !== undefined && sides.includes(last) ? [last, ...sides] : sides;
  for (const side of asBefore) {
    const label = beside(wish, side);
    if (isWithin(label, room) && boxes.isFree(label)) return label;
  }
  if (wish.must !== true) return undefined;
  const pushed = pushedIn(beside(wish, "above"), room);
  return boxes.isFree(pushed) ? pushed : undefined;
}

function beside({ id, x, y, width, height, gap }: LabelWish, side: LabelSide): PlacedLabel {
  let left = x - width / 2;
  let top = y - height / 2;
  if (side === "above") top = y - gap - height;
  else if (side === "below") top = y + gap;
  else if (side === "right") left = x + gap;
  else if (side === "left") left = x - gap - width;
  return { id, side, left, top, width, height };
}

function isWithin({ left, top, width, height }: PlacedLabel, room: LabelRoom): boolean {
  return (
    left >= EDGE &&
    top >= EDGE &&
    left + width <= room.width - EDGE &&
    top + height <= room.height - EDGE
  );
}

function pushedIn(label: PlacedLabel, room: LabelRoom): PlacedLabel {
  const most = (whole: number, part: number) => Math.max(EDGE, whole - part - EDGE);
  return {
    ...label,
    left: Math.min(Math.max(EDGE, label.left), most(room.width, label.width)),
    top: Math.min(Math.max(EDGE, label.top), most(room.height, label.height)),
  };
}

/** Boxes on the screen. So few that looking at each costs less than sorting them into squares would. */
class Boxes {
  readonly #boxes: Box[] = [];

  isFree(box: Box): boolean {
    for (const other of this.#boxes) if (overlap(box, other)) return false;
    return true;
  }

  add(box: Box): void {
    this.#boxes.push(box);
  }
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width + MARGIN &&
    b.left < a.left + a.width + MARGIN &&
    a.top < b.top + b.height + MARGIN &&
    b.top < a.top + a.height + MARGIN
  );
}
