/** Seconds of work before a guess is made of how long the rest takes. */
const BEFORE_GUESS = 2;

/** How long the rest takes if it goes on so, for people; empty while that is not known. */
export function timeLeft(done: number, total: number, seconds: number): string {
  if (seconds < BEFORE_GUESS || done <= 0 || done >= total) return "";
  const left = (seconds * (total - done)) / done;
  if (left < 60) return `, about ${Math.max(1, Math.round(left))} s left`;
  if (left < 3_600) return `, about ${Math.round(left / 60)} min left`;
  return `, about ${(left / 3_600).toFixed(1)} h left`;
}
