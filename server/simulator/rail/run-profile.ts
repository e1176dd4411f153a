/** m/s²: what a commuter train gains and loses. */
const ACCELERATION = 0.8;
const BRAKING = 0.9;

/** How a train runs from one stop to the next: faster, steadily, slower; whole seconds in all. */
export interface RunProfile {
  /** Metres and seconds. */
  readonly distance: number;
  readonly duration: number;
  /** m/s, between accelerating and braking. */
  readonly cruise: number;
}

/** The shortest run of whole seconds over a distance that never exceeds a speed limit (m/s). */
export function runProfile(distance: number, speedLimit: number): RunProfile {
  if (distance <= 0) return { distance: 0, duration: 0, cruise: 0 };
  const ramps = 1 / (2 * ACCELERATION) + 1 / (2 * BRAKING);
  const peak = Math.min(speedLimit, Math.sqrt(distance / ramps));
  const duration = Math.ceil(distance / peak + peak * ramps);
  // Of the two speeds that take just so long, the lower one has a part of steady running.
  const root = Math.sqrt(Math.max(0, duration * duration - 4 * ramps * distance));
  return { distance, duration, cruise: (duration - root) / (2 * ramps) };
}

/** Metres run and speed in m/s, `seconds` after the start. */
export function runAt(profile: RunProfile, seconds: number): { metres: number; speed: number } {
  const { distance, duration, cruise } = profile;
  if (seconds <= 0) return { metres: 0, speed: 0 };
  if (seconds >= duration) return { metres: distance, speed: 0 };
  const left = duration - seconds;
  if (left < cruise / BRAKING) {
    return { metres: distance - (BRAKING * left * left) / 2, speed: BRAKING * left };
  }
  if (seconds < cruise / ACCELERATION) {
    return { metres: (ACCELERATION * seconds * seconds) / 2, speed: ACCELERATION * seconds };
  }
  const ramp = cruise / ACCELERATION;
  return { metres: cruise * (seconds - ramp / 2), speed: cruise };
}
