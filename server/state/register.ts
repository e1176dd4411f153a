/**
 * The one rule of every register of the twin: the newest moment wins; of two statements of one moment
 * the greater content wins. Unknown (NaN, absent) is less than everything known, numbers are ordered as
 * numbers, texts by their UTF-16 units, tuples by their first difference. So a register is the maximum
 * of all statements ever heard, whatever their order and however often they came.
 */

/** Whether a number of moment `at` takes the place of `held`, of moment `heldAt`. */
export function newer(at: number, heldAt: number, value: number, held: number): boolean {
  return at > heldAt || (at === heldAt && compare(value, held) > 0);
}

/** Order of content; NaN first. */
export function compare(a: number, b: number): number {
  if (a > b) return 1;
  if (a < b) return -1;
  if (a === b) return 0;
  return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b));
}

/** Order of texts by UTF-16 units. */
export function compareText(a: string, b: string): number {
  return a > b ? 1 : a < b ? -1 : 0;
}

/** A number as it is kept: NaN where absent, and one zero. */
export function known(value: number | undefined): number {
  return value === undefined ? Number.NaN : value + 0;
}
