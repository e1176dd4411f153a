const SIZE = 6;

const made = new Map<string, CanvasPattern>();

/** Slanted lines of a colour, to fill with: what is missing must not be told by colour alone. */
export function hatched(pen: CanvasRenderingContext2D, color: string): CanvasPattern | string {
  let pattern = made.get(color);
  if (pattern === undefined) {
    const tile = document.createElement("canvas");
    tile.width = SIZE;
    tile.height = SIZE;
    const lines = tile.getContext("2d");
    if (lines === null) return color;
    lines.strokeStyle = color;
    lines.lineWidth = 1.25;
    lines.beginPath();
    for (const shift of [-SIZE, 0, SIZE]) {
      lines.moveTo(shift - 1, SIZE + 1);
      lines.lineTo(shift + SIZE + 1, -1);
    }
    lines.stroke();
    const repeated = pen.createPattern(tile, "repeat");
    if (repeated === null) return color;
    pattern = repeated;
    made.set(color, pattern);
  }
  return pattern;
}
