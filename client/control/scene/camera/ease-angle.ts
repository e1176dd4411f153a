const TURN = 2 * Math.PI;

/** Radians from one direction to another, the short way: -π to π. */
export function angleTo(from: number, to: number): number {
  const apart = (to - from) % TURN;
  if (apart > Math.PI) return apart - TURN;
  return apart <= -Math.PI ? apart + TURN : apart;
}

/**
 * A direction on its way to another: after `settle` seconds two thirds of it are done, however many
 * frames those were.
 */
export function easeAngle(from: number, to: number, seconds: number, settle: number): number {
  const part = 1 - Math.exp(-Math.max(0, seconds) / settle);
  return from + angleTo(from, to) * part;
}
