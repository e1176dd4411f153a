import type { Twin } from "../../../server/state/twin.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { MovingCity } from "../support/moving-city.ts";
import type { Kept } from "./kept.ts";

/** What a moving city said, second by second; `at` is the beginning of the second, milliseconds since 1970. */
export function* keptSeconds({
  entities,
  layout,
  from,
  seconds,
  every,
}: Kept): Generator<{ at: number; rows: Accepted[] }> {
  const city = new MovingCity(entities, layout);
  const size = Math.ceil(entities / every);
  for (let second = 0; second < seconds; second++) {
    const at = from + second * 1000;
    const rows: Accepted[] = [];
    const first = (second % every) * size;
    // Spread over the second, as feeds would.
    const keep = {
      merge: (row: Accepted) => {
        const observedAt = at + Math.floor((rows.length / size) * 1000);
        const observation = { ...row.observation, observedAt };
        rows.push({ ...row, observation, receivedAt: observedAt });
        return undefined;
      },
    } as unknown as Twin;
    city.step(keep, first, Math.min(entities, first + size), every, at);
    yield { at, rows };
  }
}
