/** What is packed; none is larger than the side of a sheet. */
interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PackedRectangle {
  /** Place in what was given. */
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

export interface Sheet extends Size {
  readonly rectangles: PackedRectangle[];
}

/** A stretch of the line above which a sheet is free; the next one begins where it ends. */
interface Step {
  x: number;
  y: number;
}

/**
 * Puts rectangles on as few square sheets as they come to, each cut to what is on it. The highest first,
 * each as low as it can lie. Deterministic. Source: Jylänki, A Thousand Ways to Pack the Bin (2010),
 * skyline bottom-left.
 */
export function packRectangles(sizes: readonly Size[], side: number): Sheet[] {
  const order = sizes.map((size, number) => ({ ...size, number }));
  order.sort((a, b) => b.height - a.height || b.width - a.width || a.number - b.number);
  const sheets: Sheet[] = [];
  for (let left = order; left.length > 0; ) {
    const { sheet, rest } = fill(left, side);
    sheets.push(sheet);
    left = rest;
  }
  return sheets;
}

/** As many as one sheet takes, on a width that makes it about square. */
function fill<Item extends Size & { number: number }>(items: readonly Item[], side: number) {
  const widest = items.reduce((most, { width }) => Math.max(most, width), 0);
  const area = items.reduce((sum, { width, height }) => sum + width * height, 0);
  const width = Math.min(side, Math.max(widest, Math.ceil(Math.sqrt(1.1 * area))));
  const sheet = { width: 0, height: 0, rectangles: [] as PackedRectangle[] };
  const rest: Item[] = [];
  let line: Step[] = [{ x: 0, y: 0 }];
  for (const item of items) {
    const spot = lowest(line, item.width, width);
    if (spot === undefined || spot.y + item.height > side) {
      rest.push(item);
      continue;
    }
    line = raised(line, spot, item);
    sheet.rectangles.push({ number: item.number, x: spot.x, y: spot.y });
    sheet.width = Math.max(sheet.width, spot.x + item.width);
    sheet.height = Math.max(sheet.height, spot.y + item.height);
  }
  return { sheet, rest };
}

/** Where something so wide lies lowest, and of such places leftmost. */
function lowest(line: readonly Step[], wide: number, width: number): Step | undefined {
  let best: Step | undefined;
  for (const [i, { x }] of line.entries()) {
    if (x + wide > width) break;
    let y = 0;
    for (let k = i; k < line.length && (line[k]?.x ?? 0) < x + wide; k++)
      y = Math.max(y, line[k]?.y ?? 0);
    if (best === undefined || y < best.y) best = { x, y };
  }
  return best;
}

function raised(line: readonly Step[], { x, y }: Step, { width, height }: Size): Step[] {
  const end = x + width;
  const under = line.findLast((step) => step.x <= end)?.y ?? 0;
  const after = line.filter((step) => step.x > end);
  return [
    ...line.filter((step) => step.x < x),
    { x, y: y + height },
    { x: end, y: under },
    ...after,
  ];
}
