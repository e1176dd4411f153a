/** How much a city is about at each full hour: from 0 to 1, invented after the usual two peaks. */
const WEEKDAY = [
  0.1, 0.06, 0.04, 0.04, 0.07, 0.16, 0.4, 0.82, 1, 0.74, 0.6, 0.6, 0.66, 0.62, 0.58, 0.62, 0.72,
  0.9, 0.98, 0.78, 0.55, 0.42, 0.29, 0.18,
];
const WEEKEND = [
  0.15, 0.1, 0.06, 0.04, 0.05, 0.09, 0.17, 0.28, 0.41, 0.55, 0.67, 0.74, 0.77, 0.78, 0.79, 0.77,
  0.75, 0.72, 0.65, 0.54, 0.44, 0.36, 0.28, 0.21,
];

/** From 0 dead of night to 1 rush hour, linear between full hours. `hour` from 0 to 24. */
export function bustleAt(hour: number, weekend: boolean): number {
  const table = weekend ? WEEKEND : WEEKDAY;
  const whole = Math.floor(hour) % 24;
  const from = table[whole] ?? 0;
  const to = table[(whole + 1) % 24] ?? 0;
  return from + (to - from) * (hour - Math.floor(hour));
}
