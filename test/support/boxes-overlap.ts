/** A vehicle from above: its middle, heading and size in metres. */
export interface Box {
  readonly east: number;
  readonly north: number;
  readonly headingDegrees: number;
  readonly length: number;
  readonly width: number;
}

/** By how many metres two boxes overlap at most along their best parting line; 0 where they do not. Separating axes. */
export function overlapOf(a: Box, b: Box): number {
  const [dx, dy] = [b.east - a.east, b.north - a.north];
  const far = (a.length + b.length) / 2 + 2;
  if (dx * dx + dy * dy > far * far) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const box of [a, b]) {
    const [ax, ay] = axisOf(box);
    for (const [x, y] of [
      [ax, ay],
      [-ay, ax],
    ] as const) {
      const reach = reachOf(a, x, y) + reachOf(b, x, y);
      least = Math.min(least, reach - Math.abs(dx * x + dy * y));
    }
  }
  return Math.max(0, least);
}

function axisOf({ headingDegrees }: Box): readonly [number, number] {
  const radians = (headingDegrees * Math.PI) / 180;
  return [Math.sin(radians), Math.cos(radians)];
}

/** Half of what a box measures along an axis. */
function reachOf(box: Box, x: number, y: number): number {
  const [ax, ay] = axisOf(box);
  const along = Math.abs(ax * x + ay * y) * box.length;
  const across = Math.abs(-ay * x + ax * y) * box.width;
  return (along + across) / 2;
}
