/** m/s² that every driver brakes with at need, and that all reckon with; and that is comfortable. */
export const HARDEST_BRAKING = 5;
const COMFORTABLE_BRAKING = 2;
/** Metres kept behind who stands. */
const STANDSTILL = 1.8;
/** Metres of those that are never given up. */
const LEAST_GAP = 0.8;

/**
 * m/s² of a driver at `speed` who likes `wish`, with `gap` metres to one who drives `leaderSpeed`
 * (infinite: nobody). Source: intelligent driver model, Treiber, Hennecke, Helbing 2000.
 */
export function followingAcceleration(
  speed: number,
  wish: number,
  acceleration: number,
  headway: number,
  gap: number,
  leaderSpeed: number,
): number {
  const ratio = speed / wish;
  const free = 1 - ratio * ratio * ratio * ratio;
  if (gap > 150) return Math.max(-COMFORTABLE_BRAKING, acceleration * free);
  const closing =
    (speed * (speed - leaderSpeed)) / (2 * Math.sqrt(acceleration * COMFORTABLE_BRAKING));
  const desired = STANDSTILL + Math.max(0, speed * headway + closing);
  const near = desired / Math.max(0.1, gap);
  return Math.max(
    -HARDEST_BRAKING,
    Math.max(-COMFORTABLE_BRAKING, acceleration * free) - acceleration * near * near,
  );
}

/**
 * The most that one may drive for the next `seconds` so that, should the one ahead brake as hard as it
 * can, there is room to stop behind: in steps, each driven at one speed. Source: Krauss 1998.
 */
export function safeSpeed(gap: number, leaderSpeed: number, seconds: number): number {
  const half = (HARDEST_BRAKING * seconds) / 2;
  const room = gap - LEAST_GAP - (leaderSpeed * seconds) / 2;
  return rootOf(half, room, leaderSpeed);
}

/** The same towards a line that must not be passed. */
export function safeSpeedToLine(distance: number, seconds: number): number {
  return rootOf((HARDEST_BRAKING * seconds) / 2, distance - 0.2, 0);
}

/** m/s² that brings `speed` to nothing just before a line. */
export function stoppingAcceleration(speed: number, distance: number): number {
  return -(speed * speed) / (2 * Math.max(0.2, distance - 0.6));
}

function rootOf(half: number, room: number, leaderSpeed: number): number {
  const square = half * half + 2 * HARDEST_BRAKING * room + leaderSpeed * leaderSpeed;
  return square <= 0 ? 0 : Math.max(0, Math.sqrt(square) - half);
}
