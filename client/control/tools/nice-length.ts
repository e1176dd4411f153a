/** The longest length that is 1, 2 or 5 times a power of ten and not above `most`; as are the bars of maps. */
export function niceLength(most: number): number {
  if (!(most > 0) || !Number.isFinite(most)) return 0;
  const power = 10 ** Math.floor(Math.log10(most));
  const times = [5, 2, 1].find((each) => each * power <= most) ?? 1;
  return times * power;
}
