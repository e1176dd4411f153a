/** From left to right, width and height of each house in the drawing's units; a low one has a gable. */
const HOUSES: readonly (readonly [width: number, height: number])[] = [
  ...([
    [46, 26],
    [34, 38],
    [52, 30],
    [28, 64],
    [40, 44],
    [58, 24],
    [36, 86],
    [30, 58],
  ] as const),
  ...([
    [64, 28],
    [42, 50],
    [26, 112],
    [48, 40],
    [54, 26],
    [38, 72],
    [32, 46],
    [60, 30],
  ] as const),
  ...([
    [34, 94],
    [44, 36],
    [50, 28],
    [30, 54],
    [56, 24],
    [40, 40],
    [28, 66],
    [62, 30],
  ] as const),
];
/** The street goes on to both sides of any window. */
const STREETS = 3;
const GROUND = 120;
const TALLEST_GABLE = 30;
const GABLE = 10;

/** A row of houses at the foot of the page, as quiet as a watermark: what 町並み means. */
export function Skyline() {
  let x = 0;
  let walls = `M0 ${GROUND}`;
  let windows = "";
  for (let street = 0; street < STREETS; street++) {
    for (const [width, height] of HOUSES) {
      const top = GROUND - height;
      walls +=
        height > TALLEST_GABLE
          ? `V${top}H${x + width}`
          : `V${top + GABLE}L${x + width / 2} ${top}L${x + width} ${top + GABLE}`;
      windows += windowsOf(x, width, height);
      x += width;
    }
  }
  return (
    <svg
      class="skyline"
      viewBox={`0 0 ${x} ${GROUND}`}
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
    >
      <path class="walls" d={`${walls}V${GROUND}Z`} />
      <path class="windows" d={windows} />
    </svg>
  );
}

/** Somebody is at home behind some of them, and always the same. */
function windowsOf(x: number, width: number, height: number): string {
  let path = "";
  for (let up = 14; up < height - GABLE; up += 9)
    for (let across = 6; across < width - 7; across += 8)
      if ((x * 7 + up * 13 + across * 5) % 11 < 2) path += `M${x + across} ${GROUND - up}h3v4h-3z`;
  return path;
}
